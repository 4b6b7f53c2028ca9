//! Follows the citations of facts to the lines of the captures.
//!
//! The operations of a spec cite the pages that they were imported from. So a fact that is changed
//! in the spec contradicts its page, and audit names the line of the capture that says otherwise:
//! that is the line that the fact was read from.

use std::fmt;

use codegen::audit;
use codegen::draft::Input;
use codegen::load::SourceText;

/// The keys of facts that pages print.
const KEYS: [&str; 13] = [
    "title",
    "name",
    "type",
    "need",
    "length",
    "min_length",
    "max_length",
    "min_value",
    "max_value",
    "max_digits",
    "form",
    "code",
    "message",
];

/// One fact of a spec, and where it is documented.
pub(crate) struct Citation {
    /// The file and line of the spec, and what stands there.
    pub(crate) fact: Place,
    /// The line of a capture, or the source that the spec names for the fact alone.
    pub(crate) source: Option<Place>,
}

/// A line of a file.
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, text } = self;
        write!(f, "{file}:{line}: {}", text.trim())
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "{}\n    {source}", self.fact),
            None => write!(f, "{}\n    not found", self.fact),
        }
    }
}

/// The spec of which citations are followed.
pub(crate) struct Cited {
    spec: Vec<SourceText>,
    captures: Vec<SourceText>,
    /// The operation of each capture.
    documented: Vec<String>,
}

impl Cited {
    /// A spec, and the captures of its pages; nothing where the spec cannot be read.
    pub(crate) fn new(spec: Vec<SourceText>, captures: Vec<SourceText>) -> Option<Self> {
        let audited = audit::audit(input(spec.clone(), captures.clone())).ok()?;
        Some(Self {
            spec,
            captures,
            documented: audited.pages.into_iter().map(|page| page.id).collect(),
        })
    }

    /// Every fact of the operations that captures show, by file and line.
    pub(crate) fn facts(&self) -> Vec<Place> {
        let files = self.spec.iter().filter(|text| {
            self.documented.iter().any(|id| text.name == format!("operations/{id}.yaml"))
        });
        files.flat_map(facts).collect()
    }

    /// The citation of a fact, followed to its end.
    pub(crate) fn follow(&self, fact: Place) -> Citation {
        // Pages have words of their own for types and needs, and other letters for some forms.
        let key = key(&fact.text);
        let source = self
            .shown(&fact, !["type", "need"].contains(&key))
            .or_else(|| self.printed(&fact))
            .or_else(|| self.named(&fact))
            .or_else(|| self.shown(&fact, false).filter(|_| key == "form"));
        Citation { fact, source }
    }

    /// The line of a capture that says otherwise once the fact is changed, and that prints it.
    fn shown(&self, fact: &Place, is_printed: bool) -> Option<Place> {
        let mut spec = self.spec.clone();
        spec.retain(|text| {
            text.name == fact.file || !text.name.starts_with("operations/")
        });
        let file = spec.iter_mut().find(|text| text.name == fact.file)?;
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let changed = text.lines().enumerate().map(|(at, line)| {
            if at + 1 == fact.line { changed(line) } else { line.to_owned() }
        });
        let changed = changed.collect::<Vec<_>>().join("\n") + "\n";
        let before = self.told(spec.clone(), fact);
        let file = spec.iter_mut().find(|text| text.name == fact.file)?;
        file.bytes = changed.into_bytes();
        let now = self.told(spec, fact);
        let is_new =
            |it: &&(String, Place)| before.iter().all(|(told, _)| *told != it.0);
        let value = plain(value(&fact.text));
        let says = |place: &&Place| plain(&place.text).contains(&value);
        let mut new = now.iter().filter(is_new).map(|(_, place)| place);
        let found = new.find(|place| !is_printed || says(place));
        found.map(|place| Place {
            file: place.file.clone(),
            line: place.line,
            text: place.text.clone(),
        })
    }

    /// What audit tells of the captures of an operation, with each line of theirs.
    fn told(&self, spec: Vec<SourceText>, fact: &Place) -> Vec<(String, Place)> {
        let captures = self.captures.iter().zip(&self.documented);
        let captures =
            captures.filter(|(_, id)| fact.file == format!("operations/{id}.yaml"));
        let captures: Vec<_> = captures.map(|(capture, _)| capture.clone()).collect();
        let names: Vec<_> = captures.iter().map(|it| it.shown.clone()).collect();
        let Ok(audited) = audit::audit(input(spec, captures)) else { return Vec::new() };
        let files = &audited.files;
        let mut told = Vec::new();
        for finding in audited.pages.iter().flat_map(|page| &page.findings) {
            let related = finding.related.iter().map(|(span, _)| *span);
            for span in related.chain([finding.span]) {
                let Some(file) = files.get(span.file) else { continue };
                let line = files.line(span) as usize;
                let text = file.text.lines().nth(line - 1).unwrap_or_default();
                if names.contains(&file.path) {
                    let place = Place {
                        file: file.path.clone(),
                        line,
                        text: text.to_owned(),
                    };
                    told.push((finding.message.clone(), place));
                }
            }
        }
        told
    }

