//! The command `gateway`: takes plain JSON at the documented paths, and signs, encrypts and sends
//! it.

mod answer;
mod edit;
mod events;
mod live;
mod metrics;
mod names;
mod openapi;
mod own;
mod request;
mod site;
mod start;

use self::events::{Event, Events};
use self::start::{LOOK, Start};
use super::super::description::Vendor;
use super::super::serving::Limits;
use super::gateway_arguments::CONNECTIONS;
use super::problem::report;
use super::settings;
use super::terminal::{End, Terminal};
use clap::ArgMatches;
use std::io::{self, Write as _};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// Runs the gateway until the process is asked to stop, and what is in flight is answered.
pub(super) fn serve(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    if matches.get_flag("openapi") {
        return terminal.show(&(openapi::document(vendor) + "\n")).map(|()| End::Fine);
    }
    let (events, incoming) = Events::new();
    let mut start = match Start::new(vendor, matches, terminal, events.clone()) {
        Ok(start) => start,
        Err(problems) => return Ok(report(&problems, terminal)),
    };
    (terminal.on_stop)(stopping(events.clone()));
    let mut running = match start.run(limits(matches), events) {
        Ok(running) => running,
        Err(error) => {
            let _ = writeln!(terminal.err, "error: the gateway cannot be run: {error}");
            return Ok(End::Invalid);
        }
    };
    match terminal.show(&start.greeting()) {
        // It keeps serving if nobody reads its output.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
        _ => {}
    }
    loop {
        match incoming.recv_timeout(LOOK) {
            Ok(Event::Line(line)) => {
                let _ = writeln!(terminal.err, "{line}");
            }
            Ok(Event::Stop) => running.stop(),
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => {
                return Ok(End::Fine);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        start.renew(matches, terminal);
    }
}

/// Asks the gateway to stop at the first signal, and ends the process at the next one.
fn stopping(events: Events) -> Box<dyn FnMut() + Send> {
    let mut is_stopping = false;
    Box::new(move || {
        if is_stopping || !events.tell(Event::Stop) {
            let _ =
                writeln!(io::stderr(), "Stopped without waiting for what is in flight.");
            std::process::exit(End::Transport as i32);
        }
        is_stopping = true;
    })
}

/// A call in flight ends by its own limit, so that it is that of stopping too.
fn limits(matches: &ArgMatches) -> Limits {
    let call = settings::limits(matches).total;
    let count = matches.get_one::<u32>("max-connections").copied();
    let seconds = matches.get_one::<u64>("client-timeout").copied().unwrap_or(30);
    let patience = Duration::from_secs(seconds);
    Limits {
        connections: count.unwrap_or(CONNECTIONS),
        head: 32 << 10,
        body: 1 << 20,
        head_time: patience,
        body_time: patience,
        answer_time: patience,
        drain_time: call.saturating_add(Duration::from_secs(5)),
    }
}
