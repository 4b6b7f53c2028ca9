//! Redaction of answers: each field is shown as far as the specification allows, and unknown
//! fields are not.

use super::super::description::{ResponseField, ResponseKind};
use super::super::escape::escaped;
use super::super::redacted::Redacted;
use super::super::values::{quoted, string};
use super::super::{AnswerFormat, Json, Named, Redact, Remedy, SecondPlace, ShapeSign};
use super::tree::{Tree, seen};
use serde_json::value::RawValue;
use std::fmt::Write as _;

/// In characters: longer answers that are not JSON are cut.
const MOST: usize = 2000;

/// The placeholder of a hidden value.
const HIDDEN: &str = r#""..""#;

/// An answer, as far as it may be shown.
pub(super) enum Answer {
    /// Its fields, and the number of unknown fields.
    Fields(Tree, usize),
    /// All of it, as text.
    Text(String),
    /// The number of bytes, of an answer that is not a JSON object.
    Bytes(usize),
    /// The number of bytes of a file.
    File(usize),
}

/// Decides what is shown.
pub(super) struct Viewer<'a> {
    pub(super) fields: &'static [ResponseField],
    pub(super) format: &'a AnswerFormat,
    /// The code, if it is known to contain nothing personal.
    pub(super) code: Option<&'a str>,
    pub(super) message: Option<&'static str>,
    /// The documented second codes, which contain nothing personal.
    pub(super) second_codes: fn() -> Vec<(Named, Remedy)>,
    /// Sent texts that must not be shown: an answer may repeat them anywhere.
    pub(super) hidden: &'a [String],
    /// Whether the user asked for everything.
    pub(super) all: bool,
}