    /// The line that prints a fact which audit does not compare, since the capture ends in it, or
    /// since it is a reading of a limit that the spec quotes.
    fn printed(&self, fact: &Place) -> Option<Place> {
        let quoted = match key(&fact.text) {
            "name" | "code" | "message" | "title" => plain(value(&fact.text)),
            "type" | "need" | "form" => return None,
            _ => {
                let file = self.spec.iter().find(|text| text.name == fact.file)?;
                let text = String::from_utf8_lossy(&file.bytes);
                let behind = text.lines().skip(fact.line);
                let mut block = behind.take_while(|line| !line.trim().starts_with("- "));
                plain(value(block.find(|line| key(line) == "constraint")?))
            }
        };
        let captures = self.captures.iter().zip(&self.documented);
        let mut captures =
            captures.filter(|(_, id)| fact.file == format!("operations/{id}.yaml"));
        captures.find_map(|(capture, _)| {
            let text = String::from_utf8_lossy(&capture.bytes);
            let mut lines = text.lines().enumerate();
            lines.find(|(_, line)| plain(line) == quoted).map(|(at, line)| Place {
                file: capture.shown.clone(),
                line: at + 1,
                text: line.to_owned(),
            })
        })
    }

    /// The source that the spec names for a fact that no capture shows: a `cite` of its field, or
    /// the evidence of a resolution about it.
    fn named(&self, fact: &Place) -> Option<Place> {
        let file = self.spec.iter().find(|text| text.name == fact.file)?;
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let lines: Vec<_> = text.lines().collect();
        let (above, below) = lines.split_at_checked(fact.line - 1)?;
        let depth = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
        let own = depth(below.first()?);
        let is_of_field = |line: &&&str| line.trim().is_empty() || depth(line) >= own;
        let above = above.iter().rev().take_while(is_of_field);
        let block = above.chain(below.iter().take_while(is_of_field));
        let is_cite =
            |line: &&str| depth(line) == own && line.trim().starts_with("cite:");
        let cite = block.copied().find(is_cite);
        let adopted = format!("adopted: {}", value(below.first()?));
        let decided = lines.iter().copied().find(|line| line.trim() == adopted);
        let found = cite.or(decided)?;
        let line = lines.iter().position(|line| std::ptr::eq(*line, found))?;
        Some(Place {
            file: fact.file.clone(),
            line: line + 1,
            text: found.to_owned(),
        })
    }
}

fn input(spec: Vec<SourceText>, pages: Vec<SourceText>) -> Input {
    Input {
        spec,
        layout: None,
        pages,
        id: None,
    }
}

/// The facts of a file that pages print. Resolutions are decisions, and so are the codes of cases.
fn facts(file: &SourceText) -> Vec<Place> {
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    let ends = ["test_cases:", "resolutions:"];
    let lines = text.lines().take_while(|line| !ends.contains(line)).enumerate();
    let facts =
        lines.filter(|(_, line)| KEYS.contains(&key(line)) && !value(line).is_empty());
    facts
        .map(|(at, line)| Place {
            file: file.name.clone(),
            line: at + 1,
            text: line.to_owned(),
        })
        .collect()
}

fn key(line: &str) -> &str {
    line.trim_start_matches([' ', '-']).split_once(": ").unwrap_or_default().0
}

fn value(line: &str) -> &str {
    let (_, value) = line.split_once(": ").unwrap_or_default();
    value.trim_matches('"')
}

/// Without spaces: copies have more or fewer of them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The line with another value.
fn changed(line: &str) -> String {
    let (key, value) = line.split_once(": ").unwrap_or((line, ""));
    let other = match value {
        "required" => "optional".to_owned(),
        "optional" | "conditional" => "required".to_owned(),
        "string" => "number".to_owned(),
        "number" | "boolean" => "string".to_owned(),
        "object" => "array-of-objects".to_owned(),
        "array-of-objects" | "array-of-strings" => "object".to_owned(),
        _ if value.bytes().all(|byte| byte.is_ascii_digit()) => format!("1{value}"),
        _ if value.ends_with('"') => format!("{}\u{c6}\"", value.trim_end_matches('"')),
        _ if key.trim() == "form" => format!("{value}yy"),
        _ => format!("{value}x"),
    };
    format!("{key}: {other}")
}
