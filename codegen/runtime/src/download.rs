//! Files that are answered.

use std::{fmt, ops::Deref};

/// A file that was answered, exactly as received. `Debug` shows the number of bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Download(pub(super) Vec<u8>);

impl Download {
    /// Returns the file, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Deref for Download {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Download({} bytes)", self.0.len())
    }
}
