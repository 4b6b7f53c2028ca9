//! What a page is read against.

use super::tree::Learned;
use crate::raw::{Api, Pages};

/// What a page is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Background<'a> {
    pub(super) layout: &'a Pages,
    pub(super) api: &'a Api,
    pub(super) learned: &'a Learned,
}
