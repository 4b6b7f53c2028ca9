//! A recipe of its own signs the requests of an operation.

use super::rule::{Findings, Rule, View};
use super::signing::is_header;
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located, Spec};
use crate::raw::{HeaderOrigin, Operation, Signing};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L140",
    title: "a recipe that does not sign the request",
    text: "`signing` of api.yaml is the recipe of most requests. An operation that is signed \
           otherwise names one of `recipes` by its id, with `signing` of its request, and carries \
           the signature where that recipe puts it: in a header of its set, a parameter of its \
           query or a field of its body. A client has one key for signatures, so every recipe has \
           the `key` and the `key_form` of `signing`, and either all algorithms are of RSA or none is.",
    bad: "signing:\n  id: seal\n  header: X-Lantern-Seal",
    good: "signing:\n  header: X-Lantern-Seal",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let api = spec.api.located();
    let most = api.optional("signing", |api| &api.signing);
    if let Some(most) = most.filter(|it| it.id.is_some()) {
        findings.add(
            error(
                most.span_of("id"),
                "the recipe of most requests has an id".to_owned(),
            )
            .label("nothing refers to it")
            .help("remove the line"),
        );
    }
    for recipe in api.each("recipes", |api| &api.recipes) {
        if let Some(found) = unnamed(spec, recipe) {
            findings.add(found);
        }
        match most {
            Some(most) => one_key(most, recipe, findings),
            None => findings.add(
                error(recipe.span_of("algorithm"), "there is no `signing`".to_owned())
                    .label("a recipe of some requests")
                    .help("make it `signing`, which is the recipe of most requests"),
            ),
        }
    }
    for operation in &spec.operations {
        of_operation(spec, operation, findings);
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// A recipe that no operation names.
fn unnamed(spec: &Spec, recipe: Located<'_, Signing>) -> Option<Diagnostic> {
    let Some(id) = &recipe.id else {
        let message = "the recipe has no id".to_owned();
        return Some(
            error(recipe.span_of("algorithm"), message)
                .label("no operation can name it")
                .help(
                    "add `id`, and `signing` with it to the requests that are signed so",
                ),
        );
    };
    let mut operations = spec.operations.iter();
    if operations.any(|it| it.request.signing.as_ref() == Some(id)) {
        return None;
    }
    // What cannot be read may name it.
    let message = format!("no request is signed by the recipe `{id}`");
    spec.unreadable.is_empty().then(|| {
        error(recipe.span_of("id"), message)
            .label("named by no operation")
            .help(format!("add `signing: {id}` to the requests that are, or remove it"))
    })
}

/// The key of a client is that of each recipe.
fn one_key(
    most: Located<'_, Signing>,
    recipe: Located<'_, Signing>,
    findings: &mut Findings,
) {
    let (key, what) = if most.key != recipe.key {
        ("key", "another key")
    } else if most.key_form != recipe.key_form {
        let key = if recipe.key_form.is_some() { "key_form" } else { "key" };
        (key, "a key that is written otherwise")
    } else if most.algorithm.is_rsa() != recipe.algorithm.is_rsa() {
        ("algorithm", "a key of another kind")
    } else {
        return;
    };
    findings.add(
        error(recipe.span_of(key), format!("the recipe signs with {what}"))
            .label("a client has one key for signatures")
            .related(most.span_of(key), "that of most requests")
            .help("correct it; for a vendor with two keys, write two specs"),
    );
}

/// The requests of an operation carry the signature of its recipe, and no other one.
fn of_operation(spec: &Spec, operation: &Loaded<Operation>, findings: &mut Findings) {
    let request = operation.located().part("request", |it| &it.request);
    let Some(recipe) = spec.signing_of(operation) else { return };
    let id = request.headers.as_deref();
    let set = spec.api.header_sets.iter().find(|set| Some(set.id.as_str()) == id);
    let headers = set.into_iter().flat_map(|set| &set.headers);
    let carrier = |name: &str| is_header(recipe, name);
    let other = headers
        .clone()
        .find(|it| it.from == HeaderOrigin::Signing && !carrier(&it.name));
    let named = walk::recipes(spec)
        .find(|it| other.is_some_and(|other| is_header(it, &other.name)));
    if let (Some(other), Some(named)) = (other, named) {
        let name = &other.name;
        let message = format!(
            "`{name}` of `{}` carries the signature of another recipe",
            operation.id
        );
        let help = match &named.id {
            Some(id) => format!("write `signing: {id}`, or name another header set"),
            None => "remove `signing`, or name another header set".to_owned(),
        };
        let key = if request.signing.is_some() { "signing" } else { "headers" };
        findings.add(
            error(request.span_of(key), message)
                .label("signed otherwise")
                .related(named.span_of("header"), "the recipe of the header")
                .help(help),
        );
        return;
    }
    let is_carried = headers.map(|it| it.name.as_str()).any(carrier)
        || request.fields.iter().any(|it| it.carries(recipe));
    if request.signing.is_some() && !is_carried {
        let place = [&recipe.header, &recipe.query, &recipe.field];
        let Some(name) = place.into_iter().flatten().next() else { return };
        findings.add(
            error(
                request.span_of("signing"),
                format!(
                    "`{}` has no `{name}`, which carries the signature",
                    operation.id
                ),
            )
            .label("is not signed")
            .help(format!(
                "add `{name}` where the recipe puts it: to the header set or the fields"
            )),
        );
    }
}
