//! The fields under a heading: name, type, need, limit and description.

use super::limit::{self, Limit};
use super::line::{Lines, Range, Text, has};
use crate::raw::{FieldType, Need, Pages};
use crate::source::Span;

/// The fields under a heading, flat as they are printed.
#[derive(Debug)]
pub struct Part {
    /// The heading.
    pub heading: Text,
    /// Where the mark of an encrypted body stands.
    pub encrypted: Option<Span>,
    /// In the page's order.
    pub blocks: Vec<Block>,
}

/// One field as it is printed.
#[derive(Debug)]
pub struct Block {
    /// Its name; absent where none is printed.
    pub name: Option<Text>,
    /// The type, and where it stands.
    pub kind: (FieldType, Span),
    /// The need, and where it stands.
    pub need: (Need, Span),
    /// The limit of the value, and its text.
    pub limit: Option<(Limit, Text)>,
    /// Its description, line by line.
    pub prose: Vec<Text>,
    /// Where a button of the portal's form stands, behind which more fields may be.
    pub button: Option<Text>,
    /// What makes the reading doubtful.
    pub doubts: Vec<String>,
}

/// A type and a need in two lines: the sign of a field.
struct Sign {
    /// The position of the type among the filled lines.
    at: usize,
    kind: FieldType,
    need: Need,
    has_name: bool,
}

pub(super) fn read(lines: &mut Lines<'_>, range: &Range) -> Part {
    let heading = lines.take(range.start);
    let filled = lines.filled(range.start + 1..range.end);
    let (encrypted, skipped) = mark(lines, &filled);
    let filled = filled.get(skipped..).unwrap_or(&[]);
    let signs = signs(lines, filled);
    let mut blocks: Vec<Block> = Vec::new();
    for (position, sign) in signs.iter().enumerate() {
        let end = signs
            .get(position + 1)
            .map_or(filled.len(), |next| next.at - usize::from(next.has_name));
        let body = filled.get(sign.at + 2..end).unwrap_or(&[]);
        let mut block = begin(lines, filled, sign);
        fill(lines, &mut block, body);
        blocks.push(block);
    }
    doubt_names(&mut blocks);
    Part { heading, encrypted, blocks }
}

/// The mark of an encrypted body, and how many lines it takes with its note.
fn mark(lines: &mut Lines<'_>, filled: &[usize]) -> (Option<Span>, usize) {
    let labels = &lines.layout.labels;
    let Some(first) = filled.first().filter(|at| lines.is(**at, &labels.encrypted))
    else {
        return (None, 0);
    };
    let note = filled.iter().skip(1).zip(&labels.encrypted_note);
    let note = note.take_while(|(at, wanted)| lines.key(**at) == wanted.as_str());
    let taken: Vec<usize> = note.map(|(at, _)| *at).collect();
    for at in &taken {
        lines.pass(*at);
    }
    (Some(lines.take(*first).span), taken.len() + 1)
}

fn signs(lines: &Lines<'_>, filled: &[usize]) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for (at, pair) in filled.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let (Some(kind), Some(need)) = (kind(lines, *first), need(lines, *second))
        else {
            continue;
        };
        // Behind the need of the field before.
        let free = signs.last().map_or(0, |before| before.at + 2);
        let name = at.checked_sub(1).filter(|name| *name >= free);
        let name = name.and_then(|name| filled.get(name));
        let has_name = name.is_some_and(|name| is_name(lines.key(*name)));
        signs.push(Sign { at, kind, need, has_name });
    }
    signs
}

fn kind(lines: &Lines<'_>, at: usize) -> Option<FieldType> {
    let types = &lines.layout.types;
    types.iter().find(|it| it.label == lines.key(at)).map(|it| it.kind)
}

fn need(lines: &Lines<'_>, at: usize) -> Option<Need> {
    let needs = &lines.layout.needs;
    needs.iter().find(|it| it.label == lines.key(at)).map(|it| it.need)
}

/// Whether a line can be the name of a field: one word of letters, digits and a few signs.
fn is_name(key: &str) -> bool {
    let is_sign = |c| matches!(c, '_' | '-' | '.' | '$');
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$');
    key.starts_with(begins)
        && key.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c))
}

fn begin(lines: &mut Lines<'_>, filled: &[usize], sign: &Sign) -> Block {
    let mut take = |at: usize| filled.get(at).map(|at| lines.take(*at));
    let name = if sign.has_name { take(sign.at - 1) } else { None };
    let place = |text: Option<Text>| text.map(|text| text.span);
    let (kind, need) = (place(take(sign.at)), place(take(sign.at + 1)));
    let top = Span::top_of(crate::source::FileId::NONE);
    Block {
        name,
        kind: (sign.kind, kind.unwrap_or(top)),
        need: (sign.need, need.unwrap_or(top)),
        limit: None,
        prose: Vec::new(),
        button: None,
        doubts: Vec::new(),
    }
}

/// Takes what stands behind the need.
fn fill(lines: &mut Lines<'_>, block: &mut Block, body: &[usize]) {
    let mut rest = widget(lines, block, body);
    if let Some((first, others)) = rest.split_first()
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
    let widgets = layout.widgets.iter().filter(|it| it.kind == block.kind.0);
    for widget in widgets.filter(|it| !it.lines.is_empty()) {
        let Some((shown, rest)) = body.split_at_checked(widget.lines.len()) else {
            continue;
        };
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

/// A line of what is said of a field, unless it is one that belongs to the form or looks like
/// the sign of another field: that stays unread.
fn prose(lines: &mut Lines<'_>, block: &mut Block, at: usize) {
    if kind(lines, at).is_some() || need(lines, at).is_some() {
        return;
    }
    let layout = lines.layout;
    if is_caption(layout, block, lines.key(at)) {
        lines.pass(at);
        return;
    }
    let mut widgets = layout.widgets.iter().filter(|it| it.kind == block.kind.0);
    if let Some(widget) = widgets.find(|it| has(&it.lines, lines.key(at))) {
        // Of several values, all belong together, and stand behind the need.
        if widget.lines.len() == 1 {
            block.button = Some(lines.take(at));
        }
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
        }
        return;
    }
    block.prose.push(lines.take(at));
}

/// Whether a line is the portal's own above the fields of an array's items.
fn is_caption(layout: &Pages, block: &Block, key: &str) -> bool {
    let row = layout.items.as_ref().and_then(|items| {
        let name = &block.name.as_ref()?.text;
        name.ends_with(&items.suffix).then_some((name, items.caption.as_ref()?))
    });
    row.is_some_and(|(name, caption)| {
        key.strip_prefix(name.as_str()).is_some_and(|rest| rest.trim_start() == caption)
    })
}

/// A line between two fields may be the name of the second, or all that is said of the first.
fn doubt_names(blocks: &mut [Block]) {
    let mut bare = false;
    for block in blocks {
        let name = block.name.as_ref().map_or("", |name| name.text.as_str());
        let is_word = name.starts_with(|c: char| c.is_ascii_uppercase());
        if bare && is_word && !name.contains('-') {
            block.doubts.push(format!(
                "`{name}` may belong to the description of the field before, and the name of this \
                 field be missing."
            ));
        }
        bare = block.prose.is_empty();
    }
}
