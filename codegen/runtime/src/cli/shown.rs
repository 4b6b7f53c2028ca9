//! What of an answer is shown: of each field as much as the specification allows, and nothing
//! that it does not know.

use super::super::description::{Answered, Sample};
use super::super::escape::{escaped, is_unseen};
use super::super::redacted::Redacted;
use super::super::values::{quoted, string};
use super::super::{Envelope, Json, Redact};
use serde_json::value::RawValue;
use std::fmt::Write as _;

/// How much of an answer that is no JSON is shown, in characters.
const MOST: usize = 2000;

/// What stands for a value that is not shown.
const HIDDEN: &str = r#""..""#;

/// An answer, as far as it may be shown.
pub(super) enum Answer {
    /// Its fields, and how many there are that the specification does not know.
    Fields(Tree, usize),
    /// All of it, as text.
    Text(String),
    /// How many bytes it has, which is all that may be told of what is no JSON object.
    Bytes(usize),
}

/// JSON that may be shown.
pub(super) enum Tree {
    /// JSON without parts.
    Leaf(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

/// Decides what is shown.
pub(super) struct Viewer<'a> {
    pub(super) fields: &'static [Answered],
    pub(super) envelope: Option<Envelope>,
    /// The code and the message that are known to hold nothing personal, if there are.
    pub(super) code: Option<&'a str>,
    pub(super) message: Option<&'static str>,
    /// What was sent and may not be shown: an answer may repeat it anywhere.
    pub(super) hidden: &'a [String],
    /// Whether the person at the terminal has asked for everything.
    pub(super) all: bool,
}

impl Viewer<'_> {
    /// Of an answer as it came.
    pub(super) fn bytes(&self, bytes: &[u8]) -> Answer {
        if self.all {
            let json = str::from_utf8(bytes).ok();
            let json: Option<&RawValue> =
                json.and_then(|text| serde_json::from_str(text).ok());
            return json
                .map_or_else(|| text(bytes), |raw| Answer::Fields(whole(raw, 0), 0));
        }
        match Json::from_slice(bytes) {
            Ok(json) => self.json(&json),
            Err(_) => Answer::Bytes(bytes.len()),
        }
    }

    /// Of an answer's fields.
    pub(super) fn json(&self, json: &Json) -> Answer {
        if self.all {
            let fields = last(json).map(|(name, raw)| (name.to_owned(), whole(raw, 0)));
            return Answer::Fields(Tree::Object(fields.collect()), 0);
        }
        let mut unknown = 0;
        let result = self.envelope.and_then(|envelope| envelope.object);
        let fields = last(json).filter_map(|(name, raw)| {
            let shown = if result == Some(name) {
                let json = Json::from_slice(raw.get().as_bytes()).unwrap_or_default();
                let parts = last(&json).filter_map(|(name, raw)| {
                    let part = self.part(name, raw);
                    unknown += usize::from(part.is_none());
                    Some((name.to_owned(), part?))
                });
                Some(Tree::Object(parts.collect()))
            } else {
                let part = result.is_none().then(|| self.part(name, raw)).flatten();
                part.or_else(|| self.field(name, raw, self.fields, &mut unknown))
            };
            Some((name.to_owned(), shown?))
        });
        let fields = fields.collect();
        Answer::Fields(Tree::Object(fields), unknown)
    }

    /// The code or the message of the result.
    fn part(&self, name: &str, raw: &RawValue) -> Option<Tree> {
        let envelope = self.envelope?;
        let known = if name == envelope.code {
            self.code
        } else if Some(name) == envelope.message {
            self.message
        } else {
            return None;
        };
        let is_known = known.is_some() && string(raw.get()).as_deref() == known;
        Some(Tree::Leaf(if is_known { raw.get() } else { HIDDEN }.to_owned()))
    }

    /// A field that is among `known`.
    fn field(
        &self,
        name: &str,
        raw: &RawValue,
        known: &[Answered],
        unknown: &mut usize,
    ) -> Option<Tree> {
        let field = known.iter().find(|field| field.name == name);
        let shown =
            field.map(|field| self.value(raw, field.redact, &field.sample, unknown));
        *unknown += usize::from(shown.is_none());
        shown
    }

    fn value(
        &self,
        raw: &RawValue,
        redact: Redact,
        sample: &Sample,
        unknown: &mut usize,
    ) -> Tree {
        let bytes = raw.get().as_bytes();
        match sample {
            _ if redact == Redact::Hidden => {}
            Sample::Object(known) => {
                if let Ok(json) = Json::from_slice(bytes) {
                    let fields = last(&json).filter_map(|(name, raw)| {
                        let shown = self.field(name, raw, known, unknown)?;
                        Some((name.to_owned(), shown))
                    });
                    return Tree::Object(fields.collect());
                }
            }
            Sample::List(item) => {
                if let Some(items) = list(raw.get()) {
                    let items = items
                        .into_iter()
                        .map(|raw| self.value(raw, redact, item, unknown));
                    return Tree::List(items.collect());
                }
            }
            Sample::Text | Sample::Number | Sample::Flag | Sample::Code(_) => {
                return Tree::Leaf(self.leaf(raw.get(), redact));
            }
        }
        // Nothing shows what is in it where it is not what is documented.
        Tree::Leaf(if raw.get() == "null" { "null" } else { HIDDEN }.to_owned())
    }

