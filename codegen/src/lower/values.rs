//! Lowers the values that are listed beside a field: a code table of the field's own, which fields
//! of one name share.

use super::definition::Defined;
use super::kind::constraint;
use super::listed::Listed;
use super::names::{Claim, Modules};
use super::{Context, Origin, words};
use crate::ir::{Citation, CodeTable, Ident, Module};
use crate::load::Located;
use crate::raw::{self, Fact, FieldType};

impl<'a> Context<'a> {
    /// The type of a field's codes: that of its table, or of its own values. `None` where it has
    /// neither, or where something is wrong with them, which is reported.
    pub(super) fn code_type(
        &mut self,
        origin: Origin<'_>,
        owner: &str,
        field: Located<'a, raw::Field>,
    ) -> Option<Ident> {
        if field.values.is_empty() {
            // A table that is not there is reported by a rule.
            return self.tables.get(field.codes.as_deref()?).cloned();
        }
        let claim = Claim::of_type(field);
        let name = self.names.upper_camel(claim)?;
        let module = self.names.snake(Claim {
            text: name.as_str(),
            given: None,
            ..claim
        })?;
        let citation = self.citation(origin.page, origin.section, claim.span);
        let citation: Citation =
            self.own(field.cite.as_ref(), field.span_of("cite")).unwrap_or(citation);
        let limits = field.limits().only(|fact: &Fact| !fact.is_of_lists());
        let table = CodeTable {
            id: module.as_str().trim_end_matches('_').replace('_', "-"),
            words: words::of_values(field.value),
            constraint: constraint(
                origin.resolutions,
                owner,
                limits,
                field.form.as_deref(),
            ),
            numbers: field.kind == FieldType::Number,
            codes: self.codes(&[], field.each("values", |field| &field.values)),
            decisions: Vec::new(),
            citation,
            module: module.clone(),
            name: name.clone(),
        };
        let listed = Listed {
            table,
            module: Module::Fields,
        };
        match self.listed.define(listed, claim.span) {
            Defined::First => {
                self.names.claim_type(&name, &[], claim);
                self.names.claim_module(Modules::Tables, &module, claim);
            }
            Defined::Again => {}
            Defined::Differently(first, difference) => {
                self.names.disagreement(&name, &difference, first, claim.span);
            }
        }
        Some(name)
    }
}
