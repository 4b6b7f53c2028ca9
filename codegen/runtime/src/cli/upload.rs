//! Files to send: their paths are given, or they stand in JSON.

use super::super::description::{Description, ValueKind};
use super::super::file::{self, FileFault};
use super::super::source::NOBODY;
use super::super::values::string;
use super::super::{Json, Upload, UploadRule, Violation, ViolationKind, Violations};
use super::options;
use super::problem::Problem;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::path::Path;

/// A file whose rule is known only at run time.
pub(super) type GivenFile = Upload<()>;

/// Media types by the end of a file's name.
const ENDS: &[(&str, &str)] = &[
    ("csv", "text/csv"),
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("json", "application/json"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("txt", "text/plain"),
    ("webp", "image/webp"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

const NO_TYPE: &str = "its name does not tell the media type: write it behind the path, as in FILE;type=image/png";
const NOT_UTF8: &str = "its name is not UTF-8: rename it";
const TOO_LARGE: &str = "larger than 1 GiB; check that it is the right file";

/// In bytes. What a file may have by its rule is checked with all other values.
const LARGEST: u64 = 1 << 30;

/// The files of an operation that are given, by the wire names of their parameters.
///
/// # Errors
///
/// Returns those that cannot be read.
pub(super) fn given(
    description: &Description,
    reserved: &[String],
    matches: &ArgMatches,
) -> Result<BTreeMap<&'static str, GivenFile>, Vec<Problem>> {
    let (mut files, mut wrong) = (BTreeMap::new(), Vec::new());
    for parameter in description.parameters {
        let ValueKind::File(rule) = parameter.kind else { continue };
        let name = options::nested("", parameter.flag, reserved);
        let Some(text) = matches.get_one::<String>(&name) else { continue };
        match read(text, rule.media_types) {
            Ok(file) => drop(files.insert(parameter.name, file)),
            Err(what) => {
                wrong.push(Problem::new(&format!("--{name}"), parameter.name, what));
            }
        }
    }
    if wrong.is_empty() { Ok(files) } else { Err(wrong) }
}

/// Reads a file. Its media type is what stands behind the path, the only one that is allowed, or
/// what the end of its name tells.
fn read(text: &str, allowed: &[&str]) -> Result<GivenFile, String> {
    let (path, stated) = match text.rsplit_once(";type=") {
        Some((path, media_type)) => (path, Some(media_type)),
        None => (text, None),
    };
    let path = Path::new(path);
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
    let told = ENDS.iter().find(|(known, _)| end.eq_ignore_ascii_case(known));
    let only = match allowed {
        [only] if !only.ends_with('*') => Some(*only),
        _ => None,
    };
    let media_type = stated.or(only).or(told.map(|(_, media_type)| *media_type));
    let media_type = media_type.ok_or_else(|| NO_TYPE.to_owned())?;
    let bytes = file::read_all(path, LARGEST).map_err(|fault| match fault {
        FileFault::TooLarge => TOO_LARGE.to_owned(),
        fault => fault.to_string(),
    })?;
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| NOT_UTF8.to_owned())?;
    Ok(Upload::unchecked(name, media_type, bytes))
}

/// The file that is given, or the one of a JSON value, if there is one of them.
///
/// # Errors
///
/// Returns all violations of the rule, and that the JSON is no file.
pub(super) fn checked(
    rule: &UploadRule,
    given: Option<GivenFile>,
    raw: Option<&str>,
) -> Result<Option<GivenFile>, Violations> {
    let file = match (given, raw) {
        (Some(file), _) => file,
        (None, None | Some("null")) => return Ok(None),
        (None, Some(raw)) => of_json(raw).ok_or_else(|| {
            Violation::new("value", ViolationKind::NotAFileInJson, NOBODY)
        })?,
    };
    rule.check(&file.part())?;
    Ok(Some(file))
}

/// Reads an object of a file's name, its media type and its content in Base64.
fn of_json(raw: &str) -> Option<GivenFile> {
    let json = Json::from_slice(raw.as_bytes()).ok()?;
    let text = |name| string(json.only(name).ok()??.get());
    let is_whole = json.names().count() == 3;
    let content = text("content").filter(|_| is_whole)?;
    let bytes = STANDARD.decode(content).ok()?;
    Some(Upload::unchecked(text("name")?, text("media_type")?, bytes))
}
