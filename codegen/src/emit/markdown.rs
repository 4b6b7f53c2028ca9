//! Plain text as Markdown.

/// One line, with Markdown's special characters escaped.
pub(super) fn escaped(line: &str, spans_of_code: bool) -> String {
    let line = line.trim();
    if is_plain(line.as_bytes()) {
        return line.to_owned();
    }
    let mut markdown = String::with_capacity(line.len());
    let mut in_code = false;
    for (at, c) in line.char_indices() {
        in_code ^= c == '`' && spans_of_code;
        let is_special = match c {
            'a'..='z' | ' ' => false,
            _ if in_code => false,
            '`' => !spans_of_code,
            _ => is_special(c, line.split_at_checked(at).unwrap_or_default()),
        };
        if is_special {
            markdown.push('\\');
        }
        markdown.push(if c.is_control() { ' ' } else { c });
    }
    markdown
}

/// Whether nothing of a line can have a meaning, which is true of most. Patterns cost less than
/// iterators where nothing is optimised.
fn is_plain(line: &[u8]) -> bool {
    let mut rest = match line {
        [b'0'..=b'9' | b'-' | b'+' | b'=' | b'#' | b'>', ..] => return false,
        line => line,
    };
    while let [byte, behind @ ..] = rest {
        match byte {
            b'`' | b'\\' | b'*' | b'[' | b'<' | b'|' | b'~' | b':' | b'_' | b'&' => {
                return false;
            }
            // Control characters; behind 0xC2 some have two bytes.
            ..=0x1f | 0x7f | 0xc2 => return false,
            _ => rest = behind,
        }
    }
    true
}

/// Whether Markdown gives a character a meaning, with the text before it and from it on.
fn is_special(c: char, (before, behind): (&str, &str)) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let last = || before.chars().next_back();
    let next = || behind.chars().nth(1);
    match c {
        '\\' | '*' | '[' | '<' | '|' | '~' => true,
        // What begins a list, a heading or a quotation, or underlines a heading.
        '-' | '+' | '=' | '#' | '>' => before.is_empty(),
        '.' | ')' => !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit()),
        // What makes a link of an address.
        ':' => behind.starts_with("://"),
        '_' => !(is_word(last()) && is_word(next())),
        '&' => is_word(next()) || next() == Some('#'),
        _ => false,
    }
}
