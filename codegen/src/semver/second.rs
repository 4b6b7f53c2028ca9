//! The second codes of answers.

use super::Effect;
use super::envelope::taken;
use super::log::At;
use super::results::sends_again;
use super::types::Differ;
use crate::ir::{Ident, SecondCode};

impl Differ<'_> {
    pub(super) fn second_code(
        &mut self,
        at: At<'_>,
        seconds: (Option<&SecondCode>, Option<&SecondCode>),
    ) {
        let at = At {
            owner: "envelope.second",
            ..at
        };
        let other = effect!(SecondCode, "codes");
        match seconds {
            (Some(old), Some(new)) => {
                let SecondCode {
                    object,
                    code,
                    message,
                    success_code,
                    codes,
                    rows,
                } = old;
                let successes = self.other_successes(old, new);
                let log = &mut self.log;
                keys!(log, at, new, SecondCode: object, code, message);
                log.fact(at, "success_code", success_code, &new.success_code, successes);
                let effect = effect!(SecondCode, "rows");
                let moved = if new.rows.is_none() {
                    effect.harms(TAKEN_FOR_DONE)
                } else {
                    effect
                };
                log.fact(at, "rows", rows, &new.rows, moved);
                if !self.renamed_tables.contains(&(codes, &new.codes)) {
                    keys!(log, at, new, SecondCode: codes);
                }
            }
            (None, Some(new)) => {
                self.log.added(at, new.code.clone(), other.harms(TAKEN_FOR_DONE));
            }
            (Some(old), None) => self.log.removed(at, old.code.clone(), other),
            (None, None) => {}
        }
    }

    /// What other codes of success do: after some of the new ones, one was to send again.
    fn other_successes(&self, old: &SecondCode, new: &SecondCode) -> Effect {
        let effect = effect!(SecondCode, "code");
        let (was, is) = (&old.success_code, &new.success_code);
        if was.iter().any(|code| !is.contains(code)) {
            return effect.harms(TAKEN_FOR_DONE);
        }
        if is
            .iter()
            .any(|code| !was.contains(code) && self.was_to_send_again(&old.codes, code))
        {
            return effect
                .harms("it takes the success for a refusal, and advises to send again");
        }
        taken(effect, was, is)
    }

    fn was_to_send_again(&self, table: &Ident, code: &str) -> bool {
        let table = self.old.tables.get(table);
        let mut rows = table.into_iter().flat_map(|it| &it.codes);
        rows.any(|row| row.code == code && row.remedy.is_some_and(sends_again))
    }
}

const TAKEN_FOR_DONE: &str = "it takes for done what a second code refuses";
