//! Lowers header sets.

use super::definition::{Defined, Value};
use super::kind::constraint;
use super::names::Claim;
use super::reserved;
use super::{Context, words};
use crate::ir::{
    Citation, Constraint, Echo, Field, FieldOrigin, Header, HeaderOrigin, HeaderSet,
    Ident, ListStyle, Location, Module, Need, Redact, Standing, TypeRef, ValueKind,
    ValueType,
};
use crate::load::Located;
use crate::name::Scope;
use crate::raw;
use crate::source::Span;

/// The request header that a header has to repeat, if there is one.
fn echo(header: &raw::Header) -> Option<Echo> {
    let standing = match header.echo {
        Some(raw::Echo::Documented) => Standing::Documented,
        Some(raw::Echo::Observed) => Standing::Observed,
        Some(raw::Echo::Inferred) | None => Standing::Inferred,
        Some(raw::Echo::Never) => return None,
    };
    (header.need == Need::Required).then_some(Echo { of: Vec::new(), standing })
}

/// The methods of the client's builder, each with its header.
struct Settings<'a> {
    names: Scope<Span>,
    known: Vec<(Ident, &'a str)>,
}

impl<'a> Context<'a> {
    pub(super) fn header_sets(&mut self) -> Vec<HeaderSet> {
        let spec = self.spec;
        let mut names = Scope::new(&[]);
        let mut settings = Settings {
            names: Scope::new(reserved::SETTINGS),
            known: Vec::new(),
        };
        let mut sets = Vec::new();
        for set in spec.api.located().each("header_sets", |api| &api.header_sets) {
            let claim = Claim::of_id(&set.value.id, set.span_of("id"));
            let Some(name) = self.names.snake(claim) else { continue };
            self.names.claim_in(&mut names, &name, claim);
            self.sets.insert(&set.value.id, name.clone());
            let headers = set.each("headers", |set| &set.headers);
            let headers: Vec<_> = headers
                .filter_map(|header| self.header(set, header, &mut settings))
                .collect();
            let cite = set.value.cite.as_ref();
            let citation = self.cited(cite, Standing::Documented, set.span_of("id"));
            self.keep_given(&name, set, &headers, &citation);
            sets.push(HeaderSet {
                name,
                id: set.id.clone(),
                headers,
                received: self.is_received(&set.value.id),
                citation,
            });
        }
        self.echoes(&mut sets);
        self.setting_names = settings.names;
        sets
    }

    /// Keeps the headers of a set that callers give for each call, as parameters of requests.
    fn keep_given(
        &mut self,
        name: &Ident,
        set: Located<'a, raw::HeaderSet>,
        headers: &[Header],
        citation: &Citation,
    ) {
        let mut given = Vec::new();
        for raw in set.each("headers", |set| &set.headers) {
            let is_it =
                |it: &&Header| it.wire == raw.name && it.origin == HeaderOrigin::Caller;
            let Some(header) = headers.iter().find(is_it) else { continue };
            let span = raw.span_of("name");
            let claim = Claim {
                text: header.ty.name().as_str(),
                given: None,
                key: "type_name",
                span,
            };
            let Some(name) = self.names.snake(claim) else { continue };
            let field = Field {
                name,
                wire: header.wire.clone(),
                words: header.words.clone(),
                place: Location::Header,
                need: header.need,
                origin: FieldOrigin::Caller,
                idempotency: raw.idempotency,
                nullable: false,
                condition: header.condition.clone(),
                ty: header.ty.clone(),
                list: None,
                style: ListStyle::Repeated,
                constant: None,
                redact: header.redact,
                example: raw.example.clone(),
                of_codes: header.of_codes.clone(),
                decisions: Vec::new(),
                cite: Some(citation.clone()),
                line: header.line,
            };
            given.push((field, span));
        }
        self.given.insert(name.clone(), given);
    }

    fn is_received(&self, set: &str) -> bool {
        self.spec.operations.iter().any(|operation| {
            let response = operation.located().value.response.as_ref();
            response.and_then(|it| it.headers.as_deref()) == Some(set)
        })
    }

