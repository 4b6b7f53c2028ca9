//! Code tables.

use super::log::At;
use super::pair::{exchanged, orders};
use super::results::{VARIANTS_EXCHANGED, other_remedy};
use super::types::Differ;
use super::users::{Users, Ways};
use super::{Callers, Effect, Group, Kind, Pair, pair};
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
                    let ids = self.new.users_of(table).all();
                    let at = At::new(&ids, &owner, (&table.citation, &table.citation));
                    let effect = Effect::of(Kind::C601, Group::Additive);
                    self.log.added(at, table.name.as_str().to_owned(), effect);
                }
                // What has become of the fields that had its codes is told where they are.
                Pair::Removed(table) => {
                    let owner = format!("codes.{}", table.id);
                    let ids = self.old.users_of(table).all();
                    let at = At::new(&ids, &owner, (&table.citation, &table.citation));
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
            numbers,
            codes,
            decisions,
            citation,
        } = old;
        let owner = format!("codes.{}", new.id);
        let users = (self.old.users_of(old), self.new.users_of(new));
        let ways = users.0.ways(&users.1);
        let [before, after] = [users.0.all(), users.1.all()];
        let ids = if after.is_empty() { before } else { after };
        let at = At::new(&ids, &owner, (citation, &new.citation));
        if *name != new.name {
            self.renamed_tables.insert((name, &new.name));
        }
        keys!(self.log, at, new, CodeTable: id as "renamed");
        let renamed = effect!(CodeTable, "type_name");
        self.log.fact(at, "type name", name, &new.name, renamed);
        self.log.words(at, words, &new.words);
        self.log.constraint(at, ways, constraint, &new.constraint);
        if *numbers != new.numbers {
            let word =
                |are: bool| Some(if are { "numbers" } else { "texts" }.to_owned());
            let effect = ways.judge(OTHER_WIRE, Effect::WORDS);
            self.log.note(at, "type", (word(*numbers), word(new.numbers)), effect);
        }
        self.log.decisions(at, decisions, &new.decisions);
        let offset = |codes: &[Code]| codes.iter().any(|code| code.utc_offset.is_some());
        if offset(codes) && !offset(&new.codes) {
            self.log.note(at, "utc_offset", (None, None), NO_OFFSETS);
        }
        self.codes(at, ways, codes, &new.codes);
        self.log.citation(at, citation, &new.citation);
    }

    /// Callers know a code by its variant: that is what tells which one it is.
    fn codes(&mut self, at: At<'_>, ways: Ways, old: &[Code], new: &[Code]) {
        let same_code = |a: &Code, b: &Code| a.code == b.code;
        let pairs = pair(old, new, |code| &code.variant, &[&same_code]);
        let by_code = pair(old, new, |code| &code.code, &[]);
        if pairs.reordered && by_code.reordered {
            let (old, new) = orders(old, &by_code, |code| &code.code);
            self.log.note(at, "order of codes", (Some(old), Some(new)), Effect::WORDS);
        }
        let effect = ways.judge(EXCHANGED, READ_EXCHANGED);
        let moved = exchanged(&pairs.items, |code| &code.code);
        let named = |it: &Code| format!("{} {}", it.variant, it.code);
        self.log.exchange(at, "codes exchanged", &moved, named, effect);
        let effect = Effect { kind: Kind::C611, ..effect }
            .callers(Callers::Differs, VARIANTS_EXCHANGED);
        let renamed = exchanged(&pairs.items, |code| &code.name);
        let named = |it: &Code| format!("{} {}", it.code, it.name);
        self.log.exchange(at, "names exchanged", &renamed, named, effect);
        for pair in pairs.items {
            match pair {
                Pair::Both(before, after) => {
                    let is_among = |items: &[(&Code, &Code)]| {
                        items.iter().any(|(it, _)| it.code == before.code)
                    };
                    // It has a code that was another one's, for which that is told.
                    let known = old.iter().find(|it| it.code == after.code);
                    let known = known.filter(|_| is_among(&moved));
                    let is_renamed = is_among(&renamed);
                    self.code(at, ways, (before, known, is_renamed), after);
                }
                Pair::Added(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.added(
                        at,
                        about(code),
                        ways.judge(CODE_ADDED, CODE_UNKNOWN),
                    );
                }
                Pair::Removed(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.removed(
                        at,
                        about(code),
                        ways.judge(CODE_GONE, VARIANT_GONE),
                    );
                }
            }
        }
    }

    fn code(
        &mut self,
        at: At<'_>,
        ways: Ways,
        (old, known, is_renamed): (&Code, Option<&Code>, bool),
        new: &Code,
    ) {
        let Code {
            variant,
            code,
            name,
            about,
            utc_offset,
            remedy,
            decisions,
            line: _,
            confirm,
            cite,
        } = old;
        let at = at.item(&new.code, new.line);
        let log = &mut self.log;
        keys!(log, at, new, Code: variant);
        if known.is_none() {
            let moved = ways.judge(MOVED, READ_MOVED);
            log.fact(at, "code moved", code, &new.code, moved);
        }
        if !is_renamed && known.is_none_or(|known| known.name != new.name) {
            keys!(log, at, new, Code: name);
        }
        log.fact(at, "about", about, &new.about, Effect::WORDS);
        if known.is_none_or(|known| known.utc_offset != new.utc_offset) {
            keys!(log, at, new, Code: utc_offset);
        }
        if known.is_none_or(|known| known.remedy != new.remedy) {
            let other = other_remedy(*remedy, new.remedy);
            log.fact(at, "remedy", remedy, &new.remedy, other);
        }
        if known.is_none_or(|known| known.decisions != new.decisions) {
            log.decisions(at, decisions, &new.decisions);
        }
        if known.is_none_or(|known| known.confirm != new.confirm) {
            keys!(log, at, new, Code: confirm as "to be confirmed");
        }
        if known.is_none() {
            log.cite(at, cite.as_ref(), new.cite.as_ref());
        }
    }
}

