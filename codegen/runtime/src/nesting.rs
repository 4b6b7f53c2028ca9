//! Objects within objects that hold the parts of a result.

use super::reading::{self, Ambiguous};
use super::{Json, Reason};
use std::borrow::Cow;

/// The object within objects of these names, the outermost first, if there is one.
pub(super) fn within<'a>(
    json: &'a Json,
    names: &[&str],
) -> Result<Option<Cow<'a, Json>>, Reason> {
    let mut found = Cow::Borrowed(json);
    for name in names {
        let raw = found.only(name)?.filter(|raw| raw.get() != "null");
        let Some(raw) = raw else { return Ok(None) };
        let inner = reading::object(raw.get()).ok_or(Reason::NoCode)?;
        found = Cow::Owned(inner);
    }
    Ok(Some(found))
}

impl From<Ambiguous> for Reason {
    fn from(_: Ambiguous) -> Self {
        Self::Ambiguous
    }
}
