//! Secrets.

use super::escape::{escaped, is_unseen};
use super::{FileFault, IntoField, Rule, TextRule, ViolationKind, Violations, file};
use bytes::Bytes;
use http::HeaderValue;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fmt, marker::PhantomData, str::FromStr};
use zeroize::Zeroizing;

/// A marker type for the rule of a secret.
pub trait SecretRule: TextRule {
    /// The name in `Debug` output.
    const TYPE: &'static str;
}

/// A secret text that satisfies the rule `R`. `Debug` writes `AccessKey(..)`; there is no
/// `Display` and no serialization. It is wiped from memory when it is dropped.
pub struct Secret<R> {
    text: Zeroizing<String>,
    rule: PhantomData<fn() -> R>,
}

impl<R> Clone for Secret<R> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            rule: PhantomData,
        }
    }
}

impl<R> Secret<R> {
    /// Returns the secret text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The secret text, which is still wiped.
    pub(super) fn into_text(self) -> Zeroizing<String> {
        self.text
    }
}

impl<R: TextRule> Secret<R> {
    /// Creates a secret from `text`, which must not begin or end with white space.
    ///
    /// # Errors
    ///
    /// Returns all violations: length in characters, shape, and white space at the ends.
    pub fn new(text: impl Into<String>) -> Result<Self, Violations> {
        let text = Zeroizing::new(text.into());
        check(&R::RULE, &text)?;
        Ok(Self { text, rule: PhantomData })
    }

    /// Reads a secret from an environment variable.
    ///
    /// # Errors
    ///
    /// Returns an error if the variable is not set, is empty, is not UTF-8, or breaks the rule.
    pub fn from_env(variable: &str) -> Result<Self, SecretError> {
        read_env(variable, |text| Self::new(text).map_err(SecretProblem::Invalid))
    }

    /// Reads a secret from a file of at most 64 KiB. One trailing line end is removed, and
    /// nothing else.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, is empty, is not UTF-8, or breaks the rule.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SecretError> {
        read_file(path.as_ref(), |bytes| {
            let text = str::from_utf8(bytes).map_err(|_| SecretProblem::NotUnicode)?;
            Self::new(text).map_err(SecretProblem::Invalid)
        })
    }
}

impl<R: SecretRule> fmt::Debug for Secret<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(..)", R::TYPE)
    }
}

impl<R: TextRule> FromStr for Secret<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        Self::new(text)
    }
}

/// Not covered by `Value`, which requires serialization.
impl<R> IntoField<Self> for Secret<R> {
    fn into_field(self) -> Result<Self, Violations> {
        Ok(self)
    }
}

/// The result of [`Secret::new`].
impl<R> IntoField<Secret<R>> for Result<Secret<R>, Violations> {
    fn into_field(self) -> Result<Secret<R>, Violations> {
        self
    }
}

/// Why a secret was refused. It never contains the secret.
///
/// What to do: [`Remedy::FixSetup`](super::Remedy::FixSetup), where its origin says.
///
/// ```rust
/// use runtime::layout::error::{SecretError, SecretOrigin, SecretProblem};
///
/// /// Whether a secret was forgotten in the environment.
/// fn is_forgotten(error: &SecretError) -> bool {
///     matches!(error.origin, SecretOrigin::Variable(_)) && error.problem == SecretProblem::NotSet
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SecretError {
    /// The origin of the secret.
    pub origin: SecretOrigin,
    /// What is wrong with it.
    pub problem: SecretProblem,
}

/// The origin of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretOrigin {
    /// The calling program.
    Given,
    /// The environment variable of this name.
    Variable(String),
    /// The file at this path.
    File(PathBuf),
}

/// What is wrong with a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretProblem {
    /// The environment variable is not set.
    NotSet,
    /// It is empty.
    Empty,
    /// It is not UTF-8.
    NotUnicode,
    /// The key begins or ends with white space or an invisible character.
    BlankEnd,
    /// The file could not be read.
    File(FileFault),
    /// It breaks its rule.
    Invalid(Violations),
}

/// `ACCESS_KEY: not set`.
impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            SecretOrigin::Given => f.write_str("secret key: ")?,
            SecretOrigin::Variable(name) => {
                write!(f, "environment variable {}: ", escaped(name))?;
            }
            SecretOrigin::File(path) => write!(f, "file {}: ", file::shown(path))?,
        }
        match &self.problem {
            SecretProblem::NotSet => f.write_str("not set"),
            SecretProblem::Empty => f.write_str("empty"),
            SecretProblem::NotUnicode => f.write_str("not UTF-8"),
            SecretProblem::BlankEnd => write!(
                f,
                "{}; if the key really has it, use `SecretKey::from_bytes`",
                ViolationKind::BlankEnd
            ),
            SecretProblem::File(fault) => fault.fmt(f),
            SecretProblem::Invalid(violations) => violations.fmt(f),
        }
    }
}

/// The message, which a `main` that returns the error prints.
impl fmt::Debug for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for SecretError {}

/// Creates a hidden header value, which is wiped with its last clone. `None` if a header cannot
/// contain it.
pub(super) fn sensitive(text: Zeroizing<String>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Reads an environment variable, and wipes the buffer.
pub(super) fn read_env<T>(
    variable: &str,
    take: impl FnOnce(&str) -> Result<T, SecretProblem>,
) -> Result<T, SecretError> {
    let read = || {
        let bytes = env::var_os(variable).ok_or(SecretProblem::NotSet)?;
        let bytes = Zeroizing::new(bytes.into_encoded_bytes());
        match str::from_utf8(&bytes) {
            Ok("") => Err(SecretProblem::Empty),
            Ok(text) => take(text),
            Err(_) => Err(SecretProblem::NotUnicode),
        }
    };
    read().map_err(|problem| SecretError {
        origin: SecretOrigin::Variable(variable.to_owned()),
        problem,
    })
}

/// Reads a file without one trailing line end, and wipes the buffer.
pub(super) fn read_file<T>(
    path: &Path,
    take: impl FnOnce(&[u8]) -> Result<T, SecretProblem>,
) -> Result<T, SecretError> {
    let read = || {
        let bytes = file::read(path).map_err(SecretProblem::File)?;
        let line = bytes.strip_suffix(b"\n");
        let line = line.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        match line.unwrap_or(&bytes) {
            [] => Err(SecretProblem::Empty),
            bytes => take(bytes),
        }
    };
    read().map_err(|problem| SecretError {
        origin: SecretOrigin::File(path.to_owned()),
        problem,
    })
}

/// Checks a secret against its rule.
pub(super) fn check(rule: &Rule, text: &str) -> Result<(), Violations> {
    let mut wrong: Vec<_> = rule.check(text).err().into_iter().flatten().collect();
    if has_blank_end(text.as_bytes()) {
        wrong.extend(rule.violated(ViolationKind::BlankEnd));
    }
    Violations::gather(wrong)
}

/// Whether it begins or ends with characters that are invisible, but significant.
pub(super) fn has_blank_end(bytes: &[u8]) -> bool {
    let is_blank = |c: char| c.is_whitespace() || is_unseen(c);
    let Ok(text) = str::from_utf8(bytes) else {
        let ends = [bytes.first(), bytes.last()];
        return ends.into_iter().flatten().any(|byte| is_blank(char::from(*byte)));
    };
    text.starts_with(is_blank) || text.ends_with(is_blank)
}
