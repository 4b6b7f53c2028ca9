//! The command that writes the documentation as pages.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, ValueHint, value_parser};

use crate::args::{Options, folder, spec};

/// `docs`
pub(crate) struct Docs {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

impl Options for Docs {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Writes the documentation as pages for a web server, without requests to try")
            .arg(spec())
            .arg(
                Arg::new("out")
                    .long("out")
                    .value_name("DIR")
                    .value_hint(ValueHint::DirPath)
                    .value_parser(value_parser!(PathBuf))
                    .required(true)
                    .help("Folder of the pages, which has nothing else in it"),
            )
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
        }
    }
}
