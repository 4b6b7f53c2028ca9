//! Every signature can be made, and checked by the vendor, from what is sent.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::{Located, Spec};
use crate::raw::{Header, HeaderOrigin, Need, Signing};
use crate::recipe::{PARTS, Recipe, RecipeError, RecipePart};
use crate::resolution;
use crate::shape::{Part, Shape};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L090",
    title: "a signature that cannot be made or checked",
    text: "`signs` says what is signed, in order: text, and in braces parts of the request as it \
           is sent. The parts are {method}, {path}, {query}, {body}, a hash such as \
           {body.sha256.hex}, {header:NAME}, {time:yyyyMMddHHmmss} in any form of a time, \
           {time:epoch-seconds}, {time:epoch-milliseconds}, {nonce}, {key} and {newline}. \
           `written` says what is sent: {signature} once, and around it text, times, {nonce} and \
           {header:NAME}. What the client alone knows, a time or a nonce, has to be sent beside \
           the signature, the headers that are signed have to be there, and a plain hash proves \
           nothing without {key}, which is never sent.",
    bad: "algorithm: hmac-sha256\nsigns: \"{time:yyyyMMddHHmmss}{bodies}\"",
    good: "algorithm: hmac-sha256\nsigns: \"{time:yyyyMMddHHmmss}{body}\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let signing = spec.api.located().optional("signing", |api| &api.signing);
    let Some(signing) = signing else { return };
    let signs = read(signing.at.key("signs"), findings);
    let written = read(signing.at.key("written"), findings);
    let body = Recipe::of(RecipePart::Body);
    let is_read = signing.signs.is_none() || signs.is_some();
    if let Some(signs) = is_read.then(|| signs.as_ref().unwrap_or(&body)) {
        let at = signing.at.key("signs");
        let span =
            if at.exists() { at.span() } else { signing.at.key("algorithm").span() };
        of_signs(signing, signs, span, findings);
        for (set, header) in walk::headers(spec) {
            if header.name.eq_ignore_ascii_case(&signing.header) {
                let carrier = Carrier::new(spec, set, header, signing, written.as_ref());
                signed_by(&carrier, signs, span, findings);
            }
        }
    }
    if let Some(written) = &written {
        of_written(signing, written, findings);
        for (set, header) in walk::headers(spec) {
            if header.name.eq_ignore_ascii_case(&signing.header) {
                let carrier = Carrier::new(spec, set, header, signing, Some(written));
                let span = signing.at.key("written").span();
                carrier.headers(written, span, findings);
                if header.form.is_some() {
                    findings.add(
                        error(
                            header.span_of("form"),
                            format!(
                                "`{}` has a form, and `written` says the same",
                                header.name
                            ),
                        )
                        .label("the value is said twice")
                        .related(span, "says what is sent")
                        .help("remove the form, or `written`"),
                    );
                }
            }
        }
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn read(at: NodeRef<'_>, findings: &mut Findings) -> Option<Recipe> {
    match Recipe::parse(at.text()?) {
        Ok(recipe) => Some(recipe),
        Err(RecipeError { message, at: position }) => {
            let help =
                format!("the parts are {PARTS}; a brace as text is written twice");
            let told =
                error(at.span_of_char(position), "the recipe cannot be read".to_owned());
            findings.add(told.label(message).help(help));
            None
        }
    }
}

fn of_signs(
    signing: Located<'_, Signing>,
    signs: &Recipe,
    span: Span,
    findings: &mut Findings,
) {
    if signs.has(&RecipePart::Signature) {
        findings.add(
            error(span, "a signature cannot sign itself".to_owned())
                .label("has `{signature}`")
                .help("remove `{signature}` here; it belongs to `written`"),
        );
    }
    if !signing.algorithm.is_keyed() && !signs.has(&RecipePart::Key) {
        let algorithm = signing.algorithm.as_str();
        let message = format!("`{algorithm}` proves nothing without the key");
        findings.add(
            error(span, message)
                .label("has no `{key}`")
                .related(signing.at.key("algorithm").span(), "takes no key by itself")
                .help(
                    "put `{key}` where the vendor appends the key, or choose `hmac-sha256` or \
                     `hmac-sha512`",
                ),
        );
    }
}

fn of_written(signing: Located<'_, Signing>, written: &Recipe, findings: &mut Findings) {
    let span = signing.at.key("written").span();
    let is_signature = |part: &&RecipePart| **part == RecipePart::Signature;
    let count = written.parts.iter().filter(is_signature).count();
    if count != 1 {
        findings.add(
            error(span, "the signature is sent once".to_owned())
                .label(format!("has `{{signature}}` {count} times"))
                .help("write `{signature}` where the signature goes, once"),
        );
    }
    let strange = written.parts.iter().find(|part| {
        matches!(
            part,
            RecipePart::Method
                | RecipePart::Path
                | RecipePart::Query
                | RecipePart::Body
                | RecipePart::Hash(..)
                | RecipePart::Key
        )
    });
    if let Some(part) = strange {
        let part = Recipe::of(part.clone());
        let why = if part.has(&RecipePart::Key) {
            "the key is never sent"
        } else {
            "the vendor has it already"
        };
        findings.add(
            error(span, format!("`{part}` is not sent with a signature"))
                .label(why)
                .help("`written` has text, `{time:FORM}`, `{nonce}`, `{header:NAME}` and `{signature}`"),
        );
    }
}

/// The header that carries the signature, in one of the sets that have it.
struct Carrier<'a> {
    spec: &'a Spec,
    set: &'a crate::raw::HeaderSet,
    signing: Located<'a, Signing>,
    /// The value of the header.
    written: Recipe,
}

