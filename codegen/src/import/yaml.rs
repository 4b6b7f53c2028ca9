//! Writes operations and code tables as the YAML of the spec.

use std::fmt::{Display, Write as _};

use crate::raw::{
    Cite, CodeTable, Field, Item, Mode, Operation, Place, Redact, Resolution,
    ResponseCode, Unnamed, Wire,
};

/// The file of an operation.
pub(super) fn operation(operation: &Operation) -> String {
    let mut yaml = Yaml::default();
    yaml.word("id", &operation.id);
    yaml.block("page", |yaml| {
        yaml.text("title", Some(&operation.page.title));
        yaml.words("version", operation.page.version.as_deref());
        yaml.list("versions", &operation.page.versions);
        yaml.words("mode", operation.page.mode.map(Mode::word));
    });
    yaml.word("method", operation.method.word());
    yaml.words("path", Some(&operation.path));
    yaml.words("section", operation.section.as_deref());
    yaml.word("repeat", operation.repeat.word());
    yaml.prose(operation.about.as_deref(), operation.wording.as_deref());
    yaml.text("confirm", operation.confirm.as_deref());
    yaml.gap();
    let request = &operation.request;
    yaml.block("request", |yaml| {
        yaml.words("section", request.section.as_deref());
        yaml.words("headers", request.headers.as_deref());
        yaml.word("encrypted", request.encrypted);
        yaml.text("confirm", request.confirm.as_deref());
        yaml.fields(&request.fields, &request.unnamed);
    });
    if let Some(response) = &operation.response {
        yaml.gap();
        yaml.block("response", |yaml| {
            yaml.words("section", response.section.as_deref());
            yaml.words("headers", response.headers.as_deref());
            yaml.word("encrypted", response.encrypted);
            yaml.text("confirm", response.confirm.as_deref());
            yaml.fields(&response.fields, &response.unnamed);
        });
    }
    yaml.gap();
    yaml.results(operation);
    if let Some(cases) = &operation.test_cases {
        yaml.gap();
        yaml.block("test_cases", |yaml| {
            yaml.words("section", cases.section.as_deref());
            yaml.text("confirm", cases.confirm.as_deref());
            yaml.items("cases", &cases.cases, |yaml, case| {
                yaml.word("http", case.http);
                yaml.text("text", Some(&case.text));
                yaml.text("code", case.code.as_deref());
            });
        });
    }
    yaml.resolutions(&operation.resolutions);
    yaml.out
}

/// The file of a code table.
pub(super) fn code_table(table: &CodeTable) -> String {
    let mut yaml = Yaml::default();
    yaml.word("id", &table.id);
    yaml.words("type_name", table.type_name.as_deref());
    yaml.prose(table.about.as_deref(), table.wording.as_deref());
    yaml.text("confirm", table.confirm.as_deref());
    if let Some(Cite { source, section }) = &table.cite {
        yaml.block("cite", |yaml| {
            yaml.words("source", Some(source));
            yaml.words("section", Some(section));
        });
    }
    yaml.number("length", table.length);
    yaml.words("form", table.form.as_deref());
    yaml.items("codes", &table.codes, |yaml, code| {
        yaml.text("code", Some(&code.code));
        yaml.text("name", Some(&code.name));
        yaml.words("variant", code.variant.as_deref());
        yaml.text("utc_offset", code.utc_offset.as_deref());
        yaml.text("confirm", code.confirm.as_deref());
    });
    yaml.resolutions(&table.resolutions);
    yaml.out
}

#[derive(Default)]
struct Yaml {
    out: String,
    indent: usize,
    /// The next line begins an item of a list.
    item: bool,
}

impl Yaml {
    fn line(&mut self, text: impl Display) {
        let indent = self.indent;
        let sign = if std::mem::take(&mut self.item) { "- " } else { "" };
        let spaces = indent - sign.len();
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{:spaces$}{sign}{text}", "");
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A word of the format.
    fn word(&mut self, key: &str, word: impl Display) {
        self.line(format_args!("{key}: {word}"));
    }

    /// A name or a short text, in quotes where YAML would read something else.
    fn words(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            let text = if is_plain(text) { text.to_owned() } else { quoted(text) };
            self.word(key, text);
        }
    }

