//! The front page of the client's documentation: from the first call to the tests of a service.

use super::{at_work, example, paths};
use crate::ir::{Api, Operation};

/// The sections before the tables of modules and operations.
pub(super) fn sections(api: &Api) -> Vec<String> {
    let krate = api.id.replace('-', "_");
    let mut all = Vec::new();
    let shown = api.shown();
    if let Some(call) = shown.and_then(|operation| first_call(api, operation)) {
        all.push("# A first call".to_owned());
        all.push(call);
        // A link to what needs a feature is broken in the documentation without it.
        let from_env = if api.encryption.is_some() {
            "`Client::builder_from_env`"
        } else {
            "[`Client::builder_from_env`]"
        };
        all.push(format!(
            "{from_env} lists the variables; [`Client::builder`] takes the settings \
             from elsewhere. Without the vendor's credentials, `{} fake` runs a mock server and prints \
             the variables for it.",
            api.id
        ));
    }
    if let Some(service) = shown.and_then(|operation| service(api, operation)) {
        all.push("# A service".to_owned());
        all.push(service);
    }
    all.push("# Which type do I need".to_owned());
    all.push(types(api, shown));
    all.push("# When a call fails".to_owned());
    all.push(failures(api));
    if let Some(test) = shown.and_then(|operation| test(api, operation)) {
        all.push("# Testing".to_owned());
        all.push(test);
    }
    all.push("# A proxy, and a certificate authority of your own".to_owned());
    all.push(format!(
        "No proxy is used, and the system's certificates are trusted, unless a transport is told \
         otherwise:\n\n{}\n\n\
         The client is then built by `build_with` of its builder. `{}` has this and more: {}.",
        at_work::proxy(api),
        at_work::PATH,
        at_work::shows(api),
    ));
    all.push("# Features".to_owned());
    all.push(features(api));
    all.push("# Tracing".to_owned());
    all.push(format!(
        "With the feature `tracing`, each call is a span `call` at level `INFO` with a target below \
         `{krate}`. Its fields are `operation`, `correlation_id`, `outcome`, `reached`, `status`, \
         `code` and `duration_ms`; headers, bodies and addresses are never among them."
    ));
    all
}

/// A function that makes one call with a client from the environment.
fn first_call(api: &Api, operation: &Operation) -> Option<String> {
    let (request, names) = example::typed(api, operation)?;
    let mut names = names;
    names.insert("Client");
    let imports = paths::imports(api, [(&operation.subject, &names)]);
    let method = &operation.module;
    let features = if api.encryption.is_some() {
        "all(feature = \"encryption\", feature = \"reqwest\")"
    } else {
        "feature = \"reqwest\""
    };
    Some(format!(
        "```rust\n\
         {imports}\n\
         # #[cfg({features})]\n\
         async fn first_call() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let client = Client::from_env()?;\n    \
             let request = {request}?;\n    \
             let reply = client.{method}(request).await?;\n    \
             println!(\"{{:?}}\", reply.correlation_id());\n    \
             Ok(())\n\
         }}\n\
         ```"
    ))
}

/// A service over axum, and its test: `.ci/front-page` builds it of this text.
fn service(api: &Api, operation: &Operation) -> Option<String> {
    let (request, mut names) = example::typed(api, operation)?;
    names.extend(["Client", "Remedy", "Violations"]);
    let imports = paths::imports(api, [(&operation.subject, &names)]);
    let (id, name, method) = (&api.id, &operation.name, &operation.module);
    let krate = id.replace('-', "_");
    let begins = service_begins(id, &imports);
    Some(format!(
        "{begins}\
         fn request() -> Result<{name}, Violations> {{\n    \
             {request}\n\
         }}\n\
         \n\
         async fn answer(State(client): State<Client>) -> (StatusCode, String) {{\n    \
             let request = match request() {{\n        \
                 Ok(request) => request,\n        \
                 Err(wrong) => return (StatusCode::UNPROCESSABLE_ENTITY, wrong.to_string()),\n    \
             }};\n    \
             match client.{method}(request).await {{\n        \
                 Ok(reply) => (StatusCode::OK, format!(\"{{:?}}\", reply.correlation_id())),\n        \
                 Err(error) => {{\n            \
                     let status = match error.remedy() {{\n                \
                         Remedy::AskUser => StatusCode::UNPROCESSABLE_ENTITY,\n                \
                         Remedy::RetryLater => StatusCode::SERVICE_UNAVAILABLE,\n                \
                         _ => StatusCode::BAD_GATEWAY,\n            \
                     }};\n            \
                     (status, error.to_string())\n        \
                 }}\n    \
             }}\n\
         }}\n\
         \n\
         #[tokio::test]\n\
         async fn it_answers_as_the_vendor_does() {{\n    \
             use {krate}::fake::{{Fake, Fault}};\n    \
             let fake = Fake::start().unwrap();\n    \
             let client = fake.client().build().unwrap();\n    \
             let (status, told) = answer(State(client.clone())).await;\n    \
             assert_eq!(status, StatusCode::OK, \"{{told}}\");\n    \
             fake.next(Fault::TooManyRequests);\n    \
             let (status, told) = answer(State(client)).await;\n    \
             assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, \"{{told}}\");\n\
         }}\n\
         ```"
    ))
}

