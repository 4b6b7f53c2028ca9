//! Why there is no fake vendor.

use std::{error::Error, fmt, io};

/// Why there is no fake vendor.
#[derive(Debug)]
#[non_exhaustive]
pub enum FakeError {
    /// The system does not let it serve: the port is taken, most likely.
    Io(io::Error),
    /// No value could be invented that keeps the rule of this header.
    Uninventable(&'static str),
    /// The keys could not be made: the system gave no random numbers.
    Keys,
}

impl fmt::Display for FakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot serve: {error}"),
            Self::Uninventable(header) => {
                write!(f, "no value could be invented that keeps the rule of {header}")
            }
            Self::Keys => f.write_str("keys could not be made"),
        }
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
