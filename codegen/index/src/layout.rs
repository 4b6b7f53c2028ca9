//! The cause of a syntax error in the layout of lines: dashes, indentation, brackets.

use crate::cause::Cause;
use crate::lines::{Line, lines};

/// The cause of what the parser says of the byte at `offset`, if the layout is.
pub(crate) fn of_refusal(text: &str, why: &str, offset: usize) -> Option<Cause> {
    if why.contains("':' indicator") || why.contains("inside a block") {
        return unclosed(text, offset);
    }
    let is_layout = ["expected key", "'-' indicator", "mapping values"];
    if !is_layout.iter().any(|words| why.contains(words)) {
        return None;
    }
    let said: Vec<Line<'_>> = lines(text).filter(Line::is_said).collect();
    let at = said.iter().rposition(|line| line.start <= offset)?;
    let (above, line) = (said.get(..at)?, said.get(at)?);
    if why.contains("mapping values") {
        return Some(value(above, line, offset));
    }
    dash(above, line).or_else(|| {
        let before = text.get(line.start..offset)?.trim_end();
        if before.ends_with([']', '}']) {
            let message = "a text behind a closing bracket";
            return Some(Cause::new(message, offset, 1));
        }
        let near = above.last()?;
        let message = format!(
            "the line is indented neither like line {} nor like one that it is in",
            near.number
        );
        Some(Cause::new(message, line.key_at(), 1))
    })
}

/// Dashes of lists that are too many, too few, or at another indentation.
fn dash(above: &[Line<'_>], line: &Line<'_>) -> Option<Cause> {
    let body = line.body();
    if let Some(rest) = body.strip_prefix('-')
        && !rest.is_empty()
        && !rest.starts_with(' ')
    {
        let message = "no space after the dash of an item";
        return Some(Cause::new(message, line.body_at(), 1));
    }
    if let Some(last) = above.last().filter(|it| it.body().starts_with("- - ")) {
        return Some(Cause::new("two dashes before an item", last.body_at(), 3));
    }
    if !line.is_item() {
        return None;
    }
    let indent = line.indent();
    let block = above.iter().rposition(|it| it.indent() < indent);
    let opener = block.and_then(|at| above.get(at));
    let own = above.get(block.map_or(0, |at| at + 1)..)?;
    let key = own.iter().rposition(|it| it.indent() == indent && !it.is_item());
    let inner = key.and_then(|at| own.get(at + 1));
    let inner = inner.filter(|it| it.is_item() && it.indent() > indent);
    let outer = opener.filter(|it| it.is_item() && it.key_indent() == indent);
    let told = |message: String| Some(Cause::new(message, line.body_at(), 1));
    match (inner, outer) {
        (Some(inner), Some(outer)) => {
            let (inner, outer) = (inner.number, outer.number);
            return told(format!(
                "an item is indented neither like that of line {outer} nor like that of line {inner}"
            ));
        }
        (Some(first), None) | (None, Some(first)) => {
            let first = first.number;
            return told(format!("an item is not indented like that of line {first}"));
        }
        (None, None) => {}
    }
    let first = own.first().filter(|it| !it.is_item())?;
    Some(Cause::new("the first item of a list lacks its dash", first.body_at(), 1))
}

/// A colon where no key can be: within a text, or on a line that is read as a part of one.
fn value(above: &[Line<'_>], line: &Line<'_>, offset: usize) -> Cause {
    let before = line.text.get(..offset.saturating_sub(line.start)).unwrap_or("");
    let near = above.last().filter(|it| line.key_indent() > it.key_indent());
    match near {
        Some(near) if !before.contains(": ") && before.trim() == before.trim_start() => {
            let message = format!(
                "the line is indented as a part of the text in line {}, and has a colon",
                near.number
            );
            Cause::new(message, line.key_at(), 1)
        }
        _ => Cause::new("a colon within a text", offset, 1),
    }
}

/// The bracket that is not closed before a byte.
fn unclosed(text: &str, offset: usize) -> Option<Cause> {
    let above = lines(text).take_while(|line| line.start <= offset);
    let open = above.filter_map(|line| {
        let mut open = Vec::new();
        for (at, c) in
            line.text.char_indices().take_while(|(at, _)| line.start + at < offset)
        {
            match c {
                '[' | '{' => open.push(line.start + at),
                ']' | '}' => drop(open.pop()),
                _ => {}
            }
        }
        open.pop()
    });
    let at = open.last()?;
    Some(Cause::new("a bracket that is not closed", at, 1))
}
