//! The gateway, from the chairs of its callers, of its vendor, and of those who are not let in.

mod attacks;
mod calls;
mod document;
mod files;
mod load;
mod mutated;
mod slow;
mod state;

use super::cli::Desk;
use super::described::VENDOR;
use crate::runtime::cli::{Terminal, run};
use crate::runtime::description::Vendor;
use crate::runtime::fake::Fake;
use serde_json::Value;
use std::ffi::OsString;
use std::io::{self, Read as _, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// So long that only a hanging test reaches it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A payment that keeps every rule.
const PAYMENT: &str = r#"{"accountNo":"110123456789","birthDate":"19911224",
 "amount":99999999999999999999,"agreed":"Y","bank":"004","buyer":{"fullName":"홍길동"}}"#;

/// What no log, metric or problem may have.
const PLANTED: [&str; 5] =
    ["홍길동", "19911224", "110123456789", "secret-key", "fake-access"];

/// Asks the process to stop.
pub(super) type Stop = Box<dyn FnMut() + Send>;

/// What a command writes.
#[derive(Clone, Default)]
pub(super) struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A command that serves until it is stopped.
pub(super) struct Launched {
    pub(super) out: Written,
    pub(super) log: Written,
    pub(super) stop: Stop,
    pub(super) thread: JoinHandle<u8>,
}

impl Launched {
    pub(super) fn new(
        vendor: &'static Vendor,
        program: &[&str],
        variables: &[(String, String)],
    ) -> Self {
        let variables = variables.to_vec();
        let program = ["test-vendor"].iter().chain(program).map(OsString::from);
        let program: Vec<_> = program.collect();
        let (out, log) = (Written::default(), Written::default());
        let (shows, mut told) = (out.clone(), log.clone());
        let (stops, stop) = mpsc::channel();
        let thread = thread::spawn(move || {
            let variable = |name: &str| {
                let found = variables.iter().find(|(known, _)| known == name);
                found.map(|(_, value)| OsString::from(value))
            };
            let mut terminal = Terminal {
                input: &mut std::io::empty(),
                out: &mut { shows },
                err: &mut told,
                variable: &variable,
                fixed: None,
                ask: None,
                is_screen: false,
                on_stop: &|stop| stops.send(stop).unwrap(),
            };
            run(vendor, program, &mut terminal)
        });
        let stop =
            stop.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{}", log.text()));
        Self { out, log, stop, thread }
    }
}

/// A running gateway.
struct Served {
    fake: Fake,
    /// Kept for its files.
    _desk: Desk,
    address: String,
    token: String,
    log: Written,
    stop: Option<Stop>,
    thread: Option<JoinHandle<u8>>,
}

impl Served {
    fn start(name: &str, more: &[&str]) -> Self {
        let fake = Fake::of(&VENDOR, 0).unwrap();
        let desk = Desk::of(&fake, name);
        Self::of(&VENDOR, (fake, desk), more)
    }

    fn of(vendor: &'static Vendor, (fake, desk): (Fake, Desk), more: &[&str]) -> Self {
        let program = [&["gateway"], more].concat();
        let Launched { out, log, stop, thread } =
            Launched::new(vendor, &program, desk.variables());
        wait(|| out.text().contains("# Serving until it is stopped."));
        let out = out.text();
        let value = |name: &str| {
            let line = out
                .lines()
                .find_map(|it| it.strip_prefix("export ")?.strip_prefix(name));
            line.map(|it| it.trim_start_matches('=').trim_matches('\'').to_owned())
        };
        let url = value("TEST_VENDOR_GATEWAY_URL").unwrap();
        let known =
            desk.variables().iter().find(|(name, _)| name.ends_with("GATEWAY_TOKEN"));
        let known = known.map(|(_, value)| value.clone());
        Self {
            address: url.strip_prefix("http://").unwrap().to_owned(),
            token: value("TEST_VENDOR_GATEWAY_TOKEN").or(known).unwrap_or_default(),
            fake,
            _desk: desk,
            log,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    fn connect(&self) -> TcpStream {
        connect(&self.address)
    }

    /// The head of a request that is let in, without its end.
    fn head(&self, line: &str) -> String {
        let Self { address, token, .. } = self;
        format!(
            "{line} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Connection: close\r\n"
        )
    }

    /// The answer to a request that is let in.
    fn ask(&self, line: &str, headers: &str, body: &str) -> Answer {
        let head = self.head(line);
        let length = body.len();
        let text = format!("{head}Content-Length: {length}\r\n{headers}\r\n{body}");
        self.raw(text.as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "", "")
    }

    fn pay(&self, body: &str) -> Answer {
        self.ask("POST /v1/payments", "Content-Type: application/json\r\n", body)
    }

    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        Answer::read(stream).unwrap()
    }

    /// Stops it as a signal does, and returns its exit code and its log.
    fn stopped(mut self) -> (u8, String) {
        let mut stop = self.stop.take().unwrap();
        stop();
        let code = self.thread.take().unwrap().join().unwrap();
        let log = self.log.text();
        for planted in PLANTED {
            assert!(!log.contains(planted), "{planted} in {log}");
        }
        assert!(!log.contains(&self.token), "{log}");
        (code, log)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let (Some(mut stop), Some(thread)) = (self.stop.take(), self.thread.take()) {
            stop();
            let _ = thread.join();
        }
    }
}

pub(super) fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Waits until something is so.
pub(super) fn wait(is_so: impl Fn() -> bool) {
    for _ in 0..6000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not come about");
}

/// What the gateway answers.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Answer {
    /// Reads all that comes; `None` if there is nothing.
    pub(super) fn read(mut stream: TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        // The connection may be reset behind the answer.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n")?;
        Some(Self {
            status: head.split(' ').nth(1)?.parse().ok()?,
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let mut fields = fields.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        fields.next().map(|(_, value)| value)
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Its outcome, whether it has reached the vendor, and the remedy.
    fn told(&self) -> [&str; 3] {
        ["gateway-outcome", "gateway-reached", "gateway-remedy"]
            .map(|name| self.header(name).unwrap_or_default())
    }
}
