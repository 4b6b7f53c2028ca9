//! Checks relative paths against the rules of all supported file systems.

use super::error::TreeError;

/// What belongs to cargo at the root of the output folder.
pub(super) const CARGOS: [&str; 2] = ["Cargo.lock", "target"];

/// The folders that hold the history of a working copy.
pub(super) const REPOSITORIES: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// The folders above a path with forward slashes, outermost first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// The name as a file system that ignores case sees it.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}

/// Refuses what cannot be a file of the tree.
pub(super) fn check(path: &str) -> Result<(), TreeError> {
    let root = path.split('/').next().unwrap_or_default();
    let why = if path.starts_with('/') {
        Some("it is absolute")
    } else if CARGOS.iter().any(|name| name.eq_ignore_ascii_case(root)) {
        Some("this name is reserved for cargo at the root")
    } else {
        path.split('/').find_map(fault)
    };
    match why {
        None => Ok(()),
        Some(why) => Err(TreeError::Name { path: path.to_owned(), why }),
    }
}

/// What is wrong with one segment of a path.
fn fault(segment: &str) -> Option<&'static str> {
    let forbidden = |c: char| c.is_control() || r#"<>:"|?*"#.contains(c);
    if segment.is_empty() {
        Some("it has an empty segment")
    } else if segment == "." || segment == ".." {
        Some("it has a segment `.` or `..`")
    } else if segment.contains('\\') {
        Some("it has a backslash: segments are separated by `/`")
    } else if segment.contains(forbidden) {
        Some("it has a character that Windows forbids")
    } else if segment.ends_with(['.', ' ']) {
        Some("Windows removes a dot or a space at the end of a name")
    } else if is_device(segment) {
        Some("it is a device name on Windows")
    } else if REPOSITORIES.iter().any(|name| name.eq_ignore_ascii_case(segment)) {
        Some("this name is reserved for a version control system")
    } else {
        None
    }
}

/// `CON`, `nul.txt`, `Com1.rs`: Windows opens the device whatever the extension is.
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |port: &str| {
        stem.strip_prefix(port).is_some_and(|n| {
            n.len() == 1 && n.bytes().all(|b| (b'1'..=b'9').contains(&b))
        })
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}
