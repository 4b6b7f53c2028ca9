//! A stand-in of a vendor, running.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::Value;

use super::{folder, process};

/// A stand-in, which ends with its value.
pub(crate) struct Standin {
    child: Child,
    /// `127.0.0.1:PORT`
    address: String,
}

impl Standin {
    pub(crate) fn start(vendor: &str) -> Self {
        let mut python = process::command("python3");
        python.arg("-B").arg(folder(vendor).join("standin.py"));
        // It ends too when these tests are killed.
        python.arg("--until-stdin-ends").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = python.spawn().expect("python3 runs the stand-ins");
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How the next call is answered.
    pub(crate) fn next(&self, how: &Value) {
        self.ask("POST", "next", how);
    }

    /// As if just started.
    pub(crate) fn reset(&self) {
        self.ask("POST", "reset", &Value::Null);
    }

    /// All calls so far, with complaints and counters.
    pub(crate) fn log(&self) -> Value {
        self.ask("GET", "log", &Value::Null)
    }

    /// Sends an event to a URL; what came back.
    pub(crate) fn webhook(&self, how: &Value) -> Value {
        self.ask("POST", "webhook", how)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} /__standin/{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{path} {body}");
        serde_json::from_str(body).unwrap()
    }
}

impl Drop for Standin {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
