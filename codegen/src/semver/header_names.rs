//! The names by which headers are sent.

use super::fields::NO_KEY;
use super::users::Ways;
use super::{Effect, Group, Kind};
use crate::ir::{Header, Need};

/// What it means that a header may be sent by another name.
pub(super) fn renamed(ways: Ways, old: &Header, new: &Header) -> Effect {
    let sent = match new.need {
        Need::Required => RENAMED,
        _ if old.idempotency && new.idempotency => RENAMED.harms(NO_KEY),
        _ => RENAMED.depends("where it sends it, it sends the old name"),
    };
    // What is never sent has a name of ours, and so has what is sent by another name.
    let is_ours = old.only_signed && new.only_signed;
    if is_same(old, new) || is_ours {
        Effect::WORDS
    } else {
        ways.judge(sent, read_under_old_name(old.need))
    }
}

/// Whether it is sent by the same name: HTTP does not tell names apart by the case of their letters.
pub(super) fn is_same(old: &Header, new: &Header) -> bool {
    old.sent().eq_ignore_ascii_case(new.sent())
}

fn read_under_old_name(need: Need) -> Effect {
    match need {
        Need::Required => Effect {
            group: Group::WireBreaking,
            ..READ_UNDER_OLD_NAME
        }
        .fails(REFUSES_ALL),
        Need::Optional | Need::Conditional => READ_UNDER_OLD_NAME,
    }
}

const RENAMED: Effect =
    Effect::of(Kind::C207, Group::WireBreaking).fails("it sends the old name");

const READ_UNDER_OLD_NAME: Effect = Effect::of(Kind::C208, Group::Behaviour)
    .depends("it looks for the header under its old name");

pub(super) const REFUSES_ALL: &str =
    "it does not take answers without what it requires, and none has it any more";
