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
