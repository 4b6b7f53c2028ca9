//! Media types: `image/png`.

/// Returns the type and the subtype, without parameters; `None` if the text is no media type.
pub(crate) fn essence(text: &str) -> Option<&str> {
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let essence = essence.trim_end();
    let (main, sub) = essence.split_once('/')?;
    let is_token = |part: &str| !part.is_empty() && part.bytes().all(is_of_token);
    let is_printed = parameters.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (is_token(main) && is_token(sub) && is_printed).then_some(essence)
}

const fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#' | b'$' | b'&' | b'-' | b'^' | b'_' | b'.' | b'+')
}

/// Returns whether a text is one of the media types in a list, of which `image/*` stands for all
/// of its kind. The case of letters and parameters do not count.
pub(crate) fn is_one_of(text: &str, list: &[&str]) -> bool {
    let Some(given) = essence(text) else { return false };
    list.iter().any(|known| match known.strip_suffix('*') {
        Some(kind) => {
            given.get(..kind.len()).is_some_and(|it| it.eq_ignore_ascii_case(kind))
        }
        None => given.eq_ignore_ascii_case(known),
    })
}
