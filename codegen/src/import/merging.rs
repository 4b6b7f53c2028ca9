//! What the merging of operations and that of their fields have in common.

use crate::draft::Draft;
use crate::page::has_hangul;
use crate::raw::{Known, Resolution};

/// A draft on its way into an operation.
pub(super) struct Merge<'a> {
    pub(super) draft: &'a Draft,
    pub(super) is_accepted: bool,
    pub(super) notes: Vec<String>,
}

impl Merge<'_> {
    /// Whether something that is only in the spec stays there.
    pub(super) fn stays(
        &mut self,
        is_unshown: bool,
        what: impl FnOnce() -> String,
    ) -> bool {
        if is_unshown || !self.is_accepted {
            return true;
        }
        self.notes.push(format!("{} is removed: the page does not have it", what()));
        false
    }

    /// Whether the page leaves open what a thing says.
    pub(super) fn is_unsure(&self, subject: &str) -> bool {
        self.draft.unsure.contains(subject)
    }

    /// Who has explained a thing in own words need not quote the page.
    pub(super) fn wording(
        &mut self,
        (about, old): (Option<&String>, Option<&String>),
        new: Option<String>,
        is_unshown: bool,
        what: &str,
    ) -> Option<String> {
        match (old, new) {
            (None, new) => new.filter(|_| about.is_none()),
            (Some(old), Some(new)) => {
                let is_less = is_unshown && !new.starts_with(old.as_str());
                let stays = match (has_hangul(old), has_hangul(&new)) {
                    (true, false) => false,
                    (false, true) => true,
                    _ => is_less,
                };
                Some(if stays { old.clone() } else { new })
            }
            (Some(old), None) => {
                self.stays(is_unshown, || what.to_owned()).then(|| old.clone())
            }
        }
    }
}

pub(super) fn most(old: Known, new: Known) -> Known {
    if old.extent() > new.extent() { old } else { new }
}

/// A doubt that somebody has removed stays away, as long as the thing is the same.
pub(super) fn confirm(
    old: Option<&String>,
    new: Option<String>,
    same: bool,
) -> Option<String> {
    if same { old.cloned() } else { new }
}

/// Adds a resolution at the place of its subject, whichever was found first.
pub(super) fn add(resolutions: &mut Vec<Resolution>, new: Resolution) {
    let after = resolutions.iter().position(|it| it.subject > new.subject);
    resolutions.insert(after.unwrap_or(resolutions.len()), new);
}
