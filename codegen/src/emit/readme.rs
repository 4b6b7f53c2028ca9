//! The client's README.

use std::fmt::Write as _;

use super::contents::{self, Place};
use super::emitter::{Emitted, Emitter, once};
use super::{
    at_work, call_site, callback, doc, doc_text, example, matching, readme_commands,
    settings, signing, token,
};
use crate::ir::{Api, Encrypted, Known, Operation};

pub(super) const EMITTER: Emitter = Emitter {
    name: "readme",
    paths: |_| once("README.md"),
    emit: |api, _, _| {
        let (comment, origin) = ("<!--", "spec/api.yaml".to_owned());
        Some(Emitted::Text {
            comment,
            origin,
            text: text(api),
        })
    },
};

fn text(api: &Api) -> String {
    let mut text = format!(
        "# {}\n\nClient for {}. {}\n\n\
         Everything in this folder is generated: edit the spec and run the command above.\n\n",
        api.id,
        doc::text(&api.name),
        doc::prose(&api.about),
    );
    if let Some(site) = api.shown().and_then(|operation| call_site::of(api, operation)) {
        let _ = writeln!(
            text,
            "A complete call, from the keys to error handling:\n\n{site}\n"
        );
    }
    text.push_str(&walkthroughs(api));
    text.push_str(&client_types(api));
    if let Some(example) =
        api.shown().and_then(|operation| example::request(api, operation))
    {
        let _ = writeln!(
            text,
            "A request is validated as a whole: `build` returns all violations at once, each \
             with the page that its rule comes from, and never shows a value.\n\n{}\n",
            visible(&example)
        );
    }
    text.push_str(&incomplete(api));
    text.push_str(&pending(api));
    text.push_str(idempotency(api));
    text.push_str(&matching(api));
    text.push_str(&callbacks(api));
    text.push_str(&keys(api));
    text.push_str(&readme_commands::commands(api));
    text.push_str(&without_network(api));
    text.push_str(&building(api));
    text.push_str(&operations(api));
    if !api.code_tables.is_empty() {
        text.push_str("\n## Code tables\n\n");
    }
    for table in &api.code_tables {
        let _ = writeln!(
            text,
            "- `{}`: {} codes. {}",
            table.name,
            table.codes.len(),
            doc_text::head(&table.words, "Codes listed on the page.")
        );
    }
    text
}

/// The operations by subject.
fn operations(api: &Api) -> String {
    let mut text = "## Operations\n\n\
                    Each is a request type, and the method of the client that sends it. *Known* \
                    says how much of its page is.\n"
        .to_owned();
    for subject in &api.subjects {
        let (title, about) = (doc::text(&subject.title), doc::prose(&subject.about));
        let table = contents::operations(api, subject, Place::Readme);
        let _ = write!(
            text,
            "\n### {title}\n\n{about} The module is `{}`.\n\n{table}",
            subject.module
        );
    }
    text
}

/// The programs in `examples/`.
fn walkthroughs(api: &Api) -> String {
    let list = contents::walkthroughs(api, Place::Readme);
    let (at_work, shows) = (at_work::PATH, at_work::shows(api));
    format!(
        "The programs in `examples/` are run against the mock server as tests:\n\n\
         - [A service at work]({at_work}): {shows}.\n{list}\n"
    )
}

/// The types of clients.
fn client_types(api: &Api) -> String {
    let krate = api.id.replace('-', "_");
    let keys = if api.encryption.is_some() { "Encrypting" } else { "Plain" };
    format!(
        "The client is `{krate}::Client`; with the feature `ureq`, the blocking client is \
         `{krate}::blocking::Client`:\n\n\
         ```rust\n\
         use {krate}::ClientBuilder;\n\
         use {krate}::error::BuildError;\n\
         use {krate}::keys::{keys};\n\
         \n\
         struct Service {{\n    \
             client: {krate}::Client,\n\
         }}\n\
         \n\
         fn service(builder: ClientBuilder<{keys}>) -> Result<Service, BuildError> {{\n    \
             Ok(Service {{ client: builder.build()? }})\n\
         }}\n\
         ```\n\n"
    )
}