impl<'a> Carrier<'a> {
    fn new(
        spec: &'a Spec,
        set: &'a crate::raw::HeaderSet,
        header: Located<'a, Header>,
        signing: Located<'a, Signing>,
        written: Option<&Recipe>,
    ) -> Self {
        let shape = shape(spec, &set.id, header.value);
        let encoding = signing.encoding.unwrap_or_default();
        let of_form = || Recipe::of_form(&shape?, encoding, signing.algorithm.length());
        let written = written.cloned().or_else(of_form);
        Self {
            spec,
            set,
            signing,
            written: written.unwrap_or_else(|| Recipe::of(RecipePart::Signature)),
        }
    }

    /// Whether every header of a recipe is there.
    fn headers(&self, recipe: &Recipe, span: Span, findings: &mut Findings) {
        for part in &recipe.parts {
            let RecipePart::Header(name) = part else { continue };
            let same = |it: &&Header| it.name.eq_ignore_ascii_case(name);
            let found = self.set.headers.iter().find(same);
            let told = match found {
                None => {
                    let known = self.set.headers.iter().map(|it| it.name.as_str());
                    let help = did_you_mean(name, known);
                    error(
                        span,
                        format!("the header set `{}` has no `{name}`", self.set.id),
                    )
                    .label(format!("has `{{header:{name}}}`"))
                    .help(help.unwrap_or_else(|| {
                        "name a header of each set that carries the signature".to_owned()
                    }))
                }
                Some(it) if it.from == HeaderOrigin::Signing => {
                    error(span, format!("`{name}` carries the signature itself"))
                        .label("cannot be a part of it")
                        .help("name another header")
                }
                Some(it) if it.need == Need::Optional => {
                    let message =
                        format!("`{name}` is optional in the set `{}`", self.set.id);
                    error(span, message)
                        .label("a request without it could not be signed")
                        .help("make it required where the signature is, or sign without it")
                }
                Some(_) => continue,
            };
            findings.add(told);
        }
    }

    /// The parts of times that the other headers have, and `written`.
    fn times(&self) -> Vec<Part> {
        let made = |it: &&Header| it.from == HeaderOrigin::Call;
        let made = self.set.headers.iter().filter(made);
        let shapes = made.filter_map(|it| shape(self.spec, &self.set.id, it));
        let written = self.written.parts.iter().filter_map(|part| match part {
            RecipePart::Time(shape) => Some(shape.clone()),
            _ => None,
        });
        shapes.chain(written).flat_map(|it| it.parts).collect()
    }
}

/// Whether what a client signs is there and sent.
fn signed_by(
    carrier: &Carrier<'_>,
    signs: &Recipe,
    span: Span,
    findings: &mut Findings,
) {
    carrier.headers(signs, span, findings);
    let sent = carrier.times();
    for part in &signs.parts {
        let is_sent = match part {
            RecipePart::Time(shape) => {
                let mut parts = shape.parts.iter();
                parts.all(|part| matches!(part, Part::Literal(_)) || has(&sent, part))
            }
            RecipePart::EpochSeconds
            | RecipePart::EpochMilliseconds
            | RecipePart::Nonce => carrier.written.has(part),
            _ => continue,
        };
        if !is_sent {
            let part = Recipe::of(part.clone());
            let header = &carrier.signing.header;
            findings.add(
                error(span, format!("`{part}` is signed but not sent"))
                    .label("the vendor cannot make the signature again")
                    .help(format!(
                        "send it in a header with `from: call` of the set `{}` and sign \
                         `{{header:NAME}}`, or say in `written` where `{header}` has it",
                        carrier.set.id
                    )),
            );
        }
    }
}

/// Whether a part of a time is among those that are sent: a year in four digits tells its last two.
fn has(sent: &[Part], part: &Part) -> bool {
    sent.contains(part)
        || (*part == Part::Year2 && sent.contains(&Part::Year4))
        || (*part == Part::Year4 && sent.contains(&Part::Year2))
}

fn shape(spec: &Spec, set: &str, header: &Header) -> Option<Shape> {
    let owner = format!("{set}.{}", header.name);
    let form = resolution::form(&spec.api.resolutions, &owner, header.form.as_deref());
    Shape::parse(form?).ok()
}
