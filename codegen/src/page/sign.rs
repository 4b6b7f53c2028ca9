//! Where a field begins: its name, its type and its need in three lines. A type or a need that is
//! not understood, or missing, does not make the field a part of the one before.

use super::limit;
use super::line::{Lines, Text};
use super::part::Block;
use crate::raw::{FieldType, Need};
use crate::source::Span;

/// The beginning of a field, by positions among the filled lines.
pub(super) struct Sign {
    name: Option<usize>,
    kind: Option<(usize, FieldType)>,
    need: Option<(usize, Need)>,
    /// A line that stands in the place of a type or a need, and is none.
    odd: Option<usize>,
    /// Where the lines behind the need begin.
    pub(super) body: usize,
}

impl Sign {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        let first = self.kind.map(|(at, _)| at).into_iter().chain(self.odd);
        let first = first.chain(self.need.map(|(at, _)| at)).chain(self.name);
        first.min().unwrap_or(self.body)
    }
}

pub(super) fn find(lines: &Lines<'_>, filled: &[usize]) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut at = 0;
    while at < filled.len() {
        // Behind the need of the field before.
        let free = signs.last().map_or(0, |before| before.body);
        let scan = Scan { lines, filled, free };
        let found = scan.by_kind(at).or_else(|| scan.by_need(at));
        at = found.as_ref().map_or(at + 1, |sign| sign.body.max(at + 1));
        signs.extend(found);
    }
    signs
}

struct Scan<'a> {
    lines: &'a Lines<'a>,
    filled: &'a [usize],
    free: usize,
}

impl Scan<'_> {
    fn line(&self, at: usize) -> Option<usize> {
        self.filled.get(at).copied()
    }

    fn key(&self, at: usize) -> &str {
        self.line(at).map_or("", |at| self.lines.key(at))
    }

    fn kind(&self, at: usize) -> Option<FieldType> {
        let types = &self.lines.layout.types;
        types.iter().find(|it| it.label == self.key(at)).map(|it| it.kind)
    }

    fn need(&self, at: usize) -> Option<Need> {
        let needs = &self.lines.layout.needs;
        needs.iter().find(|it| it.label == self.key(at)).map(|it| it.need)
    }

    /// The line before, if it can be a name and is not one of the field before.
    fn name(&self, before: usize) -> Option<usize> {
        let name = before.checked_sub(1).filter(|name| *name >= self.free)?;
        is_name(self.key(name)).then_some(name)
    }

    /// A field whose type stands here.
    fn by_kind(&self, at: usize) -> Option<Sign> {
        let kind = self.kind(at)?;
        let name = self.name(at);
        let sign = |need, odd, body| Sign {
            name,
            kind: Some((at, kind)),
            need,
            odd,
            body,
        };
        if let Some(need) = self.need(at + 1) {
            return Some(sign(Some((at + 1, need)), None, at + 2));
        }
        // Without a need, only what stands behind a name is one, and not the name of the next.
        let is_name = self.kind(at + 1).is_some() && self.need(at + 2).is_some();
        name.filter(|_| !is_name)?;
        let labels = &self.lines.layout.labels;
        let is_odd = is_word(self.key(at + 1))
            && limit::parse(labels, self.key(at + 1)).is_none()
            && self.kind(at + 2).is_none()
            && self.line(at + 1).is_some_and(|it| !self.lines.is_torn(it));
        let odd = is_odd.then_some(at + 1);
        Some(sign(None, odd, at + 1 + usize::from(is_odd)))
    }

    /// A field whose need stands here, behind what is no type.
    fn by_need(&self, at: usize) -> Option<Sign> {
        let need = Some((at, self.need(at)?));
        let above = at.checked_sub(1).filter(|above| *above >= self.free)?;
        let named = self.name(above).filter(|_| is_kind(self.key(above)));
        let (name, odd) = match named {
            Some(name) => (name, Some(above)),
            None => (self.name(at)?, None),
        };
        Some(Sign {
            name: Some(name),
            kind: None,
            need,
            odd,
            body: at + 1,
        })
    }
}

/// Whether a line can be the name of a field: one word of letters, digits and a few signs.
pub(super) fn is_name(key: &str) -> bool {
    let is_sign = |c| matches!(c, '_' | '-' | '.' | '$');
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$');
    key.starts_with(begins)
        && key.chars().all(|c| c.is_ascii_alphanumeric() || is_sign(c))
}

/// Whether a line is a word as a need is one.
fn is_word(key: &str) -> bool {
    !key.is_empty() && key.chars().all(char::is_alphabetic)
}

/// Whether a line can be a type: small letters, in a few words.
fn is_kind(key: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c == ' ';
    !key.is_empty() && key.chars().all(is_letter) && key.split(' ').count() < 5
}

/// Takes the lines of the sign.
pub(super) fn begin(lines: &mut Lines<'_>, filled: &[usize], sign: &Sign) -> Block {
    let mut take = |at: usize| filled.get(at).map(|at| lines.take(*at));
    let name = sign.name.and_then(&mut take);
    let kind = sign.kind.and_then(|(at, _)| take(at));
    let need = sign.need.and_then(|(at, _)| take(at));
    let top = Span::top_of(crate::source::FileId::NONE);
    let place = |text: Option<&Text>, other: Option<&Text>| {
        text.or(other).map_or(top, |text| text.span)
    };
    let (kind_at, need_at) =
        (place(kind.as_ref(), name.as_ref()), place(need.as_ref(), kind.as_ref()));
    let called = name.as_ref().map_or("", |name| name.text.as_str()).to_owned();
    if let Some(odd) = sign.odd.and_then(|at| filled.get(at)) {
        lines.leave(*odd, &called);
    }
    Block {
        name,
        kind: (sign.kind.map(|(_, kind)| kind), kind_at),
        need: (sign.need.map(|(_, need)| need), need_at),
        limit: None,
        prose: Vec::new(),
        button: None,
        doubts: Vec::new(),
        is_cut: false,
        is_garbled: false,
    }
}