    /// The vendor's data, always in quotes.
    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.word(key, quoted(text));
        }
    }

    fn number(&mut self, key: &str, number: Option<impl Display>) {
        if let Some(number) = number {
            self.word(key, number);
        }
    }

    fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            self.word(key, format_args!("[{}]", texts.join(", ")));
        }
    }

    /// Our words, and the page's line by line.
    fn prose(&mut self, about: Option<&str>, wording: Option<&str>) {
        self.text("about", about);
        let Some(wording) = wording else { return };
        let fits =
            |line: &str| !line.is_empty() && line.trim() == line && is_shown(line);
        if !wording.contains('\n') || !wording.lines().all(fits) {
            self.text("wording", Some(wording));
            return;
        }
        self.line("wording: |-");
        self.indent += 2;
        wording.lines().for_each(|line| self.line(line));
        self.indent -= 2;
    }

    fn block(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.line(format_args!("{key}:"));
        self.indent += 2;
        fill(self);
        self.indent -= 2;
    }

    fn items<T>(&mut self, key: &str, items: &[T], fill: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.line(format_args!("{key}:"));
        self.indent += 4;
        for item in items {
            self.item = true;
            fill(self, item);
        }
        self.indent -= 4;
    }

    fn fields(&mut self, fields: &[Field], unnamed: &[Unnamed]) {
        self.items("fields", fields, Self::field);
        self.items("unnamed", unnamed, Self::nameless);
    }

    fn field(&mut self, field: &Field) {
        self.words("name", Some(&field.name));
        self.words("type_name", field.type_name.as_deref());
        self.word("type", field.kind.word());
        let place = (field.place != Place::Body).then(|| field.place.word());
        self.words("in", place);
        self.word("need", field.need.word());
        self.text("condition", field.condition.as_deref());
        self.number("length", field.length);
        self.number("min_length", field.min_length);
        self.number("max_length", field.max_length);
        self.number("min_value", field.min_value.map(|bound| bound.0));
        self.number("max_value", field.max_value.map(|bound| bound.0));
        self.number("max_digits", field.max_digits);
        self.number("decimals", field.decimals);
        self.text("constraint", field.constraint.as_deref());
        self.text("default", field.default.as_deref());
        self.words("form", field.form.as_deref());
        self.words("codes", field.codes.as_deref());
        self.words("wire", field.wire.map(Wire::word));
        self.words("redact", field.redact.map(Redact::word));
        self.text("example", field.example.as_deref());
        self.prose(field.about.as_deref(), field.wording.as_deref());
        self.text("confirm", field.confirm.as_deref());
        if let Some(Item {
            name,
            need,
            constraint,
            wording,
        }) = &field.item
        {
            self.block("item", |yaml| {
                yaml.words("name", Some(name));
                yaml.word("need", need.word());
                yaml.text("constraint", constraint.as_deref());
                yaml.prose(None, wording.as_deref());
            });
        }
        self.fields(&field.fields, &field.unnamed);
    }

    fn nameless(&mut self, field: &Unnamed) {
        self.words("after", field.after.as_deref());
        self.word("type", field.kind.word());
        self.word("need", field.need.word());
        self.number("length", field.length);
        self.number("min_length", field.min_length);
        self.number("max_length", field.max_length);
        self.number("min_value", field.min_value);
        self.number("max_value", field.max_value);
        self.number("max_digits", field.max_digits);
        self.text("constraint", field.constraint.as_deref());
        self.prose(None, field.wording.as_deref());
        self.text("confirm", Some(&field.confirm));
    }

    fn results(&mut self, operation: &Operation) {
        let results = &operation.response_codes;
        self.block("response_codes", |yaml| {
            yaml.words("section", results.section.as_deref());
            yaml.prose(None, results.wording.as_deref());
            if results.rows_hidden {
                yaml.word("rows_hidden", true);
            }
            yaml.text("confirm", results.confirm.as_deref());
            yaml.items("codes", &results.codes, Self::result);
        });
    }

    fn result(&mut self, code: &ResponseCode) {
        self.text("code", Some(&code.code));
        self.word("http", code.http);
        self.text("message", Some(&code.message));
        self.text("description", code.description.as_deref());
        self.words("variant", code.variant.as_deref());
        self.word("remedy", code.remedy.word());
        self.text("confirm", code.confirm.as_deref());
    }

    fn resolutions(&mut self, resolutions: &[Resolution]) {
        if resolutions.is_empty() {
            return;
        }
        self.gap();
        self.items("resolutions", resolutions, |yaml, it| {
            yaml.words("id", Some(&it.id));
            yaml.words("subject", Some(&it.subject));
            yaml.text("page_says", it.page_says.as_deref());
            if let Some(elsewhere) = &it.elsewhere {
                yaml.block("elsewhere", |yaml| {
                    yaml.words("source", Some(&elsewhere.source));
                    yaml.text("says", Some(&elsewhere.says));
                });
            }
            yaml.text("adopted", Some(&it.adopted));
            yaml.text("because", Some(&it.because));
            yaml.list("evidence", &it.evidence);
            yaml.word("standing", it.standing.word());
            if it.enforce {
                yaml.word("enforce", true);
            }
            yaml.text("confirm", it.confirm.as_deref());
        });
    }
}

/// Whether YAML reads the text as it stands, and as a text.
fn is_plain(text: &str) -> bool {
    let is_inner =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
    let begins = |c: char| c.is_ascii_alphabetic() || c == '/';
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    let is_word = words.iter().any(|word| word.eq_ignore_ascii_case(text));
    text.starts_with(begins)
        && text.chars().all(|c| is_inner(c) || c == ' ')
        && text.trim() == text
        && !is_word
}

/// Whether every character can stand in a file as it is.
fn is_shown(text: &str) -> bool {
    let is_odd = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}'..='\u{FFFF}'
            )
    };
    !text.chars().any(is_odd)
}

/// A text as JSON writes it, which YAML reads too.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_shown(c.encode_utf8(&mut [0; 4])) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}
