//! The command line without the feature `encryption`.

use super::super::CryptoKeys;
use super::super::description::Description;
use super::super::fake::Credentials;
use super::problem::Problem;
use super::serve::IssuedKeys;
use super::settings::{KeySettings, Settings};
use super::terminal::Terminal;
use std::{io, path::Path};

/// There are none: nothing is encrypted.
impl KeySettings for Settings<'_> {
    fn keys(
        &self,
        _: &[Description],
        _: &Terminal<'_>,
    ) -> Result<Option<CryptoKeys>, Vec<Problem>> {
        Ok(None)
    }

    fn sealing(&self, _: &Terminal<'_>) -> Result<Option<CryptoKeys>, Problem> {
        Ok(None)
    }
}

/// There are none that could expire.
#[cfg(feature = "gateway")]
pub(super) const fn are_usable(_: &CryptoKeys) -> bool {
    true
}

/// There are none.
impl IssuedKeys for Credentials {
    fn write(&self, _: &Path) -> io::Result<Vec<(&'static str, String)>> {
        Ok(Vec::new())
    }
}
