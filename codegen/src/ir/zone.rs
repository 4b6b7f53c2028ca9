//! The zone of times that do not say it.

/// The zone of the local times that requests have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTimes {
    /// No request has any.
    None,
    /// That of a configured header, whose table has the offsets.
    OfHeader,
    /// This many minutes ahead of UTC.
    At(i32),
    /// It is not known, so callers say it.
    Unknown,
}
