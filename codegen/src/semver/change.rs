//! One change, and what it does to whom.

/// What kind of change it is. The order is that of the digest: the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A client that is deployed no longer works against the vendor.
    WireBreaking,
    /// Callers must change their code.
    TypeBreaking,
    /// Other values are refused, shown, or read in another sense.
    Behaviour,
    /// There is more than before.
    Additive,
    /// Told only.
    Documentation,
}

impl Group {
    /// Every group, the worst first.
    pub const ALL: [Self; 5] = [
        Self::WireBreaking,
        Self::TypeBreaking,
        Self::Behaviour,
        Self::Additive,
        Self::Documentation,
    ];

    /// The name in texts and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WireBreaking => "wire-breaking",
            Self::TypeBreaking => "type-breaking",
            Self::Behaviour => "behaviour",
            Self::Additive => "additive",
            Self::Documentation => "documentation only",
        }
    }
}

/// What becomes of a client that was generated from the old spec and talks to the vendor as the
/// new spec describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deployed {
    /// As before.
    Works,
    /// It cannot be told from the spec.
    Unknown,
    /// With some values it does, with others it does not.
    Depends,
    /// No call that the change concerns succeeds.
    Fails,
}

impl Deployed {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Unknown => "unknown",
            Self::Depends => "depends",
            Self::Fails => "fails",
        }
    }
}

/// What becomes of code that was written for the old client and is compiled with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Callers {
    /// It compiles.
    Compile,
    /// It compiles, and building is refused until the code says more.
    Refused,
    /// It does not compile.
    MustChange,
}

impl Callers {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compile => "compiles",
            Self::Refused => "compiles, but must change",
            Self::MustChange => "must change",
        }
    }
}

/// What a change does: to a deployed client, and to the code of callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// What kind of change it is.
    pub group: Group,
    /// What becomes of a deployed client.
    pub deployed: Deployed,
    /// Why; empty where there is nothing to say.
    pub deployed_why: &'static str,
    /// What becomes of the code of callers.
    pub callers: Callers,
    /// Why, or what else; empty where there is nothing to say.
    pub callers_why: &'static str,
}

impl Effect {
    /// Told only.
    pub(super) const WORDS: Self = Self::of(Group::Documentation);

    /// A change that hurts nobody, until something else is said.
    pub(super) const fn of(group: Group) -> Self {
        Self {
            group,
            deployed: Deployed::Works,
            deployed_why: "",
            callers: Callers::Compile,
            callers_why: "",
        }
    }

    pub(super) const fn deployed(self, deployed: Deployed, why: &'static str) -> Self {
        Self {
            deployed,
            deployed_why: why,
            ..self
        }
    }

    pub(super) const fn fails(self, why: &'static str) -> Self {
        self.deployed(Deployed::Fails, why)
    }

    pub(super) const fn depends(self, why: &'static str) -> Self {
        self.deployed(Deployed::Depends, why)
    }

    pub(super) const fn unknown(self, why: &'static str) -> Self {
        self.deployed(Deployed::Unknown, why)
    }

    pub(super) const fn callers(self, callers: Callers, why: &'static str) -> Self {
        Self {
            callers,
            callers_why: why,
            ..self
        }
    }

    pub(super) const fn must_change(self, why: &'static str) -> Self {
        self.callers(Callers::MustChange, why)
    }

    pub(super) const fn refused(self, why: &'static str) -> Self {
        self.callers(Callers::Refused, why)
    }
}

/// One difference between two states of a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub effect: Effect,
    /// The ids of the operations that it concerns; none where it concerns all of them.
    pub operations: Vec<String>,
    /// What has changed: `request.bankAccount`, `codes.banks.088`.
    pub subject: String,
    /// Which fact of it: `length`, `added`.
    pub fact: &'static str,
    /// What it was, if it was.
    pub old: Option<String>,
    /// What it is, if it is.
    pub new: Option<String>,
    /// The page or guide that documents it.
    pub page: String,
    /// The heading there.
    pub section: String,
    /// The file of the spec, below its folder: the new one, or the old one of what is gone.
    pub file: String,
    /// The line in that file.
    pub line: u32,
}

impl Change {
    /// What the digest is sorted by.
    pub(super) fn key(&self) -> impl Ord + '_ {
        (
            self.effect.group,
            &self.operations,
            &self.subject,
            self.fact,
            &self.old,
            &self.new,
        )
    }

    /// What has changed, in one line: `length: 1 to 20 characters → 1 to 24 characters`.
    #[must_use]
    pub fn what(&self) -> String {
        let fact = self.fact;
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{fact}: {old} → {new}"),
            (Some(old), None) if fact == REMOVED => format!("{fact}: {old}"),
            (Some(old), None) => format!("{fact}: {old} → nothing"),
            (None, Some(new)) if fact == ADDED => format!("{fact}: {new}"),
            (None, Some(new)) => format!("{fact}: nothing → {new}"),
            (None, None) => fact.to_owned(),
        }
    }
}

/// The fact of something that was not there.
pub(super) const ADDED: &str = "added";
/// The fact of something that is no longer there.
pub(super) const REMOVED: &str = "removed";
