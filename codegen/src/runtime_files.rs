//! The sources of `codegen/runtime`, which every client carries.

use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../runtime/src/", $name)))),*]
    };
}

/// The client's dependencies, and whether they are optional.
pub(crate) const DEPENDENCIES: &[(&str, bool)] = &[
    ("aws-lc-rs", true),
    ("base64", false),
    ("bytes", false),
    ("clap", true),
    ("clap_complete", true),
    ("encoding_rs", false),
    ("hmac", false),
    ("http", false),
    ("http-body-util", true),
    ("hyper", true),
    ("hyper-util", true),
    ("reqwest", true),
    ("rpassword", true),
    ("rustls", true),
    ("serde", false),
    ("serde_json", false),
    ("sha1", false),
    ("sha2", false),
    ("tokio", true),
    ("tower-layer", true),
    ("tower-service", true),
    ("tracing", true),
    ("ureq", true),
    ("zeroize", false),
];

/// Each file's name and text.
pub(crate) const FILES: &[(&str, &str)] = files! {
    "address.rs"
    "answer_body.rs"
    "answer_format.rs"
    "answer_headers.rs"
    "attempt.rs"
    "authentication.rs"
    "base.rs"
    "call.rs"
    "callbacks/age.rs"
    "callbacks/answer.rs"
    "callbacks/error.rs"
    "callbacks/mod.rs"
    "callbacks/receiver.rs"
    "callbacks/spec.rs"
    "callbacks/unverified.rs"
    "charset.rs"
    "choice.rs"
    "choice_macros.rs"
    "cli/arguments.rs"
    "cli/asked.rs"
    "cli/call.rs"
    "cli/callback.rs"
    "cli/callback_arguments.rs"
    "cli/codes.rs"
    "cli/docs/ask.rs"
    "cli/docs/mod.rs"
    "cli/docs/open.rs"
    "cli/docs/page.rs"
    "cli/docs/page/decisions.js"
    "cli/docs/page/dom.js"
    "cli/docs/page/form.js"
    "cli/docs/page/index.html"
    "cli/docs/page/json.js"
    "cli/docs/page/main.js"
    "cli/docs/page/read.js"
    "cli/docs/page/result.js"
    "cli/docs/page/schema.js"
    "cli/docs/page/search.js"
    "cli/docs/page/style.css"
    "cli/docs/page/try.js"
    "cli/docs/site.rs"
    "cli/docs/start.rs"
    "cli/docs/target.rs"
    "cli/docs/trial.rs"
    "cli/docs/workings.rs"
    "cli/docs_arguments.rs"
    "cli/fake_arguments.rs"
    "cli/form.rs"
    "cli/from.rs"
    "cli/gateway/answer.rs"
    "cli/gateway/edit.rs"
    "cli/gateway/events.rs"
    "cli/gateway/live.rs"
    "cli/gateway/metrics.rs"
    "cli/gateway/mod.rs"
    "cli/gateway/names.rs"
    "cli/gateway/openapi.rs"
    "cli/gateway/own.rs"
    "cli/gateway/request.rs"
    "cli/gateway/site.rs"
    "cli/gateway/start.rs"
    "cli/gateway_arguments.rs"
    "cli/given.rs"
    "cli/keyless.rs"
    "cli/keys.rs"
    "cli/lists.rs"
    "cli/mod.rs"
    "cli/options.rs"
    "cli/outcome.rs"
    "cli/output.rs"
    "cli/preview.rs"
    "cli/problem.rs"
    "cli/schema.rs"
    "cli/second.rs"
    "cli/sent.rs"
    "cli/serve.rs"
    "cli/settings.rs"
    "cli/shown.rs"
    "cli/signals.rs"
    "cli/terminal.rs"
    "cli/token.rs"
    "cli/tree.rs"
    "cli/untyped.rs"
    "cli/upload.rs"
    "cli/variables.rs"
    "clock.rs"
    "closest.rs"
    "code.rs"
    "code_macros.rs"
    "core.rs"
    "date.rs"
    "decimal.rs"
    "decode.rs"
    "der.rs"
    "description/answer.rs"
    "description/mod.rs"
    "documented.rs"
    "download.rs"
    "encryption.rs"
    "endpoint.rs"
    "entries.rs"
    "error/answer.rs"
    "error/codes.rs"
    "error/display.rs"
    "error/mod.rs"
    "error/pending.rs"
    "error/reason.rs"
    "error/token.rs"
    "error/unexpected.rs"
    "escape.rs"
    "fake/answer.rs"
    "fake/body.rs"
    "fake/callback.rs"
    "fake/check.rs"
    "fake/credentials.rs"
    "fake/error.rs"
    "fake/invent.rs"
    "fake/keyless.rs"
    "fake/keyring.rs"
    "fake/keys.rs"
    "fake/mod.rs"
    "fake/multipart.rs"
    "fake/payload.rs"
    "fake/received.rs"
    "fake/respond.rs"
    "fake/result.rs"
    "fake/rotation.rs"
    "fake/sample.rs"
    "fake/scenario.rs"
    "fake/server.rs"
    "fake/signature.rs"
    "fake/state.rs"
    "fake/token.rs"
    "fake/untyped.rs"
    "fake/written.rs"
    "fetching.rs"
    "field_macros.rs"
    "field_state.rs"
    "file.rs"
    "flag.rs"
    "fractional.rs"
    "from_env.rs"
    "given.rs"
    "header.rs"
    "held_token.rs"
    "ids.rs"
    "inquiry.rs"
    "jwe.rs"
    "key.rs"
    "key_error.rs"
    "key_file.rs"
    "keyed.rs"
    "keyless.rs"
    "keys.rs"
    "layout.rs"
    "leaves.rs"
    "lib.rs"
    "limits.rs"
    "lines.rs"
    "list.rs"
    "macros.rs"
    "malformed.rs"
    "map.rs"
    "matching.rs"
    "media_type.rs"
    "mint.rs"
    "moment.rs"
    "multipart.rs"
    "nested.rs"
    "nesting.rs"
    "nullable.rs"
    "number.rs"
    "object.rs"
    "operation.rs"
    "pairs.rs"
    "parameters.rs"
    "pem.rs"
    "plain.rs"
    "prepared.rs"
    "protocol.rs"
    "reached.rs"
    "reading.rs"
    "redacted.rs"
    "repair.rs"
    "reply.rs"
    "result.rs"
    "retries.rs"
    "retry_after.rs"
    "route.rs"
    "rows.rs"
    "rsa.rs"
    "rule.rs"
    "scheme.rs"
    "second.rs"
    "secret.rs"
    "server_key.rs"
    "serving/access.rs"
    "serving/bearer.rs"
    "serving/connection.rs"
    "serving/mod.rs"
    "serving/problem.rs"
    "serving/running.rs"
    "serving/server.rs"
    "setup.rs"
    "shape.rs"
    "sign.rs"
    "signable.rs"
    "signer.rs"
    "signing.rs"
    "source.rs"
    "stored.rs"
    "stored_macros.rs"
    "stray.rs"
    "template.rs"
    "text.rs"
    "token.rs"
    "token_request.rs"
    "trace.rs"
    "transport/background.rs"
    "transport/connecting.rs"
    "transport/error.rs"
    "transport/mod.rs"
    "transport/renewed.rs"
    "transport/reqwest.rs"
    "transport/traits.rs"
    "transport/ureq.rs"
    "undocumented.rs"
    "upload.rs"
    "uuid.rs"
    "values.rs"
    "violation.rs"
    "violation_kind.rs"
    "words.rs"
    "written.rs"
};

