//! The protocol that all operations of a vendor share, as constants.

use super::{
    AnswerFormat, Authentication, ContentEncryption, GivenHeader, Header, JweFormat,
    KeyManagement, OperationSigning, SignaturePlace, Signing, Source, ViolationKind,
};
use std::ops::RangeInclusive;

/// The vendor's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The name of the vendor's service.
    pub name: &'static str,
    /// The hosts that some operations have instead of the one of most.
    pub hosts: &'static [&'static str],
    /// The headers of an untyped request, in order.
    pub headers: &'static [Header],
    /// The headers of the answer to an untyped request.
    pub response_headers: &'static [Header],
    /// The names of the headers that are set by configuration. Headers that are set neither by it
    /// nor by signing or encryption are generated for each call from their shapes.
    pub configured: &'static [&'static str],
    /// The headers whose values callers give for each call.
    pub given: &'static [GivenHeader],
    /// How requests prove who asks, beside their signatures.
    pub authentication: Authentication,
    /// How requests are signed, if they are.
    pub signing: Option<Signing>,
    /// The offset of local times from UTC in minutes, where no header says their zone; `None` if
    /// callers give it.
    pub utc_offset: Option<i32>,
    /// How requests of some operations are signed instead, with the same key.
    pub recipes: &'static [OperationSigning],
    /// How bodies are encrypted, if any are.
    pub encryption: Option<JweEncryption>,
    /// How answers are read, unless an operation has its own way.
    pub answer: AnswerFormat,
    /// The source in the documentation.
    pub source: Source,
}

impl Protocol {
    /// Whether a header carries signatures.
    pub(super) fn signs_in(&self, header: &'static str) -> bool {
        let own = self.recipes.iter().map(|it| &it.signing);
        let mut all = self.signing.iter().chain(own);
        all.any(|it| it.place == SignaturePlace::Header(header))
    }
}

/// Encryption of whole bodies as JWE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JweEncryption {
    /// The format of the encrypted text.
    pub format: JweFormat,
    /// The encryption of the content key.
    pub key_management: KeyManagement,
    /// The only field of the sent body, which holds the encrypted text.
    pub field: &'static str,
    /// The header that names the key, in requests with encrypted bodies and in answers.
    pub key_id_header: Option<&'static str>,
    /// The encryption of sent content.
    pub sent: ContentEncryption,
    /// The accepted encryptions of received content.
    pub accepted: &'static [ContentEncryption],
}

/// The offsets of local times from UTC that exist, in minutes.
pub(crate) const UTC_OFFSETS: RangeInclusive<i64> = -840..=840;

/// Checks the offset of local times from UTC.
pub(crate) fn utc_offset(minutes: i32) -> Result<i32, ViolationKind> {
    let (min, max) = UTC_OFFSETS.into_inner();
    if i64::from(minutes) < min {
        return Err(ViolationKind::BelowMinimum { min: min.into() });
    }
    if i64::from(minutes) > max {
        return Err(ViolationKind::AboveMaximum { max: max.into() });
    }
    Ok(minutes)
}
