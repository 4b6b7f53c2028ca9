//! `watch`: a client after each save, and errors that do not end it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::support::Location;

const PAY: &str = "spec/operations/pay.yaml";

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn begin(place: &Location) -> Self {
        let errors = File::create(place.path("errors.txt")).unwrap();
        let mut command = place.command(&["watch"]);
        let mut child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (told, lines) = channel();
        thread::spawn(move || {
            out.lines().map_while(Result::ok).all(|line| told.send(line).is_ok())
        });
        Self { child, lines }
    }

    /// What it prints until it waits.
    fn told(&self) -> String {
        let line = || self.lines.recv_timeout(Duration::from_secs(60)).unwrap();
        let lines = std::iter::repeat_with(line);
        lines
            .take_while(|line| !line.starts_with("waiting for"))
            .map(|it| it + "\n")
            .collect()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_generates_after_each_save_and_goes_on_after_errors() {
    let place = Location::new();
    let watching = Watching::begin(&place);
    assert!(watching.told().contains("wrote generated/src/lib.rs"));
    let request = || fs::read_to_string(place.path("generated/openapi.json")).unwrap();
    assert!(request().contains("\"maxLength\": 20"));

    place.edit(PAY, "max_length: 20", "max_lenght: 21");
    assert_eq!(watching.told(), "");
    let errors = fs::read_to_string(place.path("errors.txt")).unwrap();
    assert!(errors.contains("did you mean `max_length`?"), "{errors}");
    assert!(request().contains("\"maxLength\": 20"), "nothing is written");

    place.edit(
        PAY,
        "max_lenght: 21, redact: shown, about: Whose.",
        "max_length: 21, redact: shown, about: 계좌.",
    );
    let told = watching.told();
    assert!(told.contains("changed generated/openapi.json"), "{told}");
    assert!(request().contains("\"maxLength\": 21"));

    fs::rename(place.path("spec"), place.path("gone")).unwrap();
    watching.told();
    fs::rename(place.path("gone"), place.path("spec")).unwrap();
    assert!(watching.told().contains("0 changed"), "it waits for the folder");
}

#[test]
fn a_folder_that_is_not_there_ends_it() {
    let place = Location::new();
    let told = place.xtask(&["watch", "--spec", "elsewhere"]);
    assert_eq!(told.code, Some(2), "{told:?}");
    assert!(told.err.contains("cannot read `elsewhere`"), "{told:?}");
}
