//! Finds what a run would lose: files that the generator did not write, and edits of those that it
//! did.
//!
//! A sealed tree has a file with a checksum for each of its files. By the one that is in the
//! folder, the next run knows whether a file is still as a run has left it, whichever run of
//! whichever version that was. `.gitattributes` has git keep the lines of both sides when two
//! branches meet, so a file with several checksums was merged, and may be anything.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::change::{Change, FileChange};
use super::disk::{self, FileType};
use super::error::{Loss, LossKind, TreeError};
use super::files::Tree;

/// The file of the checksums.
pub(super) const CHECKSUMS: &str = ".checksums";

impl Tree {
    /// Adds the checksums of all files, as the last of them.
    pub fn seal(&mut self) -> Result<(), TreeError> {
        let mut text = format!(
            "# {}: a checksum for each file,\n\
             # so that the next run can tell what people have edited. Delete this file, and it \
             cannot.\n",
            self.marker
        );
        for (path, bytes) in &self.files {
            let _ = writeln!(text, "{} {path}", checksum(bytes));
        }
        self.insert(CHECKSUMS, text)
    }

    /// The changes that would lose something.
    ///
    /// Signs of a merge conflict are no edit, and neither is a file without a checksum that has
    /// the marker: another version of the generator wrote it.
    pub fn losses(
        &self,
        out: &Path,
        changes: &[FileChange],
    ) -> Result<Vec<Loss>, TreeError> {
        let known = Checksums::read(out, &self.marker)?;
        let mut losses = Vec::new();
        for change in changes.iter().filter(|it| it.change != Change::Added) {
            if let Some(kind) = self.loss(&known, out, change)? {
                losses.push(Loss {
                    path: change.path.clone(),
                    kind,
                });
            }
        }
        Ok(losses)
    }

    fn loss(
        &self,
        known: &Checksums,
        out: &Path,
        change: &FileChange,
    ) -> Result<Option<LossKind>, TreeError> {
        let (path, full) = (change.slashed(), out.join(&change.path));
        let bytes = match FileType::of(&full)? {
            FileType::File(_) => {
                fs::read(&full).map_err(TreeError::io("read", &full))?
            }
            FileType::EmptyFolder => return Ok(None),
            FileType::Other => return Ok(Some(LossKind::Foreign)),
        };
        let wanted = self.files.get(&path);
        let has_marker = |bytes: &[u8]| disk::has_marker(bytes, &self.marker);
        let is_ours = wanted.is_some() || known.checksums.contains_key(&path);
        // Nothing is lost of a file of ours that is empty; any other may be there for its name.
        if path == CHECKSUMS || (is_ours && bytes.is_empty()) {
            return Ok(None);
        }
        let kind = match known.checksums.get(&path).map(Vec::as_slice) {
            Some([only]) if *only != checksum(&bytes) => Some(LossKind::Edited),
            Some(_) => None,
            None if has_marker(&bytes) => None,
            // Nothing is known of the folder, and this is of a kind that has no marker.
            None if !known.is_sealed && wanted.is_some_and(|it| !has_marker(it)) => None,
            None => Some(LossKind::Foreign),
        };
        Ok(kind.filter(|_| !(is_ours && is_in_conflict(&bytes))))
    }
}

/// The checksums that are in the folder.
struct Checksums {
    checksums: HashMap<String, Vec<String>>,
    is_sealed: bool,
}

impl Checksums {
    fn read(out: &Path, marker: &str) -> Result<Self, TreeError> {
        let path = out.join(CHECKSUMS);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
        let bytes = if is_file {
            fs::read(&path).map_err(TreeError::io("read", &path))?
        } else {
            Vec::new()
        };
        let is_sealed = disk::has_marker(&bytes, marker);
        let text = if is_sealed { String::from_utf8_lossy(&bytes) } else { "".into() };
        let mut checksums: HashMap<_, Vec<_>> = HashMap::new();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        for (sum, path) in lines.filter(|(sum, _)| is_checksum(sum)) {
            let sums = checksums.entry(path.to_owned()).or_default();
            if !sums.iter().any(|known| known == sum) {
                sums.push(sum.to_owned());
            }
        }
        Ok(Self { checksums, is_sealed })
    }
}

/// FNV-1a of 64 bits: it is to notice edits, and nobody gains by hiding one. Carriage returns do
/// not count, since git adds and removes them.
fn checksum(bytes: &[u8]) -> String {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = bytes;
    // Every run takes it of all files, and patterns cost less than iterators where nothing is
    // optimised.
    while let [byte, behind @ ..] = rest {
        rest = behind;
        if *byte != b'\r' {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{sum:016x}")
}

fn is_checksum(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_in_conflict(bytes: &[u8]) -> bool {
    let has = |sign: &[u8]| {
        bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(sign))
    };
    has(b"<<<<<<< ") || has(b">>>>>>> ")
}
