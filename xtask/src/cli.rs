//! The commands and their options.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgGroup, ArgMatches};

use crate::args::{
    Options, flag, folder, folder_arg, format, is_json, operation_id, pages, spec,
};

mod digest;
mod docs;
mod openapi;

pub(crate) use digest::{Diff, DigestFormat, Errata};
pub(crate) use docs::Docs;
pub(crate) use openapi::OpenApi;

macro_rules! commands {
    ($($Options:ident $name:literal)*) => {
        /// A command with its options.
        pub(crate) enum Command {
            $($Options($Options),)*
        }

        impl Command {
            fn all() -> impl Iterator<Item = clap::Command> {
                [$($Options::define(clap::Command::new($name)),)*].into_iter()
            }

            fn read(name: &str, options: ArgMatches) -> Option<Self> {
                match name {
                    $($name => Some(Self::$Options($Options::read(options))),)*
                    _ => None,
                }
            }
        }
    };
}

// In the order in which the help lists them.
commands! {
    Regen "regen"
    Lint "lint"
    Watch "watch"
    Catalog "catalog"
    New "new"
    Schema "schema"
    Import "import"
    Audit "audit"
    Pages "pages"
    Explain "explain"
    Diff "diff"
    Errata "errata"
    OpenApi "openapi"
    Docs "docs"
    Release "release"
}

/// `regen`
pub(crate) struct Regen {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) check: bool,
    pub(crate) force: bool,
}

impl Options for Regen {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Generates the client from the spec; writes all of its files or none")
            .arg(spec())
            .arg(folder_arg("out", "generated", "Folder of the client"))
            .arg(flag(
                "check",
                "Write nothing; show the differences, and exit with 1 if there are any",
            ))
            .arg(flag(
                "force",
                "Also overwrite and remove files that people have edited or added",
            ))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
            check: options.get_flag("check"),
            force: options.get_flag("force"),
        }
    }
}

/// `lint`
pub(crate) struct Lint {
    pub(crate) spec: PathBuf,
    pub(crate) only: Option<String>,
    pub(crate) json: bool,
}

impl Options for Lint {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Checks the spec and reports everything that is wrong with it")
            .arg(spec())
            .arg(Arg::new("only").long("only").value_name("CODE").help(
                "Show each finding of this kind, such as L050 or Q001, and no other",
            ))
            .arg(format(["human", "json"]))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            only: options.remove_one("only"),
            json: is_json(&options),
        }
    }
}

/// `watch`
pub(crate) struct Watch {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

impl Options for Watch {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Checks the spec and generates the client after each save, until ^C")
            .arg(spec())
            .arg(folder_arg("out", "generated", "Folder of the client"))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
        }
    }
}

/// `catalog`
pub(crate) struct Catalog {
    pub(crate) spec: PathBuf,
    pub(crate) json: bool,
}

impl Options for Catalog {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Lists the portal's APIs and the state of each")
            .arg(spec())
            .arg(format(["human", "json"]))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            json: is_json(&options),
        }
    }
}

/// `new`
pub(crate) struct New {
    pub(crate) spec: PathBuf,
    pub(crate) what: Skeleton,
}

/// The file to create, by its id.
pub(crate) enum Skeleton {
    Vendor(String),
    Operation(String),
}

impl Options for New {
    fn define(command: clap::Command) -> clap::Command {
        let id =
            "Id of the operation, such as charge-card; the file is operations/ID.yaml";
        let vendor = "Begins the spec of another vendor instead: api.yaml, with every choice of the format";
        command
            .about(
                "Creates the file of an operation or of a vendor, to transcribe by hand",
            )
            .arg(Arg::new("id").value_name("ID").help(id))
            .arg(Arg::new("vendor").long("vendor").value_name("ID").help(vendor))
            .group(ArgGroup::new("what").args(["id", "vendor"]).required(true))
            .arg(spec())
    }

    fn read(mut options: ArgMatches) -> Self {
        let vendor = options.remove_one("vendor").map(Skeleton::Vendor);
        Self {
            spec: folder(&mut options, "spec"),
            what: vendor.unwrap_or_else(|| {
                Skeleton::Operation(options.remove_one("id").unwrap_or_default())
            }),
        }
    }
}

