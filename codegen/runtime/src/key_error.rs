//! Errors of key material. They contain nothing of the files but labels, sizes, dates and the
//! subjects of certificates.

use super::{FileFault, Moment, file};
use std::{
    error::Error,
    fmt,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// One of the three parts of a [`CryptoKey`](super::CryptoKey).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPart {
    /// The id of the key.
    Id,
    /// The certificate or public key of the vendor's server.
    Server,
    /// The client's own private key.
    Client,
}

/// Why key material cannot be used.
///
/// What to do: [`Remedy::FixSetup`](super::Remedy::FixSetup): its text says how the file is made right,
/// and which part of the key it is.
///
/// ```rust
/// use runtime::layout::error::{KeyError, KeyPart};
///
/// /// Whether the vendor has to be asked for another certificate.
/// fn is_of_the_vendor(error: &KeyError) -> bool {
///     error.part == KeyPart::Server
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct KeyError {
    /// The affected part.
    pub part: KeyPart,
    /// The file, if it was read from one.
    pub file: Option<PathBuf>,
    /// What is wrong with it.
    pub fault: KeyFault,
}

/// What is wrong with a file, or with the id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyFault {
    /// The id is not 1 to 128 visible ASCII characters.
    NotAnId,
    /// The file could not be read.
    File(FileFault),
    /// The given contents are larger than 64 KiB.
    TooLarge,
    /// The file is empty.
    Empty,
    /// The file is binary, such as DER, PKCS#12 or a Java keystore, and not PEM.
    Binary,
    /// The file is not PEM.
    NotPem,
    /// The file has no usable block.
    WrongBlock {
        /// The label of its first block, or `unknown`.
        found: &'static str,
    },
    /// The file has the contents of the other one.
    Swapped {
        /// The label of that block.
        found: &'static str,
    },
    /// The file has several keys; it is unknown which is meant.
    Several,
    /// The file has certificates of several parties; it is unknown which is meant.
    SeveralParties {
        /// Their subjects, escaped and shortened.
        subjects: Vec<String>,
    },
    /// The file has certificates of issuers only.
    OnlyIssuers {
        /// The subject of the last in the chain, escaped and shortened.
        subjects: Vec<String>,
    },
    /// The private key is encrypted with a passphrase.
    Encrypted {
        /// The label of its block.
        found: &'static str,
    },
    /// The block is truncated or was changed.
    Damaged {
        /// Its label.
        found: &'static str,
    },
    /// The key is not an RSA key.
    NotRsa {
        /// Its actual kind, or `unknown`.
        found: &'static str,
    },
    /// The RSA key is too weak or too large.
    Size {
        /// Its size in bits. 2048 to 8192 are accepted.
        bits: usize,
    },
    /// The numbers of the RSA key are inconsistent.
    Inconsistent,
    /// The certificate has expired.
    Expired {
        /// Its last second as Unix time.
        until: i64,
    },
    /// The certificate is not valid yet.
    NotYetValid {
        /// Its first second as Unix time.
        from: i64,
    },
}

impl KeyError {
    pub(super) const fn of(part: KeyPart, fault: KeyFault) -> Self {
        Self { part, file: None, fault }
    }

    pub(super) fn in_file(self, path: &Path) -> Self {
        Self {
            file: Some(path.to_owned()),
            ..self
        }
    }
}

impl KeyPart {
    /// The usable blocks.
    const fn expected(self) -> &'static str {
        match self {
            Self::Id => "an id",
            Self::Server => "CERTIFICATE, PUBLIC KEY or RSA PUBLIC KEY",
            Self::Client => "PRIVATE KEY or RSA PRIVATE KEY",
        }
    }

    fn binary(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = match self {
            Self::Id | Self::Server => "x509",
            Self::Client => "pkey",
        };
        write!(
            f,
            "binary; expected PEM with {}; convert DER with `openssl {command} -inform DER \
             -in FILE -out FILE.pem`, PKCS#12 with `openssl pkcs12`, and a Java keystore into \
             PKCS#12 with `keytool -importkeystore`",
            self.expected()
        )
    }

    fn wrong_block(self, found: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = self.expected();
        write!(f, "has a block labeled {found}; expected {expected}")?;
        let command = match found {
            "OPENSSH PRIVATE KEY" => "ssh-keygen -p -m PEM -f FILE",
            "TRUSTED CERTIFICATE" => "openssl x509 -in FILE -out FILE.pem",
            "PKCS7" => "openssl pkcs7 -print_certs -in FILE -out FILE.pem",
            _ => return Ok(()),
        };
        write!(f, "; convert it with `{command}`")
    }
}

