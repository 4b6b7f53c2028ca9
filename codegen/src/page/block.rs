//! The fields under a heading: name, type, need, limit and description.

use super::limit::{self, Limit};
use super::line::{Lines, Text, has};
use super::outline::{self, Section};
use super::sign::{self, Sign};
use super::suspect;
use crate::raw::{Encrypted, FieldType, Known, Need, Pages};
use crate::source::Span;

/// The fields under a heading, flat as they are printed.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading; absent where the capture has none.
    pub heading: Option<Text>,
    /// How much of the part the capture shows.
    pub known: Known,
    /// Whether the body is marked as encrypted, as far as the capture shows it.
    pub encrypted: Encrypted,
    /// Where the mark of an encrypted body stands.
    pub mark: Option<Span>,
    /// In the page's order.
    pub blocks: Vec<Block>,
}

/// One field as it is printed.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its name; absent where none is printed.
    pub name: Option<Text>,
    /// The type, and where it stands; the type is absent where it is not understood.
    pub kind: (Option<FieldType>, Span),
    /// The need, and where it stands; the need is absent where it is not understood or cut off.
    pub need: (Option<Need>, Span),
    /// The limit of the value, and its text.
    pub limit: Option<(Limit, Text)>,
    /// Its description, line by line.
    pub prose: Vec<Text>,
    /// Where a button of the portal's form stands, behind which more fields may be.
    pub button: Option<Text>,
    /// What makes the reading doubtful.
    pub doubts: Vec<String>,
    /// Whether the capture ends within it.
    pub is_cut: bool,
    /// Whether lines of its description cannot be read.
    pub is_garbled: bool,
}

impl Block {
    /// The type that it is read as.
    #[must_use]
    pub fn field_type(&self) -> FieldType {
        self.kind.0.unwrap_or_default()
    }

    /// The need that it is read with: whoever does not know it need not send it.
    #[must_use]
    pub fn field_need(&self) -> Need {
        self.need.0.unwrap_or(Need::Optional)
    }

    /// Its name, for messages; empty where it has none.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.text.as_str())
    }
}

/// A part of which the capture shows nothing.
pub(super) fn unknown() -> Part {
    Part {
        heading: None,
        known: Known::None,
        encrypted: Encrypted::Unknown,
        mark: None,
        blocks: Vec::new(),
    }
}

/// Reads a part, as far as it is there. Captures without markers do not show encryption.
pub(super) fn read(
    lines: &mut Lines<'_>,
    section: Option<&Section>,
    has_markers: bool,
) -> Part {
    let Some(section) = section else { return unknown() };
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
            block.doubts.push(format!(
                "The page prints `{}` after other lines of the field, not where it prints limits.",
                line.text
            ));
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
            block.doubts.push(format!(
                "`{name}` may belong to the description of the field before, and the name of this \
                 field be missing."
            ));
        }
        bare = block.prose.is_empty() && !block.is_garbled;
    }
}