/// Operations of which not all is known.
fn incomplete(api: &Api) -> String {
    let is_open = |it: &&Operation| it.known != Known::Whole;
    let open: Vec<_> = api.operations.iter().filter(is_open).collect();
    let is_unstated = |it: &&Operation| it.encrypted == Encrypted::Unknown;
    let unstated: Vec<_> = api.operations.iter().filter(is_unstated).collect();
    if open.is_empty() && unstated.is_empty() {
        return String::new();
    }
    let mut text = "## What is not known\n\n\
         The documentation of some operations is known only in part; the documentation of each \
         says what is not. Fields of answers that are not known are kept as JSON.\n\n"
        .to_owned();
    if !open.is_empty() {
        let _ = writeln!(
            text,
            "Further parameters are given by name, and nothing checks their values: \
             `with_undocumented(\"name\", value)` of the builder takes any value that can be \
             written as JSON. A name that is documented is refused. On the command line it is \
             `--extra 'name=\"value\"'`. This is so for {}.\n",
            named(&open)
        );
    }
    if !unstated.is_empty() {
        let _ = writeln!(
            text,
            "Whether the body of the request is encrypted is not known of {}: \
             `encryption(Encryption::Yes)` or `encryption(Encryption::No)` of the builder states \
             it, and on the command line `--encryption yes` or `--encryption no`.\n",
            named(&unstated)
        );
    }
    text
}

fn named(operations: &[&Operation]) -> String {
    let names: Vec<_> = operations.iter().map(|it| format!("`{}`", it.name)).collect();
    names.join(", ")
}

/// Successes that are not final.
fn pending(api: &Api) -> String {
    let rows = api.operations.iter().filter_map(|operation| {
        let pending = operation.response.as_ref()?.pending.as_ref()?;
        let told_by = match pending.told_by() {
            Some((field, equals)) => {
                format!("{} is {}", doc::code(field), doc::code(equals))
            }
            None => "it is accepted".to_owned(),
        };
        let with = pending.with.iter().map(|name| match pending.field_of(name) {
            field if field == name => doc::code(name),
            field => format!("{} = {}", doc::code(name), doc::code(field)),
        });
        let with: Vec<_> = with.collect();
        let with = if with.is_empty() { "-".to_owned() } else { with.join(", ") };
        let (name, inquire) = (&operation.name, doc::code(&pending.inquire));
        Some(format!("| `{name}` | {told_by} | {inquire} | {with} |\n"))
    });
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "## Successes that are not final\n\n\
         The vendor may accept a request and decide later. Such an answer is no success: the \
         call fails with `Error::Pending`, whose remedy is to check the outcome, and \
         `Error::inquiry` returns how. Do not send the request again before.\n\n\
         | operation | not final if | inquire with | by |\n|---|---|---|---|\n{rows}\n"
    )
}

/// What the vendor sends to a server of the caller.
fn callbacks(api: &Api) -> String {
    if api.callbacks.is_empty() {
        return String::new();
    }
    let handler = callback::handler(api).unwrap_or_default();
    format!(
        "## Callbacks (webhooks)\n\n\
         {} sends these to a server of yours. The module is `callbacks`; it needs no web \
         framework.\n\n{}\n{handler}\n\n\
         On the command line, `callback CALLBACK --to URL` sends one with invented values to your \
         server, `--fault` a wrong one, and `--times 2` the same one twice.\n\n",
        doc::text(&api.name),
        callback::table(api),
    )
}

/// How answers are matched to requests.
fn matching(api: &Api) -> String {
    if !api.checks_answers() {
        return String::new();
    }
    let requirements = matching::requirements(api);
    format!(
        "## Matching answers to requests\n\n\
         An answer with a result must have {requirements}. Otherwise the call fails with \
         `Error::Mismatch`, which contains the sent and received values and the raw answer. The \
         request has reached the vendor, and its outcome must be checked. The connection is not \
         reused; a custom transport is notified to discard it.\n\n\
         If the vendor's answers lack these headers or have ids of their own, \
         `ClientBuilder::accept_unmatched_answers` accepts them. `answer_headers()` of a reply \
         reads the documented headers of the answer; `correlation_id()` returns the request's \
         id.\n\n"
    )
}

