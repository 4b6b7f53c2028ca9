//! A decision settles something.

use super::rule::{Findings, Rule, View};
use super::walk::{self, KnownNames};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::doubt::{self, KINDS, Kind};
use crate::load::Located;
use crate::raw::{Decisions, KindDecision};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L059",
    title: "a decision that settles nothing",
    text: "decisions.yaml has what was decided once for many pages: about the doubts of a kind, \
           which import then no longer writes, and about contradictions that several pages share. \
           `settles` lists the operations whose pages have such a doubt, and import keeps it: \
           import the pages again after a change of the decision. Remove a decision that settles \
           nothing any more: it would settle what nobody has looked at.",
    bad: "settles: []",
    good: "settles: [lend-book]",
};

/// The parts of an operation that the subjects of doubts begin with.
const PARTS: [&str; 5] =
    ["operation", "request", "response", "response_codes", "test_cases"];

fn check(spec: &View<'_>, findings: &mut Findings) {
    let Some(decisions) = &spec.decisions else { return };
    let top = decisions.located();
    let operations = KnownNames::operations(spec);
    for decision in top.each("kinds", |it| &it.kinds) {
        let found = [kind(decision), idle(decision)].into_iter().flatten();
        findings.extend(found);
        findings.extend(uncited(decision.evidence.is_empty(), decision.span_of("kind")));
        for key in ["only", "except"] {
            findings.extend(scope(decision, key, &operations));
        }
    }
    for resolution in top.each("resolutions", |it| &it.resolutions) {
        if resolution.of.is_empty() {
            let message = format!("the resolution `{}` is about no page", resolution.id);
            findings.add(
                error(resolution.span_of("id"), message)
                    .label("resolves nothing")
                    .help("list the pages under `of`, or remove it"),
            );
        }
    }
    unlisted(spec, top, findings);
    twice(spec, findings);
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn kind(decision: Located<'_, KindDecision>) -> Option<Diagnostic> {
    let code = decision.value.kind.as_str();
    if KINDS.iter().any(|it| it.code == code) {
        return None;
    }
    let message = format!("there is no kind of doubt `{code}`");
    let guess = did_you_mean(code, KINDS.iter().map(|it| it.code));
    Some(error(decision.span_of("kind"), message).label("decides nothing").help(
        guess.unwrap_or_else(|| "`cargo xtask explain` lists the kinds".to_owned()),
    ))
}

fn idle(decision: Located<'_, KindDecision>) -> Option<Diagnostic> {
    let span = decision.span_of("settles");
    let what = Kind::of(&decision.kind).map_or(decision.kind.as_str(), |it| it.title);
    decision.settles.is_empty().then(|| {
        error(span, format!("the decision about {what} settles nothing"))
            .label("no operation is listed")
            .help("import the pages again, which lists what it settles; else remove it")
    })
}

fn uncited(is_uncited: bool, span: Span) -> Option<Diagnostic> {
    is_uncited.then(|| {
        error(span, "the decision has no evidence".to_owned())
            .label("no source supports it")
            .help("add `evidence: [<id of a source>, …]`")
    })
}

/// What a decision names is there.
fn scope(
    decision: Located<'_, KindDecision>,
    key: &str,
    operations: &KnownNames<'_>,
) -> Vec<Diagnostic> {
    let names =
        if key == "only" { &decision.value.only } else { &decision.value.except };
    let is_known = |name: &str| {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let part = |text: &str| PARTS.contains(&text.split('.').next().unwrap_or(text));
        part(name) || (operations.has(first) && (rest.is_empty() || part(rest)))
    };
    let unknown = names.iter().enumerate().filter(|(_, name)| !is_known(name));
    let found = unknown.map(|(position, name)| {
        let span = decision.at.key(key).item(position).span();
        let known = operations.listed().into_iter().chain(PARTS);
        let guess = did_you_mean(name, known);
        error(span, format!("`{name}` is neither an operation nor a subject"))
            .label("nothing has this name")
            .help(guess.unwrap_or_else(|| {
                "write the id of an operation, or a subject as `request.reader`"
                    .to_owned()
            }))
    });
    found.collect()
}

/// A decided doubt that is still written is one of an operation that is listed.
fn unlisted(
    spec: &View<'_>,
    decisions: Located<'_, Decisions>,
    findings: &mut Findings,
) {
    for open in &spec.found.to_confirm {
        let Some((id, subject)) = spec.subject_of(open.owner) else { continue };
        for kind in
            doubt::split(open.why.text().unwrap_or("")).iter().filter_map(|it| it.kind)
        {
            let mut kinds = decisions.each("kinds", |it| &it.kinds);
            let by = kinds.find(|it| it.is_about(kind.code, id, &subject));
            let Some(by) = by.filter(|it| !it.settles.iter().any(|it| it == id)) else {
                continue;
            };
            let message =
                format!("the decision about {} does not list `{id}`", kind.title);
            findings.add(
                error(by.span_of("settles"), message)
                    .label("not listed here")
                    .related(open.why.key_span(), "a doubt of the kind")
                    .help(format!("import its page again, or add `{id}`")),
            );
        }
    }
}

/// One fact has one resolution.
fn twice(spec: &View<'_>, findings: &mut Findings) {
    let all = walk::resolutions(spec.spec());
    for (position, resolution) in all.iter().enumerate() {
        let is_same = |it: &&walk::Recorded<'_>| {
            it.file == resolution.file && it.subject == resolution.subject
        };
        let earlier = all.iter().take(position).find(is_same);
        // Of those of one file another rule tells.
        let Some(earlier) = earlier.filter(|it| {
            resolution.at.file() != resolution.file || it.at.file() != it.file
        }) else {
            continue;
        };
        let message = format!("`{}` is resolved twice", resolution.subject);
        findings.add(
            error(resolution.span_of("subject"), message)
                .label("second resolution")
                .related(earlier.span_of("subject"), "first resolution")
                .help("remove one of the two"),
        );
    }
}
