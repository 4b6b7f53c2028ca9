//! What the gateway tells the thread that started it.

use super::super::super::Moment;
use super::super::super::values::quoted;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::time::SystemTime;

/// As many lines of the log may wait for somebody who reads them.
const WAITING: usize = 4096;

/// What has happened.
pub(super) enum Event {
    /// A line of the log.
    Line(String),
    /// The process was asked to stop.
    Stop,
    /// The server has ended.
    Ended,
}

/// Where events go.
#[derive(Clone)]
pub(super) struct Events {
    sender: SyncSender<Event>,
    dropped: Arc<AtomicU64>,
}

impl Events {
    pub(super) fn new() -> (Self, Receiver<Event>) {
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        let dropped = Arc::default();
        (Self { sender, dropped }, receiver)
    }

    /// Tells an event; returns whether anybody listens.
    pub(super) fn tell(&self, event: Event) -> bool {
        self.sender.send(event).is_ok()
    }

    /// Logs a line. If nobody reads the log, the call goes on, and the line is counted.
    pub(super) fn log(&self, line: Line) {
        if self.sender.try_send(Event::Line(line.into_text())).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The number of lines that nobody read in time.
    pub(super) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

/// A line of the log: an object of JSON.
pub(super) struct Line(String);

impl Line {
    pub(super) fn new(event: &str) -> Self {
        let Moment {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millisecond,
        } = Moment::at(SystemTime::now(), 0);
        Self(format!(
            r#"{{"time":"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z","event":{}"#,
            quoted(event)
        ))
    }

    /// Adds a text, if there is one.
    pub(super) fn text(mut self, name: &str, text: Option<&str>) -> Self {
        if let Some(text) = text {
            let _ = write!(self.0, r#","{name}":{}"#, quoted(text));
        }
        self
    }

    /// Adds a number, if there is one.
    pub(super) fn number(mut self, name: &str, number: Option<u64>) -> Self {
        if let Some(number) = number {
            let _ = write!(self.0, r#","{name}":{number}"#);
        }
        self
    }

    pub(super) fn into_text(self) -> String {
        self.0 + "}"
    }
}
