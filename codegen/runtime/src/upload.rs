//! Files that are sent.

use super::escape::is_unseen;
use super::media_type::{essence, is_one_of};
use super::source::NOBODY;
use super::{FilePart, IntoField, Source, Value, Violation, ViolationKind, Violations};
use serde::{Serialize, Serializer, ser::Error as _};
use std::{fmt, marker::PhantomData, sync::Arc};

/// The rule of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UploadRule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// The greatest number of bytes, if it is limited.
    pub max_bytes: Option<u32>,
    /// The media types that are allowed, of which `image/*` is all of one kind; empty if any is.
    pub media_types: &'static [&'static str],
    /// The source in the documentation.
    pub source: Source,
}

/// In bytes of UTF-8: file systems have no longer names.
const LONGEST_NAME: usize = 255;

impl UploadRule {
    /// A rule that accepts every file.
    pub const ANY: Self = Self {
        field: "",
        max_bytes: None,
        media_types: &[],
        source: NOBODY,
    };

    /// Checks a file: its name, which goes into a header, its media type and its size.
    ///
    /// # Errors
    ///
    /// Returns all violations.
    pub fn check(&self, file: &FilePart<'_>) -> Result<(), Violations> {
        let is_stray = |c: char| is_unseen(c) || matches!(c, '"' | '\\' | '/');
        let is_named = !file.name.is_empty()
            && file.name.len() <= LONGEST_NAME
            && !file.name.chars().any(is_stray);
        let name = (!is_named).then_some(ViolationKind::NotAFileName);
        let allowed = self.media_types;
        let media_type = if essence(file.media_type).is_none() {
            Some(ViolationKind::NotAMediaType)
        } else if allowed.is_empty() || is_one_of(file.media_type, allowed) {
            None
        } else {
            Some(ViolationKind::OtherMediaType { allowed })
        };
        let actual = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let max = self.max_bytes.filter(|max| actual > u64::from(*max));
        let size = max.map(|max| ViolationKind::TooManyBytes { max, actual });
        let broken = [name, media_type, size].into_iter().flatten();
        let broken = broken.map(|it| Violation::new(self.field, it, self.source));
        Violations::gather(broken.collect())
    }
}

/// A marker type for the rule of a file.
pub trait Uploaded {
    /// The rule.
    const RULE: UploadRule;
}

/// A file that satisfies the rule `R`: its content, its name and its media type. It is a part of a
/// multipart body. `Debug` shows the media type and the number of bytes.
pub struct Upload<R> {
    name: Box<str>,
    media_type: Box<str>,
    bytes: Arc<Vec<u8>>,
    rule: PhantomData<fn() -> R>,
}

impl<R> Upload<R> {
    /// Creates a file without checking the rule, for files that the vendor is known to accept
    /// although its documentation does not. A name or a media type that no part can have is refused
    /// when the request is prepared.
    pub fn unchecked(
        name: impl Into<String>,
        media_type: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            name: name.into().into_boxed_str(),
            media_type: media_type.into().into_boxed_str(),
            bytes: Arc::new(bytes.into()),
            rule: PhantomData,
        }
    }

    /// Returns the file as a part of a body.
    #[must_use]
    pub fn part(&self) -> FilePart<'_> {
        FilePart {
            name: &self.name,
            media_type: &self.media_type,
            bytes: &self.bytes,
        }
    }
}

impl<R: Uploaded> Upload<R> {
    /// Creates a file from its name, such as `photo.png`, its media type, such as `image/png`, and
    /// its content.
    ///
    /// # Errors
    ///
    /// Returns all violations: name, media type and size.
    pub fn new(
        name: impl Into<String>,
        media_type: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<Self, Violations> {
        let file = Self::unchecked(name, media_type, bytes);
        R::RULE.check(&file.part())?;
        Ok(file)
    }
}

impl<R> Clone for Upload<R> {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            bytes: Arc::clone(&self.bytes),
            rule: PhantomData,
        }
    }
}

/// Shows the media type and the number of bytes.
impl<R> fmt::Debug for Upload<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.part().fmt(f)
    }
}

/// Files are parts of multipart bodies, and nothing else writes them.
impl<R> Serialize for Upload<R> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("a file is a part of a multipart body"))
    }
}

impl<R> Value for Upload<R> {
    fn file(&self) -> Option<FilePart<'_>> {
        Some(self.part())
    }
}

/// The name of the file, its media type and its content.
impl<R: Uploaded, N: Into<String>, M: Into<String>, B: Into<Vec<u8>>>
    IntoField<Upload<R>> for (N, M, B)
{
    fn into_field(self) -> Result<Upload<R>, Violations> {
        let (name, media_type, bytes) = self;
        Upload::new(name, media_type, bytes)
    }
}
