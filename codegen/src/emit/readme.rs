//! The client's README.

use std::fmt::Write as _;

use super::emitter::{Emitted, Emitter, once};
use super::{call_site, client, doc, doc_text, example, matching};
use crate::ir::{Api, Need};

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
         This folder is generated, all of it: edit the spec and run the command above.\n\n",
        api.id,
        doc::text(&api.name),
        doc::prose(&api.about),
    );
    let mut operations = api.operations.iter();
    if let Some(site) = operations.find_map(|operation| call_site::of(api, operation)) {
        let _ = writeln!(
            text,
            "A call, from the keys to what is done about an error:\n\n{site}\n"
        );
    }
    text.push_str(&held(api));
    let mut operations = api.operations.iter();
    if let Some(example) =
        operations.find_map(|operation| example::request(api, operation))
    {
        let _ = writeln!(
            text,
            "A request is checked as a whole: `build` tells every broken rule at once, each with \
             the page that it comes from, and never shows the value.\n\n{}\n",
            visible(&example)
        );
    }
    text.push_str(&belonging(api));
    text.push_str(&keys(api));
    text.push_str(&commands(api));
    text.push_str(&without_network(api));
    text.push_str(BUILD);
    text.push_str("## Operations\n");
    for subject in &api.subjects {
        let (title, about) = (doc::text(&subject.title), doc::prose(&subject.about));
        let _ = writeln!(text, "\n{title}, in `{}`: {about}\n", subject.module);
        for operation in api.of_subject(subject) {
            let title = doc::text(&operation.title);
            let _ = writeln!(text, "- `{}`: {title}", operation.name);
        }
    }
    if !api.code_tables.is_empty() {
        text.push_str("\n## Code tables\n\n");
    }
    for table in &api.code_tables {
        let _ = writeln!(
            text,
            "- `{}`: {} codes. {}",
            table.name,
            table.codes.len(),
            doc_text::head(&table.words, "The page's own list.")
        );
    }
    text
}

