//! The arguments of the command line, from the vendor's description.

use super::super::description::{Description, Vendor};
use super::super::setup::UTC_OFFSETS;
use super::super::{Known, Method, Need, Redact, Spec};
use super::variables::{self, UTC_OFFSET};
use super::{callback_arguments, fake_arguments, options};
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;
use std::fmt::Write as _;

/// The option that accepts answers that do not match their request.
pub(super) const UNMATCHED: &str = "accept-unmatched-answers";

/// The option that states whether a body is encrypted, where the documentation does not show it.
pub(super) const ENCRYPTION: &str = "encryption";

/// The option that adds an undocumented field to a request that is known only in part.
pub(super) const EXTRA: &str = "extra";

/// The option that writes an answer that is a text or a file.
pub(super) const OUTPUT: &str = "output";

/// The option that lets it replace a file.
pub(super) const OVERWRITE: &str = "overwrite";

/// The option that reads the fields of a request from a file.
pub(super) const FROM: &str = "from";

/// The option that calls a path of no documented operation.
pub(super) const UNTYPED: &str = "untyped";

/// The option of its method.
pub(super) const METHOD: &str = "method";

/// The exit codes of `call`.
const ENDS: &str = "\
Exit codes:
  0  the vendor's code of success, or a dry run
  1  the vendor refused, or the answer is undocumented, pending or does not match the request
  2  the input is invalid; nothing was sent
  3  no answer was received; `reached` states whether the vendor may have received the request
  4  an answer was received but could not be shown, as on a full disk; do not repeat the call";

/// The help of `call`, which lists the operations by itself.
const CALL_HELP: &str = "\
{about}

{usage-heading} {usage}

{before-help}Options:
{options}{after-help}";

/// The help of an operation.
const OPERATION_HELP: &str = "\
{about}

{before-help}{usage-heading} {usage}

{all-args}{after-help}";

/// Options of `call` for every operation.
const COMMON: [&str; 16] = [
    "allow-plain-http",
    UNMATCHED,
    "base-url",
    "credentials",
    "dry-run",
    ENCRYPTION,
    EXTRA,
    "format",
    FROM,
    "help",
    OUTPUT,
    OVERWRITE,
    "show-answer",
    "timeout",
    UTC_OFFSET,
    "version",
];

pub(super) fn command(vendor: &'static Vendor) -> Command {
    let command = Command::new(vendor.id)
        .about(format!("Calls {} or runs a mock server.", vendor.protocol.name))
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(call(vendor))
        .subcommand(fake_arguments::command(vendor))
        .subcommands(callback_arguments::command(vendor))
        .subcommand(
            Command::new("codes")
                .about(
                    "Lists code tables, the codes of a table, or the results of an operation",
                )
                .arg(Arg::new("table").value_name("TABLE").help(
                    "The name of a table or its beginning, or the name of an operation",
                ))
                .arg(format()),
        )
        .subcommand(
            Command::new("operations").about("Lists the operations by subject").arg(format()),
        )
        .subcommand(
            Command::new("schema")
                .about("Writes the JSON Schema of what a command writes with `--format json`")
                .arg(
                    Arg::new("command")
                        .value_name("COMMAND")
                        .required(true)
                        .value_parser(["call", "codes", "operations"]),
                ),
        )
        .subcommand(
            Command::new("completions")
                .about("Writes a shell completion script")
                .arg(
                    Arg::new("shell")
                        .value_name("SHELL")
                        .required(true)
                        .value_parser(value_parser!(Shell)),
                ),
        );
    with_docs(with_gateway(command, vendor), vendor)
}

#[cfg(feature = "gateway")]
fn with_gateway(command: Command, vendor: &'static Vendor) -> Command {
    let gateway = super::gateway_arguments::command(vendor);
    command.subcommand(gateway.args(connection(vendor)))
}

/// There is none without its feature.
#[cfg(not(feature = "gateway"))]
fn with_gateway(command: Command, _: &'static Vendor) -> Command {
    command
}

