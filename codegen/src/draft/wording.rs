//! The words of a page in the form that the spec quotes them.

use crate::page::Text;

/// Lines of a page as one text; nothing where there is none.
pub(super) fn wording(lines: &[Text]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
