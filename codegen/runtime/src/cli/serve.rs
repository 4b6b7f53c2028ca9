//! `fake`: plays the vendor until it is stopped.

use super::super::description::Vendor;
use super::super::fake::{Fake, Misbehaviour, Play, Received};
use super::{End, Problem, Terminal, settings};
use clap::ArgMatches;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
#[cfg(unix)]
use std::{future, task::Poll};

/// Plays the vendor until the process is stopped.
pub(super) fn serve(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> End {
    let play = match play(vendor, matches) {
        Ok(play) => play,
        Err(problem) => return super::tell(&[problem], terminal),
    };
    let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
    let fake = match Fake::of(vendor, port) {
        Ok(fake) => fake,
        Err(error) => {
            return super::tell(
                &[Problem::new("--port", "fake vendor", error)],
                terminal,
            );
        }
    };
    fake.always(play);
    let given = matches.get_one::<String>("dir").map(PathBuf::from);
    let is_given = given.is_some();
    let name = format!("{}-fake-{}", vendor.id, std::process::id());
    let folder = given.unwrap_or_else(|| std::env::temp_dir().join(name));
    let told =
        folder_of(&folder, is_given).and_then(|()| introduce(&fake, vendor, &folder));
    if !is_given {
        clean_up(folder.clone());
    }
    match told {
        Ok(text) => {
            let _ = write!(terminal.out, "{text}");
        }
        Err(error) => {
            let what = format!("cannot write {}: {error}", folder.display());
            return super::tell(&[Problem::new("--dir", "key files", what)], terminal);
        }
    }
    let _ = terminal.out.flush();
    let _ = writeln!(terminal.err, "Serving at {} until stopped.", fake.base_url());
    loop {
        fake.wait(Duration::from_secs(3600));
        for received in fake.take_received() {
            let _ = writeln!(terminal.err, "{}", line(&received));
        }
    }
}

/// Removes the folder, and ends the process, when that is told to end: by Ctrl-C or, where there
/// are such, by the signal that asks it to.
fn clean_up(folder: PathBuf) {
    let (listening, listens) = mpsc::channel();
    let clean = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where signals cannot be had, the system ends the process, and the folder stays.
        if runtime.and_then(|runtime| runtime.block_on(stopped(&listening))).is_ok() {
            let _ = fs::remove_dir_all(folder);
            std::process::exit(0);
        }
    };
    thread::spawn(clean);
    // Nobody is told that it serves, and may stop it, before it listens or cannot.
    let _ = listens.recv();
}

#[cfg(unix)]
async fn stopped(listening: &mpsc::Sender<()>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals = kinds.map(signal);
    let _ = listening.send(());
    future::poll_fn(|task| {
        let mut came = signals.iter_mut().flatten();
        if came.any(|signal| signal.poll_recv(task).is_ready()) {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
    Ok(())
}

#[cfg(not(unix))]
async fn stopped(listening: &mpsc::Sender<()>) -> io::Result<()> {
    let _ = listening.send(());
    tokio::signal::ctrl_c().await
}

fn play(vendor: &Vendor, matches: &ArgMatches) -> Result<Play, Problem> {
    if let Some(position) = matches.get_one::<u16>("case") {
        let position = usize::from(*position);
        let most = vendor.operations.iter().map(|it| it.cases.len()).max().unwrap_or(0);
        if position > most {
            let what = format!("there are {most} documented test cases");
            return Err(Problem::new("--case", "case", what));
        }
        return Ok(Play::Case(position));
    }
    if let Some(code) = matches.get_one::<String>("code") {
        if !vendor.operations.iter().any(|it| it.result(code).is_some()) {
            return Err(Problem::new("--code", "code", "no operation documents it"));
        }
        return Ok(Play::Code(code.clone()));
    }
    let delay = matches.get_one::<u64>("delay").copied().map(Duration::from_millis);
    let how = matches.get_one::<String>("misbehave");
    let how = how.and_then(|how| Misbehaviour::ALL.iter().find(|(name, _)| name == how));
    Ok(match (how, delay) {
        (Some((_, Misbehaviour::Delay(_))) | None, Some(delay)) => {
            Misbehaviour::Delay(delay).into()
        }
        (Some((_, how)), _) => (*how).into(),
        (None, None) => Play::Success,
    })
}

/// A folder that nobody else can look into. One that was not asked for must not be there yet.
fn folder_of(folder: &Path, is_given: bool) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(is_given);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes the key files, and says what a caller needs, in lines that a shell can read.
fn introduce(fake: &Fake, vendor: &Vendor, folder: &Path) -> io::Result<String> {
    let credentials = fake.credentials();
    let mut text =
        format!("# A fake {}. Every value is invented.\n", vendor.protocol.name);
    let mut export = |name: &str, value: &str| {
        let value = value.replace('\'', r"'\''");
        let name = settings::variable(vendor, name);
        text.extend(["export ", &name, "='", &value, "'\n"]);
    };
    export("base-url", &fake.base_url());
    for setting in vendor.settings {
        export(setting.name, credentials.header(setting.header));
    }
    if vendor.protocol.signing.is_some() {
        export("secret-key", credentials.secret_key());
    }
    if vendor.protocol.encryption.is_some() {
        let server = folder.join("server-public-key.pem");
        let client = folder.join("client-private-key.pem");
        write(&server, credentials.server_public_key())?;
        write(&client, credentials.client_private_key())?;
        export("crypto-key-id", credentials.key_id());
        export("server-cert", &server.display().to_string());
        export("client-key", &client.display().to_string());
    }
    text.push_str("# Serving until it is stopped.\n");
    Ok(text)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// What was received and how it was answered, without anything of it.
fn line(received: &Received) -> String {
    let answered = match received.answered() {
        Some((status, Some(code))) => format!("HTTP {status}, code {code}"),
        Some((status, None)) => format!("HTTP {status}"),
        None => "hung up".to_owned(),
    };
    let operation = received.operation().unwrap_or("no documented operation");
    let mut line = format!("{operation}: {answered}");
    for finding in received.findings() {
        line.extend(["\n  ", &finding.to_string()]);
    }
    line
}
