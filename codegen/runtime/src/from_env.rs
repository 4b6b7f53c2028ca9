//! Settings of a client from the environment.

#[cfg(feature = "encryption")]
use super::{CryptoKey, KeyError, KeyPart};
use super::{
    SecretError, SecretKey, SecretOrigin, SecretProblem, Violation, ViolationKind,
    Violations, base::Base, protocol, secret::read_env, source::NOBODY,
};
use std::{error::Error, fmt, str::FromStr};

/// Reads the settings of a client from environment variables, and keeps everything that is wrong
/// with them.
#[derive(Default)]
pub struct Variables(Vec<VariableError>);

impl Variables {
    /// Reads a required setting.
    pub fn required<T: FromStr<Err = Violations>>(
        &mut self,
        variable: &str,
    ) -> Option<T> {
        self.kept(read_env(variable, setting))
    }

    /// Reads a setting that need not be there; an empty one is not.
    pub fn optional<T: FromStr<Err = Violations>>(
        &mut self,
        variable: &str,
    ) -> Option<Option<T>> {
        self.if_any(read_env(variable, setting))
    }

    /// Reads a base URL.
    pub fn base_url(&mut self, variable: &str) -> Option<String> {
        self.kept(read_env(variable, base_url))
    }

    /// Like [`base_url`](Self::base_url), for one that need not be there.
    pub fn optional_base_url(&mut self, variable: &str) -> Option<Option<String>> {
        self.if_any(read_env(variable, base_url))
    }

    /// Reads the offset of local times from UTC, in minutes.
    pub fn utc_offset(&mut self, variable: &str) -> Option<i32> {
        self.kept(read_env(variable, utc_offset))
    }

    /// Reads the key that signs requests.
    pub fn secret_key(&mut self, variable: &str) -> Option<SecretKey> {
        self.kept(SecretKey::from_env(variable))
    }

    /// Reads the key for encrypting and decrypting bodies: its id, and the paths of the files of
    /// the server's certificate and of the client's private key.
    #[cfg(feature = "encryption")]
    pub fn crypto_key(&mut self, variables: [&str; 3]) -> Option<CryptoKey> {
        let path = |text: &str| Ok(text.to_owned());
        let [id, server, client] =
            variables.map(|variable| self.kept(read_env(variable, path)));
        let error = match CryptoKey::from_files(id?, server?, client?) {
            Ok(key) => return Some(key),
            Err(error) => error,
        };
        let [id, server, client] = variables;
        let variable = match error.part {
            KeyPart::Id => id,
            KeyPart::Server => server,
            KeyPart::Client => client,
        };
        let variable = variable.to_owned();
        self.0.push(VariableError::Key { variable, error });
        None
    }

    /// Returns everything that is wrong.
    #[must_use]
    pub fn errors(self) -> VariableErrors {
        VariableErrors(self.0)
    }

    #[expect(
        clippy::option_option,
        reason = "one is about errors, the other about absence"
    )]
    fn if_any<T>(&mut self, read: Result<T, SecretError>) -> Option<Option<T>> {
        match read {
            Err(SecretError {
                problem: SecretProblem::NotSet | SecretProblem::Empty,
                ..
            }) => Some(None),
            read => self.kept(read).map(Some),
        }
    }

    fn kept<T>(&mut self, read: Result<T, SecretError>) -> Option<T> {
        read.map_err(|error| self.0.push(VariableError::Setting(error))).ok()
    }
}

fn setting<T: FromStr<Err = Violations>>(text: &str) -> Result<T, SecretProblem> {
    text.parse().map_err(SecretProblem::Invalid)
}

fn utc_offset(text: &str) -> Result<i32, SecretProblem> {
    let minutes = text.parse().map_err(|_| ViolationKind::NotANumber);
    minutes.and_then(protocol::utc_offset).map_err(|kind| {
        SecretProblem::Invalid(Violation::new("UTC offset", kind, NOBODY).into())
    })
}

fn base_url(text: &str) -> Result<String, SecretProblem> {
    let broken = Violation::new("base URL", ViolationKind::NotABaseUrl, NOBODY);
    let broken = || SecretProblem::Invalid(broken.into());
    Base::parse(text).map(|_| text.to_owned()).ok_or_else(broken)
}

/// What is wrong with an environment variable that has a setting of the client. It never contains
/// a secret.
///
/// What to do: set the [`variable`](Self::variable) that it names, and start the program again.
///
/// ```rust
/// use runtime::layout::error::{BuildError, VariableError};
///
/// fn to_set(error: &BuildError) -> Vec<&str> {
///     let BuildError::Variables(errors) = error else { return Vec::new() };
///     errors.iter().map(VariableError::variable).collect()
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VariableError {
    /// It is not set, or does not have the form of the setting.
    Setting(SecretError),
    /// It names the file of a key, or the id of one, that cannot be used.
    #[cfg(feature = "encryption")]
    Key {
        /// The name of the variable.
        variable: String,
        /// What is wrong with the key.
        error: KeyError,
    },
}

impl VariableError {
    /// Returns the name of the variable.
    #[must_use]
    pub fn variable(&self) -> &str {
        match self {
            Self::Setting(SecretError {
                origin: SecretOrigin::Variable(variable),
                ..
            }) => variable,
            Self::Setting(_) => "",
            #[cfg(feature = "encryption")]
            Self::Key { variable, .. } => variable,
        }
    }
}

/// `environment variable BANK_ACCESS_KEY: not set`.
impl fmt::Display for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(error) => error.fmt(f),
            #[cfg(feature = "encryption")]
            Self::Key { variable, error } => {
                write!(f, "environment variable {variable}: {error}")
            }
        }
    }
}

/// The message.
impl fmt::Debug for VariableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for VariableError {}

/// Everything that is wrong with the environment variables of a client's settings, in the order of
/// the settings.
///
/// What to do: set what it names, all at once.
///
/// ```rust
/// use runtime::layout::error::VariableErrors;
///
/// fn for_the_operator(errors: &VariableErrors) -> String {
///     format!("set in the environment:\n{errors}")
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct VariableErrors(Vec<VariableError>);

impl VariableErrors {
    /// Iterates over the errors.
    pub fn iter(&self) -> std::slice::Iter<'_, VariableError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a VariableErrors {
    type Item = &'a VariableError;
    type IntoIter = std::slice::Iter<'a, VariableError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes one error per line.
impl fmt::Display for VariableErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, error)| {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{error}")
        })
    }
}

/// The message, which a `main` that returns the errors prints.
impl fmt::Debug for VariableErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for VariableErrors {}
