//! Lowers code tables and response codes.

use super::kind::constraint;
use super::names::{Claim, Modules};
use super::utc_offset::minutes;
use super::{Context, words};
use crate::ir::{Code, CodeTable, Standing};
use crate::load::{Loaded, Located};
use crate::name::Scope;
use crate::raw;

impl<'a> Context<'a> {
    pub(super) fn code_table(
        &mut self,
        loaded: &'a Loaded<raw::CodeTable>,
    ) -> Option<CodeTable> {
        let table = loaded.located();
        let claim = Claim {
            text: &table.value.id,
            given: table.value.type_name.as_deref(),
            key: "type_name",
            span: table.span_of(if table.type_name.is_some() {
                "type_name"
            } else {
                "id"
            }),
        };
        let name = self.names.upper_camel(claim)?;
        self.names.claim_type(&name, &[], claim);
        self.tables.insert(&table.value.id, name.clone());
        let claim = Claim::of_id(&table.value.id, table.span_of("id"));
        let module = self.names.snake(claim)?;
        self.names.claim_module(Modules::Tables, &module, claim);
        let limits = raw::Limits {
            length: table.length,
            ..raw::Limits::default()
        };
        Some(CodeTable {
            name,
            module,
            id: table.id.clone(),
            words: words::of_table(table.value),
            constraint: constraint(
                &table.value.resolutions,
                "codes",
                limits,
                table.form.as_deref(),
            ),
            numbers: false,
            codes: self
                .codes(&loaded.resolutions, table.each("codes", |table| &table.codes)),
            decisions: self.decisions(&table.value.resolutions, "codes"),
            citation: self.cited(
                table.value.cite.as_ref(),
                Standing::Documented,
                table.span_of("id"),
            ),
        })
    }

    pub(super) fn codes(
        &mut self,
        resolutions: &[raw::Resolution],
        all: impl Iterator<Item = Located<'a, raw::Code>>,
    ) -> Vec<Code> {
        let mut variants = Scope::new(&["Undocumented"]);
        let mut codes = Vec::new();
        for code in all {
            let claim = Claim {
                text: &code.value.name,
                given: code.value.variant.as_deref(),
                key: "variant",
                span: code.span_of(if code.variant.is_some() {
                    "variant"
                } else {
                    "name"
                }),
            };
            let Some(variant) = self.names.upper_camel(claim) else { continue };
            self.names.claim_in(&mut variants, &variant, claim);
            let owner = format!("codes.{}", code.code);
            codes.push(Code {
                variant,
                code: code.code.clone(),
                name: code.name.clone(),
                utc_offset: code.value.utc_offset.as_deref().and_then(minutes),
                remedy: code.remedy,
                about: code.about.clone(),
                decisions: self.decisions(resolutions, &owner),
                line: self.files.line(code.at.span()),
                confirm: code.confirm.clone(),
                cite: self.own(code.cite.as_ref(), code.span_of("cite")),
            });
        }
        codes
    }
}