/// How a client is called by whoever keeps it.
fn held(api: &Api) -> String {
    let krate = api.id.replace('-', "_");
    let keys = if api.encryption.is_some() { "Encrypting" } else { "Plain" };
    format!(
        "The client is `{krate}::Client`, and with the feature `ureq` the blocking one \
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

/// How an answer is known to be the one to its request.
fn belonging(api: &Api) -> String {
    if !api.checks_answers() {
        return String::new();
    }
    let held = matching::held(api);
    format!(
        "## Whose answer it is\n\n\
         An answer with a result has to have {held}. One that has not is `Error::Mismatch` and \
         never success: it tells what was sent and what came, and has the answer as it came. The \
         vendor was reached, and what became of the request has to be found out. No later call \
         goes over that connection; a transport of your own is told to see to that.\n\n\
         Should the vendor's answers turn out not to carry it, or ids of their own, \
         `ClientBuilder::accept_unmatched_answers` takes them. `answer_headers()` of a reply reads \
         the documented headers of the answer; `correlation_id()` is that of the request.\n\n"
    )
}

/// Where secrets and keys come from, and how keys are changed while a client works.
fn keys(api: &Api) -> String {
    let settings = client::settings(api);
    let hidden = settings.iter().filter(|setting| setting.secret);
    let hidden = hidden.map(|setting| setting.header.ty.name().as_str());
    let secrets: Vec<_> =
        api.signing.iter().map(|_| "SecretKey").chain(hidden).collect();
    let mut text = String::new();
    if let Some(one) = secrets.first() {
        let all: Vec<_> = secrets.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(
            text,
            "Secrets ({}) come from the environment or from a file: `{one}::from_env`, \
             `{one}::from_file`. A file's one line end is cut off; any other white space at the \
             ends is refused, since with it no request would be accepted.\n",
            all.join(", ")
        );
    }
    if api.encryption.is_some() {
        let module = api.id.replace('-', "_");
        let _ = writeln!(
            text,
            "The keys for encryption come from PEM, in memory or in files. The vendor's \
             certificate may stand in its chain, in any order, and beside its successor. \
             `CryptoKeys` holds the two keys that a project may have at a time: one encrypts, both \
             decrypt, and whoever keeps a clone of what `ClientBuilder::encryption` was given \
             changes them while the client works:\n\n\
             ```rust\n\
             use {module}::keys::{{CryptoKey, CryptoKeys}};\n\
             \n\
             fn keys() -> Result<CryptoKeys, Box<dyn std::error::Error>> {{\n    \
                 let first = CryptoKey::from_files(\"first-id\", \"vendor.pem\", \"client.pem\")?;\n    \
                 Ok(CryptoKeys::new(first))\n\
             }}\n\
             \n\
             // With the clone that was kept, when the vendor has given out the next one.\n\
             fn rotate(keys: &CryptoKeys) -> Result<(), Box<dyn std::error::Error>> {{\n    \
                 keys.rotate(CryptoKey::from_files(\"next-id\", \"vendor-2.pem\", \"client-2.pem\")?)?;\n    \
                 Ok(())\n\
             }}\n\
             ```\n"
        );
    }
    if text.is_empty() { text } else { format!("## Keys and secrets\n\n{text}") }
}

/// How to play the vendor, and to call it.
fn commands(api: &Api) -> String {
    let id = &api.id;
    let call = api.operations.iter().find_map(|operation| {
        let required =
            operation.fields.iter().filter(|field| field.need == Need::Required);
        let options = required.map(|field| {
            let flag = field.name.as_str().trim_end_matches('_').replace('_', "-");
            Some(format!(
                " --{flag} '{}'",
                field.example.as_ref()?.replace('\'', "'\\''")
            ))
        });
        let options: String = options.collect::<Option<_>>()?;
        Some(format!("{id} call {}{options}", operation.id))
    });
    let call = call.unwrap_or_else(|| format!("{id} operations"));
    format!(
        "## On the command line\n\n\
         `cargo install --path . --features cli` gives the program `{id}`, which plays the vendor \
         in one terminal and calls it in another:\n\n\
         ```sh\n{id} fake --port 8099 | tee fake.env\n```\n\n\
         ```sh\n. ./fake.env\n{call}\n```\n\n\
         `fake.env` holds the base URL, credentials and key files of the fake; for the vendor's \
         own systems the same variables hold the real ones. `--dry-run` shows what would be \
         sent, `--format json` is for programs, and `{id} codes` lists the code tables.\n\n\
         What is sent is told on the standard error before it is, what became of it on the \
         standard output. Of an answer each field is shown as far as the spec allows, and of \
         fields that it does not know only how many there are; `--show-answer` shows all of it, \
         personal data included.\n\n\
         | exit code | means |\n|---|---|\n\
         | 0 | success |\n\
         | 1 | refused, not documented, not final, or not this call's answer |\n\
         | 2 | something is wrong with what was given; nothing was sent |\n\
         | 3 | no answer came, also since the program was stopped; `reached` tells whether the \
         vendor may have received the request |\n\
         | 4 | an answer came and could not be shown, such as on a full disk; the standard error \
         has outcome, code and correlation id, and the call is not to be repeated |\n\n\
         Tests use the same fake: see the module `fake`.\n\n"
    )
}

/// How to carry requests oneself: the same for every vendor, but for the client's name.
fn without_network(api: &Api) -> String {
    let module = api.id.replace('-', "_");
    format!(
        "## Without the network\n\n\
         Requests are data, and so are answers. `ClientBuilder::core` makes one and reads the \
         other, for whoever has a transport of his own or looks at what would be sent; with \
         `clock` and `ids` a test knows every byte of it.\n\n\
         ```rust\n\
         use {module}::error::Error;\n\
         use {module}::operation::{{Endpoint, SentBy}};\n\
         use {module}::request::Core;\n\
         use {module}::Reply;\n\
         \n\
         fn call<K, A: Endpoint + SentBy<K>>(\n    \
             core: &Core<K>,\n    \
             ask: &A,\n    \
             carry: impl FnOnce(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,\n\
         ) -> Result<Reply<A::Response>, Error<A::Code>> {{\n    \
             let (request, sent) = core.prepare(ask)?.into_http()?;\n    \
             core.decode(sent, carry(request))\n\
         }}\n\
         ```\n\n\
         After an `Error::Mismatch` nothing more may be sent over the connection that the answer \
         came over.\n\n"
    )
}

/// What the features are for, and what they cost to build: measured, and the same for every vendor.
const BUILD: &str = "\
## Building it

The default features are `encryption` and `reqwest`, the asynchronous transport. Without any, \
there are types, validation, and the building and signing of requests: no TLS, no network, no C \
compiler. A cold build with the default features was seen to take 55 CPU seconds, a cold check \
without any 5.

";

/// The example as readers of plain Markdown are to see it: without rustdoc's hidden lines.
fn visible(example: &str) -> String {
    let lines: Vec<&str> =
        example.lines().filter(|line| !line.starts_with("# ")).collect();
    lines.join("\n")
}
