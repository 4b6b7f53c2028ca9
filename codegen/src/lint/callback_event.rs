//! The field that tells repeated deliveries is one of the callback.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw::{FieldType, Known};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L102",
    title: "an event that cannot be told",
    text: "`event` names the field by which the deliveries of one event are the same: a text or a \
           number of the callback itself, and none of an object in it. Without it, whoever receives \
           the callback has to find repeated deliveries in another way.",
    bad: "event: loanNumbers",
    good: "event: eventNumber",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for callback in &spec.callbacks {
        let Some(event) = &callback.event else { continue };
        let found = callback.fields.iter().find(|field| field.name == *event);
        let error = |message: String| {
            let span = callback.located().span_of("event");
            Diagnostic::error(&EXPLANATION, span, message)
        };
        match found {
            Some(field) => {
                if !matches!(field.kind, FieldType::String | FieldType::Number) {
                    let kind = field.kind.as_str();
                    findings.add(
                        error(format!("`{event}` is {kind}, which tells no event"))
                            .label("not a text or a number")
                            .help("name the field that identifies the event"),
                    );
                }
            }
            None if callback.known != Known::Whole => {}
            None => {
                let names = callback.fields.iter().map(|it| it.name.as_str());
                let guess = did_you_mean(event, names);
                findings.add(
                    error(format!("the callback has no field `{event}`"))
                        .label("not a field of it")
                        .help(guess.unwrap_or_else(|| {
                            "name one of its fields, or remove the line".to_owned()
                        })),
                );
            }
        }
    }
}
