//! A rule that an error message states is declared at its field.

use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Located, OperationField};
use crate::raw::{FieldType, ResponseCode};
use crate::shape::Shape;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L025",
    title: "a rule in an error message that the field lacks",
    text: "An error such as \"The reader number must have digits only\" states a rule for the \
           field whose name it spells out. If the page does not state the rule with the field, \
           record a resolution that adopts the form `digits` as an inference. Its `enforce` \
           decides whether the client refuses other values or only documents the rule.",
    bad: "message: \"The full name must have digits only.\"",
    good: "message: \"The pickup code has the wrong length.\"",
};

/// One of these is in every message that asks something.
const HINTS: [&str; 8] =
    ["igit", "umeric", "umber", "ength", "oo ", "IGIT", "NUM", "LENGTH"];

/// A rule that an error message states for a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ImpliedRule {
    Digits,
    Length,
}

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, fields) in spec.operations() {
        let mut texts = Vec::new();
        for code in walk::response_codes(operation) {
            // Most messages state no rule; this finds them at a fraction of the cost.
            if !HINTS.iter().any(|hint| code.message.contains(hint)) {
                continue;
            }
            let message = words(&code.message);
            let asked: Vec<ImpliedRule> = asked(&message).collect();
            if texts.is_empty() {
                texts = texts_sent(fields);
            }
            for placed in named(&message, &texts) {
                let is_open = spec.is_open(placed.field.at, &["Q010", "Q012", "Q013"]);
                for asked in &asked {
                    compare((*asked, is_open), code, placed, findings);
                }
            }
        }
    }
}

/// The texts that are sent, each with the words of its name.
fn texts_sent<'v, 'a>(
    fields: &'v [OperationField<'a>],
) -> Vec<(Vec<String>, &'v OperationField<'a>)> {
    let sent = fields.iter().filter(|placed| {
        placed.direction == Direction::Request
            && matches!(
                placed.field.kind,
                FieldType::String | FieldType::ArrayOfStrings | FieldType::MapOfStrings
            )
    });
    sent.map(|placed| (words(&placed.field.name), placed)).collect()
}

/// The fields whose name is in the message; of several, those whose name has the most words:
/// "account number" is no `number`.
fn named<'v, 'a>(
    message: &[String],
    fields: &[(Vec<String>, &'v OperationField<'a>)],
) -> Vec<&'v OperationField<'a>> {
    let in_message = |name: &[String]| {
        !name.is_empty() && message.windows(name.len()).any(|words| words == name)
    };
    let found: Vec<_> = fields.iter().filter(|(name, _)| in_message(name)).collect();
    let most = found.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let longest = found.into_iter().filter(|(name, _)| name.len() == most);
    longest.map(|(_, placed)| *placed).collect()
}

/// The words of a text in small letters; a name in camel case is several.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous_is_small = false;
    for c in text.chars() {
        let begins = previous_is_small && c.is_uppercase();
        if (begins || !c.is_alphanumeric())
            && words.last().is_some_and(|it| !it.is_empty())
        {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        previous_is_small = c.is_lowercase() || c.is_numeric();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn asked(message: &[String]) -> impl Iterator<Item = ImpliedRule> {
    let has = |list: &[&str]| message.iter().any(|word| list.contains(&word.as_str()));
    let pair = |first: &[&str], second: &[&str]| {
        message.windows(2).any(|pair| match pair {
            [a, b] => first.contains(&a.as_str()) && second.contains(&b.as_str()),
            _ => false,
        })
    };
    let number = &["number", "numbers"];
    let digits = has(&["digit", "digits", "numeric", "nonnumeric"])
        || pair(&["not", "non", "only"], number)
        || pair(number, &["only"]);
    let length = has(&["length"]) || pair(&["too"], &["long", "short"]);
    [(digits, ImpliedRule::Digits), (length, ImpliedRule::Length)]
        .into_iter()
        .filter_map(|(is_asked, asked)| is_asked.then_some(asked))
}

fn compare(
    (asked, is_open): (ImpliedRule, bool),
    code: Located<'_, ResponseCode>,
    placed: &OperationField<'_>,
    findings: &mut Findings,
) {
    let field = placed.field;
    let shape = field.form.as_deref().and_then(|form| Shape::parse(form).ok());
    let has_length = field.length.or(field.min_length).or(field.max_length).is_some()
        || shape.is_some();
    let (fact, adopt, rule, help) = match asked {
        ImpliedRule::Digits if shape.as_ref().is_some_and(Shape::only_digits) => return,
        // What the page leaves open is reported by a rule of its own.
        ImpliedRule::Length if has_length || is_open => return,
        ImpliedRule::Digits => (
            "form",
            Some("digits".to_owned()),
            "consists of digits",
            "add `form: digits`",
        ),
        ImpliedRule::Length => {
            ("length", None, "has a certain length", "add `length`, or `max_length`")
        }
    };
    // A table determines the values.
    if field.is_coded() {
        return;
    }
    let name = &field.name;
    let message = format!(
        "the message of the code `{}` says that `{name}` {rule}, but the field does not",
        code.name()
    );
    let diagnostic = Diagnostic::error(&EXPLANATION, field.span_of("name"), message)
        .label(format!("no `{fact}` says so"))
        .related(code.span_of("message"), format!("says that `{name}` {rule}"))
        .help(format!("{help} to the field if the page states it there"));
    let expected = ExpectedResolution {
        file: field.at.file(),
        subject: format!("{}.{fact}", placed.subject),
        adopt,
    };
    findings.contradiction(diagnostic, expected);
}
