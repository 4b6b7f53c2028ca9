//! Files whose bytes are no text in UTF-8.

/// How files of other kinds begin.
const KINDS: [&[u8]; 3] = [b"%PDF", b"PK\x03\x04", b"bplist"];

/// The text of a file in UTF-16, or the beginning of one that is no text: enough to tell its kind.
pub(crate) fn as_text(bytes: &[u8]) -> Option<Vec<u8>> {
    let units = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = rest.chunks_exact(2);
        let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit);
        String::from_utf16(&units.collect::<Vec<_>>()).ok().map(String::into_bytes)
    };
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return units(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return units(rest, u16::from_be_bytes);
    }
    let kind = KINDS.iter().find(|kind| bytes.starts_with(kind))?;
    Some(kind.to_vec())
}