    /// Which headers of requests those of answers repeat: those of the same type that are made
    /// for each call, in whatever set they are sent.
    fn echoes(&self, sets: &mut [HeaderSet]) {
        let sent = |set: &&HeaderSet| {
            self.spec.operations.iter().any(|operation| {
                operation.located().value.request.headers.as_ref() == Some(&set.id)
            })
        };
        let sent = sets.iter().filter(sent).flat_map(|set| &set.headers);
        let minted = sent.filter(|header| header.origin == HeaderOrigin::Call);
        let minted: Vec<_> =
            minted.map(|header| (header.ty.clone(), header.wire.clone())).collect();
        for set in sets {
            for header in &mut set.headers {
                let Some(echo) = &mut header.echo else { continue };
                for (ty, wire) in &minted {
                    if *ty == header.ty && !echo.of.contains(wire) {
                        echo.of.push(wire.clone());
                    }
                }
                if !set.received || echo.of.is_empty() {
                    header.echo = None;
                }
            }
        }
    }

    fn header(
        &mut self,
        set: Located<'a, raw::HeaderSet>,
        header: Located<'a, raw::Header>,
        settings: &mut Settings<'a>,
    ) -> Option<Header> {
        let owner = format!("{}.{}", set.id, header.name);
        let limits = raw::Limits {
            length: header.length,
            min_length: header.min_length,
            max_length: header.max_length,
            ..raw::Limits::default()
        };
        let form = header.form.as_deref();
        let constraint = constraint(&self.spec.api.resolutions, &owner, limits, form);
        let length = constraint.limits.of_length();
        let table = header.codes.as_deref().and_then(|table| self.tables.get(table));
        let of_codes = table.map(|_| ValueKind::Text(constraint.clone()));
        let ty = match table {
            Some(table) => TypeRef::Code(table.clone()),
            None => TypeRef::Value(self.header_type(set, header, &owner, constraint)?),
        };
        if header.from.is_configured() {
            // The builder of the client has a method of the type's name.
            let text = ty.name().as_str();
            let claim = Claim {
                text,
                given: None,
                key: "type_name",
                span: header.span_of("name"),
            };
            let setting = self.names.snake(claim)?;
            // The sets of several operations may have the same header.
            let known = (setting, header.value.name.as_str());
            if !settings.known.contains(&known) {
                self.names.claim_in(&mut settings.names, &known.0, claim);
                settings.known.push(known);
            }
        }
        Some(Header {
            wire: header.name.clone(),
            words: words::of_header(header.value),
            ty,
            need: header.need,
            condition: header.condition.clone(),
            origin: header.from,
            scheme: header.scheme.clone(),
            only_signed: header.only_signed,
            idempotency: header.idempotency,
            echo: echo(header.value),
            redact: redaction(header.value),
            of_codes,
            length,
            line: self.files.line(header.at.span()),
        })
    }

    fn header_type(
        &mut self,
        set: Located<'a, raw::HeaderSet>,
        header: Located<'a, raw::Header>,
        owner: &str,
        constraint: Constraint,
    ) -> Option<Ident> {
        let claim = Claim {
            text: &header.value.name,
            given: header.value.type_name.as_deref(),
            key: "type_name",
            span: header.span_of(if header.type_name.is_some() {
                "type_name"
            } else {
                "name"
            }),
        };
        let name = self.names.upper_camel(claim)?;
        let cite = set.value.cite.as_ref();
        let redact = redaction(header.value);
        let definition = ValueType {
            name: name.clone(),
            wire: header.name.clone(),
            words: words::of_header(header.value),
            kind: if redact == Redact::Hidden && header.from.is_configured() {
                ValueKind::Secret(constraint)
            } else {
                ValueKind::Text(constraint)
            },
            redact,
            example: None,
            decisions: self.decisions(&self.spec.api.resolutions, owner),
            uses: vec![self.cited(cite, Standing::Documented, claim.span)],
            citation: self.cited(cite, Standing::Documented, claim.span),
            module: Module::Headers,
        };
        let value = Value {
            ty: definition,
            redact: Some(redact),
        };
        self.define_value(value, claim);
        Some(name)
    }

    pub(super) fn define_value(&mut self, value: Value, claim: Claim<'_>) {
        let name = value.ty.name.clone();
        match self.values.define(value, claim.span) {
            Defined::First => self.names.claim_type(&name, &["Rule"], claim),
            Defined::Again => {}
            Defined::Differently(first, difference) => {
                self.names.disagreement(&name, &difference, first, claim.span);
            }
        }
    }
}

/// How much of a header may be shown: nothing where the spec does not say.
fn redaction(header: &raw::Header) -> Redact {
    header.redact.unwrap_or(Redact::Hidden)
}
