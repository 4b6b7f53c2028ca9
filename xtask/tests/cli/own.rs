//! What is told of the client's own interface, which the generator keeps beside the spec.

use std::fs;

use super::support::Location;

const LISTING: &str = include_str!("../../../codegen/interface/listing.snap");
const RECORDING: &str = include_str!("../../../codegen/interface/recording.snap");

/// What an earlier generator had: a function of another name, and another limit of time.
fn earlier() -> [String; 2] {
    let (url, limit) = ("- fn Prepared::url: ", "read: 30s");
    assert!(LISTING.contains(url) && RECORDING.contains(limit));
    [
        LISTING.replace(url, "- fn Prepared::link: "),
        RECORDING.replace(limit, "read: 20s"),
    ]
}

fn kept([listing, recording]: [&str; 2]) -> Location {
    let place = Location::committed();
    place.write("codegen/interface/listing.snap", listing);
    place.write("codegen/interface/recording.snap", recording);
    place.commit();
    place
}

/// Where an item stands in its file changes with the file.
fn without_lines(text: &str) -> String {
    let mut pieces = text.split("prepared.rs:");
    let mut shown = pieces.next().unwrap().to_owned();
    for piece in pieces {
        shown.push_str("prepared.rs:N");
        shown.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    shown
}

#[test]
fn a_revision_that_keeps_it_is_compared() {
    let same = kept([LISTING, RECORDING]);
    insta::assert_snapshot!(same.xtask(&["diff"]).shown(), @r"
    -- out
    no change since HEAD
    -- exit 0
    ");
    let [listing, recording] = earlier();
    let place = kept([&listing, &recording]);
    let human = place.xtask(&["diff", "--fail-on", "wire"]);
    insta::assert_snapshot!(without_lines(&human.shown()), @r#"
    -- out
    public interface of the client (2)
      C001 type-breaking: fn Prepared::link, removed: (&self) -> String
          deployed client works
          caller's code must change: it is no longer there
          The client's runtime; codegen/runtime/src/prepared.rs:N
      C003 additive: fn Prepared::url, added: (&self) -> String
          deployed client works
          caller's code compiles
          The client's runtime; codegen/runtime/src/prepared.rs:N

    what the client sends (1)
      C051 wire-breaking: sent: the limits of a call, recorded: CallLimits { connect: 10s, read: 20s, total: 60s, max_body: 1048576 } → CallLimits { connect: 10s, read: 30s, total: 60s, max_body: 1048576 }
          deployed client works: it goes on sending what it sent
          caller's code compiles, but means something else: the same call sends something else
          The recording; codegen/interface/recording.snap:1

    changes since HEAD: 2 of the public interface of the client, 1 of what the client sends
    deployed client: works
    caller's code: must change (1 of 3 changes)
    verdict: breaking; small 0.1.0 → 0.2.0 if 0.1.0 is released
    -- exit 1
    "#);
    let markdown = place.xtask(&["diff", "--format", "markdown", "--fail-on", "none"]);
    insta::assert_snapshot!(without_lines(&markdown.shown()), @r#"
    -- out
    ### Changes since `HEAD`: 2 of the public interface of the client, 1 of what the client sends

    - deployed client: **works**
    - caller's code: **must change (1 of 3 changes)**
    - verdict: **breaking; small 0.1.0 → 0.2.0 if 0.1.0 is released**

    #### public interface of the client (2)

    | change | deployed client | caller's code | source |
    |---|---|---|---|
    | C001 **type-breaking** `fn Prepared::link`<br>removed: `(&self) -> String` | works | must change: it is no longer there | The client's runtime<br>`codegen/runtime/src/prepared.rs:N` |
    | C003 **additive** `fn Prepared::url`<br>added: `(&self) -> String` | works | compiles | The client's runtime<br>`codegen/runtime/src/prepared.rs:N` |

    #### what the client sends (1)

    | change | deployed client | caller's code | source |
    |---|---|---|---|
    | C051 **wire-breaking** `sent: the limits of a call`<br>recorded: `CallLimits { connect: 10s, read: 20s, total: 60s, max_body: `… → `CallLimits { connect: 10s, read: 30s, total: 60s, max_body: `…<details><summary>whole</summary>`CallLimits { connect: 10s, read: 20s, total: 60s, max_body: 1048576 }` → `CallLimits { connect: 10s, read: 30s, total: 60s, max_body: 1048576 }`</details> | works: it goes on sending what it sent | compiles, but means something else: the same call sends something else | The recording<br>`codegen/interface/recording.snap:1` |
    -- exit 0
    "#);
    let json = place.xtask(&["diff", "--format", "json"]).out;
    for told in
        ["\"client_compared\": true", "\"part\": \"interface\"", "\"part\": \"sent\""]
    {
        assert!(json.contains(told), "{json}");
    }
}

/// Of both sides what they keep is compared, whatever the present generator has.
#[test]
fn the_sides_of_a_range_are_those_of_git() {
    let [listing, recording] = earlier();
    let place = kept([&listing, &recording]);
    place.write("codegen/interface/listing.snap", LISTING);
    place.write("codegen/interface/recording.snap", RECORDING);
    place.commit();
    let range = place.xtask(&["diff", "HEAD~..HEAD"]);
    assert!(range.out.contains("C001 type-breaking: fn Prepared::link, removed"));
    assert!(range.out.contains("C051 wire-breaking: sent: the limits of a call"));
}

/// A release keeps it, and what has changed since moves the version.
#[test]
fn a_release_keeps_it() {
    let place = Location::new();
    place.xtask(&["regen"]);
    place.xtask(&["release"]);
    let unchanged = place.xtask(&["diff", "spec/released"]);
    assert_eq!(unchanged.out, "no change since spec/released\n");
    place.edit(
        "spec/released/client.yaml",
        "- fn Prepared::url: ",
        "- fn Prepared::link: ",
    );
    let told = place.xtask(&["regen"]);
    assert!(
        told.out.contains("C001 type-breaking: fn Prepared::link, removed"),
        "{told:?}"
    );
    assert!(told.out.contains("breaking; small 0.1.0 → 0.2.0"), "{told:?}");
    let read = |path| fs::read_to_string(place.path(path)).unwrap();
    assert!(read("generated/Cargo.toml").contains("version = \"0.2.0\""));
    let changelog = read("generated/CHANGELOG.md");
    let (_, own) =
        changelog.split_once("### Public interface of the client\n\n").unwrap();
    assert!(own.starts_with("- type-breaking: fn Prepared::link, removed"), "{own}");
    // What is agreed to is no finding.
    place.write(
        "spec/accepted.yaml",
        "exceptions:\n  - { change: C001, subject: fn Prepared::link, because: 아무도 쓰지 않는다., \
         by: 결제팀 }\n",
    );
    let diff = place.xtask(&["diff", "spec/released", "--fail-on", "type"]);
    assert_eq!(diff.code, Some(0), "{diff:?}");
    assert!(diff.out.contains("accepted (1)"), "{diff:?}");
    place.xtask(&["release"]);
    assert_eq!(place.xtask(&["diff", "spec/released"]).code, Some(0));
    assert!(
        read("generated/CHANGELOG.md").contains("- type-breaking: fn Prepared::link")
    );
}

/// A state that has no record of it, or one of another form, is compared as far as it is known.
#[test]
fn what_is_not_recorded_is_told_to_be_unknown() {
    let note = "the client's own interface and what it sends are not compared";
    let other = LISTING.replace("form 1", "form 0");
    let place = kept([&other, RECORDING]);
    let diff = place.xtask(&["diff"]);
    assert_eq!(diff.code, Some(0), "{diff:?}");
    assert!(diff.out.contains(note), "{diff:?}");
    let json = place.xtask(&["diff", "--format", "json"]).out;
    assert!(json.contains("\"client_compared\": false"), "{json}");
    place.xtask(&["release"]);
    fs::remove_file(place.path("spec/released/client.yaml")).unwrap();
    assert!(place.xtask(&["diff", "spec/released"]).out.contains(note));
    place.xtask(&["regen"]);
    let changelog = fs::read_to_string(place.path("generated/CHANGELOG.md")).unwrap();
    assert!(
        changelog.contains("own interface is not recorded for 0.1.0"),
        "{changelog}"
    );
}