impl Viewer<'_> {
    /// Shows a raw answer.
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

    /// Shows an answer's fields.
    pub(super) fn json(&self, json: &Json) -> Answer {
        let file = json.file();
        if !file.is_empty() {
            return Answer::File(file.len());
        }
        if self.all {
            let fields = last(json).map(|(name, raw)| (name.to_owned(), whole(raw, 0)));
            return Answer::Fields(Tree::Object(fields.collect()), 0);
        }
        let mut unknown = 0;
        let result = self.format.envelope.map(|envelope| envelope.object);
        let fields = self.fields(json, self.fields, result, &mut unknown);
        Answer::Fields(Tree::Object(fields), unknown)
    }

    /// The fields of an object, and the result in it, which the objects of these names hold.
    fn fields(
        &self,
        json: &Json,
        known: &[ResponseField],
        result: Option<&[&str]>,
        unknown: &mut usize,
    ) -> Vec<(String, Tree)> {
        let mut fields = Vec::new();
        for (name, raw) in last(json) {
            let shown = match result {
                Some([]) => self.part(name, raw),
                Some([first, rest @ ..]) if *first == name => {
                    Some(self.around(name, raw, known, rest, unknown))
                }
                _ => None,
            };
            let shown = shown.or_else(|| self.field(name, raw, known, unknown));
            fields.extend(shown.map(|shown| (name.to_owned(), shown)));
        }
        fields
    }

    /// An object that holds the result, or an object around it.
    fn around(
        &self,
        name: &str,
        raw: &RawValue,
        known: &[ResponseField],
        rest: &[&str],
        unknown: &mut usize,
    ) -> Tree {
        let json = Json::from_slice(raw.get().as_bytes()).unwrap_or_default();
        let field = known.iter().find(|field| field.name == name);
        let inner = match field.map(|field| field.kind) {
            Some(ResponseKind::Object(inner)) => inner,
            _ => &[],
        };
        Tree::Object(self.fields(&json, inner, Some(rest), unknown))
    }

    /// The code or the message of the result.
    fn part(&self, name: &str, raw: &RawValue) -> Option<Tree> {
        let envelope = self.format.envelope?;
        let known = if name == envelope.code {
            self.code
        } else if Some(name) == envelope.message {
            self.message
        } else {
            let second = envelope.second.filter(|it| it.rows.is_none())?;
            return self.second_part(&second, second.object, name, raw);
        };
        let is_known = known.is_some() && string(raw.get()).as_deref() == known;
        Some(Tree::Leaf(if is_known { raw.get() } else { HIDDEN }.to_owned()))
    }

    /// The second code or its message, if it is a documented one, in the objects of these names.
    fn second_part(
        &self,
        second: &SecondPlace,
        objects: &[&str],
        name: &str,
        raw: &RawValue,
    ) -> Option<Tree> {
        if let [first, rest @ ..] = objects {
            let json = Json::from_slice(raw.get().as_bytes()).ok();
            let json = json.filter(|_| *first == name)?;
            let parts = last(&json).filter_map(|(name, raw)| {
                Some((name.to_owned(), self.second_part(second, rest, name, raw)?))
            });
            let parts: Vec<_> = parts.collect();
            return (!parts.is_empty()).then_some(Tree::Object(parts));
        }
        let is_code = name == second.code;
        if !is_code && Some(name) != second.message {
            return None;
        }
        let text = string(raw.get());
        let is_documented =
            (self.second_codes)().iter().any(|(Named(code, name), _)| {
                text.as_deref() == Some(if is_code { code } else { name })
            });
        Some(Tree::Leaf(if is_documented { raw.get() } else { HIDDEN }.to_owned()))
    }

    /// A field in `known`.
    fn field(
        &self,
        name: &str,
        raw: &RawValue,
        known: &[ResponseField],
        unknown: &mut usize,
    ) -> Option<Tree> {
        let field = known.iter().find(|field| field.name == name);
        let shown =
            field.map(|field| self.value(raw, field.redact, &field.kind, unknown));
        *unknown += usize::from(shown.is_none());
        shown
    }

    fn value(
        &self,
        raw: &RawValue,
        redact: Redact,
        kind: &ResponseKind,
        unknown: &mut usize,
    ) -> Tree {
        let bytes = raw.get().as_bytes();
        match kind {
            _ if redact == Redact::Hidden => {}
            ResponseKind::Object(known) => {
                if let Ok(json) = Json::from_slice(bytes) {
                    let fields = last(&json).filter_map(|(name, raw)| {
                        let shown = self.field(name, raw, known, unknown)?;
                        Some((name.to_owned(), shown))
                    });
                    return Tree::Object(fields.collect());
                }
            }
            ResponseKind::OneOf(shapes) => {
                let json = Json::from_slice(bytes).unwrap_or_default();
                let signs = shapes.iter().map(|(sign, _)| *sign);
                let only = ShapeSign::only(&json, signs);
                let mut shapes = shapes.iter();
                if let Some((sign, known)) = shapes.find(|(it, _)| Some(*it) == only) {
                    let fields = last(&json).filter_map(|(name, raw)| {
                        let shown = match sign {
                            ShapeSign::Value(told, _) if *told == name => {
                                Tree::Leaf(self.leaf(raw.get(), Redact::Shown))
                            }
                            _ => self.field(name, raw, known, unknown)?,
                        };
                        Some((name.to_owned(), shown))
                    });
                    return Tree::Object(fields.collect());
                }
            }
            ResponseKind::Map(kind) if redact == Redact::Shown => {
                if let Ok(json) = Json::from_slice(bytes) {
                    let entries = last(&json).map(|(name, raw)| {
                        (name.to_owned(), self.value(raw, redact, kind, unknown))
                    });
                    return Tree::Object(entries.collect());
                }
            }
            ResponseKind::Map(_) => {}
            ResponseKind::List(item) => {
                if let Some(items) = list(raw.get()) {
                    let items = items
                        .into_iter()
                        .map(|raw| self.value(raw, redact, item, unknown));
                    return Tree::List(items.collect());
                }
            }
            ResponseKind::Text
            | ResponseKind::Number
            | ResponseKind::Written
            | ResponseKind::Flag(_)
            | ResponseKind::Code(_)
            | ResponseKind::NumberCode(_) => {
                return Tree::Leaf(self.leaf(raw.get(), redact));
            }
        }
        // Its content is hidden if it is not of the documented kind.
        Tree::Leaf(if raw.get() == "null" { "null" } else { HIDDEN }.to_owned())
    }

    /// A value that has no nested values by the specification.
    fn leaf(&self, raw: &str, redact: Redact) -> String {
        // It has nested values after all, or is not a valid text.
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

/// Whether a text contains a hidden one. One of a few digits counts only as a separate word,
/// since many longer numbers contain it.
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

/// The fields of an object; of fields with the same name, the last.
pub(super) fn last(json: &Json) -> impl Iterator<Item = (&str, &RawValue)> {
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
    // Deeper levels are shown as text.
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
        // Decoded, so that escapes do not make it hard to read.
        Tree::Leaf(string(raw).map_or_else(|| raw.to_owned(), |text| quoted(&text)))
    }
}

/// An answer that is not JSON, cut if it is long.
fn text(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push_str("\n.. (cut)");
    }
    Answer::Text(shown)
}

impl Answer {
    /// Writes it for people, on safe lines.
    pub(super) fn human(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Fields(tree, unknown) => {
                tree.write(&mut text, Some(0));
                if *unknown > 0 {
                    let what = if *unknown == 1 { "field" } else { "fields" };
                    let _ = write!(
                        text,
                        "\n({unknown} undocumented {what} not shown; \
                         `--show-answer` shows them)"
                    );
                }
            }
            Self::Text(all) => {
                let lines: Vec<_> = all.lines().map(escaped).collect();
                text = lines.join("\n");
            }
            Self::Bytes(0) => {}
            Self::File(count) => {
                let _ =
                    write!(text, "a file of {count} bytes; `--output FILE` writes it");
            }
            Self::Bytes(count) => {
                let _ = write!(
                    text,
                    "{count} bytes that are not a JSON object; `--show-answer` shows them"
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
            Self::Bytes(_) | Self::File(_) => "null".to_owned(),
        }
    }

    /// The number of unknown fields.
    pub(super) const fn unknown(&self) -> usize {
        if let Self::Fields(_, unknown) = self { *unknown } else { 0 }
    }
}
