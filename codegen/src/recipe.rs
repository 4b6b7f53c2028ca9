//! The recipes of signatures: a text such as `{method} {path}` says what is signed, and
//! `Bearer {signature}` how the signature is sent.
//!
//! What stands in braces is a part of the request; everything else is text, in which `{{` and `}}`
//! stand for braces.

use std::fmt;

use crate::choice::Choice;
use crate::shape::{Part, Shape, is_time};
use crate::words::{BinaryEncoding, HashFunction};

/// What is signed, or sent with the signature.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipe {
    /// In order.
    pub parts: Vec<RecipePart>,
}

/// A part of a [`Recipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecipePart {
    /// This text.
    Text(String),
    /// `{method}`
    Method,
    /// `{path}`
    Path,
    /// `{query}`
    Query,
    /// `{body}`
    Body,
    /// `{body.sha256.hex}`
    Hash(Hashed, HashFunction, BinaryEncoding),
    /// `{header:X-Request-Id}`
    Header(String),
    /// `{field:amount}`
    Field(String),
    /// `{parameters}`
    Parameters,
    /// `{time:yyyyMMddHHmmss}`
    Time(Shape),
    /// `{time:epoch-seconds}`
    EpochSeconds,
    /// `{time:epoch-milliseconds}`
    EpochMilliseconds,
    /// `{nonce}`
    Nonce,
    /// `{time}`, the time at which a callback was sent, as it was received.
    Sent,
    /// `{key}`
    Key,
    /// `{signature}`
    Signature,
}

/// What a hash is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashed {
    /// The body.
    Body,
    /// The query.
    Query,
    /// The parameters.
    Parameters,
}

impl Hashed {
    /// The name in the spec.
    const fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Query => "query",
            Self::Parameters => "parameters",
        }
    }
}

/// Why a text is no recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeError {
    /// What is wrong.
    pub message: String,
    /// The character at which it is wrong, counted from 0.
    pub at: usize,
}

/// Every part, for messages.
pub const PARTS: &str = "{method}, {path}, {query}, {body}, {body.sha256.hex}, {header:NAME}, \
                         {field:NAME}, {parameters}, \
                         {time:yyyyMMddHHmmss}, {time:epoch-seconds}, {time:epoch-milliseconds}, \
                         {nonce}, {key}, {newline}, {signature}";

impl Recipe {
    /// The signature alone, or the body alone.
    #[must_use]
    pub fn of(part: RecipePart) -> Self {
        Self { parts: vec![part] }
    }

    /// Reads a recipe.
    ///
    /// # Errors
    /// When a brace is not closed, or what is in braces is no part.
    pub fn parse(text: &str) -> Result<Self, RecipeError> {
        let mut recipe = Self::default();
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let at = text.chars().count() - rest.chars().count();
            let error = |message: String| RecipeError { message, at };
            let behind = |prefix: &str| rest.strip_prefix(prefix);
            if let Some((after, brace)) = [("{{", "{"), ("}}", "}")]
                .iter()
                .find_map(|(twice, brace)| Some((behind(twice)?, *brace)))
            {
                recipe.text(brace);
                rest = after;
            } else if let Some(after) = behind("{") {
                let Some((name, after)) = after.split_once('}') else {
                    return Err(error("the brace is not closed".to_owned()));
                };
                match name {
                    "newline" => recipe.text("\n"),
                    name => recipe.parts.push(part(name).map_err(error)?),
                }
                rest = after;
            } else if next == '}' {
                let message = "closes no brace; a brace as text is written twice";
                return Err(error(message.to_owned()));
            } else {
                let end = rest.find(['{', '}']).unwrap_or(rest.len());
                let (literal, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                recipe.text(literal);
                rest = after;
            }
        }
        if recipe.parts.is_empty() {
            let message = "it is empty".to_owned();
            return Err(RecipeError { message, at: 0 });
        }
        Ok(recipe)
    }

    /// What the form of a header says about the signature in it: `None` if it has a part that is
    /// neither text, nor time, nor a signature of this length and encoding.
    #[must_use]
    pub fn of_form(form: &Shape, encoding: BinaryEncoding, bytes: u32) -> Option<Self> {
        let mut recipe = Self::default();
        for part in &form.parts {
            match part {
                Part::Literal(text) => recipe.text(text),
                Part::Base64(count)
                    if encoding == BinaryEncoding::Base64 && *count == bytes =>
                {
                    recipe.parts.push(RecipePart::Signature);
                }
                Part::Hex(count)
                    if encoding == BinaryEncoding::Hex
                        && *count == encoding.length(bytes) =>
                {
                    recipe.parts.push(RecipePart::Signature);
                }
                other if !is_time(other) => return None,
                time => match recipe.parts.last_mut() {
                    Some(RecipePart::Time(shape)) => shape.parts.push(time.clone()),
                    _ => recipe.parts.push(RecipePart::Time(Shape {
                        parts: vec![time.clone()],
                        ambiguous: false,
                    })),
                },
            }
        }
        Some(recipe)
    }