#[cfg(feature = "docs")]
fn with_docs(command: Command, vendor: &'static Vendor) -> Command {
    let docs = super::docs_arguments::command(vendor);
    command.subcommand(docs.args(connection(vendor)))
}

/// There is none without its feature.
#[cfg(not(feature = "docs"))]
fn with_docs(command: Command, _: &'static Vendor) -> Command {
    command
}

fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["human", "json"])
        .default_value("human")
        .help("The output format")
}

fn call(vendor: &'static Vendor) -> Command {
    let reserved = reserved(vendor);
    let operations = vendor.operations.iter().map(|operation| {
        let mut command = Command::new(operation.spec.id)
            .about(operation.spec.title)
            .before_help(operation.about)
            .help_template(OPERATION_HELP);
        command = command.after_help(match vendor.protocol.encryption {
            Some(_) => format!("{}\n\n{ENDS}", variables::about_keys(vendor)),
            None => ENDS.to_owned(),
        });
        options::parameters(command, &reserved, operation.parameters, "")
            .args(of_incomplete(operation))
            .args(of_content(operation))
            .args(common(vendor))
    });
    Command::new("call")
        .about("Calls an operation")
        .before_help(by_subject(vendor))
        .after_help(ENDS)
        .help_template(CALL_HELP)
        .args(untyped(vendor))
        .args_conflicts_with_subcommands(true)
        .subcommand_negates_reqs(true)
        .arg_required_else_help(true)
        .subcommands(operations)
}

/// The options of a call of no documented operation.
fn untyped(vendor: &'static Vendor) -> Vec<Arg> {
    let methods = Method::ALL.iter().map(|method| method.as_str());
    let mut all = vec![
        Arg::new(UNTYPED)
            .long(UNTYPED)
            .value_name("PATH")
            .required(true)
            .help(
                "Calls a path of no documented operation: with the headers and the signature of \
                 every request, and as body the JSON that is read `--from` a file",
            ),
        Arg::new(METHOD)
            .long(METHOD)
            .value_name("METHOD")
            .value_parser(PossibleValuesParser::new(methods))
            .help("The method; GET without a body, and else POST, if it is not given"),
    ];
    if vendor.protocol.encryption.is_some() {
        all.push(encryption("Whether the body is encrypted; `no` if it is not stated"));
    }
    all.extend(common(vendor));
    all
}

/// The option that states whether a body is encrypted.
fn encryption(help: &'static str) -> Arg {
    Arg::new(ENCRYPTION)
        .long(ENCRYPTION)
        .value_name("YES|NO")
        .value_parser(["yes", "no"])
        .help(help)
}

/// The operations under the titles of their subjects.
fn by_subject(vendor: &Vendor) -> String {
    let names = vendor.operations.iter().map(|operation| operation.spec.id.len());
    let width = names.max().unwrap_or(0);
    let mut text = String::new();
    let mut before = None;
    for operation in vendor.operations {
        let Spec { id, title, .. } = operation.spec;
        if before.replace(operation.subject) != Some(operation.subject) {
            let end = if text.is_empty() { "" } else { "\n\n" };
            text.push_str(&[end, operation.subject.title, ":"].concat());
        }
        let _ = write!(text, "\n  {id:width$}  {title}");
    }
    text
}

/// The option names that no parameter may use.
pub(super) fn reserved(vendor: &Vendor) -> Vec<String> {
    let environments = vendor.environments.iter().map(|(name, _)| *name);
    let settings = vendor.settings.iter().map(|setting| setting.name);
    let hosts = vendor.protocol.hosts.iter().map(|host| format!("{host}-url"));
    let fixed = COMMON.into_iter().chain(environments).chain(settings);
    fixed.map(str::to_owned).chain(hosts).collect()
}