impl<'a> super::types::Known<'a> {
    fn users_of(&self, table: &CodeTable) -> Users<'a> {
        self.users.get(&table.name).cloned().unwrap_or_default()
    }
}

fn about(code: &Code) -> String {
    format!("{} ({})", code.variant, code.name)
}

const TABLE_GONE: Effect =
    Effect::of(Kind::C602, Group::TypeBreaking).must_change("the type is gone");

const OTHER_WIRE: Effect = Effect::of(Kind::C507, Group::WireBreaking)
    .fails("it sends texts for numbers, or numbers for texts");

const CODE_ADDED: Effect = Effect::of(Kind::C603, Group::Additive);

const CODE_UNKNOWN: Effect = Effect::of(Kind::C603, Group::Additive)
    .deployed(super::Deployed::Works, "it reads the code as undocumented");

const VARIANT_GONE: Effect =
    Effect::of(Kind::C604, Group::TypeBreaking).must_change("the variant is gone");

const CODE_GONE: Effect = VARIANT_GONE.depends("it fails where it sends the code");

const MOVED: Effect = Effect::of(Kind::C605, Group::WireBreaking)
    .fails("it sends the old code for the same thing");

const READ_MOVED: Effect = Effect::of(Kind::C605, Group::Behaviour)
    .depends("it reads the new code as undocumented");

const EXCHANGED: Effect = Effect::of(Kind::C610, Group::WireBreaking)
    .harms("it sends codes that stand for something else now");

const READ_EXCHANGED: Effect = Effect::of(Kind::C610, Group::WireBreaking)
    .fails("it reads each code for another one");

const NO_OFFSETS: Effect = Effect::of(Kind::C607, Group::TypeBreaking)
    .must_change("`utc_offset` is gone, and the client's builder asks for it");
