//! Whether what the digest tells of an edit is what was seen of it.

use codegen::semver::{Callers, Change, Deployed, Kind};

use super::seen::Seen;

/// Kinds whose effect on a deployed client no mock server can show, and why. The table of
/// verdicts holds them.
pub(crate) const UNSEEN: &[(Kind, &str)] = &[
    (Kind::C104, "the mock server answers for every environment"),
    (Kind::C105, "the mock server answers for every environment"),
    (Kind::C106, "the mock server answers for every environment"),
    (Kind::C107, "the mock server answers for every environment"),
    (Kind::C108, "the mock server answers for every environment"),
    (Kind::C114, "the mock server takes every time"),
    (Kind::C115, "the mock server takes every time"),
    (Kind::C124, "the mock server takes requests that are encrypted like answers"),
    (Kind::C125, "the mock server encrypts answers as requests are encrypted"),
    (Kind::C127, "the mock server encrypts answers as requests are encrypted"),
    (Kind::C132, "the mock server knows no codes but those that are documented"),
    (Kind::C134, "the mock server invents texts of ASCII"),
    (Kind::C211, "the mock server does not know who has made a value"),
    (Kind::C212, "the mock server does not know who has made a value"),
    (Kind::C220, "the mock server does not know who has made a value"),
    (Kind::C305, "advice"),
    (Kind::C309, "the mock server does not look at a header that it does not know"),
    (Kind::C310, "the client that is played has the key"),
    (Kind::C311, "advice"),
    (Kind::C312, "advice"),
    (
        Kind::C320,
        "the mock server takes a body in either way where the spec does not say",
    ),
    (Kind::C331, "the mock server answers for every host"),
    (Kind::C402, "the mock server does not know whether the condition is met"),
    (Kind::C410, "the mock server does not know whether the condition is met"),
    (Kind::C423, "the mock server takes each request for a new one"),
    (Kind::C415, "the mock server assumes no values"),
    (Kind::C416, "the mock server knows fields by their names"),
    (Kind::C608, "the mock server takes every time"),
    (Kind::C805, "advice"),
    (Kind::C807, "advice"),
    (Kind::C808, "advice"),
];

/// What is told of one change.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) kind: Kind,
    pub(crate) deployed: Deployed,
    pub(crate) callers: Callers,
    line: String,
}

impl Told {
    pub(crate) fn of(change: &Change) -> Self {
        let effect = change.effect;
        Self {
            kind: effect.kind,
            deployed: effect.deployed,
            callers: effect.callers,
            line: codegen::semver::line(change),
        }
    }

    pub(crate) fn line(&self) -> String {
        let (id, line) = (self.kind.id(), &self.line);
        let (deployed, callers) = (self.deployed.name(), self.callers.name());
        format!("{id} {line}: {deployed}; {callers}")
    }

    /// Whether it is needed where a condition asks for it. The mock server asks always.
    fn is_conditional(&self) -> bool {
        matches!(self.kind, Kind::C204 | Kind::C207)
            && self.deployed == Deployed::Depends
    }

    /// What may be seen of a deployed client: at the least, and at the most.
    fn range(&self) -> (u8, u8) {
        let most = match self.deployed {
            Deployed::Works => 0,
            Deployed::Depends if self.is_conditional() => 2,
            Deployed::Depends => 1,
            // The spec does not say.
            Deployed::Unknown | Deployed::Fails => 2,
            Deployed::Harms => 3,
        };
        let is_unseen = UNSEEN.iter().any(|(kind, _)| *kind == self.kind);
        let least = match self.deployed {
            _ if is_unseen => 0,
            // The mock server does not look at a header that it does not know.
            Deployed::Depends if self.kind == Kind::C207 => 0,
            // Answers need not have the header, so the client works without.
            Deployed::Depends if self.kind == Kind::C208 => 0,
            // Of a request that is known in part, it takes fields that it does not know.
            Deployed::Depends if self.kind == Kind::C405 => 0,
            // What it sends or reads may be one of the shapes.
            Deployed::Depends if self.kind == Kind::C372 => 0,
            Deployed::Unknown => 0,
            Deployed::Depends => 1,
            // What harms may be refused here.
            Deployed::Harms => 2,
            _ => most,
        };
        (least, most)
    }
}

/// What may be seen of a deployed client, at the least and at the most, and what of the code of
/// callers.
pub(crate) fn expected(told: &[Told]) -> (u8, u8, Callers) {
    let ranges = told.iter().map(Told::range);
    let (least, most) = ranges.fold((0, 0), |(a, b), (c, d)| (a.max(c), b.max(d)));
    // What fails without a field and what fails with it leave nothing that works.
    let depends = |it: &&Told| it.deployed == Deployed::Depends;
    let is_needed = told.iter().filter(depends).any(|it| it.kind == Kind::C409);
    let most = if is_needed && told.iter().filter(depends).count() > 1 {
        most.max(2)
    } else {
        most
    };
    let callers = told.iter().map(|it| it.callers).max().unwrap_or(Callers::Compile);
    (least, most, callers)
}

/// In what the digest and what was seen do not agree.
pub(crate) fn disagreement(told: &[Told], seen: &Seen) -> Option<String> {
    let (least, most, callers) = expected(told);
    let level = |of: Deployed| match of {
        Deployed::Works | Deployed::Unknown => 0,
        Deployed::Depends => 1,
        Deployed::Fails => 2,
        Deployed::Harms => 3,
    };
    // Where a field may be left out, what fails whenever it is there may be told as either.
    if least > level(seen.most) || most < level(seen.deployed) {
        return Some(format!("deployed client: {} was seen", seen.deployed.name()));
    }
    (callers != seen.callers)
        .then(|| format!("code of callers: {} was seen", seen.callers.name()))
}