impl fmt::Display for KeyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id => "key id",
            Self::Server => "server's certificate or public key",
            Self::Client => "client's private key",
        })
    }
}

/// `client's private key: encrypted with a passphrase (ENCRYPTED PRIVATE KEY); decrypt it: …`.
impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, file, fault } = self;
        match file {
            Some(path) => write!(f, "{part} ({}): ", file::shown(path))?,
            None => write!(f, "{part}: ")?,
        }
        fault.tell(*part, f)
    }
}

/// The message, which a `main` that returns the error prints.
impl fmt::Debug for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for KeyError {}

impl KeyFault {
    /// Writes what is wrong with a part, and what to do.
    fn tell(&self, part: KeyPart, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = part.expected();
        match self {
            Self::File(fault) => fmt::Display::fmt(fault, f),
            Self::TooLarge => fmt::Display::fmt(&FileFault::TooLarge, f),
            Self::NotAnId => f.write_str("must be 1 to 128 visible ASCII characters"),
            Self::Empty => write!(f, "empty; expected PEM with {expected}"),
            Self::Binary => part.binary(f),
            Self::NotPem => {
                write!(f, "no line begins with -----BEGIN; expected PEM with {expected}")
            }
            Self::WrongBlock { found } => part.wrong_block(found, f),
            Self::Swapped { found } => write!(
                f,
                "has {found}; expected {expected}; the two files seem to be swapped"
            ),
            Self::Several => f.write_str("has several keys; keep only the right one"),
            Self::SeveralParties { subjects } => write!(
                f,
                "has certificates of several parties: {}; keep only that of the vendor's server",
                Names(subjects)
            ),
            Self::OnlyIssuers { subjects } => write!(
                f,
                "has certificates of issuers only: {}; add the vendor's own, or, if it is this \
                 one, give its public key: \
                 `openssl x509 -pubkey -noout -in FILE -out FILE.pem`",
                Names(subjects)
            ),
            Self::Encrypted { found } => write!(
                f,
                "encrypted with a passphrase ({found}); decrypt it with `openssl pkey -in FILE \
                 -out FILE.pem`"
            ),
            Self::Damaged { found } => write!(
                f,
                "the block {found} is damaged: truncated or changed; export or copy it again"
            ),
            Self::NotRsa { found } => write!(
                f,
                "a key of the kind {found}; expected an RSA key of 2048 bits or more"
            ),
            Self::Size { bits } => {
                write!(f, "an RSA key of {bits} bits; expected 2048 to 8192 bits")
            }
            Self::Inconsistent => f.write_str(
                "the numbers of the RSA key are inconsistent; export or create it again",
            ),
            Self::Expired { until } => write!(
                f,
                "the certificate expired at {}; ask the vendor for the new one",
                Utc(*until)
            ),
            Self::NotYetValid { from } => write!(
                f,
                "the certificate is not valid before {}; check the clock, or use the one that \
                 is valid now",
                Utc(*from)
            ),
        }
    }
}

/// `one, another and 2 more`.
struct Names<'a>(&'a [String]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 4;
        let more = self.0.len().saturating_sub(SHOWN);
        for (index, name) in self.0.iter().take(SHOWN).enumerate() {
            let is_last = more == 0 && index + 1 == self.0.len();
            f.write_str(match index {
                0 => "",
                _ if is_last => " and ",
                _ => ", ",
            })?;
            f.write_str(name)?;
        }
        if more > 0 { write!(f, " and {more} more") } else { Ok(()) }
    }
}

/// A Unix time, shown as `2026-11-23T19:00:00Z`.
struct Utc(i64);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        let time = if self.0 < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        };
        // Certificates have the years 0 to 9999, which every system's clock can represent.
        let Some(time) = time else { return f.write_str("an unknown time") };
        let Moment {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = Moment::at(time, 0);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}
