//! Claims names, and reports those that are taken or reserved.

use super::difference::Difference;
use super::reserved::{FILES, METHODS, NAMES, ROOTS};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::name::{ClaimError, Ident, NameError, Scope};
use crate::raw;
use crate::runtime_files;
use crate::source::Span;

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] = &[&IDENTIFIER, &COLLISION, &DISAGREEMENT];

static IDENTIFIER: Explanation = Explanation {
    code: "N001",
    title: "a name that gives no Rust identifier",
    text: "Rust names are made from the vendor's. A name that is empty, begins with a digit or \
           has letters other than a to z cannot be one. Say which name the client is to use. A \
           field whose wire name is not usable is named after its `type_name`.",
    bad: "- { code: \"07\", name: 언덕 도서관 }",
    good: "- { code: \"07\", name: 언덕 도서관, variant: HillBranch }",
};

static COLLISION: Explanation = Explanation {
    code: "N002",
    title: "a Rust name that is taken or reserved",
    text: "Two names of the vendor give the same Rust name, or one gives a name that is reserved \
           for the client. Nothing is renamed silently: say which name the client is to use for \
           one of them.",
    bad: "type_name: Violations",
    good: "type_name: SentAt",
};

static DISAGREEMENT: Explanation = Explanation {
    code: "N003",
    title: "two different definitions of one type",
    text: "Fields with the same name, or the same `type_name`, share one type in the client, in \
           all operations. When they have different limits, either one transcription is wrong, or \
           the two are different things: then give one of them a type of its own with \
           `type_name`. `redact` is needed in one of the places only. Response objects with the \
           same `type_name` share one type.",
    bad: "- name: fullName\n  type_name: ReaderNumber\n  type: string",
    good: "- name: fullName\n  type: string",
};

/// All names claimed so far, and the findings about those that could not be claimed.
pub(super) struct Names {
    types: Scope<Span>,
    subjects: Scope<Span>,
    operations: Scope<Span>,
    callbacks: Scope<Span>,
    tables: Scope<Span>,
    pub(super) problems: Vec<Diagnostic>,
}

/// A claim on a name: made from the vendor's text, unless the transcriber gave one.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub(super) text: &'a str,
    pub(super) given: Option<&'a str>,
    /// The key with which the transcriber gives one.
    pub(super) key: &'static str,
    pub(super) span: Span,
}

impl<'a> Claim<'a> {
    /// The name of a field's type.
    pub(super) fn of_type(field: Located<'a, raw::Field>) -> Self {
        let given = field.value.type_name.as_deref();
        let key = if given.is_some() { "type_name" } else { "name" };
        Self {
            text: &field.value.name,
            given,
            key: "type_name",
            span: field.span_of(key),
        }
    }

    /// A name that follows from an id.
    pub(super) const fn of_id(id: &'a str, span: Span) -> Self {
        Self {
            text: id,
            given: None,
            key: "id",
            span,
        }
    }
}

/// The scopes of module names.
#[derive(Clone, Copy)]
pub(super) enum Modules {
    /// At the root of the client.
    Subjects,
    /// Those of operations, in whatever subject: they are methods of the client too.
    Operations,
    /// Those of callbacks.
    Callbacks,
    /// Those of code tables.
    Tables,
}

impl Names {
    pub(super) fn new() -> Self {
        let files = || Scope::new(FILES);
        Self {
            types: Scope::new(NAMES).and(runtime_files::exported()),
            subjects: files()
                .and(ROOTS.iter().copied())
                .and(runtime_files::modules())
                .and(runtime_files::crates()),
            operations: files().and(METHODS.iter().copied()),
            callbacks: files(),
            tables: files(),
            problems: Vec::new(),
        }
    }

    /// The name of a type or a variant, not yet claimed.
    pub(super) fn upper_camel(&mut self, claim: Claim<'_>) -> Option<Ident> {
        self.make(Ident::upper_camel, claim)
    }

    /// The name of a field, a function or a module, not yet claimed.
    pub(super) fn snake(&mut self, claim: Claim<'_>) -> Option<Ident> {
        self.make(Ident::snake, claim)
    }

    fn make(
        &mut self,
        make: fn(&str) -> Result<Ident, NameError>,
        claim: Claim<'_>,
    ) -> Option<Ident> {
        let text = claim.given.unwrap_or(claim.text);
        match make(text) {
            Ok(name) => Some(name),
            // What is empty is reported by a rule.
            Err(_) if text.trim().is_empty() => None,
            Err(error) => {
                let message = format!("`{text}` gives no Rust name: {error}");
                self.problems.push(no_name(claim, message));
                None
            }
        }
    }

