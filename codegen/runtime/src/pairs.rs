//! Names and values as text: queries, and bodies that are forms.

use super::{
    Content, ListStyle, Minter, Object, Source, UndocumentedFields, Violation,
    ViolationKind, Violations, Visitor, nested,
};
use serde_json::value::RawValue;
use std::fmt::Write as _;

/// Pairs `name=value`, percent-encoded and joined by `&`.
pub(super) struct Pairs {
    text: String,
    encode: fn(&str) -> String,
}

impl Pairs {
    /// Pairs of a query.
    pub(super) const fn query() -> Self {
        Self::new(encoded)
    }

    /// Pairs of a form.
    pub(super) const fn form() -> Self {
        Self::new(encoded_for_form)
    }

    const fn new(encode: fn(&str) -> String) -> Self {
        let text = String::new();
        Self { text, encode }
    }

    /// Adds a value, unless it is absent.
    pub(super) fn push<T: Content>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Result<(), ViolationKind> {
        for (name, texts) in of_value(name, value)? {
            let texts: Vec<_> = texts.iter().map(|text| (self.encode)(text)).collect();
            self.written(&name, &texts.join(","));
        }
        Ok(())
    }

    /// Adds undocumented fields.
    pub(super) fn push_undocumented(
        &mut self,
        fields: &UndocumentedFields,
    ) -> Result<(), ViolationKind> {
        for (name, value) in fields.iter() {
            self.extend(name, &texts_of(value.get()).map_err(not_json)?);
        }
        Ok(())
    }

    fn extend(&mut self, name: &str, texts: &[String]) {
        for text in texts {
            self.pair(name, text);
        }
    }

    /// Adds one pair.
    pub(super) fn pair(&mut self, name: &str, text: &str) {
        self.written(name, &(self.encode)(text));
    }

    /// Adds one pair whose value is encoded.
    fn written(&mut self, name: &str, text: &str) {
        let separator = if self.text.is_empty() { "" } else { "&" };
        self.text.extend([separator, &(self.encode)(name), "=", text]);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The pairs of a value, unless it is absent: each a name, and texts that a comma joins.
pub(super) fn of_value<T: Content>(
    name: &str,
    value: &T,
) -> Result<Vec<(String, Vec<String>)>, ViolationKind> {
    if value.is_absent() {
        return Ok(Vec::new());
    }
    let json = serde_json::to_string(value).map_err(not_json)?;
    let texts = || texts_of(&json).map_err(not_json);
    let apart = |name: &str, texts: Vec<String>| {
        texts.into_iter().map(|text| (name.to_owned(), vec![text])).collect()
    };
    Ok(match value.list_style() {
        style @ (ListStyle::Brackets | ListStyle::Dots) if nested::is_nested(&json) => {
            let pairs = nested::values(name, &json, style)?.into_iter();
            pairs.map(|(name, text)| (name, vec![text])).collect()
        }
        ListStyle::Repeated | ListStyle::Dots => apart(name, texts()?),
        ListStyle::Brackets => apart(&format!("{name}[]"), texts()?),
        ListStyle::Comma => {
            let items = texts()?;
            if items.iter().any(|item| item.contains(',')) {
                return Err(ViolationKind::CommaInItem);
            }
            if items.is_empty() { Vec::new() } else { vec![(name.to_owned(), items)] }
        }
        ListStyle::Json => vec![(name.to_owned(), vec![json])],
    })
}

/// The fields of an object's body as a form.
pub(super) fn form<O: Object>(
    object: &O,
    minter: &Minter<'_>,
    source: Source,
) -> Result<Vec<u8>, Violations> {
    let mut form = Form {
        pairs: Pairs::form(),
        minter,
        source,
        wrong: Vec::new(),
    };
    object.visit(&mut form);
    Violations::gather(form.wrong)?;
    Ok(form.pairs.into_text().into_bytes())
}

struct Form<'a> {
    pairs: Pairs,
    minter: &'a Minter<'a>,
    source: Source,
    wrong: Vec<Violation>,
}

impl Form<'_> {
    fn note(&mut self, name: &'static str, pushed: Result<(), ViolationKind>) {
        let broken = pushed.err();
        self.wrong.extend(broken.map(|it| Violation::new(name, it, self.source)));
    }
}

impl Visitor for Form<'_> {
    fn minter(&self) -> Option<&Minter<'_>> {
        Some(self.minter)
    }

    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        let pushed = self.pairs.push(name, value);
        self.note(name, pushed);
    }

    fn undocumented(&mut self, fields: &UndocumentedFields) {
        let pushed = self.pairs.push_undocumented(fields);
        self.note("body", pushed);
    }
}

fn not_json(_: serde_json::Error) -> ViolationKind {
    ViolationKind::NotJson
}

/// The value as a text, or each element of a list.
pub(super) fn texts<T: Content>(value: &T) -> Result<Vec<String>, serde_json::Error> {
    texts_of(&serde_json::to_string(value)?)
}

pub(super) fn texts_of(json: &str) -> Result<Vec<String>, serde_json::Error> {
    let plain = |json: &str| {
        if json.starts_with('"') {
            serde_json::from_str(json)
        } else {
            Ok(json.to_owned())
        }
    };
    if !json.starts_with('[') {
        return Ok(vec![plain(json)?]);
    }
    let items: Vec<&RawValue> = serde_json::from_str(json)?;
    items.into_iter().map(|item| plain(item.get())).collect()
}

/// `text` with everything but RFC 3986's unreserved characters percent-encoded.
pub(super) fn encoded(text: &str) -> String {
    percent_encoded(text.as_bytes(), b"-._~")
}

/// `text` as browsers write it in a form: a space is `+`.
pub(super) fn encoded_for_form(text: &str) -> String {
    percent_encoded(text.as_bytes(), b"*-._ ").replace(' ', "+")
}

/// `text` with everything but ASCII letters, digits and `plain` percent-encoded.
pub(super) fn percent_encoded(text: &[u8], plain: &[u8]) -> String {
    text.iter().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || plain.contains(byte) {
            out.push(char::from(*byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The pairs of a query or a form, as far as they are text.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Option<(String, String)>> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decoded(name, true)?, decoded(text, true)?))
    })
}

/// Percent-decodes a text, if the result is UTF-8.
pub(super) fn decoded(text: &str, plus_is_space: bool) -> Option<String> {
    String::from_utf8(bytes_of(text.as_bytes(), plus_is_space)?).ok()
}

/// Percent-decodes a name or a value of a form.
pub(super) fn unescaped(written: &[u8]) -> Option<Vec<u8>> {
    bytes_of(written, true)
}

fn bytes_of(written: &[u8], plus_is_space: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' if plus_is_space => b' ',
            byte => byte,
        });
    }
    Some(bytes)
}
