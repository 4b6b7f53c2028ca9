//! The command line as processes: `fake` serves, and `call` calls it.

mod process;

use super::*;
use fake::invented;
use runtime::description::{Description, Kind, Parameter};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Output, Stdio};

/// A `fake` that serves, and what it says that a caller needs.
struct Serving {
    child: Child,
    folder: std::path::PathBuf,
    variables: Vec<(String, String)>,
}

impl Serving {
    fn start(program: &str, more: &[&str]) -> Self {
        let unique = format!("{}-{}-{}", VENDOR.id, std::process::id(), more.concat());
        let folder = std::env::temp_dir().join(unique);
        let given = folder.display().to_string();
        let mut serving = Self::of(program, &[&["--dir", &given], more].concat());
        serving.folder = folder;
        serving
    }

    /// With key files where it puts them by itself.
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
        let mut arguments = Vec::new();
        for parameter in description.parameters {
            options(parameter, "", &mut arguments);
        }
        process::command(program)
            .args(["call", description.spec.id])
            .args(arguments)
            .args(more)
            .envs(self.variables.iter().cloned())
            .output()
            .expect("the program is there")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself, which a test sees at its calls.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Options that give a parameter its example, or an invented value where there has to be one.
fn options(parameter: &Parameter, object: &str, all: &mut Vec<String>) {
    let name = if object.is_empty() {
        parameter.flag.to_owned()
    } else {
        format!("{object}.{}", parameter.flag)
    };
    if parameter.need != Need::Required && parameter.example.is_none() {
        return;
    }
    match parameter.kind {
        Kind::Object(_, fields) => {
            fields.iter().for_each(|field| options(field, &name, all));
        }
        Kind::List(Kind::Object(..)) => {
            all.push(format!("--{name}={}", json(parameter)))
        }
        _ => all.push(format!("--{name}={}", value(parameter))),
    }
}

fn value(parameter: &Parameter) -> String {
    let item = match parameter.kind {
        Kind::List(item) => *item,
        kind => kind,
    };
    parameter.example.map_or_else(|| invented(&item), str::to_owned)
}

/// An item of a list, as JSON.
fn json(parameter: &Parameter) -> String {
    match &parameter.kind {
        Kind::Object(_, fields) | Kind::List(Kind::Object(_, fields)) => {
            let field = |field: &Parameter| format!("{:?}:{}", field.name, json(field));
            let required = fields.iter().filter(|field| field.need == Need::Required);
            let fields: Vec<_> = required.map(field).collect();
            format!("{{{}}}", fields.join(","))
        }
        Kind::Number(_) | Kind::Decimal(_) | Kind::Flag(None) => value(parameter),
        _ => format!("{:?}", value(parameter)),
    }
}

/// Everything that a call must not show.
fn hidden(parameter: &Parameter, all: &mut Vec<String>) {
    let redact = match &parameter.kind {
        Kind::Text(rule) | Kind::Date(rule) => rule.redact,
        Kind::Object(_, fields) | Kind::List(Kind::Object(_, fields)) => {
            fields.iter().for_each(|field| hidden(field, all));
            Redact::Shown
        }
        _ => Redact::Shown,
    };
    if redact != Redact::Shown {
        all.push(value(parameter));
    }
}

/// Calls every operation.
pub fn every_operation_is_called(program: &str) {
    let serving = Serving::start(program, &[]);
    for description in VENDOR.operations {
        let mut secret = Vec::new();
        description
            .parameters
            .iter()
            .for_each(|parameter| hidden(parameter, &mut secret));
        for more in [&[][..], &["--format", "json"], &["--dry-run"]] {
            let output = serving.call(program, description, more);
            let told =
                [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
            let told = told.concat();
            let succeeds = VENDOR.protocol.envelope.is_some();
            let code = output.status.code();
            assert!(
                code == Some(0) || !succeeds,
                "{} {more:?}: {told}",
                description.spec.id
            );
            for secret in secret.iter().filter(|secret| secret.chars().count() > 2) {
                assert!(!told.contains(secret.as_str()), "{secret} in {told}");
            }
        }
    }
}

/// Has every exit code that there is.
pub fn every_end_has_its_code(program: &str) {
    let Some(description) = VENDOR.operations.first() else { return };
    let ends = [
        (&["--misbehave", "html"][..], &[][..], 1),
        (&["--misbehave", "unknown-code"], &[], 1),
        (&["--misbehave", "hang-up-after-reading"], &[], 3),
        (&[], &["--base-url", "http://127.0.0.1:9"], 3),
        (&[], &["--base-url", "nonsense"], 2),
        (&[], &["--no-such-option"], 2),
    ];
    for (fake, more, code) in ends {
        let serving = Serving::start(program, fake);
        let output = serving.call(program, description, more);
        assert_eq!(output.status.code(), Some(code), "{fake:?} {more:?}: {output:?}");
    }
}

/// Is told to stop, by a person and by a supervisor, and leaves no keys behind.
#[cfg(unix)]
pub fn what_is_stopped_leaves_nothing(program: &str) {
    for signal in ["-INT", "-TERM"] {
        let mut serving = Serving::of(program, &[]);
        assert!(serving.folder.is_dir(), "{}", serving.folder.display());
        let pid = serving.child.id().to_string();
        let told = process::command("kill").args([signal, &pid]).status();
        assert!(told.is_ok_and(|status| status.success()));
        assert_eq!(serving.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(!serving.folder.exists(), "{signal}");
    }
}
