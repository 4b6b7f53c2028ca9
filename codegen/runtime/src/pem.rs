//! Parsing of PEM files. It repairs the damage that editors, shells, scripts and mail do to them,
//! as far as that is unambiguous.

use super::der::{self, BlockKind};
use super::{KeyFault, escape::is_unseen, file};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use zeroize::Zeroizing;

/// Errors show only labels from this list: anything else could be sensitive. The first label of a
/// kind is used for blocks with no label or a wrong one.
const LABELS: [(&str, BlockKind); 17] = [
    ("CERTIFICATE", BlockKind::Certificate),
    ("X509 CERTIFICATE", BlockKind::Certificate),
    ("PUBLIC KEY", BlockKind::Public),
    ("RSA PUBLIC KEY", BlockKind::RsaPublic),
    ("PRIVATE KEY", BlockKind::Private),
    ("RSA PRIVATE KEY", BlockKind::RsaPrivate),
    ("ENCRYPTED PRIVATE KEY", BlockKind::Encrypted),
    ("EC PRIVATE KEY", BlockKind::OtherPrivate("EC")),
    ("DSA PRIVATE KEY", BlockKind::OtherPrivate("DSA")),
    ("OPENSSH PRIVATE KEY", BlockKind::Other),
    ("EC PARAMETERS", BlockKind::Other),
    ("DH PARAMETERS", BlockKind::Other),
    ("TRUSTED CERTIFICATE", BlockKind::Other),
    ("CERTIFICATE REQUEST", BlockKind::Other),
    ("NEW CERTIFICATE REQUEST", BlockKind::Other),
    ("X509 CRL", BlockKind::Other),
    ("PKCS7", BlockKind::Other),
];

/// A decoded block.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) label: &'static str,
    /// Its contents, if it has an end and is valid Base64.
    pub(super) bytes: Option<Zeroizing<Vec<u8>>>,
}

/// All blocks of a file in order, at least one. A block without an end is the last. Base64
/// outside of a block counts as one, if it is usable; the whole file may be Base64.
pub(super) fn blocks(file: &[u8]) -> Result<Vec<Block>, KeyFault> {
    match file.trim_ascii() {
        _ if file.len() > file::LARGEST => return Err(KeyFault::TooLarge),
        // DER: a sequence whose length takes more than one byte, as in every key; and the first
        // bytes of both kinds of Java keystores.
        [0x30, 0x81..=0x84, ..]
        | [0xFE, 0xED, 0xFE, 0xED, ..]
        | [0xCE, 0xCE, 0xCE, 0xCE, ..] => {
            return Err(KeyFault::Binary);
        }
        _ => {}
    }
    let text = text(file);
    let mut blocks = armored(&text);
    if blocks.is_empty()
        && let Some(bytes) = decoded(&text)
    {
        blocks = armored(&self::text(&bytes));
        if blocks.is_empty() {
            blocks.extend(der::kind(&bytes).map(|kind| Block::unlabelled(kind, bytes)));
        }
    }
    match text.trim() {
        _ if !blocks.is_empty() => Ok(blocks),
        "" => Err(KeyFault::Empty),
        _ => Err(KeyFault::NotPem),
    }
}

/// The blocks between BEGIN and END lines.
fn armored(text: &str) -> Vec<Block> {
    let (mut blocks, mut rest) = (Vec::new(), text);
    while let Some((_, begun)) = rest.split_once("-----BEGIN ") {
        let Some((label, after)) = begun.split_once("-----") else { break };
        let whole = after.split_once(&format!("-----END {label}-----"));
        blocks.push(Block::new(label, whole.map(|(body, _)| body)));
        let Some((_, after)) = whole else { break };
        rest = after;
    }
    blocks
}

impl Block {
    fn new(label: &str, body: Option<&str>) -> Self {
        let known = LABELS.iter().find(|(known, _)| *known == label);
        let (label, kind) = known.copied().unwrap_or(("unknown", BlockKind::Other));
        // A header of old OpenSSL versions. Base64 has no comma.
        if body.is_some_and(|body| body.contains("4,ENCRYPTED")) {
            return Self {
                kind: BlockKind::Encrypted,
                label,
                bytes: None,
            };
        }
        let bytes = body.and_then(decoded);
        match bytes.as_deref().and_then(|bytes| der::kind(bytes)) {
            Some(other) if kind != other && kind != BlockKind::Other => Self {
                kind: other,
                label: other.label(),
                bytes,
            },
            _ => Self { kind, label, bytes },
        }
    }

    fn unlabelled(kind: BlockKind, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self {
            kind,
            label: kind.label(),
            bytes: Some(bytes),
        }
    }
}

impl BlockKind {
    fn label(self) -> &'static str {
        let known = LABELS.iter().find(|(_, kind)| *kind == self);
        known.map_or("unknown", |(label, _)| label)
    }
}

/// The text of a file in UTF-8, in UTF-16 or in a code page, without invisible characters, and
/// with ASCII spaces and line ends only.
fn text(file: &[u8]) -> Zeroizing<String> {
    // Allocated at once: a growing buffer leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(file.len() * 2));
    let unit = match file {
        [0xFF, 0xFE, ..] | [b'-', 0, b'-', 0, ..] => {
            Some(u16::from_le_bytes as fn(_) -> _)
        }
        [0xFE, 0xFF, ..] | [0, b'-', 0, b'-', ..] => {
            Some(u16::from_be_bytes as fn(_) -> _)
        }
        _ => None,
    };
    if let Some(unit) = unit {
        let (units, _) = file.as_chunks();
        let chars = char::decode_utf16(units.iter().map(|bytes| unit(*bytes)));
        text.extend(chars.filter_map(|c| plain(c.unwrap_or('?'))));
        return text;
    }
    for chunk in file.utf8_chunks() {
        text.extend(chunk.valid().chars().filter_map(plain));
        // Of code pages only the no-break space is distinguished from damage.
        let blank = |byte: &u8| if *byte == 0xA0 { ' ' } else { '?' };
        text.extend(chunk.invalid().iter().map(blank));
    }
    text
}

/// Maps a character to the one that PEM uses.
fn plain(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c),
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c).filter(|c| !is_unseen(*c)),
    }
}

/// Decodes Base64 in its standard or URL alphabet, with or without padding, with white space
/// anywhere, and with the escapes of JSON and shells: Base64 has no backslash.
fn decoded(body: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut text = Zeroizing::new(String::with_capacity(body.len()));
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                while rest.next_if_eq(&'\\').is_some() {}
                rest.next_if(|c| matches!(c, 'n' | 'r' | 't'));
            }
            '-' => text.push('+'),
            '_' => text.push('/'),
            _ if c.is_ascii_whitespace() => {}
            _ => text.push(c),
        }
    }
    let text = text.trim_end_matches('=');
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    STANDARD_NO_PAD.decode_vec(text, &mut bytes).ok()?;
    Some(bytes)
}
