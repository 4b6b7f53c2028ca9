//! The blocks of a PEM file, whatever stands around them, and whatever editors, shells, scripts
//! and mail have done to it that can be undone without a doubt.

use super::der::{self, Kind};
use super::{KeyFault, escape::is_unseen, file};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use zeroize::Zeroizing;

/// Only labels from here are ever shown: what else stands in their place may be anything. The
/// first of a kind is that of what has no label, or a wrong one.
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

/// A block, decoded.
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) label: &'static str,
    /// What it holds, if it has an end and all before that is Base64.
    pub(super) bytes: Option<Zeroizing<Vec<u8>>>,
}

/// All blocks of a file, in their order: at least one. One that has no end is the last. Base64
/// that is not in a block is one, or a whole file, if it is anything of use.
pub(super) fn blocks(file: &[u8]) -> Result<Vec<Block>, KeyFault> {
    match file.trim_ascii() {
        _ if file.len() > file::LARGEST => return Err(KeyFault::TooLarge),
        // A sequence whose length takes more than one byte, which is DER of anything that is a
        // key, and how the two kinds of Java's keystores begin.
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

/// What stands between lines that begin and end it.
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
        let (label, kind) = known.copied().unwrap_or(("unknown", Kind::Other));
        // A header as OpenSSL once wrote it. No Base64 has a comma.
        if body.is_some_and(|body| body.contains("4,ENCRYPTED")) {
            return Self {
                kind: Kind::Encrypted,
                label,
                bytes: None,
            };
        }
        let bytes = body.and_then(decoded);
        match bytes.as_deref().and_then(|bytes| der::kind(bytes)) {
            Some(other) if kind != other && kind != Kind::Other => Self {
                kind: other,
                label: other.label(),
                bytes,
            },
            _ => Self { kind, label, bytes },
        }
    }

    fn unlabelled(kind: Kind, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self {
            kind,
            label: kind.label(),
            bytes: Some(bytes),
        }
    }
}

impl Kind {
    fn label(self) -> &'static str {
        let known = LABELS.iter().find(|(_, kind)| *kind == self);
        known.map_or("unknown", |(label, _)| label)
    }
}

/// The text of a file in UTF-8, in UTF-16 or in a code page, without what cannot be seen, and
/// with the spaces and line ends of ASCII only.
fn text(file: &[u8]) -> Zeroizing<String> {
    // Room for all of it at once: what grows leaves copies behind.
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
        // Of code pages only the no-break space is told from what is damaged.
        let blank = |byte: &u8| if *byte == 0xA0 { ' ' } else { '?' };
        text.extend(chunk.invalid().iter().map(blank));
    }
    text
}

/// A character as PEM has it.
fn plain(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c),
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c).filter(|c| !is_unseen(*c)),
    }
}

/// The bytes of Base64 in its common alphabet or that of URLs, with or without padding, with
/// white space anywhere, and with the escapes of JSON and of shells: no Base64 has a backslash.
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
