//! A server on this machine that does whatever a test wants, good or bad.

use crate::runtime::CallLimits;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{thread, time::Duration};

pub(super) const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

pub(super) const PATIENT: CallLimits = CallLimits {
    connect: ms(5000),
    read: ms(5000),
    total: ms(5000),
    max_body: 1 << 20,
};

pub(super) const SUCCESS: &str = r#"{"result":{"code":"E0"}}"#;

/// It lives as long as the tests run.
pub(super) struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Does `serve` with every connection, each in a thread of its own.
    pub(super) fn start(
        serve: impl Fn(Peer) -> Option<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let (serve, counter) = (Arc::new(serve), Arc::clone(&connections));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::SeqCst);
                // So that no thread outlives the tests' patience.
                stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                stream.set_nodelay(true).unwrap();
                let serve = Arc::clone(&serve);
                thread::spawn(move || serve(Peer(stream)));
            }
        });
        Self { port, connections }
    }

    pub(super) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://127.0.0.1:{}/api", self.port)
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// One connection. What returns `None` found it closed.
pub(super) struct Peer<S = TcpStream>(S);

impl Peer {
    /// The same connection through a layer over it.
    pub(super) fn through<'a, S>(
        &'a mut self,
        layer: impl FnOnce(&'a mut TcpStream) -> S,
    ) -> Peer<S> {
        Peer(layer(&mut self.0))
    }

    /// Does nothing until something more has come, but not for longer than that.
    pub(super) fn wait_for_more(&mut self, patience: Duration) {
        let patient = self.0.read_timeout().unwrap();
        self.0.set_read_timeout(Some(patience)).unwrap();
        let _ = self.0.peek(&mut [0]);
        self.0.set_read_timeout(patient).unwrap();
    }
}

impl<S: Read + Write> Peer<S> {
    /// Receives one whole request.
    pub(super) fn receive(&mut self) -> Option<String> {
        let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| {
                    line.to_ascii_lowercase()
                        .strip_prefix("content-length: ")?
                        .parse()
                        .ok()
                });
                if body.len() >= length.unwrap_or(0) {
                    return Some(text);
                }
            }
            match self.0.read(&mut chunk) {
                Ok(0) | Err(_) => return None,
                Ok(count) => bytes.extend(&chunk[..count]),
            }
        }
    }

    pub(super) fn send(&mut self, text: impl AsRef<[u8]>) -> Option<()> {
        self.0.write_all(text.as_ref()).ok()
    }

    /// Answers with this and the right length.
    pub(super) fn answer(&mut self, status: &str, body: impl AsRef<[u8]>) -> Option<()> {
        let body = body.as_ref();
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
        self.send([head.as_bytes(), body].concat())
    }

    /// Does nothing until the other side is gone.
    pub(super) fn wait(&mut self) -> Option<()> {
        while self.0.read(&mut [0; 64]).ok()? > 0 {}
        None
    }
}

pub(super) fn pause(milliseconds: u64) {
    thread::sleep(Duration::from_millis(milliseconds));
}

/// A server that answers any number of requests on each connection.
pub(super) fn polite() -> Server {
    Server::start(|mut peer| {
        loop {
            peer.receive()?;
            peer.answer("200 OK", SUCCESS)?;
        }
    })
}

#[cfg(feature = "reqwest")]
pub(super) fn run<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(future)
}
