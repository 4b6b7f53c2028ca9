//! The commands whose output is for people, for pull requests or for programs.

use std::path::PathBuf;

use clap::{Arg, ArgMatches};
use codegen::semver::Group;

use crate::args::{Options, flag, folder, format, spec};

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
            .about("Reports what changed in the spec, and whom it breaks")
            .arg(
                Arg::new("base")
                    .value_name("BASE")
                    .default_value("HEAD")
                    .help(
                        "Git revision to compare with, of a branch its merge base with HEAD; two \
                         of them, A..B or A...B; or the folder of another spec",
                    ),
            )
            .arg(spec())
            .arg(
                Arg::new("fail-on")
                    .long("fail-on")
                    .value_parser(["wire", "type", "behaviour", "any", "none"])
                    .default_value("any")
                    .value_name("GROUP")
                    .help("Exit with 1 for changes of this group or a worse one"),
            )
            .arg(format(["human", "markdown", "json"]))
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
    pub(crate) readings: bool,
}

impl Options for Errata {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Lists questions about the documentation, to send to the vendor")
            .arg(spec())
            .arg(format(["markdown", "json"]))
            .arg(flag("readings", "Also list what was decided without the vendor"))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            readings: options.get_flag("readings"),
            spec: folder(&mut options, "spec"),
            format: digest_format(&options),
        }
    }
}

/// The output format of changes.
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
