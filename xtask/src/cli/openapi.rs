//! The command that prints the OpenAPI document.

use std::path::PathBuf;

use clap::{Arg, ArgMatches};

use crate::args::{Options, folder, spec};

/// `openapi`
pub(crate) struct OpenApi {
    pub(crate) spec: PathBuf,
    pub(crate) subject: Option<String>,
}

impl Options for OpenApi {
    fn define(command: clap::Command) -> clap::Command {
        command.about("Prints the API as an OpenAPI 3.1 document").arg(spec()).arg(
            Arg::new("subject")
                .long("subject")
                .value_name("ID")
                .help("Only the operations of this subject"),
        )
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            subject: options.remove_one("subject"),
        }
    }
}
