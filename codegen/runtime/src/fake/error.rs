//! The error of starting a mock server.

use std::{error::Error, fmt, io};

/// The error of starting a mock server.
#[non_exhaustive]
pub enum FakeError {
    /// The system refused to listen, most likely because the port is in use.
    Io(io::Error),
    /// No valid value could be invented for this header.
    Uninventable(&'static str),
    /// The keys could not be generated: the system's random generator failed.
    Keys,
}

impl fmt::Display for FakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot listen: {error}"),
            Self::Uninventable(header) => {
                write!(f, "no valid value could be invented for {header}")
            }
            Self::Keys => f.write_str("keys could not be generated"),
        }
    }
}

/// The message, which a `main` that returns the error prints.
impl fmt::Debug for FakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for FakeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Io(error) = self { Some(error) } else { None }
    }
}

impl From<io::Error> for FakeError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
