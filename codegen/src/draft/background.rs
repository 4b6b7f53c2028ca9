//! The parts of the spec that a page is drafted with.

use crate::raw::{Api, Pages};

/// The parts of the spec that a page is drafted with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Background<'a> {
    pub(super) layout: &'a Pages,
    pub(super) api: &'a Api,
}
