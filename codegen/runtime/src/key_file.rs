//! The contents of key files.

use super::KeyFault;
use super::der::{self, BlockKind, Wrapped};
use super::pem::Block;

pub(super) const fn is_private(block: &Block) -> bool {
    use BlockKind::{Encrypted, OtherPrivate, Private, RsaPrivate};
    matches!(block.kind, Private | RsaPrivate | Encrypted | OtherPrivate(_))
}

pub(super) const fn is_public(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Certificate | BlockKind::Public | BlockKind::RsaPublic
    )
}

/// The fault of a file without a usable block.
pub(super) fn useless(blocks: &[Block]) -> KeyFault {
    if let Some(Block { label: found, .. }) = blocks.iter().find(|b| is_public(b)) {
        return KeyFault::Swapped { found };
    }
    let found = blocks.first().map_or("unknown", |block| block.label);
    KeyFault::WrongBlock { found }
}

/// The RSA key in PKCS#1, if it is one and has the right size.
pub(super) fn rsa<'a>(
    key: Wrapped<'a>,
    private: bool,
    label: &'static str,
) -> Result<&'a [u8], KeyFault> {
    let key = match key {
        Wrapped::Rsa(key) => key,
        Wrapped::Other(found) => return Err(KeyFault::NotRsa { found }),
    };
    match der::modulus_bits(key, private) {
        None => Err(KeyFault::Damaged { found: label }),
        Some(bits) if !(2048..=8192).contains(&bits) => Err(KeyFault::Size { bits }),
        Some(_) => Ok(key),
    }
}

/// The RSA public key in PKCS#1, of a file with nothing else.
pub(super) fn public(blocks: &[Block]) -> Option<&[u8]> {
    let [block] = blocks else { return None };
    let bytes = block.bytes.as_deref()?;
    let key = match block.kind {
        BlockKind::Public => der::public_key(bytes)?,
        BlockKind::RsaPublic => Wrapped::Rsa(bytes),
        _ => return None,
    };
    rsa(key, false, block.label).ok()
}

/// The RSA private key in PKCS#1. It may occur more than once, but there must be no second one.
pub(super) fn private(blocks: &[Block]) -> Result<&[u8], KeyFault> {
    let mut keys = Vec::new();
    for block in blocks.iter().filter(|block| is_private(block)) {
        let found = block.label;
        let damaged = || KeyFault::Damaged { found };
        let bytes = || block.bytes.as_deref().ok_or_else(damaged);
        let key = match block.kind {
            BlockKind::Encrypted => return Err(KeyFault::Encrypted { found }),
            BlockKind::OtherPrivate(kind) => Wrapped::Other(kind),
            BlockKind::Private => der::private_key(bytes()?).ok_or_else(damaged)?,
            _ => Wrapped::Rsa(bytes()?),
        };
        if keys.iter().all(|(known, _)| *known != key) {
            keys.push((key, found));
        }
    }
    match *keys {
        [(key, label)] => rsa(key, true, label),
        [] => Err(useless(blocks)),
        _ => Err(KeyFault::Several),
    }
}
