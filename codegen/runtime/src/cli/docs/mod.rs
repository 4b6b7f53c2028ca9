//! The command `docs`: shows the documentation in a browser, where requests can be tried.

mod ask;
mod open;
mod page;
mod site;
mod start;
mod target;
mod trial;
mod workings;

use self::start::Start;
use super::super::description::Vendor;
use super::problem::report;
use super::terminal::{End, Terminal};
use clap::ArgMatches;
use std::io::{self, Write as _};
use std::sync::mpsc::{self, Sender};

/// What has happened.
enum Event {
    /// The process was asked to stop.
    Stop,
    /// The server has ended.
    Ended,
}

/// Serves the documentation until the process is asked to stop.
pub(super) fn serve(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let start = match Start::new(vendor, matches, terminal) {
        Ok(start) => start,
        Err(problems) => return Ok(report(&problems, terminal)),
    };
    let (events, incoming) = mpsc::channel();
    (terminal.on_stop)(stopping(events.clone()));
    let ended = move || {
        let _ = events.send(Event::Ended);
    };
    let mut running = match start.run(ended) {
        Ok(running) => running,
        Err(error) => {
            let _ = writeln!(terminal.err, "error: nothing can be served: {error}");
            return Ok(End::Invalid);
        }
    };
    match terminal.show(&start.greeting()) {
        // It keeps serving if nobody reads its output.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
        _ => {}
    }
    // Removed at the end: it has the token.
    let opened = matches.get_flag("open").then(|| open::open(&start.link()));
    if let Some(Err(error)) = &opened {
        let _ = writeln!(
            terminal.err,
            "warning: no browser was opened ({error}); open the link that is shown"
        );
    }
    while let Ok(Event::Stop) = incoming.recv() {
        running.stop();
    }
    Ok(End::Fine)
}

/// Asks the server to stop at the first signal, and ends the process at the next one.
fn stopping(events: Sender<Event>) -> Box<dyn FnMut() + Send> {
    let mut is_stopping = false;
    Box::new(move || {
        if is_stopping || events.send(Event::Stop).is_err() {
            let _ =
                writeln!(io::stderr(), "Stopped without waiting for what is in flight.");
            std::process::exit(End::Transport as i32);
        }
        is_stopping = true;
    })
}
