//! The commands and their options.

use std::iter::repeat_n;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

/// What is to be done.
pub(crate) enum Command {
    Regen(Regen),
    Lint(Lint),
    Catalog(Catalog),
    New(New),
    Schema(Schema),
    Explain(Option<String>),
    Import(Import),
    Audit(Audit),
    Diff(Diff),
    Release(Release),
    Errata(Errata),
}

/// `import`
pub(crate) struct Import {
    pub(crate) spec: PathBuf,
    pub(crate) pages: Vec<PathBuf>,
    pub(crate) id: Option<String>,
    pub(crate) dry_run: bool,
    pub(crate) json: bool,
}

/// `audit`
pub(crate) struct Audit {
    pub(crate) spec: PathBuf,
    pub(crate) pages: Vec<PathBuf>,
    pub(crate) id: Option<String>,
    pub(crate) json: bool,
}

/// `regen`
pub(crate) struct Regen {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) check: bool,
    pub(crate) force: bool,
}

/// `lint`
pub(crate) struct Lint {
    pub(crate) spec: PathBuf,
    pub(crate) json: bool,
}

/// `catalog`
pub(crate) struct Catalog {
    pub(crate) spec: PathBuf,
    pub(crate) json: bool,
}

/// `new`
pub(crate) struct New {
    pub(crate) spec: PathBuf,
    pub(crate) id: String,
}

/// `schema`
pub(crate) struct Schema {
    pub(crate) spec: PathBuf,
    pub(crate) check: bool,
}

/// `diff`
pub(crate) struct Diff {
    pub(crate) spec: PathBuf,
    pub(crate) base: String,
    pub(crate) format: DigestFormat,
}

/// `release`
pub(crate) struct Release {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

/// `errata`
pub(crate) struct Errata {
    pub(crate) spec: PathBuf,
    pub(crate) format: DigestFormat,
}

/// How changes are told.
pub(crate) enum DigestFormat {
    Human,
    Markdown,
    Json,
}

/// Reads the command line. A request for help is an error, as wrong usage is.
pub(crate) fn command() -> Result<Command, clap::Error> {
    let mut matches = definition().try_get_matches()?;
    Ok(match matches.remove_subcommand() {
        Some((name, mut options)) if name == "regen" => Command::Regen(Regen {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
            check: options.get_flag("check"),
            force: options.get_flag("force"),
        }),
        Some((name, mut options)) if name == "lint" => Command::Lint(Lint {
            spec: folder(&mut options, "spec"),
            json: is_json(&options),
        }),
        Some((name, mut options)) if name == "catalog" => Command::Catalog(Catalog {
            spec: folder(&mut options, "spec"),
            json: is_json(&options),
        }),
        Some((name, mut options)) if name == "new" => Command::New(New {
            spec: folder(&mut options, "spec"),
            id: options.remove_one("id").unwrap_or_default(),
        }),
        Some((name, mut options)) if name == "schema" => Command::Schema(Schema {
            spec: folder(&mut options, "spec"),
            check: options.get_flag("check"),
        }),
        Some((name, mut options)) if name == "errata" => Command::Errata(Errata {
            spec: folder(&mut options, "spec"),
            format: digest_format(&options),
        }),
        Some((name, mut options)) if name == "release" => Command::Release(Release {
            spec: folder(&mut options, "spec"),
            out: folder(&mut options, "out"),
        }),
        Some((name, mut options)) if name == "import" => Command::Import(Import {
            spec: folder(&mut options, "spec"),
            pages: options.remove_many("page").into_iter().flatten().collect(),
            id: options.remove_one("id"),
            dry_run: options.get_flag("dry-run"),
            json: is_json(&options),
        }),
        Some((name, mut options)) if name == "audit" => Command::Audit(Audit {
            spec: folder(&mut options, "spec"),
            pages: options.remove_many("page").into_iter().flatten().collect(),
            id: options.remove_one("id"),
            json: is_json(&options),
        }),
        Some((name, mut options)) if name == "diff" => Command::Diff(Diff {
            spec: folder(&mut options, "spec"),
            base: options.remove_one("base").unwrap_or_default(),
            format: digest_format(&options),
        }),
        Some((_, mut options)) => Command::Explain(options.remove_one("code")),
        // A subcommand is required, so clap has ended the process.
        None => Command::Explain(None),
    })
}

fn is_json(options: &ArgMatches) -> bool {
    options.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// The folder that was named, or else the project's own.
fn folder(options: &mut ArgMatches, name: &str) -> PathBuf {
    let is_own = options.value_source(name) == Some(ValueSource::DefaultValue);
    let folder: PathBuf = options.remove_one(name).unwrap_or_default();
    if is_own { project().join(folder) } else { folder }
}

/// The nearest folder with a spec, from here upwards, so that it makes no difference where in
/// the project one stands; here, where there is none.
fn project() -> PathBuf {
    let steps = std::env::current_dir().map_or(0, |here| here.ancestors().count());
    let upwards = (0..steps).map(|steps| repeat_n("..", steps).collect::<PathBuf>());
    let mut with_spec = upwards.filter(|up| up.join("spec/api.yaml").is_file());
    with_spec.next().unwrap_or_default()
}

fn definition() -> clap::Command {
    clap::Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Turns the spec into the client.")
        .after_help("Exit codes: 0 fine, 1 findings, 2 wrong usage or unreadable input.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            clap::Command::new("regen")
                .about("Writes the client that the spec describes, all of it or nothing")
                .arg(spec())
                .arg(folder_arg("out", "generated", "The folder of the client"))
                .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help(
                    "Write nothing; show what differs, and exit with 1 if anything does",
                ))
                .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(
                    "Overwrite and remove what people have put into the folder, too",
                )),
        )
        .subcommand(
            clap::Command::new("lint")
                .about("Tells everything that is wrong with the spec")
                .arg(spec())
                .arg(format()),
        )
        .subcommand(
            clap::Command::new("catalog")
                .about("Shows the portal's list of APIs, and what is known of each")
                .arg(spec())
                .arg(format()),
        )
        .subcommand(
            clap::Command::new("new")
                .about("Begins the file of an operation that is transcribed by hand")
                .arg(Arg::new("id").value_name("ID").required(true).help(
                    "The name of the operation, as charge-card; the file is operations/ID.yaml",
                ))
                .arg(spec()),
        )
        .subcommand(schema())
        .subcommand(import())
        .subcommand(audit())
        .subcommand(explain())
        .subcommand(diff())
        .subcommand(errata())
        .subcommand(
            clap::Command::new("release")
                .about("Moves the state that version and changelog are measured from")
                .arg(spec())
                .arg(folder_arg("out", "generated", "The folder of the client")),
        )
}