/// `schema`
pub(crate) struct Schema {
    pub(crate) spec: PathBuf,
    pub(crate) check: bool,
}

impl Options for Schema {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Writes the JSON Schemas of the spec's files, for editors")
            .arg(spec())
            .arg(flag("check", "Write nothing; exit with 1 if a schema is out of date"))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            check: options.get_flag("check"),
        }
    }
}

/// `import`
pub(crate) struct Import {
    pub(crate) spec: PathBuf,
    pub(crate) pages: Vec<PathBuf>,
    pub(crate) id: Option<String>,
    pub(crate) dry_run: bool,
    pub(crate) mode: ImportMode,
    pub(crate) json: bool,
}

/// What `import` does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportMode {
    /// Adds what captures show.
    Add,
    /// Takes the captures as what the pages are now.
    Accept,
    /// Gives names again.
    Rename,
}

impl Options for Import {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Imports captured pages of the portal into the spec")
            .arg(pages().required(false).required_unless_present("rename"))
            .arg(operation_id())
            .arg(spec())
            .arg(flag("dry-run", "Write nothing; show what would be written"))
            .arg(
                flag(
                    "rename",
                    "Give the names that import has made again, as one import of all pages would",
                )
                .conflicts_with_all(["page", "id", "accept"]),
            )
            .arg(flag(
                "accept",
                "Take the captures as what the pages are now, in place of recording what contradicts the spec",
            ))
            .arg(format(["human", "json"]))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            pages: options.remove_many("page").into_iter().flatten().collect(),
            id: options.remove_one("id"),
            dry_run: options.get_flag("dry-run"),
            mode: match (options.get_flag("rename"), options.get_flag("accept")) {
                (true, _) => ImportMode::Rename,
                (false, true) => ImportMode::Accept,
                (false, false) => ImportMode::Add,
            },
            json: is_json(&options),
        }
    }
}

/// `audit`
pub(crate) struct Audit {
    pub(crate) spec: PathBuf,
    pub(crate) pages: Vec<PathBuf>,
    pub(crate) id: Option<String>,
    pub(crate) json: bool,
}

impl Options for Audit {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Compares captured pages of the portal with the spec")
            .arg(pages())
            .arg(operation_id())
            .arg(spec())
            .arg(format(["human", "json"]))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            pages: options.remove_many("page").into_iter().flatten().collect(),
            id: options.remove_one("id"),
            json: is_json(&options),
        }
    }
}

/// `pages`
pub(crate) struct Pages {
    pub(crate) spec: PathBuf,
    pub(crate) json: bool,
}

impl Options for Pages {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Lists the address of each operation's page")
            .arg(spec())
            .arg(format(["human", "json"]))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            json: is_json(&options),
        }
    }
}

/// `explain`
pub(crate) struct Explain {
    pub(crate) code: Option<String>,
}

impl Options for Explain {
    fn define(command: clap::Command) -> clap::Command {
        command.about("Explains a finding or a kind of change, with examples").arg(
            Arg::new("code")
                .value_name("CODE")
                .help("Code of the finding or the kind, such as L011 or C304; without it, all are listed"),
        )
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            code: options.remove_one("code"),
        }
    }
}

/// `release`
pub(crate) struct Release {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

impl Options for Release {
    fn define(command: clap::Command) -> clap::Command {
        command
            .about("Records a release: later versions and changelogs start from it")
            .arg(spec())
            .arg(folder_arg("out", "generated", "Folder of the client"))
    }

    fn read(mut options: ArgMatches) -> Self {
        Self {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
        }
    }
}

/// Reads the command line. A request for help is an error, as wrong usage is.
pub(crate) fn command() -> Result<Command, clap::Error> {
    let mut definition = definition();
    let mut matches = definition.try_get_matches_from_mut(std::env::args_os())?;
    let given = matches.remove_subcommand();
    given
        .and_then(|(name, options)| Command::read(&name, options))
        .ok_or_else(|| definition.error(ErrorKind::MissingSubcommand, "missing command"))
}

fn definition() -> clap::Command {
    clap::Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Generates the client from the spec.")
        .after_help(
            "Exit codes: 0 success, 1 findings, 2 wrong usage or unreadable input.",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(Command::all())
}
