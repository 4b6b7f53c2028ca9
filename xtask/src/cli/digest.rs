//! The commands that tell what a spec says, to people, for a pull request or to programs.

use std::path::PathBuf;

use clap::{Arg, ArgMatches};
use codegen::semver::Group;

use crate::args::{Options, folder, spec};

/// `diff`
pub(crate) struct Diff {
    pub(crate) spec: PathBuf,
    pub(crate) base: String,
    pub(crate) format: DigestFormat,
    /// The mildest group of which a change is a finding; none where no change is.
    pub(crate) fail_on: Option<Group>,
}

impl Options for Diff {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Tells what changed in the spec, for whom, and how badly")
            .arg(
                Arg::new("base")
                    .value_name("BASE")
                    .default_value("HEAD")
                    .help(
                        "A branch, which stands for its merge base with HEAD; another revision \
                         of git; A..B or A...B, both of git; or the folder of another spec",
                    ),
            )
            .arg(spec())
            .arg(
                Arg::new("fail-on")
                    .long("fail-on")
                    .value_parser(["wire", "type", "behaviour", "any", "none"])
                    .default_value("any")
                    .help("Exit with 1 for a change that is as bad as this, or worse"),
            )
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_parser(["human", "markdown", "json"])
                    .default_value("human")
                    .help("For people, for a pull request, or for programs"),
            )
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            base: options.remove_one("base").unwrap_or_default(),
            format: digest_format(&options),
            fail_on: fail_on(&options),
        }
    }
}

/// `errata`
pub(crate) struct Errata {
    pub(crate) spec: PathBuf,
    pub(crate) format: DigestFormat,
}

impl Options for Errata {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Lists what the documentation leaves open, to be sent to the vendor")
            .arg(spec())
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_parser(["markdown", "json"])
                    .default_value("markdown")
                    .help("To be sent, or for programs"),
            )
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            format: digest_format(&options),
        }
    }
}

/// How changes are told.
pub(crate) enum DigestFormat {
    Human,
    Markdown,
    Json,
}

fn digest_format(options: &ArgMatches) -> DigestFormat {
    match options.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => DigestFormat::Markdown,
        Some("json") => DigestFormat::Json,
        _ => DigestFormat::Human,
    }
}

fn fail_on(options: &ArgMatches) -> Option<Group> {
    match options.get_one::<String>("fail-on").map(String::as_str) {
        Some("none") => None,
        Some("wire") => Some(Group::WireBreaking),
        Some("type") => Some(Group::TypeBreaking),
        Some("behaviour") => Some(Group::Behaviour),
        _ => Some(Group::Documentation),
    }
}
