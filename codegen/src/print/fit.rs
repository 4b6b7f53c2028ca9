//! Where the printer and rustfmt break a line differently, as rustfmt breaks it.

use unicode_width::UnicodeWidthStr;

use crate::emit::doc::LINE_BREAK;

/// The longest line.
const MARGIN: usize = 89;

/// An item as rustfmt would print it.
pub(super) fn fit(item: &str) -> String {
    let lines: Vec<&str> = item.lines().collect();
    let mut text = String::with_capacity(item.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        if let Some((shown, taken)) = right_side(rest).or_else(|| field_type(line)) {
            text.push_str(&shown);
            at += taken;
        } else {
            push(&mut text, line);
            at += 1;
        }
        text.push('\n');
    }
    // The printer does not count the comma that it puts behind the last part. What would be put
    // in its place depends on what stands there.
    let is_over = |line: &&str| {
        line.len() > MARGIN && line.ends_with(',') && line.width() == MARGIN + 1
    };
    let is_code = |line: &str| !line.trim_start().starts_with("//");
    if text.lines().filter(is_over).any(is_code) {
        text.insert_str(0, "#[rustfmt::skip]\n");
    }
    text
}

/// A line as it is; documentation with each of its own lines behind a sign.
fn push(text: &mut String, line: &str) {
    let Some(doc) = line.trim_start().strip_prefix("///") else {
        text.push_str(line);
        return;
    };
    let (sign, _) = line.split_at_checked(line.len() - doc.len()).unwrap_or((line, ""));
    for (position, line) in doc.split(LINE_BREAK).enumerate() {
        if position > 0 {
            text.push('\n');
        }
        text.push_str(sign);
        text.push_str(line.trim_end_matches(' '));
    }
}

/// The right side of a definition, in brackets over several lines, on one line of its own if it
/// fits there; and how many lines that takes the place of.
fn right_side(lines: &[&str]) -> Option<(String, usize)> {
    let first = *lines.first()?;
    let (left, right) = split(first)?;
    let indent = first.len() - first.trim_start().len();
    let is_inner = |line: &&str| line.len() - line.trim_start().len() > indent;
    let inner = lines.iter().skip(1).take_while(|line| is_inner(line)).count();
    let parts: Vec<&str> =
        lines.iter().skip(1).take(inner).map(|line| line.trim()).collect();
    let last = lines.get(inner + 1)?.trim();
    let joined = parts.join(" ");
    // A tuple of one part keeps its comma.
    let joined = match joined.strip_suffix(',') {
        Some(bare) if right != "(" || inner > 1 => bare,
        _ => &joined,
    };
    let line = format!("{:indent$}    {right}{joined}{last}", "");
    let fits = line.width() <= MARGIN;
    fits.then(|| (format!("{left}\n{line}"), inner + 2))
}

/// A line that ends in an opening bracket, before and behind its `=`; or the `:` of a field.
fn split(line: &str) -> Option<(&str, &str)> {
    // Few lines end so, and most are told apart by this alone.
    if !line.ends_with(['(', '[', '<']) {
        return None;
    }
    let definition = ["let ", "const ", "pub const ", "pub type "];
    let is_definition =
        definition.iter().any(|word| line.trim_start().starts_with(word));
    let at = if is_definition {
        line.find(" = ")? + 2
    } else if is_field(line) && line.ends_with('<') {
        line.find(": ")? + 1
    } else {
        return None;
    };
    let (left, right) = line.split_at_checked(at)?;
    Some((left, right.trim_start()))
}

/// A field whose type does not fit behind its name.
fn field_type(line: &str) -> Option<(String, usize)> {
    // A line has no more columns than bytes, and bytes are counted already.
    if line.len() <= MARGIN {
        return None;
    }
    let over =
        is_field(line) && line.width() > MARGIN && !line.contains(['<', '(', '"']);
    let (name, ty) = line.split_once(": ").filter(|_| over)?;
    Some((format!("{name}:\n        {ty}"), 1))
}

/// Whether a line begins the definition of a field.
fn is_field(line: &str) -> bool {
    let name = line.strip_prefix("    ").and_then(|rest| rest.split_once(": "));
    name.is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}