/// Its manifest, and what makes the client.
fn service_begins(id: &str, imports: &str) -> String {
    format!(
        "A service makes the client once, and hands it on; what is to be done about a failure tells \
         its own status. Its `Cargo.toml`:\n\n\
         ```toml\n\
         [dependencies]\n\
         axum = {{ version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }}\n\
         {id} = {{ path = \"../generated\" }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }}\n\
         \n\
         [dev-dependencies]\n\
         {id} = {{ path = \"../generated\", features = [\"fake\"] }}\n\
         ```\n\n\
         Its `src/main.rs`:\n\n\
         ```rust,ignore\n\
         use axum::{{Router, extract::State, http::StatusCode, routing::post}};\n\
         {imports}\n\
         #[tokio::main]\n\
         async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let client = Client::from_env()?;\n    \
             let service = Router::new().route(\"/\", post(answer)).with_state(client);\n    \
             let listener = tokio::net::TcpListener::bind(\"127.0.0.1:8080\").await?;\n    \
             Ok(axum::serve(listener, service).await?)\n\
         }}\n\
         \n"
    )
}

fn types(api: &Api, shown: Option<&Operation>) -> String {
    let request = shown.map_or_else(
        || "the type of the operation".to_owned(),
        |it| {
            format!(
                "the type of the operation, such as [`{0}`]: [`{0}::builder`]",
                it.name
            )
        },
    );
    let keys = if api.encryption.is_some() {
        "\n| keys that encrypt and decrypt, and their rotation | [`keys::CryptoKeys`] |"
    } else {
        ""
    };
    format!(
        "| for | the type |\n|---|---|\n\
         | a field of your service | [`Client`], which is cheap to clone; `blocking::Client` with the \
         feature `ureq` |\n\
         | a request | {request} |\n\
         | a value that is checked once and handed on | the type that the documentation of its field \
         names; setters take it, a text, or an `Option` of either |\n\
         | an answer | [`Reply`]: its methods read the fields; `http_status`, `http_headers` and \
         `http_bytes` have the rest |\n\
         | a failure | [`error::Error`] |\n\
         | a request that is sent again where that is safe | [`Retries`], for [`Call::retrying`] |\n\
         | a request in an outbox | [`operation::StoredRequest`], by `to_stored` and `from_stored` of \
         the request |\n\
         | a path that has no type here | [`operation::Untyped`] |{keys}\n\
         | a way of your own to send | [`transport::Transport`], for `build_with` of the builder |"
    )
}

fn failures(api: &Api) -> String {
    let pending = if api.operations.iter().any(|it| {
        it.response.as_ref().is_some_and(|response| response.pending.is_some())
    }) {
        "\n| [`Pending`](error::Error::Pending) | accepted, but not final: [`inquiry`](error::Error::inquiry) says how to learn the end |"
    } else {
        ""
    };
    format!(
        "Each error says in `{{}}` and `{{:?}}` what happened, what to do, and the id for the vendor's \
         support; none of them has a secret or personal data.\n\n\
         | error | means |\n|---|---|\n\
         | [`Invalid`](error::Error::Invalid) | nothing was sent: all violations, each with its page |\n\
         | [`Transport`](error::Error::Transport) | no answer: [`reached`](error::Error::reached) says \
         whether the vendor may have the request |\n\
         | [`Api`](error::Error::Api) | the vendor refused: `code`, documented message, raw answer \
         |{pending}\n\
         | [`Undocumented`](error::Error::Undocumented) | an answer that no page describes, with its \
         bytes |\n\
         | [`Mismatch`](error::Error::Mismatch) | an answer to another call |\n\n\
         [`remedy`](error::Error::remedy) is what to do, whichever it is: [`error::Remedy`] explains \
         each. Only `RetryLater`, and `RetryWithKey` with the same request, may be repeated without \
         looking."
    )
}

/// A test with the mock server.
fn test(api: &Api, operation: &Operation) -> Option<String> {
    let (request, mut names) = example::typed(api, operation)?;
    names.insert("Remedy");
    let imports = paths::imports(api, [(&operation.subject, &names)]);
    let (krate, method) = (api.id.replace('-', "_"), &operation.module);
    Some(format!(
        "The feature `fake` has a mock server of the vendor, which checks every request against the \
         documentation and answers as documented, or fails as it is told:\n\n\
         ```rust\n\
         # #[cfg(all(feature = \"fake\", feature = \"ureq\"))]\n\
         # fn test() -> Result<(), Box<dyn std::error::Error>> {{\n\
         {imports}\
         use {krate}::fake::{{Fake, Fault}};\n\
         \n\
         let fake = Fake::start()?;\n\
         let client = fake.client().build_blocking()?;\n\
         let request = {request}?;\n\
         \n\
         client.{method}(request.clone()).send()?;\n\
         assert!(fake.take_received()[0].findings().is_empty());\n\
         \n\
         fake.next(Fault::TooManyRequests);\n\
         let error = client.{method}(request).send().unwrap_err();\n\
         assert_eq!(error.remedy(), Remedy::RetryLater);\n\
         # Ok(())\n\
         # }}\n\
         # #[cfg(all(feature = \"fake\", feature = \"ureq\"))]\n\
         # test().expect(\"the mock server takes the example\");\n\
         ```"
    ))
}

fn features(api: &Api) -> String {
    let encryption = if api.encryption.is_some() {
        "| `encryption` (default) | encrypted bodies and their keys; needs a C compiler |\n"
    } else {
        ""
    };
    format!(
        "| feature | adds |\n|---|---|\n\
         {encryption}\
         | `reqwest` (default) | the asynchronous client; needs a C compiler |\n\
         | `ureq` | the blocking client; needs a C compiler |\n\
         | `tracing` | a span for every call |\n\
         | `fake` | the mock server, for `[dev-dependencies]` |\n\
         | `cli` | the program `{}` |",
        api.id
    )
}