    /// The texts before a part and behind it.
    #[must_use]
    pub fn around(&self, part: &RecipePart) -> (&str, &str) {
        let mut parts = self.parts.split(|it| it == part);
        let mut text = || match parts.next() {
            Some([RecipePart::Text(text)]) => text.as_str(),
            _ => "",
        };
        (text(), text())
    }

    /// Whether it has a part.
    #[must_use]
    pub fn has(&self, part: &RecipePart) -> bool {
        self.parts.contains(part)
    }

    /// The fields that it has, where it has not the body as a whole.
    #[must_use]
    pub fn fields_alone(&self) -> Vec<&str> {
        let is_body = |part: &RecipePart| {
            matches!(part, RecipePart::Body | RecipePart::Hash(Hashed::Body, ..))
        };
        let fields = self.parts.iter().filter_map(|part| match part {
            RecipePart::Field(name) => Some(name.as_str()),
            _ => None,
        });
        if self.parts.iter().any(is_body) { Vec::new() } else { fields.collect() }
    }

    fn text(&mut self, more: &str) {
        match self.parts.last_mut() {
            Some(RecipePart::Text(text)) => text.push_str(more),
            _ => self.parts.push(RecipePart::Text(more.to_owned())),
        }
    }
}

/// The part of this name.
fn part(name: &str) -> Result<RecipePart, String> {
    Ok(match name {
        "method" => RecipePart::Method,
        "path" => RecipePart::Path,
        "query" => RecipePart::Query,
        "body" => RecipePart::Body,
        "parameters" => RecipePart::Parameters,
        "nonce" => RecipePart::Nonce,
        "time" => RecipePart::Sent,
        "key" => RecipePart::Key,
        "signature" => RecipePart::Signature,
        "time:epoch-seconds" => RecipePart::EpochSeconds,
        "time:epoch-milliseconds" => RecipePart::EpochMilliseconds,
        _ => {
            if let Some(header) = name.strip_prefix("header:") {
                RecipePart::Header(header.to_owned())
            } else if let Some(field) = name.strip_prefix("field:") {
                RecipePart::Field(field.to_owned())
            } else if let Some(form) = name.strip_prefix("time:") {
                RecipePart::Time(time(form)?)
            } else {
                hash(name).ok_or_else(|| format!("`{{{name}}}` is no part"))?
            }
        }
    })
}

fn time(form: &str) -> Result<Shape, String> {
    let shape = Shape::parse(form).map_err(|error| error.message)?;
    match shape.parts.iter().all(|it| is_time(it) || matches!(it, Part::Literal(_))) {
        true if shape.ambiguous => {
            Err("MM stands for the month and the minute".to_owned())
        }
        true => Ok(shape),
        false => {
            Err("the form of a time has letters of dates and text alone".to_owned())
        }
    }
}

fn hash(name: &str) -> Option<RecipePart> {
    let mut words = name.split('.');
    let (of, function, encoding) = (words.next()?, words.next()?, words.next()?);
    let all = [Hashed::Body, Hashed::Query, Hashed::Parameters];
    let of = all.into_iter().find(|it| it.word() == of)?;
    let function = *HashFunction::ALL.iter().find(|it| it.word() == function)?;
    let encoding = *BinaryEncoding::ALL.iter().find(|it| it.word() == encoding)?;
    words.next().is_none().then_some(RecipePart::Hash(of, function, encoding))
}

/// As it is written in a spec.
impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            RecipePart::Text(text) => {
                let text = text.replace('{', "{{").replace('}', "}}");
                f.write_str(&text.replace('\n', "{newline}"))
            }
            RecipePart::Method => f.write_str("{method}"),
            RecipePart::Path => f.write_str("{path}"),
            RecipePart::Query => f.write_str("{query}"),
            RecipePart::Body => f.write_str("{body}"),
            RecipePart::Hash(of, function, encoding) => {
                let (of, function) = (of.word(), function.word());
                write!(f, "{{{of}.{function}.{}}}", encoding.word())
            }
            RecipePart::Header(name) => write!(f, "{{header:{name}}}"),
            RecipePart::Field(name) => write!(f, "{{field:{name}}}"),
            RecipePart::Parameters => f.write_str("{parameters}"),
            RecipePart::Time(shape) => write!(f, "{{time:{shape}}}"),
            RecipePart::EpochSeconds => f.write_str("{time:epoch-seconds}"),
            RecipePart::EpochMilliseconds => f.write_str("{time:epoch-milliseconds}"),
            RecipePart::Nonce => f.write_str("{nonce}"),
            RecipePart::Sent => f.write_str("{time}"),
            RecipePart::Key => f.write_str("{key}"),
            RecipePart::Signature => f.write_str("{signature}"),
        })
    }
}
