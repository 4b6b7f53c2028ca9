/// The beginning of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let mut start = String::new();
    for c in chars.by_ref().take(40) {
        let is_odd =
            c != ' ' && (c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}'));
        match c {
            c if c.is_control() => start.push(' '),
            // What cannot be told from a space would leave the reader with a riddle.
            c if is_odd => start.extend(c.escape_unicode()),
            c => start.push(c),
        }
    }
    if chars.next().is_some() {
        start.push('…');
    }
    start
}
