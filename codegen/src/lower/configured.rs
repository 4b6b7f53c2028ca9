//! Lowers the fields of requests that are set by configuration.

use super::names::Claim;
use super::{Context, words};
use crate::ir::{FieldOrigin, Header, HeaderOrigin, Need, Redact, TypeRef};
use crate::load::Located;
use crate::name::Scope;
use crate::raw;

impl<'a> Context<'a> {
    /// Keeps a field that the client's builder takes, once for all operations that have it. It is
    /// required if some operation requires it.
    pub(super) fn keep_configured(
        &mut self,
        operation: usize,
        field: Located<'a, raw::Field>,
        ty: &TypeRef,
    ) {
        if field.from != FieldOrigin::Configuration {
            return;
        }
        // The client can be built without what it only fetches tokens with: a caller may give them.
        let is_for_token = self.is_token_operation(operation);
        let need = if is_for_token { Need::Optional } else { field.need };
        let mut known = self.configured.iter_mut();
        if let Some((known, _)) = known.find(|(known, _)| known.wire == field.name) {
            if known.need == Need::Optional {
                known.need = need;
            }
            return;
        }
        let header = Header {
            wire: field.name.clone(),
            words: words::of_field(field.value),
            ty: ty.clone(),
            need,
            condition: field.condition.clone(),
            origin: HeaderOrigin::Configuration,
            scheme: None,
            sent_as: None,
            only_signed: false,
            idempotency: false,
            echo: None,
            redact: field.redact.unwrap_or(Redact::Hidden),
            of_codes: None,
            length: field.limits().of_length(),
            line: self.files.line(field.at.span()),
        };
        self.configured.push((header, field.span_of("name")));
    }

    fn is_token_operation(&self, operation: usize) -> bool {
        let operation = self.spec.operations.get(operation);
        let token = self.spec.api.token.as_ref();
        let id = operation.map(|it| &it.located().value.id);
        token.is_some_and(|token| Some(&token.operation) == id)
    }

    /// The fields that the client's builder takes, each of which has a method there.
    pub(super) fn configured_fields(&mut self) -> Vec<Header> {
        let configured = std::mem::take(&mut self.configured);
        let mut names = std::mem::replace(&mut self.setting_names, Scope::new(&[]));
        for (header, span) in &configured {
            let claim = Claim {
                text: header.ty.name().as_str(),
                given: None,
                key: "type_name",
                span: *span,
            };
            if let Some(name) = self.names.snake(claim) {
                self.names.claim_in(&mut names, &name, claim);
            }
        }
        configured.into_iter().map(|(header, _)| header).collect()
    }
}
