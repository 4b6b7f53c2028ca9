//! The client's manifest, and the setting by which `cargo fmt` leaves it as it is.

use super::emitter::{Emitted, Emitter, once};
use super::{charset, limits, signing};
use crate::history::History;
use crate::ir::Api;
use crate::raw::LengthUnit;
use crate::runtime_files::DEPENDENCIES;

pub(super) const EMITTER: Emitter = Emitter {
    name: "manifest",
    paths: |_| once("Cargo.toml"),
    emit: |api, history, _| {
        let origin = "spec/api.yaml".to_owned();
        Some(Emitted::Text {
            comment: "#",
            origin,
            text: manifest(api, history),
        })
    },
};

pub(super) const FORMAT: Emitter = Emitter {
    name: "manifest",
    paths: |_| once("rustfmt.toml"),
    emit: |_, _, _| {
        Some(Emitted::Text {
            comment: "#",
            origin: "spec/api.yaml".to_owned(),
            text: RUSTFMT.to_owned(),
        })
    },
};

/// The texts that `license` names, for whoever has the package alone.
pub(super) const LICENCES: Emitter = Emitter {
    name: "manifest",
    paths: |_| TEXTS.iter().map(|(name, _)| (*name).to_owned()).collect(),
    emit: |_, _, position| {
        let (name, text) = TEXTS.get(position)?;
        Some(Emitted::Text {
            comment: "#",
            origin: (*name).to_owned(),
            text: (*text).to_owned(),
        })
    },
};

const TEXTS: [(&str, &str); 2] = [
    ("LICENSE-APACHE", include_str!("../../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../../LICENSE-MIT")),
];

fn manifest(api: &Api, history: &History) -> String {
    let needed = DEPENDENCIES.iter().filter(|(name, _)| is_needed(name, api));
    let dependencies: String = needed.map(dependency).collect();
    let examples = examples(api);
    format!(
        "[package]\n\
         name = \"{}\"\n\
         description = {}\n\
         version = \"{}\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.89\"\n\
         license = \"MIT OR Apache-2.0\"\n\
         readme = \"README.md\"\n\
         keywords = [\"api\", \"client\", \"http\"]\n\
         categories = [\"api-bindings\"]\n\
         publish = false\n\
         \n\
         {}\n\
         [dependencies]\n\
         {dependencies}\n\
         [lib]\n\
         test = false\n\
         \n\
         [[bin]]\n\
         name = \"{}\"\n\
         path = \"src/main.rs\"\n\
         test = false\n\
         required-features = [\"cli\"]\n\
         \n\
         [[test]]\n\
         name = \"command\"\n\
         required-features = [\"cli\"]\n\
         \n\
         [[test]]\n\
         name = \"wire\"\n\
         required-features = [\"fake\", \"reqwest\", \"ureq\"]\n\
         \n\
         {examples}\
         [lints.rust]\n\
         unsafe_code = \"forbid\"\n\
         missing_docs = \"warn\"\n",
        api.id,
        basic_string(&format!("Client for {}.", api.name)),
        history.version,
        features(api),
        api.id,
    )
}

/// The programs of the examples, and the test that runs the worked ones.
fn examples(api: &Api) -> String {
    let mut features = vec!["\"reqwest\""];
    if signing::has_rsa_keys(api) {
        features.insert(0, "\"encryption\"");
    }
    let features = features.join(", ");
    let at_work = format!(
        "[[example]]\nname = \"at_work\"\nrequired-features = [{features}, \"ureq\"]\n\n"
    );
    let programs = api.walkthroughs.iter().map(|it| {
        format!(
            "[[example]]\nname = \"{}\"\nrequired-features = [{features}]\n\n",
            it.id
        )
    });
    let programs: String = programs.collect();
    if programs.is_empty() {
        return at_work;
    }
    format!(
        "{at_work}{programs}[[test]]\nname = \"examples\"\nrequired-features = [\"fake\", \"reqwest\"]\n\n"
    )
}

/// A vendor that encrypts and signs nothing with RSA has no feature for it.
fn features(api: &Api) -> String {
    if api.encryption.is_some() {
        return FEATURES.to_owned();
    }
    if signing::has_rsa_keys(api) {
        return FEATURES
            .replace("Encrypted bodies (JWE) and their keys", "Signatures by RSA");
    }
    let lines = FEATURES.split_inclusive('\n');
    let of_encryption = |line: &&str| {
        line.starts_with("encryption = ") || line.starts_with("# Encrypted bodies")
    };
    let lines: String = lines.filter(|line| !of_encryption(line)).collect();
    lines.replace("\"encryption\", ", "")
}

/// Without any of them: types, validation, the building of requests and their signing.
const FEATURES: &str = r#"[features]
default = ["encryption", "reqwest"]
# Encrypted bodies (JWE) and their keys. Needs a C compiler.
encryption = ["dep:aws-lc-rs"]
# The asynchronous transport. Needs a C compiler.
reqwest = ["dep:reqwest", "dep:rustls", "dep:tokio", "dep:tower-layer", "dep:tower-service", "tokio/rt", "tokio/sync"]
# The blocking transport. Needs a C compiler.
ureq = ["dep:rustls", "dep:ureq"]
# A span for every call.
tracing = ["dep:tracing"]
# The mock server, for tests. Needs a C compiler.
fake = ["encryption", "dep:hyper", "dep:hyper-util", "dep:tokio", "tokio/net", "tokio/rt", "tokio/sync"]
# The command line.
cli = ["fake", "ureq", "clap/string", "dep:clap", "dep:clap_complete", "dep:rpassword", "tokio/signal"]
# The gateway, a command: plain JSON for programs in other languages. Needs a C compiler.
gateway = ["cli", "reqwest", "dep:http-body-util", "hyper-util/server-graceful", "tokio/rt-multi-thread"]
# The documentation in a browser, a command, with requests to try. Needs a C compiler.
docs = ["gateway"]
"#;

/// Encryption, lengths and answers in EUC-KR and signatures with SHA-1 need crates of their own.
fn is_needed(name: &str, api: &Api) -> bool {
    match name {
        "aws-lc-rs" => signing::has_rsa_keys(api),
        "encoding_rs" => {
            limits::have_unit(api, LengthUnit::EucKrBytes) || charset::has_euc_kr(api)
        }
        "sha1" => {
            let callbacks = api.callback_recipes().map(|it| it.algorithm);
            let mut algorithms = api.recipes().map(|it| it.algorithm).chain(callbacks);
            algorithms.any(signing::needs_sha1)
        }
        _ => true,
    }
}

/// The workspace's manifest: what the runtime is tested with is what the client asks for.
const WORKSPACE: &str = include_str!("../../../Cargo.toml");

fn dependency((name, optional): &(&str, bool)) -> String {
    let mut lines = WORKSPACE.lines();
    let wanted = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    let wanted = wanted.unwrap_or("\"*\"");
    match wanted.strip_suffix(" }").filter(|_| *optional) {
        Some(table) => format!("{name} = {table}, optional = true }}\n"),
        None if *optional => {
            format!("{name} = {{ version = {wanted}, optional = true }}\n")
        }
        None => format!("{name} = {wanted}\n"),
    }
}

/// A basic string of TOML.
fn basic_string(text: &str) -> String {
    let escaped: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            c => vec![c],
        })
        .collect();
    format!("\"{escaped}\"")
}

/// The generator formats its output; `cargo fmt` of a workspace would change it.
const RUSTFMT: &str = "disable_all_formatting = true\n";
