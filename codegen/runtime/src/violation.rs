//! Violations of rules. They never contain the value itself.

use super::{Cited, Source, ViolationKind, source::NOBODY};
use std::{borrow::Cow, error::Error, fmt};

/// One violated rule of one value.
///
/// What to do: `Remedy::FixRequest`, at its path.
///
/// ```rust
/// use runtime::layout::error::Violation;
///
/// fn for_a_form(violation: &Violation) -> (&str, String) {
///     (&violation.path, violation.kind.to_string())
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    /// The path of the value in the request, in wire names: `items[2].id`.
    pub path: Cow<'static, str>,
    /// What is wrong with it.
    pub kind: ViolationKind,
    /// The source of the rule.
    pub source: Source,
    /// Whether `path` is only the rule's name of the value, which is in no request yet.
    unplaced: bool,
    /// Whether `source` is that of the value alone, wherever it is sent.
    apart: bool,
}

impl Violation {
    /// Creates a violation of a value of `field` that is in no request yet.
    #[must_use]
    pub const fn new(field: &'static str, kind: ViolationKind, source: Source) -> Self {
        Self {
            path: Cow::Borrowed(field),
            kind,
            source,
            unplaced: true,
            apart: false,
        }
    }

    fn place(&mut self, prefix: &str) {
        self.path = match &*self.path {
            _ if self.unplaced => prefix.to_owned(),
            inner if inner.starts_with('[') => format!("{prefix}{inner}"),
            inner => format!("{prefix}.{inner}"),
        }
        .into();
        self.unplaced = false;
    }
}

/// `bankAccount: 21 characters, at most 20 are allowed (Page, Section)`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)?;
        if self.source == NOBODY { Ok(()) } else { write!(f, " ({})", self.source) }
    }
}

/// `{:?}` is the message, `{:#?}` shows the parts.
impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("Violation")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl Error for Violation {}

/// All violations of a value or a request: at least one.
///
/// One pointer wide, to keep the results of checks small.
///
/// What to do: `Remedy::FixRequest`: the same values are refused again.
///
/// ```rust
/// use runtime::layout::error::Violations;
///
/// /// One line for each field, without its value.
/// fn for_a_form(violations: &Violations) -> Vec<String> {
///     violations.iter().map(|it| format!("{}: {}", it.path, it.kind)).collect()
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a list is three pointers wide")]
pub struct Violations(Box<Vec<Violation>>);

impl Violations {
    /// From a list that is not empty.
    pub(crate) fn new(all: Vec<Violation>) -> Self {
        Self(Box::new(all))
    }

    /// Returns `all` as an error, if there are any.
    pub(super) fn gather(all: Vec<Violation>) -> Result<(), Self> {
        if all.is_empty() { Ok(()) } else { Err(Self::new(all)) }
    }

    /// Prefixes the paths of all violations with `prefix`: the name of a field, or `[2]` in a
    /// list.
    #[must_use]
    pub fn nested(mut self, prefix: &str) -> Self {
        self.0.iter_mut().for_each(|violation| violation.place(prefix));
        self
    }

    /// Cites the request at hand for every rule without a source of its own: a type that several
    /// requests share has the rule of each.
    #[must_use]
    pub fn cited(mut self, source: Cited<'_>) -> Self {
        let (source, apart) = match source {
            Cited::Here(source) => (source, false),
            Cited::Apart(source) => (source, true),
            Cited::Missing(_) => return self,
        };
        for violation in self.0.iter_mut().filter(|it| !it.apart) {
            (violation.source, violation.apart) = (*source, apart);
        }
        self
    }

    /// Iterates over the violations in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Returns the number of violations, at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self::new(vec![violation])
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes one violation per line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, violation)| {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{violation}")
        })
    }
}

/// `{:?}` is the message, which a `main` that returns it prints; `{:#?}` shows the parts.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_tuple("Violations").field(&self.0).finish()
    }
}

impl Error for Violations {}
