//! Answers that are a text or a file, written to where the caller says.

use super::super::{AnswerBody, Json};
use super::arguments::{OUTPUT, OVERWRITE};
use super::problem::Problem;
use clap::ArgMatches;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What stands for the standard output.
const STANDARD: &str = "-";

const EXISTS: &str = "exists; give another name, or `--overwrite` to replace it";
const NOT_A_FILE: &str =
    "a directory, a device or a named pipe; give the path of a file";
const A_SCREEN: &str = "the standard output is a terminal, which a file may confuse: give a path, or redirect it";
const TWO_OUTPUTS: &str =
    "the standard output has the JSON of `--format json`: give a path";

/// Where the content of an answer goes.
pub(super) enum Output {
    Standard,
    File(NewFile),
}

/// A file that is there once it is whole: until then, its content is in another one beside it,
/// which is removed if there is no answer to write.
pub(super) struct NewFile {
    path: PathBuf,
    overwrites: bool,
    /// The other file and its path, until it has been renamed.
    begun: Option<(PathBuf, File)>,
}

/// Where the content of the answer is to be written, if the caller says so. It is seen to before
/// anything is sent that there can be a file.
///
/// # Errors
///
/// Returns why it cannot be written there.
pub(super) fn asked(
    matches: &ArgMatches,
    (for_people, is_terminal): (bool, bool),
) -> Result<Option<Output>, Problem> {
    let wrong = |what: String| Problem::new("--output", OUTPUT, what);
    // The options exist only for answers that can be written.
    let path = matches.try_get_one::<String>(OUTPUT).ok().flatten();
    let Some(path) = path else { return Ok(None) };
    if path == STANDARD {
        return match (for_people, is_terminal) {
            (false, _) => Err(wrong(TWO_OUTPUTS.to_owned())),
            (true, true) => Err(wrong(A_SCREEN.to_owned())),
            (true, false) => Ok(Some(Output::Standard)),
        };
    }
    let overwrites = matches.try_get_one(OVERWRITE).ok().flatten() == Some(&true);
    let is_dry = matches.get_flag("dry-run");
    let file = NewFile::begin(Path::new(path), overwrites, is_dry).map_err(wrong)?;
    Ok(Some(Output::File(file)))
}

/// The content of a success that is a text or a file.
pub(super) fn content(body: AnswerBody, json: &Json) -> Vec<u8> {
    match body {
        AnswerBody::Text(name) => {
            let text = json.text(name).value();
            text.map(|it| it.into_owned().into_bytes()).unwrap_or_default()
        }
        _ => json.file().to_vec(),
    }
}

impl NewFile {
    fn begin(path: &Path, overwrites: bool, is_dry: bool) -> Result<Self, String> {
        match fs::symlink_metadata(path) {
            Ok(_) if !overwrites => return Err(EXISTS.to_owned()),
            Ok(_) if !path.is_file() => return Err(NOT_A_FILE.to_owned()),
            _ => {}
        }
        let name = path.file_name().ok_or_else(|| NOT_A_FILE.to_owned())?;
        let mut beside = name.to_owned();
        beside.push(format!(".{}.part", std::process::id()));
        let beside = path.with_file_name(beside);
        let begun = if is_dry {
            None
        } else {
            let file = OpenOptions::new().write(true).create_new(true).open(&beside);
            let why = |error: io::Error| format!("cannot be written: {}", error.kind());
            Some((beside, file.map_err(why)?))
        };
        Ok(Self {
            path: path.to_owned(),
            overwrites,
            begun,
        })
    }

    /// The path as it was given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Returns why it could not be written. If another file has its name by now, the content stays
    /// in the one beside it, which the error names.
    pub(super) fn write(&mut self, content: &[u8]) -> Result<(), String> {
        let Some((beside, mut file)) = self.begun.take() else { return Ok(()) };
        let written = file.write_all(content).and_then(|()| file.sync_all());
        drop(file);
        if let Err(error) = written {
            let _ = fs::remove_file(&beside);
            return Err(error.kind().to_string());
        }
        place(&beside, &self.path, self.overwrites).map_err(|error| {
            format!("{}; its content is in {}", error.kind(), beside.display())
        })
    }
}

/// Gives a whole file its name.
fn place(beside: &Path, path: &Path, overwrites: bool) -> io::Result<()> {
    if overwrites {
        return fs::rename(beside, path);
    }
    // Unlike renaming, this fails if there is a file by now.
    match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // The file system has no links.
        Err(_) if !path.exists() => fs::rename(beside, path),
        Err(error) => Err(error),
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some((beside, file)) = self.begun.take() {
            drop(file);
            let _ = fs::remove_file(beside);
        }
    }
}