    /// Claims the name of a type, and of every type that is named after it.
    pub(super) fn claim_type(
        &mut self,
        name: &Ident,
        companions: &[&str],
        claim: Claim<'_>,
    ) {
        let names = std::iter::once(name.clone())
            .chain(companions.iter().map(|companion| name.with(companion)));
        for name in names {
            if let Err(taken) = self.types.claim(&name, claim.span) {
                let problem = collision(&name, &taken, claim);
                self.problems.push(problem);
                // One finding says enough of a name and those made from it.
                return;
            }
        }
    }

    /// Claims a name in a scope of its own: the variants of an enum, the fields of an object.
    pub(super) fn claim_in(
        &mut self,
        scope: &mut Scope<Span>,
        name: &Ident,
        claim: Claim<'_>,
    ) {
        if let Err(taken) = scope.claim(name, claim.span) {
            let problem = collision(name, &taken, claim);
            self.problems.push(problem);
        }
    }

    /// Claims the name of a module.
    pub(super) fn claim_module(
        &mut self,
        among: Modules,
        name: &Ident,
        claim: Claim<'_>,
    ) {
        let scope = match among {
            Modules::Subjects => &mut self.subjects,
            Modules::Operations => &mut self.operations,
            Modules::Callbacks => &mut self.callbacks,
            Modules::Tables => &mut self.tables,
        };
        if let Err(taken) = scope.claim(name, claim.span) {
            let problem = collision(name, &taken, claim);
            self.problems.push(problem);
        }
    }

    /// Claims the name of a field: the one on the wire, or, where that will not do, the one that
    /// the transcriber gave to its type.
    pub(super) fn claim_field(
        &mut self,
        scope: &mut Scope<Span>,
        field: Located<'_, raw::Field>,
    ) -> Option<Ident> {
        let claim = |key, text| Claim {
            text,
            given: None,
            key: "type_name",
            span: field.span_of(key),
        };
        let on_wire = claim("name", &field.name);
        let will_do = |text| Ident::snake(text).is_ok_and(|name| scope.is_free(&name));
        let claim = match field.type_name.as_deref() {
            Some(given) if !will_do(on_wire.text) => claim("type_name", given),
            _ => on_wire,
        };
        let name = self.snake(claim)?;
        self.claim_in(scope, &name, claim);
        Some(name)
    }

    /// Reports a shared definition that differs from the first.
    pub(super) fn disagreement(
        &mut self,
        name: &Ident,
        difference: &Difference,
        first: Span,
        second: Span,
    ) {
        let Difference { first: there, second: here } = difference;
        let message = format!("`{name}` is defined differently in two places");
        self.problems.push(
            Diagnostic::error(&DISAGREEMENT, second, message)
                .label(format!("here it has {here}"))
                .related(first, format!("first defined here, with {there}"))
                .help(
                    "if one of the two is a typo, correct it; if both pages say so, give this one \
                     a type of its own: `type_name: <what it is called here>`",
                ),
        );
    }
}

fn no_name(claim: Claim<'_>, message: String) -> Diagnostic {
    let is_as_printed = claim.key == "type_name"
        && claim.given.is_none()
        && claim.text.trim().contains(char::is_whitespace);
    let help = if is_as_printed {
        // A name of a field hardly ever has a space: it may be a heading, or two names.
        format!(
            "write the name as it is on the wire; if it is this one, {}",
            help(claim)
        )
    } else {
        help(claim)
    };
    Diagnostic::error(&IDENTIFIER, claim.span, message).label("gives no name").help(help)
}

fn help(claim: Claim<'_>) -> String {
    format!("choose the name in the client with `{}: …`", claim.key)
}

fn collision(
    name: &Ident,
    taken: &ClaimError<'_, Span>,
    claim: Claim<'_>,
) -> Diagnostic {
    let help = help(claim);
    match taken {
        ClaimError::Reserved => {
            let message = format!("the name `{name}` is reserved for the client");
            Diagnostic::error(&COLLISION, claim.span, message)
                .label("reserved name")
                .help(help)
        }
        ClaimError::Taken(first) => {
            let message = format!("the name `{name}` is taken");
            Diagnostic::error(&COLLISION, claim.span, message)
                .label("this would get the same name")
                .related(**first, "taken here")
                .help(help)
        }
    }
}
