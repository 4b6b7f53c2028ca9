//! One line of a listing.

/// One public item: what it is called, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// The kind of the item and its path: `fn Prepared::url`. No two colons and a space in it.
    pub(super) key: String,
    /// The rest of its declaration.
    pub(super) value: String,
}
