//! A working copy with a small spec, and the command run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use super::fits::fits;
use super::process;

/// A folder with the spec of a small vendor.
pub(crate) struct Location(tempfile::TempDir);

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) const API: &str = "\
format: 2
service: { id: small, name: Small Vendor, about: A vendor that does not exist. }
sources: [{ id: guide, kind: guide, title: Guide }]
subjects: [{ id: money, title: Money, about: Paying., cite: { source: guide, section: Contents } }]
";

pub(crate) const PAY: &str = "\
id: pay
page: { title: Pay }
method: POST
path: /pay
section: Pay
repeat: unsafe
about: Pays.
request:
  section: Parameters
  fields:
    - { name: account, type: string, need: required, max_length: 20, redact: shown, about: Whose. }
response_codes:
  section: Results
  codes:
    - { http: 200, message: Done., remedy: none }
subject: money
";

impl Location {
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("spec/api.yaml", API);
        place.write("spec/operations/pay.yaml", PAY);
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces a piece of a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from} in {path}");
        self.write(path, text.replace(from, to));
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = process::command(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Told {
        let told = Told::of(self.command(arguments).output().unwrap());
        fits_schema(arguments, &told);
        told
    }

    /// Every file with its content and its time of change.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, (SystemTime, Vec<u8>)> {
        let mut files = BTreeMap::new();
        gather(self.0.path(), &mut files);
        files
    }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Checks what was printed in JSON by the schema of the command.
fn fits_schema(arguments: &[&str], told: &Told) {
    let is_json = arguments.contains(&"json") && matches!(told.code, Some(0 | 1));
    let [command, ..] = arguments else { return };
    if !is_json || told.out.is_empty() {
        return;
    }
    let name = match *command {
        "diff" => "digest".to_owned(),
        "import" if arguments.contains(&"--rename") => "output-import-rename".to_owned(),
        command => format!("output-{command}"),
    };
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/schema");
    let schema = fs::read_to_string(schemas.join(name + ".json")).unwrap();
    let told = serde_json::from_str(&told.out).unwrap();
    fits(&serde_json::from_str(&schema).unwrap(), &told);
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, (SystemTime, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        if meta.is_dir() {
            gather(&path, files);
        } else if meta.len() < 10_000_000 {
            let bytes = fs::read(&path).unwrap_or_default();
            files.insert(path, (meta.modified().unwrap(), bytes));
        }
    }
}

impl Told {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let told = Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!told.err.contains("panicked"), "{told:#?}");
        told
    }

    /// All of it, without what differs from run to run.
    pub(crate) fn shown(&self) -> String {
        let Self { code, out, err } = self;
        let part = |name: &str, text: &str| match text {
            "" => String::new(),
            text => format!("-- {name}\n{text}"),
        };
        let shown = part("out", out) + &part("err", err);
        without_counts(&format!("{shown}-- exit {}", code.unwrap()))
    }
}

/// How long it took, and how many files there are of which a test says nothing.
fn without_counts(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 1..words.len() {
        let is_counted =
            ["ms\n", "unchanged;"].iter().any(|unit| words[at].starts_with(unit));
        if is_counted && words[at - 1] != "0" {
            words[at - 1] = "N";
        }
    }
    words.join(" ")
}
