//! The command `fake`: runs a mock server.

use super::super::description::Vendor;
use super::super::escape::escaped;
use super::super::fake::{Fake, Fault, Received, Scenario, callback_key};
use super::problem::{Problem, report};
use super::terminal::{End, Terminal};
use super::variables;
use clap::ArgMatches;
use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Keys that a caller of the mock server needs.
pub(super) trait IssuedKeys {
    /// Writes them below `folder`; returns the settings by which they are found.
    fn write(&self, folder: &Path) -> io::Result<Vec<(&'static str, String)>>;
}

/// Runs a mock server until the process is stopped.
pub(super) fn serve(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let scenario = match scenario(vendor, matches) {
        Ok(scenario) => scenario,
        Err(problem) => return Ok(report(&[problem], terminal)),
    };
    let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
    let fake = match Fake::of(vendor, port) {
        Ok(fake) => fake,
        Err(error) => {
            let problem = Problem::new("--port", "mock server", error);
            return Ok(report(&[problem], terminal));
        }
    };
    fake.always(scenario);
    let given = matches.get_one::<String>("dir").map(PathBuf::from);
    let is_given = given.is_some();
    let name = format!("{}-fake-{}", vendor.id, std::process::id());
    let folder = given.unwrap_or_else(|| std::env::temp_dir().join(name));
    let told = folder_of(&folder, is_given)
        .and_then(|()| write_environment(&fake, vendor, &folder));
    let text = match told {
        Ok(text) => text,
        Err(error) => {
            let what = format!("cannot write {}: {error}", folder.display());
            let problem = Problem::new("--dir", "key files", what);
            return Ok(report(&[problem], terminal));
        }
    };
    let place = folder.clone();
    (terminal.on_stop)(Box::new(move || {
        let _ = writeln!(io::stderr(), "{}", clean_up(&place, is_given));
        std::process::exit(0)
    }));
    match terminal.show(&text) {
        // It keeps serving if nobody reads its output.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(terminal.err, "{}", clean_up(&folder, is_given));
            return Err(error);
        }
        _ => {}
    }
    let _ = writeln!(terminal.err, "Serving at {} until stopped.", fake.base_url());
    loop {
        fake.wait(Duration::from_secs(3600));
        for received in fake.take_received() {
            let _ = writeln!(terminal.err, "{}", line(&received));
        }
    }
}

/// Removes the temporary folder, and reports what is left.
fn clean_up(folder: &Path, is_given: bool) -> String {
    if !is_given && fs::remove_dir_all(folder).is_ok() {
        return "Stopped; no files are left.".to_owned();
    }
    format!("Stopped; {} is left.", escaped(&folder.display().to_string()))
}

fn scenario(vendor: &Vendor, matches: &ArgMatches) -> Result<Scenario, Problem> {
    if let Some(position) = matches.get_one::<u16>("case") {
        let position = usize::from(*position);
        let most = vendor.operations.iter().map(|it| it.cases.len()).max().unwrap_or(0);
        if position > most {
            let what = format!("there are {most} documented test cases");
            return Err(Problem::new("--case", "case", what));
        }
        return Ok(Scenario::Case(position));
    }
    let code = matches.get_one::<String>("code");
    // Only a vendor with second codes has the option.
    let second = matches.try_get_one::<String>("second-code").ok().flatten();
    let unknown = |option, name| Problem::new(option, name, "no operation documents it");
    if let Some(code) = code
        && !vendor.operations.iter().any(|it| it.result(code).is_some())
    {
        return Err(unknown("--code", "code"));
    }
    if let Some(second) = second {
        if !vendor.operations.iter().any(|it| it.second_code(second).is_some()) {
            return Err(unknown("--second-code", "second-code"));
        }
        return Ok(Scenario::SecondCode {
            code: code.cloned(),
            second: second.clone(),
        });
    }
    if let Some(code) = code {
        return Ok(Scenario::Code(code.clone()));
    }
    if matches.get_flag("pending") {
        return Ok(Scenario::Pending);
    }
    let delay = matches.get_one::<u64>("delay").copied().map(Duration::from_millis);
    let how = matches.get_one::<String>("misbehave");
    let how = how.and_then(|how| Fault::ALL.iter().find(|(name, _)| name == how));
    Ok(match (how, delay) {
        (Some((_, Fault::Delay(_))) | None, Some(delay)) => Fault::Delay(delay).into(),
        (Some((_, how)), _) => (*how).into(),
        (None, None) => Scenario::Success,
    })
}

/// Creates a private folder. A temporary one must not exist yet.
pub(super) fn folder_of(folder: &Path, is_given: bool) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(is_given);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes the key files; returns what a caller needs as lines of shell.
pub(super) fn write_environment(
    fake: &Fake,
    vendor: &Vendor,
    folder: &Path,
) -> io::Result<String> {
    let credentials = fake.credentials();
    let mut text =
        format!("# Mock server of {}. All values are invented.\n", vendor.protocol.name);
    let mut export = |name: &str, value: &str| {
        let value = value.replace('\'', r"'\''");
        let name = variables::variable(vendor, name);
        text.extend(["export ", &name, "='", &value, "'\n"]);
    };
    export("base-url", &fake.base_url());
    for setting in vendor.settings {
        export(setting.name, credentials.header(setting.header));
    }
    if vendor.protocol.utc_offset.is_none() {
        export(variables::UTC_OFFSET, "0");
    }
    if vendor.protocol.signing.is_some() {
        export("secret-key", credentials.secret_key());
    }
    if vendor.callbacks.iter().any(|callback| callback.spec.signed) {
        let key = callback_key(vendor).map_err(io::Error::other)?;
        export(variables::CALLBACK_KEY, &key);
    }
    if vendor.protocol.encryption.is_some() {
        for (name, value) in credentials.write(folder)? {
            export(name, &value);
        }
    }
    text.push_str("# Serving until it is stopped.\n");
    Ok(text)
}

/// A log line for a request and its answer, without their values.
fn line(received: &Received) -> String {
    let answered = match received.answered() {
        Some((status, Some(code))) => format!("HTTP {status}, code {code}"),
        Some((status, None)) => format!("HTTP {status}"),
        None => "hung up".to_owned(),
    };
    let operation = received.operation().unwrap_or("no documented operation");
    let mut line = format!("{operation}: {answered}");
    for finding in received.findings() {
        line.extend(["\n  ", &escaped(&finding.to_string())]);
    }
    line
}
