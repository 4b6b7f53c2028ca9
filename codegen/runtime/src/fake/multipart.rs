//! Bodies of several parts, read strictly (RFC 7578).

use super::super::description::{Parameter, ValueKind};
use super::super::{FilePart, Need, Source, UploadRule, Violation, ViolationKind};
use super::received::Finding;

/// A part of a body.
pub(super) struct Part {
    pub(super) name: String,
    /// The name and the media type of a file; none of a text.
    file: Option<(String, String)>,
    content: Vec<u8>,
}

impl Part {
    /// The name and the text, unless it is a file. A text that is not UTF-8 has been reported.
    pub(super) fn pair(&self) -> Option<(String, String)> {
        let text = String::from_utf8(self.content.clone()).ok()?;
        self.file.is_none().then(|| (self.name.clone(), text))
    }
}

/// What is wrong with a body as a whole.
type Wrong = &'static str;

const NO_BOUNDARY: Wrong = "its Content-Type has no boundary";
const NO_BEGIN: Wrong = "does not begin with the boundary";
const NO_END: Wrong = "does not end with the boundary";
const NO_HEAD: Wrong = "a part has no head with line ends of CR and LF";
const NO_NAME: Wrong = "a part has no Content-Disposition with `form-data` and a name";
const NO_TYPE: Wrong = "a file has no Content-Type";
const STRANGE: Wrong = "a part has a header that a form has not";
const NOT_UTF8: Wrong = "a name or a text is not UTF-8";

/// Reads the parts of a body with this `Content-Type`.
pub(super) fn parts(media_type: &str, body: &[u8]) -> Result<Vec<Part>, Wrong> {
    let boundary = boundary(media_type).ok_or(NO_BOUNDARY)?;
    let (first, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut rest = body.strip_prefix(first.as_bytes()).ok_or(NO_BEGIN)?;
    let mut parts = Vec::new();
    loop {
        if let Some(end) = rest.strip_prefix(b"--") {
            let is_end = end.is_empty() || end == b"\r\n";
            return if is_end { Ok(parts) } else { Err(NO_END) };
        }
        let part = rest.strip_prefix(b"\r\n").ok_or(NO_HEAD)?;
        let (part, behind) = split(part, between.as_bytes()).ok_or(NO_END)?;
        // A part without further headers has an empty line behind its only one.
        let (head, content) = split(part, b"\r\n\r\n").ok_or(NO_HEAD)?;
        parts.push(self::part(str::from_utf8(head).map_err(|_| NOT_UTF8)?, content)?);
        rest = behind;
    }
}

fn boundary(media_type: &str) -> Option<&str> {
    let mut parameters = media_type.split(';').skip(1).map(str::trim);
    let given = parameters.find_map(|it| it.strip_prefix("boundary="))?;
    let unquoted = given.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    Some(unquoted.unwrap_or(given)).filter(|it| (1..=70).contains(&it.len()))
}

/// What stands before the first `separator`, and behind it.
fn split<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(separator.len()).position(|it| it == separator)?;
    let (before, rest) = bytes.split_at_checked(at)?;
    Some((before, rest.get(separator.len()..)?))
}

fn part(head: &str, content: &[u8]) -> Result<Part, Wrong> {
    let (mut disposition, mut media_type) = (None, None);
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(": ").ok_or(NO_HEAD)?;
        let place = match name.to_ascii_lowercase().as_str() {
            "content-disposition" => &mut disposition,
            "content-type" => &mut media_type,
            _ => return Err(STRANGE),
        };
        if place.replace(value).is_some() {
            return Err(STRANGE);
        }
    }
    let named = disposition.and_then(|it: &str| it.strip_prefix("form-data; name=\""));
    let (name, rest) = named.and_then(|it| it.split_once('"')).ok_or(NO_NAME)?;
    let file = match rest {
        "" => None,
        rest => {
            let name = rest.strip_prefix("; filename=\"");
            let name = name.and_then(|it| it.strip_suffix('"')).ok_or(NO_NAME)?;
            Some((name.to_owned(), media_type.ok_or(NO_TYPE)?.to_owned()))
        }
    };
    if file.is_none() && str::from_utf8(content).is_err() {
        return Err(NOT_UTF8);
    }
    Ok(Part {
        name: name.to_owned(),
        file,
        content: content.to_vec(),
    })
}

/// Checks the parts of one parameter: a file where one is documented, and none elsewhere.
pub(super) fn files(
    parameter: &Parameter,
    source: Source,
    parts: &[Part],
) -> Vec<Finding> {
    let of_name: Vec<_> = parts.iter().filter(|it| it.name == parameter.name).collect();
    let wrong = |what: &str| vec![Finding::parameter(parameter.name, what.to_owned())];
    let ValueKind::File(rule) = parameter.kind else {
        let is_text = of_name.iter().all(|part| part.file.is_none());
        return if is_text { Vec::new() } else { wrong("a file, and no text") };
    };
    match of_name.as_slice() {
        [] if parameter.need == Need::Required => {
            let missing = Violation::new(parameter.name, ViolationKind::Missing, source);
            Finding::parameters(&missing.into()).collect()
        }
        [] => Vec::new(),
        [part] => one(parameter, &rule, part),
        [_, _, ..] => wrong("more than one file"),
    }
}

fn one(parameter: &Parameter, rule: &UploadRule, part: &Part) -> Vec<Finding> {
    let Some((name, media_type)) = &part.file else {
        return vec![Finding::parameter(
            parameter.name,
            ViolationKind::NotAFile.to_string(),
        )];
    };
    let file = FilePart {
        name,
        media_type,
        bytes: &part.content,
    };
    let wrong = rule.check(&file).err();
    wrong
        .iter()
        .flat_map(|it| {
            Finding::parameters(&it.clone().nested(parameter.name)).collect::<Vec<_>>()
        })
        .collect()
}
