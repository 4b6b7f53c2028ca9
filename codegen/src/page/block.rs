//! The fields under a heading: name, type, need, limit and description.

use super::limit;
use super::line::{Lines, has};
use super::outline::{self, Section};
use super::part::{self, Block, Part};
use super::sign::{self, Sign};
use super::suspect;
use crate::doubt;
use crate::raw::{Encrypted, Known, Pages};
use crate::source::Span;

/// Reads a part, as far as it is there. Captures without markers do not show encryption.
pub(super) fn read(
    lines: &mut Lines<'_>,
    section: Option<&Section>,
    has_markers: bool,
) -> Part {
    let Some(section) = section else { return part::unknown() };
    let heading = outline::heading(lines, section);
    let filled = lines.filled(section.range.start + 1..section.range.end);
    let (mark, skipped) = mark(lines, &filled);
    let filled = filled.get(skipped..).unwrap_or(&[]);
    let signs = sign::find(lines, filled);
    if let Some(first) = signs.first() {
        let above = filled.get(..first.start()).unwrap_or(&[]);
        for at in above {
            lines.leave(*at, &heading.text);
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (position, sign) in signs.iter().enumerate() {
        let end = signs.get(position + 1).map_or(filled.len(), Sign::start);
        let body = filled.get(sign.body..end).unwrap_or(&[]);
        let mut block = sign::begin(lines, filled, sign);
        fill(lines, &mut block, body);
        blocks.push(block);
    }
    doubt_names(&mut blocks);
    if let Some(last) = blocks.last_mut() {
        last.is_cut = !section.is_closed;
    }
    let known = match (section.is_closed, blocks.is_empty()) {
        (true, _) => Known::Whole,
        (false, false) => Known::Part,
        (false, true) => Known::None,
    };
    let encrypted = match mark {
        Some(_) => Encrypted::Yes,
        None if has_markers && (section.is_closed || !blocks.is_empty()) => {
            Encrypted::No
        }
        None => Encrypted::Unknown,
    };
    Part {
        heading: Some(heading),
        known,
        encrypted,
        mark,
        blocks,
    }
}

/// The mark of an encrypted body, and how many lines it takes with its note.
fn mark(lines: &mut Lines<'_>, filled: &[usize]) -> (Option<Span>, usize) {
    let labels = &lines.layout.labels;
    let Some(first) = filled.first().filter(|at| lines.is(**at, &labels.encrypted))
    else {
        return (None, 0);
    };
    let note = filled.iter().skip(1);
    let note = note.take_while(|at| lines.is(**at, &labels.encrypted_note));
    let taken: Vec<usize> = note.copied().collect();
    for at in &taken {
        lines.pass(*at);
    }
    (Some(lines.take(*first).span), taken.len() + 1)
}

/// Takes what stands behind the need.
fn fill(lines: &mut Lines<'_>, block: &mut Block, body: &[usize]) {
    let mut rest = widget(lines, block, body);
    if let Some((first, others)) = rest.split_first()
        && !lines.is_torn(*first)
        && let Some(limit) = limit::parse(&lines.layout.labels, lines.key(*first))
    {
        block.limit = Some((limit, lines.take(*first)));
        rest = widget(lines, block, others);
    }
    for at in rest {
        prose(lines, block, *at);
    }
}

/// Passes over the values of the portal's form.
fn widget<'b>(
    lines: &mut Lines<'_>,
    block: &mut Block,
    body: &'b [usize],
) -> &'b [usize] {
    let layout = lines.layout;
    let kind = block.field_type();
    let widgets = layout.widgets.iter().filter(|it| it.kind == kind);
    for widget in widgets.filter(|it| !it.lines.is_empty()) {
        // The last values may be cut off.
        let shown = body.len().min(widget.lines.len());
        let (shown, rest) = body.split_at_checked(shown).unwrap_or((body, &[]));
        let is_whole = shown.len() == widget.lines.len();
        let ends = |at: &usize| lines.last() == Some(*at);
        if shown.is_empty() || !(is_whole || shown.last().is_some_and(ends)) {
            continue;
        }
        let mut pairs = shown.iter().zip(&widget.lines);
        if pairs.all(|(at, wanted)| lines.key(*at) == wanted.as_str()) {
            for at in shown {
                lines.pass(*at);
            }
            if widget.lines.len() == 1 {
                block.button = shown.first().map(|at| lines.peek(*at));
            }
            return rest;
        }
    }
    body
}

/// A line of what is said of a field, unless it is one that belongs to the form or looks like a
/// fact that is not understood: that stays unread.
fn prose(lines: &mut Lines<'_>, block: &mut Block, at: usize) {
    let layout = lines.layout;
    if is_caption(layout, block, lines.key(at)) {
        lines.pass(at);
        return;
    }
    let kind = block.field_type();
    let mut widgets = layout.widgets.iter().filter(|it| it.kind == kind);
    if let Some(widget) = widgets.find(|it| has(&it.lines, lines.key(at))) {
        // Of several values, all belong together, and stand behind the need.
        if widget.lines.len() == 1 {
            block.button = Some(lines.take(at));
        } else {
            lines.leave(at, block.called());
        }
        return;
    }
    if lines.is_garbled(at) {
        block.is_garbled = true;
        return;
    }
    if lines.is_torn(at) && suspect::may_be_fact(lines, at) {
        return;
    }
    // The last line of a capture may be the name of the next field.
    if lines.last() == Some(at) && sign::is_name(lines.key(at)) {
        return;
    }
    if let Some(limit) = limit::parse(&layout.labels, lines.key(at)) {
        if block.limit.is_none() {
            let line = lines.take(at);
            block.doubts.push(doubt::misplaced_limit(&line.text));
            block.limit = Some((limit, line));
        } else {
            lines.leave(at, block.called());
        }
        return;
    }
    if suspect::is_fact(lines, at) {
        lines.leave(at, block.called());
        return;
    }
    block.prose.push(lines.take(at));
}

/// Whether a line is the portal's own above the fields of an array's items.
fn is_caption(layout: &Pages, block: &Block, key: &str) -> bool {
    let row = layout.items.as_ref().and_then(|items| {
        let name = block.called();
        name.ends_with(&items.suffix).then_some((name, items.caption.as_ref()?))
    });
    row.is_some_and(|(name, caption)| {
        key.strip_prefix(name).is_some_and(|rest| rest.trim_start() == caption)
    })
}

/// A line between two fields may be the name of the second, or all that is said of the first.
fn doubt_names(blocks: &mut [Block]) {
    let mut bare = false;
    for block in blocks {
        let name = block.called();
        let is_word = name.starts_with(|c: char| c.is_ascii_uppercase());
        if bare && is_word && !name.contains('-') {
            block.doubts.push(doubt::name_or_words(name));
        }
        bare = block.prose.is_empty() && !block.is_garbled;
    }
}
