//! The blocks of a PEM file, whatever stands around them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// What a block holds, by its label.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Certificate,
    /// A public key of any kind, in X.509.
    Public,
    /// An RSA public key, in PKCS#1.
    RsaPublic,
    /// A private key of any kind, in PKCS#8.
    Private,
    /// An RSA private key, in PKCS#1.
    RsaPrivate,
    /// A private key of any kind, in PKCS#8, that needs a passphrase.
    Encrypted,
    /// A private key that is not RSA, by its name.
    OtherPrivate(&'static str),
    Other,
}

/// Only labels from here are ever shown: what else stands in their place may be anything.
const LABELS: [(&str, Kind); 17] = [
    ("CERTIFICATE", Kind::Certificate),
    ("X509 CERTIFICATE", Kind::Certificate),
    ("PUBLIC KEY", Kind::Public),
    ("RSA PUBLIC KEY", Kind::RsaPublic),
    ("PRIVATE KEY", Kind::Private),
    ("RSA PRIVATE KEY", Kind::RsaPrivate),
    ("ENCRYPTED PRIVATE KEY", Kind::Encrypted),
    ("EC PRIVATE KEY", Kind::OtherPrivate("EC")),
    ("DSA PRIVATE KEY", Kind::OtherPrivate("DSA")),
    ("OPENSSH PRIVATE KEY", Kind::Other),
    ("EC PARAMETERS", Kind::Other),
    ("DH PARAMETERS", Kind::Other),
    ("TRUSTED CERTIFICATE", Kind::Other),
    ("CERTIFICATE REQUEST", Kind::Other),
    ("NEW CERTIFICATE REQUEST", Kind::Other),
    ("X509 CRL", Kind::Other),
    ("PKCS7", Kind::Other),
];

/// A block, still in Base64.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) kind: Kind,
    pub(super) label: &'static str,
    body: Option<&'a [u8]>,
}

impl Block<'_> {
    /// Whether a passphrase is needed, be it by the label or by a header as OpenSSL once
    /// wrote it. No Base64 has a comma.
    pub(super) fn is_encrypted(&self) -> bool {
        let header =
            || self.body.is_some_and(|body| cut(body, b"4,ENCRYPTED").is_some());
        self.kind == Kind::Encrypted || header()
    }

    /// The bytes, if there is an end and all before it is Base64.
    pub(super) fn decode(&self) -> Option<Zeroizing<Vec<u8>>> {
        let body = self.body?.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
        // Room for all of it at once: what grows leaves copies behind.
        let mut text = Zeroizing::new(Vec::with_capacity(self.body?.len()));
        text.extend(body);
        let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
        STANDARD.decode_vec(&*text, &mut bytes).ok()?;
        Some(bytes)
    }
}

/// All blocks, in their order. One that has no end is the last.
pub(super) fn blocks(file: &[u8]) -> Vec<Block<'_>> {
    let (mut blocks, mut rest) = (Vec::new(), file);
    while let Some((_, begun)) = cut(rest, b"-----BEGIN ") {
        let Some((label, after)) = cut(begun, b"-----") else { break };
        let end = [b"-----END ", label, b"-----"].concat();
        let (body, after) =
            cut(after, &end).map_or((None, after), |(body, after)| (Some(body), after));
        let known = LABELS.iter().find(|(known, _)| known.as_bytes() == label);
        let (label, kind) = known.copied().unwrap_or(("unknown", Kind::Other));
        blocks.push(Block { kind, label, body });
        if body.is_none() {
            break;
        }
        rest = after;
    }
    blocks
}

/// What stands before and after the first `mark`.
fn cut<'a>(text: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = text.windows(mark.len()).position(|window| window == mark)?;
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(mark)?))
}
