//! Names from outside, as messages show them.

use std::path::Path;

use crate::escape::escaped;

/// A path in one line, with nothing in it that a terminal would act on.
#[must_use]
pub fn path(path: &Path) -> String {
    escaped(&path.to_string_lossy()).into_owned()
}
