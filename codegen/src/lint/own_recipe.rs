//! A recipe of its own signs the requests of an operation.

use super::rule::{Findings, Rule, View};
use super::signing::is_header;
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located, Spec};
use crate::raw::{Callback, CallbackSigning, HeaderOrigin, Operation, Signed, Signing};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L140",
    title: "a recipe that signs nothing",
    text: "`signing` of api.yaml is the recipe of most requests. An operation that is signed \
           otherwise names one of `recipes` by its id, with `signing` of its request, and carries \
           the signature where that recipe puts it: in a header of its set, a parameter of its \
           query or a field of its body. A callback that is signed otherwise names one of `recipes` of \
           `callbacks`. A client has one key for signatures, and another one for callbacks, so every \
           recipe has the `key` and the `key_form` of the `signing` beside it, and either all \
           algorithms are of RSA or none is.",
    bad: "signing:\n  id: seal\n  header: X-Lantern-Seal",
    good: "signing:\n  header: X-Lantern-Seal",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let api = spec.api.located();
    let most = api.optional("signing", |api| &api.signing).map(Named::of_requests);
    let own = api.each("recipes", |api| &api.recipes).map(Named::of_requests);
    let named = spec.operations.iter().filter_map(|it| it.request.signing.as_deref());
    let all = Recipes {
        of: "request",
        most,
        named: named.collect(),
    };
    all.check(spec, own, findings);
    for operation in &spec.operations {
        of_operation(spec, operation, findings);
    }
    if let Some(shared) = api.optional("callbacks", |api| &api.callbacks) {
        let most = shared.optional("signing", |it| &it.signing);
        let own = shared.each("recipes", |it| &it.recipes).map(Named::of_callbacks);
        let named = spec.callbacks.iter().filter_map(|it| it.signing.as_deref());
        let most = most.map(Named::of_callbacks);
        let all = Recipes {
            of: "callback",
            most,
            named: named.collect(),
        };
        all.check(spec, own, findings);
    }
    let callbacks = spec.callbacks.iter().map(|it| it.located());
    callbacks.filter_map(unsigned).for_each(|it| findings.add(it));
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// A callback that names a recipe, and is not signed.
fn unsigned(callback: Located<'_, Callback>) -> Option<Diagnostic> {
    let recipe = callback.signing.as_ref()?;
    if callback.signed == Signed::Yes {
        return None;
    }
    let (id, signed) = (&callback.id, callback.signed.as_str());
    let message =
        format!("`{id}` names the recipe `{recipe}`, and is `signed: {signed}`");
    Some(
        error(callback.span_of("signing"), message)
            .label("has no effect")
            .related(callback.span_of("signed"), "nothing is verified")
            .help("write `signed: yes`, or remove the line"),
    )
}

/// A recipe, of requests or of callbacks.
#[derive(Clone, Copy)]
struct Named<'a> {
    at: NodeRef<'a>,
    id: Option<&'a str>,
    key: &'a str,
    key_form: Option<&'a str>,
    is_rsa: bool,
}

impl<'a> Named<'a> {
    fn of_requests(Located { at, value }: Located<'a, Signing>) -> Self {
        Self {
            at,
            id: value.id.as_deref(),
            key: &value.key,
            key_form: value.key_form.as_deref(),
            is_rsa: value.algorithm.is_rsa(),
        }
    }

    fn of_callbacks(Located { at, value }: Located<'a, CallbackSigning>) -> Self {
        Self {
            at,
            id: value.id.as_deref(),
            key: &value.key,
            key_form: value.key_form.as_deref(),
            is_rsa: value.algorithm.is_rsa(),
        }
    }

    fn span_of(&self, key: &str) -> Span {
        self.at.key(key).span()
    }
}

/// The recipes of requests, or of callbacks.
struct Recipes<'a> {
    /// What is signed by them.
    of: &'static str,
    /// That of most.
    most: Option<Named<'a>>,
    /// The ids by which the others are named.
    named: Vec<&'a str>,
}

impl<'a> Recipes<'a> {
    fn check(
        &self,
        spec: &Spec,
        own: impl Iterator<Item = Named<'a>>,
        findings: &mut Findings,
    ) {
        let of = self.of;
        if let Some(most) = self.most.filter(|it| it.id.is_some()) {
            let message = format!("the recipe of most {of}s has an id");
            findings.add(
                error(most.span_of("id"), message)
                    .label("nothing refers to it")
                    .help("remove the line"),
            );
        }
        for recipe in own {
            if let Some(found) = self.unnamed(spec, recipe) {
                findings.add(found);
            }
            match self.most {
                Some(most) => findings.extend(self.other_key(most, recipe)),
                None => findings.add(
                    error(
                        recipe.span_of("algorithm"),
                        "there is no `signing`".to_owned(),
                    )
                    .label(format!("a recipe of some {of}s"))
                    .help(format!(
                        "make it `signing`, which is the recipe of most {of}s"
                    )),
                ),
            }
        }
    }

    /// A recipe that nothing names.
    fn unnamed(&self, spec: &Spec, recipe: Named<'_>) -> Option<Diagnostic> {
        let of = self.of;
        let Some(id) = recipe.id else {
            let message = "the recipe has no id".to_owned();
            return Some(
                error(recipe.span_of("algorithm"), message)
                    .label(format!("no {of} can name it"))
                    .help(format!(
                        "add `id`, and `signing` with it to the {of}s that are signed so"
                    )),
            );
        };
        // What cannot be read may name it.
        if self.named.contains(&id) || !spec.unreadable.is_empty() {
            return None;
        }
        let message = format!("no {of} is signed by the recipe `{id}`");
        Some(
            error(recipe.span_of("id"), message)
                .label(format!("named by no {of}"))
                .help(format!(
                    "add `signing: {id}` to the {of}s that are, or remove it"
                )),
        )
    }

    /// A client has one key for its requests, and a receiver that of all callbacks.
    fn other_key(&self, most: Named<'_>, recipe: Named<'_>) -> Option<Diagnostic> {
        let (key, what) = if most.key != recipe.key {
            ("key", "another key")
        } else if most.key_form != recipe.key_form {
            let key = if recipe.key_form.is_some() { "key_form" } else { "key" };
            (key, "a key that is written otherwise")
        } else if most.is_rsa != recipe.is_rsa {
            ("algorithm", "a key of another kind")
        } else {
            return None;
        };
        let message = format!("the recipe signs with {what}");
        let of = self.of;
        Some(
            error(recipe.span_of(key), message)
                .label(format!("one key signs all {of}s"))
                .related(most.span_of(key), format!("that of most {of}s"))
                .help("correct it; for a vendor with two keys, write two specs"),
        )
    }
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
