//! Finds what is legal YAML and cannot be meant.

/// Whether a text stands in quotes that YAML does not know: they are a part of it.
pub(crate) fn is_in_typographic_quotes(text: &str) -> bool {
    const QUOTES: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '＂'];
    text.strip_prefix(QUOTES).is_some_and(|rest| rest.ends_with(QUOTES))
}

/// Where the comment begins that ends a plain text on its own line, if one does.
pub(crate) fn comment_behind(text: &str, end: usize) -> Option<usize> {
    let (before, behind) = text.split_at_checked(end)?;
    let rest = behind.trim_start_matches(' ');
    let blank = rest.len() < behind.len() || before.ends_with(' ');
    let is_same_line = !before.trim_end_matches(' ').ends_with('\n');
    (blank && is_same_line && rest.starts_with('#')).then_some(text.len() - rest.len())
}

/// A key without a colon in braces.
pub(crate) fn is_bare(text: &str, key: std::ops::Range<usize>) -> bool {
    let behind = text.get(key.end..).unwrap_or("").trim_start();
    behind.starts_with([',', '}'])
}

/// A text in braces from where it begins, with the pieces behind its commas that have no colon.
pub(crate) fn with_commas(text: &str, start: usize) -> String {
    let rest = text.get(start..).unwrap_or("");
    let rest = rest.split('}').next().unwrap_or("");
    let mut pieces = rest.split(',').map(str::trim);
    let first = pieces.next().unwrap_or("");
    let behind = pieces.take_while(|piece| !piece.contains(':'));
    std::iter::once(first).chain(behind).collect::<Vec<_>>().join(", ")
}
