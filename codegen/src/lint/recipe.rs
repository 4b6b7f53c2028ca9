//! Every signature can be made, and checked by the vendor, from what is sent.

use super::read_recipe::read_as;
use super::rule::{Findings, Rule, View};
use super::signed_fields;
use super::signing::is_header;
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::{Located, Spec};
use crate::raw::{Header, HeaderOrigin, HeaderSet, Need, Operation, Signing};
use crate::recipe::{Hashed, PARTS, Recipe, RecipePart};
use crate::resolution;
use crate::shape::{Part, Shape};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L090",
    title: "a signature that cannot be made or checked",
    text: "`signs` says what is signed, in order: text, and in braces parts of the request as it \
           is sent. The parts are {method}, {path}, {query}, {body}, a hash such as \
           {body.sha256.hex}, {header:NAME}, {field:NAME}, {parameters}, {time:yyyyMMddHHmmss} in any form of a time, \
           {time:epoch-seconds}, {time:epoch-milliseconds}, {nonce}, {key} and {newline}. \
           `written` says what is sent: {signature} once, and around it text, times, {nonce} and \
           {header:NAME}. What the client alone knows, a time or a nonce, has to be sent beside \
           the signature, the headers that are signed have to be there, and a plain hash proves \
           nothing without {key}, which is never sent.",
    bad: "algorithm: hmac-sha256\nsigns: \"{time:yyyyMMddHHmmss}{bodies}\"",
    good: "algorithm: hmac-sha256\nsigns: \"{time:yyyyMMddHHmmss}{body}\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for signing in walk::recipes(spec) {
        one(spec, signing, findings);
    }
}

fn one(spec: &Spec, signing: Located<'_, Signing>, findings: &mut Findings) {
    let written = read(signing.at.key("written"), findings);
    let mut signed = Vec::new();
    let at = signing.at.key("signs");
    if at.exists() {
        signed.extend(read(at, findings).map(|recipe| (recipe, at.span())));
    } else if signing.claims.is_empty() {
        let span = signing.span_of("algorithm");
        signed.push((Recipe::of(RecipePart::Body), span));
    }
    for (recipe, span) in &signed {
        of_signs(signing, recipe, *span, findings);
    }
    let mut claims = Vec::new();
    for claim in signing.each("claims", |signing| &signing.claims) {
        let at = claim.at.key("value");
        claims.extend(read(at, findings).map(|recipe| (recipe, at.span())));
    }
    for (recipe, span) in &claims {
        not_sent(recipe, *span, findings);
        of_field(signing, recipe, *span, findings);
    }
    if let Some(written) = &written {
        of_written(signing, written, findings);
    }
    for carrier in Carrier::all(spec, signing, written.as_ref()) {
        for (recipe, span) in signed.iter().chain(&claims) {
            carrier.headers(recipe, *span, findings);
            carrier.fields(recipe, *span, findings);
        }
        for (recipe, span) in &signed {
            carrier.is_sent(recipe, *span, findings);
        }
        if let Some(written) = &written {
            let span = signing.span_of("written");
            carrier.headers(written, span, findings);
            carrier.fields(written, span, findings);
            carrier.no_form(span, findings);
        }
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn read(at: NodeRef<'_>, findings: &mut Findings) -> Option<Recipe> {
    let recipe = read_as(&EXPLANATION, PARTS, at, findings)?;
    if recipe.has(&RecipePart::Sent) {
        findings.add(
            error(at.span(), "`{time}` does not say how the time is written".to_owned())
                .label("a part of callbacks alone")
                .help("write `{time:yyyyMMddHHmmss}` or another form"),
        );
        return None;
    }
    Some(recipe)
}

fn of_signs(
    signing: Located<'_, Signing>,
    signs: &Recipe,
    span: Span,
    findings: &mut Findings,
) {
    of_field(signing, signs, span, findings);
    if signs.has(&RecipePart::Signature) {
        findings.add(of_itself(span));
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

fn of_itself(span: Span) -> Diagnostic {
    error(span, "a signature cannot sign itself".to_owned())
        .label("has `{signature}`")
        .help("remove `{signature}` here; it belongs to `written`")
}

/// A body that has the signature in it is not signed.
fn of_field(
    signing: Located<'_, Signing>,
    recipe: &Recipe,
    span: Span,
    findings: &mut Findings,
) {
    let is_body = |part: &RecipePart| {
        matches!(part, RecipePart::Body | RecipePart::Hash(Hashed::Body, ..))
    };
    if signing.field.is_some() && recipe.parts.iter().any(is_body) {
        findings.add(
            error(span, "the signature is a part of the body that it signs".to_owned())
                .label("has the body")
                .related(signing.span_of("field"), "is in the body")
                .help("sign `{field:NAME}` in the order that the page gives, or `{parameters}`"),
        );
    }
}

/// What a token says can be read by everybody.
fn not_sent(recipe: &Recipe, span: Span, findings: &mut Findings) {
    if recipe.has(&RecipePart::Signature) {
        findings.add(of_itself(span));
    }
    if recipe.has(&RecipePart::Key) {
        findings.add(
            error(span, "the key is never sent".to_owned())
                .label("has `{key}`")
                .help("remove `{key}`: the token is signed with it"),
        );
    }
}

fn of_written(signing: Located<'_, Signing>, written: &Recipe, findings: &mut Findings) {
    let span = signing.span_of("written");
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
                | RecipePart::Parameters
                | RecipePart::Hash(..)
                | RecipePart::Key
        )
    });
    if let Some(part) = strange {
        let part = Recipe::of(part.clone());
        let is_key = part.has(&RecipePart::Key);
        let why =
            if is_key { "the key is never sent" } else { "the vendor has it already" };
        findings.add(
            error(span, format!("`{part}` is not sent with a signature")).label(why).help(
                "`written` has text, `{time:FORM}`, `{nonce}`, `{header:NAME}`, `{field:NAME}` and \
                 `{signature}`",
            ),
        );
    }
}

/// Requests that carry the signature: those with one header set, or of one operation.
struct Carrier<'a> {
    spec: &'a Spec,
    set: Option<&'a HeaderSet>,
    operations: Vec<&'a Operation>,
    signing: Located<'a, Signing>,
    /// The header that carries the signature.
    header: Option<Located<'a, Header>>,
    /// The text that does.
    written: Recipe,
}