    /// A value that the specification says has no parts.
    fn leaf(&self, raw: &str, redact: Redact) -> String {
        // What has parts after all, and a text that is none.
        let is_other = raw.starts_with(['{', '[', '"']);
        let text = string(raw).or_else(|| (!is_other).then(|| raw.to_owned()));
        match (redact, text) {
            (Redact::Shown, Some(text)) if !repeats(&text, self.hidden) => {
                raw.to_owned()
            }
            (Redact::LastFour, Some(text)) => {
                quoted(&Redacted(redact, &text).to_string())
            }
            _ => HIDDEN.to_owned(),
        }
    }
}

/// Whether a text has something in it that is hidden. What is as short as a few digits is
/// looked for as a word of its own, since it is a part of many others.
pub(super) fn repeats(text: &str, hidden: &[String]) -> bool {
    let within = |value: &String| {
        text.match_indices(value.as_str()).any(|(at, found)| {
            let (before, rest) = text.split_at_checked(at).unwrap_or_default();
            let after = rest.get(found.len()..).unwrap_or_default();
            found.len() > 4
                || !before.ends_with(char::is_alphanumeric)
                    && !after.starts_with(char::is_alphanumeric)
        })
    };
    hidden.iter().any(|value| !value.is_empty() && within(value))
}

/// The fields of an object; of those of the same name the last.
fn last(json: &Json) -> impl Iterator<Item = (&str, &RawValue)> {
    let names = json.names().enumerate();
    let is_last = |(index, name): &(usize, &str)| {
        json.names().skip(index + 1).all(|later| later != *name)
    };
    let names = names.filter(is_last);
    names.filter_map(|(_, name)| Some((name, json.get(name)?)))
}

fn list(raw: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw).ok()
}

/// All of it.
fn whole(raw: &RawValue, depth: usize) -> Tree {
    let raw = raw.get();
    // Deeper than that, it is shown as a text.
    let is_deep = depth > 32 && raw.starts_with(['{', '[']);
    if let Some(json) = Json::from_slice(raw.as_bytes()).ok().filter(|_| !is_deep) {
        let fields =
            last(&json).map(|(name, raw)| (name.to_owned(), whole(raw, depth + 1)));
        Tree::Object(fields.collect())
    } else if let Some(items) = list(raw).filter(|_| !is_deep) {
        Tree::List(items.into_iter().map(|item| whole(item, depth + 1)).collect())
    } else if is_deep {
        Tree::Leaf(quoted(raw))
    } else {
        // As it is read, so that no escape keeps it from being understood.
        Tree::Leaf(string(raw).map_or_else(|| raw.to_owned(), |text| quoted(&text)))
    }
}

/// All of what is no JSON, unless it is long.
fn text(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push_str("\n.. and so on");
    }
    Answer::Text(shown)
}

impl Answer {
    /// In lines, each of which says nothing but itself.
    pub(super) fn human(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Fields(tree, unknown) => {
                tree.write(&mut text, Some(0));
                if *unknown > 0 {
                    let what = if *unknown == 1 { "field" } else { "fields" };
                    let _ = write!(
                        text,
                        "\n({unknown} {what} more that the documentation does not have; \
                         `--show-answer` shows them)"
                    );
                }
            }
            Self::Text(all) => {
                let lines: Vec<_> = all.lines().map(escaped).collect();
                text = lines.join("\n");
            }
            Self::Bytes(0) => {}
            Self::Bytes(count) => {
                let _ = write!(
                    text,
                    "{count} bytes that are no JSON object; `--show-answer` shows them"
                );
            }
        }
        text
    }

    /// As JSON.
    pub(super) fn machine(&self) -> String {
        match self {
            Self::Fields(tree, _) => {
                let mut text = String::new();
                tree.write(&mut text, None);
                text
            }
            Self::Text(text) => seen(&quoted(text)),
            Self::Bytes(_) => "null".to_owned(),
        }
    }

    /// How many fields there are that the specification does not know.
    pub(super) const fn unknown(&self) -> usize {
        if let Self::Fields(_, unknown) = self { *unknown } else { 0 }
    }
}

impl Tree {
    /// In lines from a depth on, or else in one.
    fn write(&self, text: &mut String, depth: Option<usize>) {
        let line = |text: &mut String, depth: Option<usize>| {
            if let Some(depth) = depth {
                text.push('\n');
                text.push_str(&"  ".repeat(depth));
            }
        };
        let inner = depth.map(|depth| depth + 1);
        let ([opening, closing], count) = match self {
            Self::Leaf(raw) => return text.push_str(&seen(raw)),
            Self::List(items) => (['[', ']'], items.len()),
            Self::Object(fields) => (['{', '}'], fields.len()),
        };
        text.push(opening);
        for index in 0..count {
            text.push_str(if index == 0 { "" } else { "," });
            line(text, inner);
            let part = match self {
                Self::Object(fields) => fields.get(index).map(|(name, value)| {
                    text.push_str(&seen(&quoted(name)));
                    text.push_str(if depth.is_some() { ": " } else { ":" });
                    value
                }),
                Self::List(items) => items.get(index),
                Self::Leaf(_) => None,
            };
            if let Some(part) = part {
                part.write(text, inner);
            }
        }
        if count > 0 {
            line(text, depth);
        }
        text.push(closing);
    }
}

/// JSON in one line that means the same, in which everything is seen: what is not can only stand
/// in texts.
pub(super) fn seen(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}
