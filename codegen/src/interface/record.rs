//! The listing as a text, which is kept: with the generator, so that what has not changed need
//! not be read again, and with a release, to be compared with.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::line::Line;

/// How items are listed. Whoever changes that raises the number: what is listed in another way is
/// no other interface.
const FORM: &str = "form 1";

/// One file: what it was when it was listed, and its public items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// The checksum of the text.
    pub(super) text: String,
    /// The checksum of the code.
    pub(super) code: String,
    pub(super) lines: Vec<Line>,
}

/// The listing of all files, by path: those of the runtime below `runtime/`, and those that are
/// emitted as they are in the client.
pub(super) type Listing = BTreeMap<String, Listed>;

/// One line of a record for each item, below a line for each file.
pub(super) fn write(listing: &Listing) -> String {
    let mut record = format!("{FORM}\n");
    for (path, Listed { text, code, lines }) in listing {
        let _ = writeln!(record, "{path} {text} {code}");
        for Line { key, value } in lines {
            let colon = if value.is_empty() { "" } else { ": " };
            let _ = writeln!(record, "- {key}{colon}{value}");
        }
    }
    record
}

/// Reads what [`write`] wrote; nothing of another form, with which nothing can be compared.
pub(super) fn read(record: &str) -> Option<Listing> {
    let mut listing = Listing::new();
    let mut path = String::new();
    let mut lines = record.lines();
    lines.next().filter(|first| *first == FORM)?;
    for line in lines {
        if let Some(item) = line.strip_prefix("- ") {
            let (key, value) = item.split_once(": ").unwrap_or((item, ""));
            if let Some(listed) = listing.get_mut(&path) {
                listed.lines.push(Line {
                    key: key.to_owned(),
                    value: value.to_owned(),
                });
            }
        } else if let [name, text, code] = line.split(' ').collect::<Vec<_>>()[..] {
            name.clone_into(&mut path);
            listing.insert(
                path.clone(),
                Listed {
                    text: text.to_owned(),
                    code: code.to_owned(),
                    lines: Vec::new(),
                },
            );
        }
    }
    Some(listing)
}