fn text(name: &str) -> &'static str {
    FILES.iter().find(|(it, _)| *it == name).map_or("", |(_, text)| text)
}

/// The public layout of a client: each module with what it re-exports, the root without a name.
fn layout() -> impl Iterator<Item = (&'static str, &'static str)> {
    text("layout.rs").split("pub mod ").enumerate().filter_map(|(position, part)| {
        match position {
            0 => Some(("", part)),
            _ => part.split_once(" {"),
        }
    })
}

fn exports(part: &'static str) -> impl Iterator<Item = &'static str> {
    let exports = part.split("pub use ").skip(1).filter_map(|it| it.split(';').next());
    exports
        .flat_map(|names| names.split(|c: char| !c.is_alphanumeric()))
        .filter(|name| name.starts_with(char::is_uppercase))
}

/// The types and traits that the runtime exports, which the client's modules take for granted.
pub(crate) fn exported() -> impl Iterator<Item = &'static str> {
    layout().map(|(_, part)| part).chain([text("lib.rs")]).flat_map(exports)
}

/// The modules of the runtime that stand at the root of the client.
pub(crate) fn modules() -> impl Iterator<Item = &'static str> {
    layout().map(|(module, _)| module).filter(|module| !module.is_empty())
}

/// The names by which the client's code refers to the crates that it depends on.
pub(crate) fn crates() -> impl Iterator<Item = &'static str> {
    static CRATES: LazyLock<Vec<String>> = LazyLock::new(|| {
        DEPENDENCIES.iter().map(|(name, _)| name.replace('-', "_")).collect()
    });
    CRATES.iter().map(String::as_str)
}

/// The module that documents something of the runtime; the root without a name.
pub(crate) fn home(name: &str) -> Option<&'static str> {
    // Every file of tests asks for many, and the layout is a text.
    static HOMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let homes = layout()
            .flat_map(|(module, part)| exports(part).map(move |name| (name, module)));
        // The first module is the home.
        homes.fold(HashMap::new(), |mut homes, (name, module)| {
            homes.entry(name).or_insert(module);
            homes
        })
    });
    HOMES.get(name).copied()
}

/// The checks that the client's boundary tests share.
pub(crate) const BOUNDARY_CHECKS: &str =
    include_str!("../runtime/tests/boundary/mod.rs");

/// What the client's wire tests play and check.
pub(crate) const CASES: &str = include_str!("../runtime/tests/cases/mod.rs");

/// What the client's tests of its worked examples do.
pub(crate) const WALKED: &str = include_str!("../runtime/tests/walked/mod.rs");

/// What the client's tests of its command line do.
pub(crate) const COMMANDS: &[(&str, &str)] = &[
    ("mod.rs", include_str!("../runtime/tests/commands/mod.rs")),
    ("process.rs", include_str!("../runtime/tests/commands/process.rs")),
    ("stopped.rs", include_str!("../runtime/tests/commands/stopped.rs")),
    ("values.rs", include_str!("../runtime/tests/commands/values.rs")),
];
