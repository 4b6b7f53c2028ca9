//! The command line as processes: `fake` serves, and `call` calls it.

mod process;
pub mod stopped;
mod values;

use super::*;
use values::{hidden, json, repeated, value};
use runtime::description::{ResponseField, Description, Made, ValueKind, Parameter, ResponseKind};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of folders, to give each its own name.
static FOLDERS: AtomicUsize = AtomicUsize::new(0);

/// A value of an undocumented field, which no call may show.
const PLANTED: &str = "문서에 없는 값";

/// A running `fake`, and its output for callers.
struct Serving {
    child: Child,
    folder: std::path::PathBuf,
    variables: Vec<(String, String)>,
}

impl Serving {
    fn start(program: &str, more: &[&str]) -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::SeqCst);
        let unique = format!("{}-commands-{}-{number}", VENDOR.id, std::process::id());
        let folder = std::env::temp_dir().join(unique);
        let given = folder.display().to_string();
        let mut serving = Self::of(program, &[&["--dir", &given], more].concat());
        serving.folder = folder;
        serving
    }

    /// Uses the default folder for key files.
    fn of(program: &str, more: &[&str]) -> Self {
        let mut child = process::command(program)
            .args(["fake", "--port", "0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program is there");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut variables = Vec::new();
        for line in stdout.lines().map_while(Result::ok) {
            if line.starts_with("# Serving") {
                break;
            }
            let pair =
                line.strip_prefix("export ").and_then(|pair| pair.split_once('='));
            if let Some((name, value)) = pair {
                variables.push((name.to_owned(), value.trim_matches('\'').to_owned()));
            }
        }
        let name = format!("{}-fake-{}", VENDOR.id, child.id());
        let folder = std::env::temp_dir().join(name);
        Self { child, folder, variables }
    }

    fn call(&self, program: &str, description: &Description, more: &[&str]) -> Output {
        let mut command = self.command(program, description, more);
        command.output().expect("the program is there")
    }

    fn command(
        &self,
        program: &str,
        description: &Description,
        more: &[&str],
    ) -> std::process::Command {
        let mut arguments = Vec::new();
        let help = process::command(program)
            .args(["call", description.spec.id, "--help"])
            .output()
            .expect("the program is there");
        let help = String::from_utf8_lossy(&help.stdout);
        for parameter in description.parameters {
            let mut own = Vec::new();
            options(parameter, "", &mut own);
            arguments.extend(own.into_iter().map(|it| unreserved(parameter, &help, it)));
        }
        if description.known != Known::Whole {
            arguments.push(format!("--extra=undocumented=\"{PLANTED}\""));
        }
        if description.spec.request_encrypted.is_none() {
            arguments.push("--encryption=yes".to_owned());
        }
        let mut command = process::command(program);
        command
            .args(["call", description.spec.id])
            .args(arguments)
            .args(more)
            .envs(self.variables.iter().cloned());
        command
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself, which the calls of a test detect.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The option of a parameter, by the help of its operation: one that has the name of an option of
/// every operation has another name.
fn unreserved(parameter: &Parameter, help: &str, option: String) -> String {
    let other = format!("--field.{}", parameter.flag);
    let is_taken = help.split_whitespace().any(|word| word == other);
    match option.strip_prefix("--") {
        Some(rest) if is_taken => format!("--field.{rest}"),
        _ => option,
    }
}

/// Options that set a parameter, if it is required or has an example.
fn options(parameter: &Parameter, object: &str, all: &mut Vec<String>) {
    let name = if object.is_empty() {
        parameter.flag.to_owned()
    } else {
        format!("{object}.{}", parameter.flag)
    };
    if parameter.need != Need::Required && parameter.example.is_none() {
        return;
    }
    // The client is built with it, or with a part of it.
    let is_part = |part: &runtime::Part| matches!(part, runtime::Part::Header(..));
    let has_part = matches!(parameter.kind, ValueKind::Text(it) if it.shape.0.iter().any(is_part));
    if parameter.made == Some(Made::Configuration) || has_part {
        return;
    }
    match parameter.kind {
        ValueKind::OneOf(_) | ValueKind::Map(..) | ValueKind::Object(Known::None, ..) => {
            all.push(format!("--{name}={}", json(&parameter.kind, parameter)));
        }
        ValueKind::Object(_, _, fields) => {
            fields.iter().for_each(|field| options(field, &name, all));
        }
        ValueKind::List(rule, item) => {
            let value = match item {
                ValueKind::Object(..) | ValueKind::OneOf(_) | ValueKind::List(..) => json(item, parameter),
                _ => value(parameter),
            };
            all.extend(repeated(&rule, &format!("--{name}={value}")));
        }
        // The client sends it by itself.
        ValueKind::Constant(_) => {}
        ValueKind::File(rule) => all.push(format!("--{name}={}", file(rule.media_types))),
        _ => all.push(format!("--{name}={}", value(parameter))),
    }
}

/// The path of a small file, with a media type that is allowed.
fn file(allowed: &[&str]) -> String {
    let name = format!("{}-file-{}", VENDOR.id, std::process::id());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, "a").expect("the folder for temporary files is there");
    let allowed = allowed.first().unwrap_or(&"text/plain");
    format!("{};type={}", path.display(), allowed.replace('*', "x-invented"))
}

/// Checks that hidden fields of an answer are not shown.
fn check_answer(fields: &[ResponseField], shown: &Value) {
    for field in fields {
        let value = &shown[field.name];
        match field.kind {
            _ if field.redact == Redact::Hidden => {
                assert!(value.is_null() || value == "..", "{}: {value}", field.name);
            }
            ResponseKind::Object(fields) => check_answer(fields, value),
            ResponseKind::List(ResponseKind::Object(fields)) => {
                value.as_array().into_iter().flatten().for_each(|item| {
                    check_answer(fields, item);
                });
            }
            _ => {}
        }
    }
}

/// Calls every operation.
pub fn every_operation_is_called(program: &str) {
    let serving = Serving::start(program, &[]);
    for description in VENDOR.operations {
        let mut secret = vec![PLANTED.to_owned()];
        description
            .parameters
            .iter()
            .for_each(|parameter| hidden(parameter, &mut secret));
        for more in [&[][..], &["--format", "json"], &["--dry-run"]] {
            let output = serving.call(program, description, more);
            let [out, err] =
                [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
            let (code, id) = (output.status.code(), description.spec.id);
            // A success that is never final is none.
            let pending = description.spec.pending;
            let is_open = pending.is_some_and(|inquiry| inquiry.told_by.is_none());
            let expected = i32::from(is_open && !more.contains(&"--dry-run"));
            assert_eq!(code, Some(expected), "{id} {more:?}: {out} {err}");
            for secret in &secret {
                let told = |text: &str| text.contains(secret.as_str());
                assert!(!told(&out) && !told(&err), "{secret} in {out} {err}");
            }
            if more.contains(&"json") {
                let told: Value = serde_json::from_str(&out).unwrap();
                check_answer(description.answer, &told["answer"]);
            }
        }
    }
}

/// Every exit code occurs.
pub fn every_outcome_has_its_exit_code(program: &str) {
    let Some(description) = VENDOR.operations.first() else { return };
    let ends = [
        (&["--misbehave", "html"][..], &[][..], 1),
        (&["--misbehave", "unknown-code"], &[], 1),
        (&["--misbehave", "no-id"], &[], 1),
        (&["--misbehave", "hang-up-after-reading"], &[], 3),
        (&[], &["--base-url", "http://127.0.0.1:9"], 3),
        (&[], &["--base-url", "nonsense"], 2),
        (&[], &["--base-url", "http://pay.example"], 2),
        (&[], &["--no-such-option"], 2),
    ];
    for (fake, more, code) in ends {
        let serving = Serving::start(program, fake);
        let output = serving.call(program, description, more);
        assert_eq!(output.status.code(), Some(code), "{fake:?} {more:?}: {output:?}");
    }
}

/// Writes to a full disk: the answer is reported on the standard error.
#[cfg(target_os = "linux")]
pub fn unshown_answer_is_reported(program: &str) {
    let Some(description) = VENDOR.operations.first() else { return };
    let serving = Serving::start(program, &[]);
    let shown = serving.call(program, description, &[]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    let outcome = shown.lines().next().unwrap();
    for format in ["human", "json"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = serving
            .command(program, description, &["--format", format])
            .stdout(full)
            .output()
            .expect("the program is there");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{err}");
        let (_, told) = err.split_once("an answer was received but could not be shown").unwrap();
        assert!(told.contains(outcome), "{told}");
        let id = "\ncorrelation id: ";
        assert!(told.contains(id) || !shown.contains(id), "{told}");
    }
    let mut commands = vec![&["operations"][..], &["completions", "bash"], &["fake"]];
    // Without code tables, there is nothing to show.
    let codes = process::command(program).arg("codes").output().unwrap();
    commands.extend((!codes.stdout.is_empty()).then_some(&["codes"][..]));
    for command in commands {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = process::command(program).args(command).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?} {output:?}");
    }
}

/// The mock server reports why it cannot start.
pub fn mock_server_errors_are_reported(program: &str) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    for (option, value) in [("--port", &*port), ("--case", "65535"), ("--code", "없음")]
    {
        let output = process::command(program).args(["fake", option, value]).output();
        let output = output.expect("the program is there");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{option} {err}");
        assert!(err.contains(&format!("error: {option}")), "{err}");
    }
}