/// The keys by which the vendor knows a repeated request.
fn idempotency(api: &Api) -> &'static str {
    let mut fields = api.operations.iter().flat_map(|operation| &operation.fields);
    if fields.any(|field| field.idempotency) { IDEMPOTENCY } else { "" }
}

const IDEMPOTENCY: &str = "\
## Repeating a request

By its idempotency key the vendor knows a repeated request, and does it once. A request has a key from
the moment it is built: the one that its builder is given, or else one that no other request has. It
is read from the request, to be stored before that is sent; clones have the same one. After a lost
answer, `Error::remedy` is `Remedy::RetryWithKey`: send a clone, or a request that is built anew with
the key, which `Error::idempotency_key` returns. A request with another key is done again.

";

/// How requests are signed, reading secrets and keys, and rotating keys.
fn keys(api: &Api) -> String {
    let settings = settings::settings(api);
    let hidden = settings.iter().filter(|setting| setting.secret);
    let hidden = hidden.map(|setting| setting.header.ty.name().as_str());
    let secrets: Vec<_> =
        api.signing.iter().map(|_| "SecretKey").chain(hidden).collect();
    let mut text = signing::in_words(api).map_or_else(String::new, |it| it + "\n\n");
    if let Some(one) = secrets.first() {
        let all: Vec<_> = secrets.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(
            text,
            "Secrets ({}) are read from the environment or from a file: `{one}::from_env`, \
             `{one}::from_file`. One trailing line end of a file is removed; other white space \
             at the ends is refused, since no request would be accepted with it.\n",
            all.join(", ")
        );
    }
    if api.encryption.is_some() {
        let _ = writeln!(
            text,
            "Encryption keys are read from PEM, in memory or in files. The vendor's certificate \
             may be in its chain, in any order, and next to its successor. `CryptoKeys` holds up \
             to two keys: the active one encrypts, both decrypt. Keep a clone of the \
             `CryptoKeys` passed to `ClientBuilder::encryption` to rotate the keys while the \
             client is in use, as `{}` does.\n",
            at_work::PATH
        );
    }
    text.extend(token::in_words(api));
    if text.is_empty() { text } else { format!("## Keys and secrets\n\n{text}") }
}

/// Using the client without a network: the same for every vendor, except for the client's name.
fn without_network(api: &Api) -> String {
    let module = api.id.replace('-', "_");
    format!(
        "## Without the network\n\n\
         `ClientBuilder::core` builds a `Core`, which prepares requests and decodes answers as \
         data, for custom transports or for inspecting requests. With `clock` and `ids`, tests \
         know every byte of a request.\n\n\
         ```rust\n\
         use {module}::error::Error;\n\
         use {module}::operation::{{Endpoint, SentBy}};\n\
         use {module}::request::Core;\n\
         use {module}::Reply;\n\
         \n\
         fn call<K, A: Endpoint + SentBy<K>>(\n    \
             core: &Core<K>,\n    \
             endpoint: &A,\n    \
             send: impl FnOnce(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,\n\
         ) -> Result<Reply<A::Response>, Error<A::Code>> {{\n    \
             let (request, sent) = core.prepare(endpoint)?.into_http()?;\n    \
             core.decode(sent, send(request))\n\
         }}\n\
         ```\n\n\
         After an `Error::Mismatch`, do not reuse the connection of the answer.\n\n"
    )
}

/// The features and their build costs: measured, and the same for every vendor.
fn building(api: &Api) -> String {
    let defaults = if signing::has_rsa_keys(api) {
        "features are `encryption` and `reqwest`"
    } else {
        "feature is `reqwest`"
    };
    format!(
        "## Building\n\n\
         The default {defaults}, the asynchronous transport. Without features, the client has \
         types, validation, and building and signing of requests: no TLS, no network, no C \
         compiler. A cold build with the default features was measured at 55 CPU seconds, a \
         cold check without features at 5.\n\n"
    )
}

/// The example for plain Markdown, without rustdoc's hidden lines.
fn visible(example: &str) -> String {
    let lines: Vec<&str> =
        example.lines().filter(|line| !line.starts_with("# ")).collect();
    lines.join("\n")
}