impl<'a> Carrier<'a> {
    fn all(
        spec: &'a Spec,
        signing: Located<'a, Signing>,
        written: Option<&Recipe>,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        let with = |set: &'a HeaderSet, header: Located<'a, Header>| {
            let used = spec.operations.iter().map(|it| it.located().value);
            let used = used.filter(|it| {
                it.request.headers.as_ref() == Some(&set.id)
                    && it.request.signing == signing.id
            });
            Self {
                spec,
                set: Some(set),
                operations: used.collect(),
                signing,
                header: Some(header),
                written: written_by(spec, set, header.value, signing.value, written),
            }
        };
        let headers = walk::headers(spec).filter(|(set, it)| {
            is_header(&signing, &it.name) && spec.is_signed_by(&signing, set)
        });
        all.extend(headers.map(|(set, header)| with(set, header)));
        for operation in &spec.operations {
            let operation = operation.located().value;
            let request = &operation.request;
            let is_its = request.signing == signing.id;
            if is_its && request.fields.iter().any(|it| it.carries(&signing)) {
                let id = operation.request.headers.as_ref();
                let mut sets = spec.api.header_sets.iter();
                all.push(Self {
                    spec,
                    set: sets.find(|set| Some(&set.id) == id),
                    operations: vec![operation],
                    signing,
                    header: None,
                    written: written
                        .cloned()
                        .unwrap_or_else(|| Recipe::of(RecipePart::Signature)),
                });
            }
        }
        all
    }