/// The options for what the documentation does not show.
fn of_incomplete(operation: &Description) -> Vec<Arg> {
    let mut all = Vec::new();
    if operation.known != Known::Whole {
        all.push(
            Arg::new(EXTRA)
                .long(EXTRA)
                .value_name("NAME=JSON")
                .action(ArgAction::Append)
                .allow_hyphen_values(true)
                .help(
                    "Adds a field that the documentation, which is known only in part, does not \
                     show. May be repeated.",
                ),
        );
    }
    if operation.spec.request_encrypted.is_none() {
        all.push(encryption(
            "Whether the body is encrypted. Required: no documentation shows it.",
        ));
    }
    all
}

/// The options for an answer that is a text or a file.
fn of_content(operation: &Description) -> Vec<Arg> {
    if !operation.spec.answer.body.is_content() {
        return Vec::new();
    }
    let output = Arg::new(OUTPUT)
        .long(OUTPUT)
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .help(
            "Writes the text in UTF-8, or the file as received, once it is whole; `-` is the \
             standard output",
        );
    let overwrite = switch(OVERWRITE, "Replaces the file of `--output` if it exists");
    vec![output, overwrite.requires(OUTPUT)]
}

/// An option without a value.
fn switch(name: &'static str, help: impl Into<StyledStr>) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.into())
}

/// The option for the base URL of a host.
fn host_url(vendor: &Vendor, host: &str) -> Arg {
    let name = format!("{host}-url");
    let help = format!(
        "The base URL of the host `{host}`, which some operations have; that of the others if it \
         is not given [env: {}]",
        variables::variable(vendor, &name)
    );
    Arg::new(name.clone()).long(name).value_name("URL").help(help)
}

/// The options of every call.
fn common(vendor: &'static Vendor) -> Vec<Arg> {
    let mut all = vec![
        Arg::new(FROM)
            .long(FROM)
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help(
                "Reads the fields of the request from a JSON object by their names on the wire; `-` \
                 is the standard input. Unlike arguments, other users of the machine do not see it",
            ),
        switch("dry-run", "Shows the request without sending it"),
        switch("show-answer", "Shows the whole answer, including personal data"),
        format(),
    ];
    all.extend(connection(vendor));
    all
}

/// The options by which the vendor is reached.
fn connection(vendor: &'static Vendor) -> Vec<Arg> {
    let variable = |name: &str| variables::variable(vendor, name);
    let mut all = vec![
        Arg::new("base-url")
            .long("base-url")
            .value_name("URL")
            .help(format!("The base URL [env: {}]", variable("base-url"))),
        switch(
            "allow-plain-http",
            "Allows a base URL of http to another machine: anybody on the network path can read \
             access keys, signature and body, and forge answers",
        ),
        variables::credentials(),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            .value_parser(value_parser!(u64).range(1..=86_400))
            .default_value("60")
            .help("The timeout of the call"),
        Arg::new(UTC_OFFSET)
            .long(UTC_OFFSET)
            .value_name("MINUTES")
            .allow_hyphen_values(true)
            .value_parser(value_parser!(i32).range(UTC_OFFSETS))
            .help("The UTC offset of local times, if it is not documented"),
    ];
    let mut answers = vendor.operations.iter().flat_map(|it| it.spec.response_headers);
    if answers.any(|header| header.need == Need::Required) {
        all.push(switch(
            UNMATCHED,
            "Accepts an answer that does not match the request, for a vendor whose answers lack \
             the documented headers or have ids of their own",
        ));
    }
    all.extend(vendor.protocol.hosts.iter().map(|host| host_url(vendor, host)));
    for (name, url) in vendor.environments {
        all.push(switch(name, format!("Calls {url}")).conflicts_with("base-url"));
    }
    for setting in vendor.settings {
        let shown = |header: &&_| -> bool {
            let header: &super::super::Header = header;
            header.rule.redact != Redact::Hidden
        };
        if let Some(header) = vendor.header(setting.header).filter(shown) {
            let arg = Arg::new(setting.name).long(setting.name).value_name("VALUE");
            let help = format!("{} [env: {}]", header.name, variable(setting.name));
            all.push(arg.help(help));
        }
    }
    all
}
