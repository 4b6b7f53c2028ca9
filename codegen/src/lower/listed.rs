//! Tables of fields' own values, which fields of one name share.

use super::definition::Shared;
use super::difference::{self, Difference};
use crate::ir::{CodeTable, Ident, Module};

/// A table of a field's own values.
pub(super) struct Listed {
    pub(super) table: CodeTable,
    /// Every table stands in a module of its own.
    pub(super) module: Module,
}

impl Listed {
    pub(super) fn into_table(self) -> CodeTable {
        self.table
    }
}

impl Shared for Listed {
    fn name(&self) -> &Ident {
        &self.table.name
    }

    fn module(&mut self) -> &mut Module {
        &mut self.module
    }

    fn difference(&self, other: &Self) -> Option<Difference> {
        difference::of_tables(&self.table, &other.table)
    }

    fn complete(&mut self, other: &Self) {
        if self.table.words.about.is_none() {
            self.table.words.about.clone_from(&other.table.words.about);
        }
        for (code, other) in self.table.codes.iter_mut().zip(&other.table.codes) {
            code.utc_offset = code.utc_offset.or(other.utc_offset);
            if code.about.is_none() {
                code.about.clone_from(&other.about);
            }
            if code.confirm.is_none() {
                code.confirm.clone_from(&other.confirm);
            }
        }
    }
}
