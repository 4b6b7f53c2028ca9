//! Code tables.

use super::log::At;
use super::pair::orders;
use super::types::Differ;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{Api, Code, CodeTable};

impl<'a> Differ<'a> {
    pub(super) fn code_tables(&mut self, old: &'a Api, new: &'a Api) {
        let same_name = |a: &CodeTable, b: &CodeTable| a.name == b.name;
        let same_codes = |a: &CodeTable, b: &CodeTable| {
            let (a, b) = (a.codes.iter(), b.codes.iter());
            a.map(|code| &code.code).eq(b.map(|code| &code.code))
        };
        let (old, new) = (&old.code_tables, &new.code_tables);
        let same: [super::pair::Same<'_, CodeTable>; 2] = [&same_name, &same_codes];
        for pair in pair(old, new, |table| table.id.as_str(), &same).items {
            match pair {
                Pair::Both(old, new) => self.code_table(old, new),
                Pair::Added(table) => {
                    let owner = format!("codes.{}", table.id);
                    let at = At::new(&[], &owner, (&table.citation, &table.citation));
                    let effect = Effect::of(Kind::C601, Group::Additive);
                    self.log.added(at, table.name.as_str().to_owned(), effect);
                }
                Pair::Removed(table) => {
                    let owner = format!("codes.{}", table.id);
                    let at = At::new(&[], &owner, (&table.citation, &table.citation));
                    self.log.removed(at, table.name.as_str().to_owned(), TABLE_GONE);
                }
            }
        }
    }

    fn code_table(&mut self, old: &'a CodeTable, new: &'a CodeTable) {
        let CodeTable {
            name,
            // It follows the id.
            module: _,
            id,
            words,
            constraint,
            codes,
            decisions,
            citation,
        } = old;
        let owner = format!("codes.{}", new.id);
        let at = At::new(&[], &owner, (citation, &new.citation));
        if *name != new.name {
            self.renamed_tables.insert((name, &new.name));
        }
        keys!(self.log, at, new, CodeTable: id as "renamed");
        let renamed = effect!(CodeTable, "type_name");
        self.log.fact(at, "type name", name, &new.name, renamed);
        self.log.words(at, words, &new.words);
        self.log.constraint(at, false, constraint, &new.constraint);
        self.log.decisions(at, decisions, &new.decisions);
        let offset = |codes: &[Code]| codes.iter().any(|code| code.utc_offset.is_some());
        if offset(codes) && !offset(&new.codes) {
            self.log.note(at, "utc_offset", (None, None), NO_OFFSETS);
        }
        self.codes(at, codes, &new.codes);
        self.log.citation(at, citation, &new.citation);
    }

    /// Callers know a code by its variant: that is what tells which one it is.
    fn codes(&mut self, at: At<'_>, old: &[Code], new: &[Code]) {
        let same_code = |a: &Code, b: &Code| a.code == b.code;
        let pairs = pair(old, new, |code| &code.variant, &[&same_code]);
        if pairs.reordered {
            let (old, new) = orders(old, &pairs, |code| &code.code);
            self.log.note(at, "order of codes", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.code(at, old, new),
                Pair::Added(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.added(at, about(code), CODE_ADDED);
                }
                Pair::Removed(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.removed(at, about(code), CODE_GONE);
                }
            }
        }
    }

    fn code(&mut self, at: At<'_>, old: &Code, new: &Code) {
        let Code {
            variant,
            code,
            name,
            utc_offset,
            decisions,
            line: _,
            confirm,
        } = old;
        let at = at.item(&new.code, new.line);
        let log = &mut self.log;
        keys!(log, at, new, Code: variant, code as "code moved", name, utc_offset);
        log.decisions(at, decisions, &new.decisions);
        keys!(log, at, new, Code: confirm as "to be confirmed");
    }
}

fn about(code: &Code) -> String {
    format!("{} ({})", code.variant, code.name)
}

const TABLE_GONE: Effect = Effect::of(Kind::C602, Group::TypeBreaking)
    .depends("it knows and sends codes that are no longer documented")
    .must_change("the type is gone");

const CODE_ADDED: Effect = Effect::of(Kind::C603, Group::Additive)
    .deployed(super::Deployed::Works, "it reads the code as undocumented");

const CODE_GONE: Effect = Effect::of(Kind::C604, Group::TypeBreaking)
    .depends("it fails where it sends the code")
    .must_change("the variant is gone");

const NO_OFFSETS: Effect = Effect::of(Kind::C607, Group::TypeBreaking)
    .must_change("`utc_offset` is gone, and the client's builder asks for it");