fn schema() -> clap::Command {
    clap::Command::new("schema")
        .about("Writes the JSON Schema of the spec's files, for editors")
        .arg(spec())
        .arg(
            Arg::new("check").long("check").action(ArgAction::SetTrue).help(
                "Write nothing; exit with 1 if a schema is not what the format gives",
            ),
        )
}

fn import() -> clap::Command {
    let dry_run = Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue);
    clap::Command::new("import")
        .about("Turns captures of the portal's pages into files of the spec")
        .arg(pages())
        .arg(operation_id())
        .arg(spec())
        .arg(dry_run.help("Write nothing; show what would be written"))
        .arg(format())
}

fn audit() -> clap::Command {
    clap::Command::new("audit")
        .about("Holds captures of the portal's pages against the spec")
        .arg(pages())
        .arg(operation_id())
        .arg(spec())
        .arg(format())
}

fn explain() -> clap::Command {
    clap::Command::new("explain")
        .about("Tells what a finding means, with a bad and a good example")
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .help("As L011; without it, the list of all"),
        )
}

fn digest_format(options: &ArgMatches) -> DigestFormat {
    match options.get_one::<String>("format").map(String::as_str) {
        Some("markdown") => DigestFormat::Markdown,
        Some("json") => DigestFormat::Json,
        _ => DigestFormat::Human,
    }
}

fn errata() -> clap::Command {
    clap::Command::new("errata")
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

fn diff() -> clap::Command {
    clap::Command::new("diff")
        .about("Tells what changed in the spec, for whom, and how badly")
        .arg(
            Arg::new("base")
                .value_name("BASE")
                .default_value("HEAD")
                .help("A revision of git, or the folder of another spec"),
        )
        .arg(spec())
        .arg(
            Arg::new("format")
                .long("format")
                .value_parser(["human", "markdown", "json"])
                .default_value("human")
                .help("For people, for a pull request, or for programs"),
        )
}

fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_parser(["human", "json"])
        .default_value("human")
        .help("For people, or for editors and CI")
}

fn pages() -> Arg {
    Arg::new("page")
        .value_name("PAGE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("A page as plain text: all of it selected, copied and saved")
}

fn operation_id() -> Arg {
    Arg::new("id")
        .long("id")
        .value_name("ID")
        .help("The operation, where the path is not to decide")
}

fn spec() -> Arg {
    folder_arg("spec", "spec", "The folder of the spec")
}

fn folder_arg(name: &'static str, default: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .default_value(default)
        .help(help)
}
