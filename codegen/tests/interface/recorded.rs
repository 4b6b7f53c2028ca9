//! What is told of recordings.

use codegen::interface::{self, Interface, KEPT};
use codegen::semver::Verdict;

use super::mutations::mutations;

fn kept() -> [String; 2] {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    KEPT.map(|file| std::fs::read_to_string(root.join(file)).unwrap())
}

fn told(old: &Interface, new: &Interface) -> Vec<String> {
    let changes = interface::diff(old, new);
    let line = |it: &codegen::semver::Change| {
        format!("{} {}, {}", it.effect.kind.id(), it.subject, it.what())
    };
    changes.iter().map(line).collect()
}

/// The recording is made by a test of the runtime, whose code it names.
#[test]
fn the_recording_is_of_the_present_code() {
    let [listing, recording] = kept();
    let old = Interface::of_kept(&listing, &recording).unwrap();
    let [mutation, ..] = &mutations().collect::<Vec<_>>()[..] else { panic!() };
    let code = |listing: &str, file: &str| {
        let line = listing.lines().find(|line| line.starts_with(file)).unwrap();
        line.rsplit_once(' ').unwrap().1.to_owned()
    };
    for file in listing.lines().filter(|line| line.starts_with("runtime/")) {
        let file = file.split(' ').next().unwrap();
        assert_eq!(
            code(&listing, &format!("{file} ")),
            code(&recording, &format!("{file} ")),
            "{file} has changed since the recording; make it again: \
             `INSTA_UPDATE=always cargo test -p runtime --all-features recorded`"
        );
    }
    assert_eq!(told(&old, &Interface::current()), [""; 0]);
    let mutated = Interface::with(&[(mutation.file, mutation.text())]);
    let told = told(&old, &mutated);
    let code = format!("C053 code, changed in: codegen/runtime/src/{}", mutation.file);
    assert!(told.contains(&code), "{told:#?}");
}

#[test]
fn what_is_sent_and_read_otherwise_is_told() {
    let [listing, recording] = kept();
    let old = Interface::of_kept(&listing, &recording).unwrap();
    for (from, to, expected, verdict) in [
        (
            "x-user: user-1\nx-call-id: 261124085959-fedcba9\nx-access-key",
            "x-client: user-1\nx-call-id: 261124085959-fedcba9\nx-access-key",
            "C051 sent: a request with a body, recorded: x-user: user-1 → x-client: user-1",
            "breaking",
        ),
        (
            "read: 30s",
            "read: 20s",
            "C051 sent: the limits of a call, recorded: CallLimits { connect: 10s, read: 30s, \
             total: 60s, max_body: 1048576 } → CallLimits { connect: 10s, read: 20s, total: 60s, \
             max_body: 1048576 }",
            "breaking",
        ),
        (
            "code Outcome(E2), remedy RetryLater",
            "code Outcome(E2), remedy AskUser",
            "C052 read: a documented refusal, to be sent later, recorded: api, code Outcome(E2), \
             remedy RetryLater, reached Yes → api, code Outcome(E2), remedy AskUser, reached Yes",
            "breaking",
        ),
        (
            "\n== read: no JSON",
            "\n== read: no JSON at all",
            "C055 read: no JSON, removed",
            "compatible",
        ),
        (
            "\n== read: success\nsuccess, 200 OK\n",
            "",
            "C055 read: success, removed",
            "compatible",
        ),
    ] {
        assert!(recording.contains(from), "{from}");
        let new =
            Interface::of_kept(&listing, &recording.replacen(from, to, 1)).unwrap();
        let told = told(&old, &new);
        assert_eq!(told[0], expected);
        assert!(told.len() < 3, "{told:#?}");
        let changes = interface::diff(&old, &new);
        assert_eq!(Verdict::of(&changes).bump.name(), verdict, "{told:#?}");
    }
}

/// Once it is recorded that nothing else is sent, it is told that the code alone has changed.
#[test]
fn code_that_sends_the_same_is_told_as_that() {
    let [listing, recording] = kept();
    let old = Interface::of_kept(&listing, &recording).unwrap();
    let line =
        listing.lines().find(|line| line.starts_with("runtime/sign.rs ")).unwrap();
    let code = line.rsplit_once(' ').unwrap().1;
    let [listing, recording] =
        [listing.replace(code, "new"), recording.replace(code, "new")];
    let new = Interface::of_kept(&listing, &recording).unwrap();
    assert_eq!(told(&old, &new), ["C054 code, changed in: codegen/runtime/src/sign.rs"]);
}

/// A line that names every file of the runtime helps nobody.
#[test]
fn many_files_are_told_by_their_number() {
    let [mut listing, mut recording] = kept();
    let old = Interface::of_kept(&listing, &recording).unwrap();
    let lines: Vec<_> = listing.lines().map(str::to_owned).collect();
    let files = lines.iter().filter(|line| line.starts_with("runtime/fake/"));
    let codes: Vec<_> = files.filter_map(|line| line.rsplit_once(' ')).collect();
    assert!(codes.len() > 12, "{codes:?}");
    for (_, code) in &codes {
        listing = listing.replace(code, "new");
        recording = recording.replace(code, "new");
    }
    let new = Interface::of_kept(&listing, &recording).unwrap();
    let expected = format!(
        "C054 code, changed in: {} files below codegen/runtime/src/fake",
        codes.len()
    );
    assert_eq!(told(&old, &new), [expected]);
}

#[test]
fn a_release_keeps_it_as_it_is() {
    let now = Interface::current();
    let kept = Interface::of_yaml(&now.yaml()).unwrap();
    assert_eq!(kept, now);
    assert!(kept.is_recorded());
}

/// Of what a state has no record of, nothing is known.
#[test]
fn what_is_not_recorded_is_not_compared() {
    let [listing, recording] = kept();
    let old = Interface::of_kept(&listing, "").unwrap();
    let other = recording.replace("read: 30s", "read: 20s");
    let new = Interface::of_kept(&listing, &other).unwrap();
    assert!(!old.is_recorded());
    assert_eq!(told(&old, &new), [""; 0]);
}