    /// Whether every header of a recipe is there.
    fn headers(&self, recipe: &Recipe, span: Span, findings: &mut Findings) {
        let headers = || self.set.into_iter().flat_map(|set| &set.headers);
        let set = self.set.map_or("", |set| set.id.as_str());
        for part in &recipe.parts {
            let RecipePart::Header(name) = part else { continue };
            let told = match headers().find(|it| it.name.eq_ignore_ascii_case(name)) {
                None => {
                    let help = did_you_mean(name, headers().map(|it| it.name.as_str()));
                    error(span, format!("the header set `{set}` has no `{name}`"))
                        .label(format!("has `{{header:{name}}}`"))
                        .help(help.unwrap_or_else(|| {
                            "name a header of each set that carries the signature"
                                .to_owned()
                        }))
                }
                Some(it) if it.from == HeaderOrigin::Signing => {
                    error(span, format!("`{name}` carries the signature itself"))
                        .label("cannot be a part of it")
                        .help("name another header")
                }
                Some(it) if it.from == HeaderOrigin::Token => {
                    error(span, format!("`{name}` carries a token"))
                        .label("not known when the request is signed")
                        .help("name another header")
                }
                Some(it) if it.need == Need::Optional => error(
                    span,
                    format!("`{name}` is optional in the set `{set}`"),
                )
                .label("a request without it could not be signed")
                .help("make it required where the signature is, or sign without it"),
                Some(_) => continue,
            };
            findings.add(told);
        }
    }

    /// Whether every field of a recipe is in every request, with a text.
    fn fields(&self, recipe: &Recipe, span: Span, findings: &mut Findings) {
        let (operations, signing) = (&*self.operations, &*self.signing);
        let error = |message| error(span, message);
        signed_fields::single(recipe, (operations, signing), error, findings);
        signed_fields::all(recipe, operations, error, findings);
    }

    /// The value is not said twice.
    fn no_form(&self, span: Span, findings: &mut Findings) {
        let Some(header) = self.header.filter(|it| it.form.is_some()) else { return };
        let message =
            format!("`{}` has a form, and `written` says the same", header.name);
        findings.add(
            error(header.span_of("form"), message)
                .label("the value is said twice")
                .related(span, "says what is sent")
                .help("remove the form, or `written`"),
        );
    }

    /// The parts of times that the other headers have, and `written`.
    fn times(&self) -> Vec<Part> {
        let sets = self.set.into_iter();
        let shapes = sets.flat_map(|set| {
            let made = set.headers.iter().filter(|it| it.from == HeaderOrigin::Call);
            made.filter_map(|it| shape(self.spec, &set.id, it))
        });
        let written = self.written.parts.iter().filter_map(|part| match part {
            RecipePart::Time(shape) => Some(shape.clone()),
            _ => None,
        });
        shapes.chain(written).flat_map(|it| it.parts).collect()
    }

    /// Whether what a client signs is sent.
    fn is_sent(&self, signs: &Recipe, span: Span, findings: &mut Findings) {
        let sent = self.times();
        for part in &signs.parts {
            let is_sent = match part {
                RecipePart::Time(shape) => {
                    let mut parts = shape.parts.iter();
                    parts
                        .all(|part| matches!(part, Part::Literal(_)) || has(&sent, part))
                }
                RecipePart::EpochSeconds
                | RecipePart::EpochMilliseconds
                | RecipePart::Nonce => self.written.has(part),
                _ => continue,
            };
            if !is_sent {
                let part = Recipe::of(part.clone());
                findings.add(
                    error(span, format!("`{part}` is signed but not sent"))
                        .label("the vendor cannot make the signature again")
                        .help(
                            "send it in a header with `from: call` beside the signature and sign \
                             `{header:NAME}`, or say in `written` where it is sent",
                        ),
                );
            }
        }
    }
}

/// The text of a header that carries the signature.
fn written_by(
    spec: &Spec,
    set: &HeaderSet,
    header: &Header,
    signing: &Signing,
    written: Option<&Recipe>,
) -> Recipe {
    let shape = shape(spec, &set.id, header);
    let encoding = signing.encoding.unwrap_or_default();
    let of_form = || Recipe::of_form(&shape?, encoding, signing.algorithm.length()?);
    let written = written.cloned().or_else(of_form);
    written.unwrap_or_else(|| Recipe::of(RecipePart::Signature))
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
