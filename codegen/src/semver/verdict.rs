//! What the changes mean for the version of the client crate, by the rules of cargo.

use std::fmt;
use std::str::FromStr;

use super::{Callers, Change, Deployed, Group};

/// A version of the client crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

/// How much has changed for those who depend on the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing.
    None,
    /// Something that no caller can depend on.
    Patch,
    /// There is more than before.
    Minor,
    /// Callers must change their code.
    Major,
}

/// What all changes together do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of a deployed client: the worst of all changes.
    pub deployed: Deployed,
    /// What becomes of the code of callers: the worst of all changes.
    pub callers: Callers,
    /// How much has changed.
    pub bump: Bump,
}

impl Verdict {
    /// The verdict on changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let effects = || changes.iter().map(|change| change.effect);
        let callers = effects().map(|e| e.callers).max().unwrap_or(Callers::Compile);
        let additive = effects().any(|effect| effect.group == Group::Additive);
        Self {
            deployed: effects().map(|e| e.deployed).max().unwrap_or(Deployed::Works),
            callers,
            bump: match callers {
                _ if changes.is_empty() => Bump::None,
                Callers::MustChange | Callers::Differs | Callers::Refused => Bump::Major,
                Callers::Compile if additive => Bump::Minor,
                Callers::Compile => Bump::Patch,
            },
        }
    }

    /// The words for it. What the versions of the crate call compatible need not be so for a
    /// client that is deployed, and is not called so then.
    #[must_use]
    pub fn name(self) -> &'static str {
        let Self { deployed, bump, .. } = self;
        match bump {
            Bump::None | Bump::Major => bump.name(),
            _ if deployed >= Deployed::Fails => "breaks deployed clients",
            _ if deployed > Deployed::Works => "may break deployed clients",
            _ => bump.name(),
        }
    }
}

impl Bump {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "no change",
            Self::Patch => "compatible",
            Self::Minor => "compatible, with additions",
            Self::Major => "breaking",
        }
    }
}

impl Version {
    /// The version of a client that was never released.
    pub const FIRST: Self = Self {
        major: 0,
        minor: 1,
        patch: 0,
    };

    /// The version after a change. Before 1.0 the second number tells what breaks, and the third
    /// everything else.
    #[must_use]
    pub const fn after(self, bump: Bump) -> Self {
        let Self { major, minor, patch } = self;
        match (bump, major) {
            (Bump::None, _) => self,
            (Bump::Major, 1..) => Self::new(major + 1, 0, 0),
            (Bump::Major, 0) | (Bump::Minor, 1..) => Self::new(major, minor + 1, 0),
            (Bump::Minor, 0) | (Bump::Patch, _) => Self::new(major, minor, patch + 1),
        }
    }

    const fn new(major: u64, minor: u64, patch: u64) -> Self {
        Self { major, minor, patch }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, patch } = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// A text that is no version of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoVersion;

impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let mut numbers = text.split('.').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten().ok_or(NoVersion);
        let version = Self::new(next()?, next()?, next()?);
        // `007` and `+7` would not come back as they were.
        if version.to_string() == text { Ok(version) } else { Err(NoVersion) }
    }
}
