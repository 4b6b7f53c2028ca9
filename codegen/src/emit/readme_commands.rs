//! The command line in the client's README.

use crate::ir::{Api, Encrypted, Operation, RequestBody, Response, ResponseBody};

/// Running the mock server and calling operations.
pub(super) fn commands(api: &Api) -> String {
    let id = &api.id;
    let call = api.shown().and_then(|operation| {
        let required = operation.fields.iter().filter(|field| field.is_asked());
        let options = required.map(|field| {
            let flag = field.name.as_str().trim_end_matches('_').replace('_', "-");
            let example = field.example.as_ref()?;
            let is_map = field.list.as_ref().is_some_and(|list| list.is_map);
            let example = if is_map {
                serde_json::json!({ "name1": example }).to_string()
            } else {
                example.clone()
            };
            Some(format!(" --{flag} '{}'", example.replace('\'', "'\\''")))
        });
        let stated = operation.encrypted == Encrypted::Unknown;
        let stated = stated.then(|| Some(" --encryption yes".to_owned()));
        let options: String =
            stated.into_iter().chain(options).collect::<Option<_>>()?;
        Some(format!("{id} call {}{options}", operation.id))
    });
    let call = call.unwrap_or_else(|| format!("{id} operations"));
    let is_content =
        |it: &Response| matches!(it.body, ResponseBody::Text | ResponseBody::Bytes);
    let mut responses = api.operations.iter().filter_map(|it| it.response.as_ref());
    let output = if responses.any(is_content) {
        " An answer that is a text or a file is written by `--output FILE`, once it is whole and \
         only if there is no such file yet, unless `--overwrite` is given; `-` is the standard \
         output. Files are not shown."
    } else {
        ""
    };
    let work = for_work(id);
    format!(
        "## On the command line\n\n\
         `cargo install --path . --features cli` installs the program `{id}`. Run a mock server \
         in one terminal and call it in another:\n\n\
         ```sh\n{id} fake --port 8099 | tee fake.env\n```\n\n\
         ```sh\n. ./fake.env\n{call}\n```\n\n\
         `fake.env` sets the base URL, credentials and key files of the mock server; for the \
         vendor's systems, set the same variables to the real ones. `--dry-run` shows the \
         request without sending it, `--format json` writes JSON, and `{id} codes` lists the \
         code tables.\n\n\
         The request is shown on the standard error before it is sent, the outcome on the \
         standard output. Each field of an answer is shown as far as the spec allows; unknown \
         fields are only counted. `--show-answer` shows the whole answer, including personal \
         data.{output}\n\n\
         {work}\n\n\
         | exit code | means |\n|---|---|\n\
         | 0 | success |\n\
         | 1 | the vendor refused, all or rows of it (`partial`), or the answer is undocumented, \
         pending or does not match the request |\n\
         | 2 | the input is invalid; nothing was sent |\n\
         | 3 | no answer was received, or the program was stopped; `reached` states whether the \
         vendor may have received the request |\n\
         | 4 | an answer was received but could not be shown, for example on a full disk; the \
         standard error has outcome, code and correlation id; do not repeat the call |\n\n\
         Tests can use the same mock server: see the module `fake`.\n\n"
    ) + &gateway(api)
        + &docs(id)
}

/// The documentation in a browser.
fn docs(id: &str) -> String {
    format!(
        "## In a browser\n\n\
         With the feature `docs`, the program shows the documentation in a browser, without the \
         internet: the operations, a search over names, codes and messages, what is contradictory or \
         not known, and code in Rust and for the gateway.\n\n\
         ```sh\n{id} docs --open\n```\n\n\
         Requests can be tried there. They are checked by the client's own rules while they are \
         written, and sent to a mock server within the program, which plays the test cases, codes \
         and faults. The page shows the request before and after encryption, what is signed, and \
         the answer with what to do; of secrets it shows nothing. With a base URL, an environment or \
         `--credentials`, as for `{id} call`, requests can be sent there by choice. Unless that is \
         this machine or an environment for tests, each one has to be confirmed. The page is served \
         to this machine alone, and its link has a token.\n\n"
    )
}

/// What the program has for data, scripts and paths that have no types.
fn for_work(id: &str) -> String {
    format!(
        "Other users of a machine can see arguments, and shells keep them: `--from request.json` \
         reads the fields from a JSON object by their names on the wire, and `--from -` from the \
         standard input. On a terminal `{id} call` asks for a required field that is not shown and not \
         given, and hides what is typed. A code is given by its name too, with or without its spaces; one that no \
         table has is sent, with a warning. `{id} call --untyped PATH --from body.json` calls a path \
         of no documented operation, with `--method` another one than POST. `{id} schema call` writes \
         the JSON Schema of what `--format json` writes, which has everything that people are shown: \
         the request, the outcome, the answer, what is wrong and what is doubtful."
    )
}

/// Running the gateway, and what its callers need to know.
fn gateway(api: &Api) -> String {
    let id = &api.id;
    let prefix = id.replace('-', "_").to_uppercase();
    let is_json = |it: &&Operation| it.encoding() == RequestBody::Json;
    let shown = api.shown().into_iter().chain(&api.operations).find(is_json);
    let curl = shown.map_or_else(String::new, |operation| {
        let (method, path) = (operation.method.as_str(), &operation.path);
        format!(
            "```sh\n. ./gateway.env\n\
             curl -i -X {method} \"${prefix}_GATEWAY_URL{path}\" \\\n    \
             -H \"Authorization: Bearer ${prefix}_GATEWAY_TOKEN\" \\\n    \
             -H 'Content-Type: application/json' -d @request.json\n```\n\n"
        )
    });
    let has_files =
        api.operations.iter().any(|it| it.encoding() == RequestBody::Multipart);
    let files = if has_files {
        " A file is an object of its `name`, its `media_type`, and its `content` in Base64, as in \
         `--from`."
    } else {
        ""
    };
    format!(
        "## For programs in other languages\n\n\
         With the feature `gateway` too, the program takes plain JSON at the documented methods \
         and paths, checks it by the same rules, signs and encrypts it, sends it, and answers with \
         the decrypted JSON. It takes the settings of `{id} call`, and in `fake.env` those of the \
         mock server:\n\n\
         ```sh\n{id} gateway --port 8100 | tee gateway.env\n```\n\n\
         {curl}\
         Whatever the vendor answers has its status and its body, decrypted; a success that is not \
         final has the status 202. If there is no such answer, the body is \
         `application/problem+json`: 422 with every violation and its source, 502 if no documented \
         answer to this request was received, 504 if none was received in time. Each answer to a \
         call has these headers:\n\n\
         | header | value |\n|---|---|\n\
         | `Gateway-Outcome` | `success`, `partial`, `pending`, `api`, `undocumented`, `mismatch`, \
         `transport` or `invalid`, as in `--format json` |\n\
         | `Gateway-Reached` | whether the request has reached the vendor: `no`, `maybe` or `yes` |\n\
         | `Gateway-Remedy` | what to do |\n\
         | `Gateway-Code`, `Gateway-Second-Code` | the vendor's codes |\n\
         | `Gateway-Correlation-Id`, `Gateway-Idempotency-Key` | those of the request |\n\n\
         `/openapi.json` describes the gateway, without signatures and encryption, for tools that \
         make clients; `{id} gateway --openapi` writes the same document. Headers that callers of an \
         operation give are headers of the same name. \
         `Gateway-Encryption: yes` or `no` states whether a body is encrypted, where no \
         documentation shows it.{files}\n\n\
         The gateway listens on this machine alone, and requires the token \
         `{prefix}_GATEWAY_TOKEN`, or that of `--token-file`, or else a new one that it shows once. \
         It refuses other hosts than its own and those of `--host`, and pages of other origins. \
         For other machines, put a proxy with TLS in front of it. `/livez` and `/readyz` need no \
         token; `/readyz` fails while the gateway stops, and if its certificate has expired. \
         `/metrics` has counters for Prometheus, and the standard error a line of JSON for each \
         call. When files of its settings change, the gateway reads them again; if they cannot be \
         used, it says so and keeps the earlier ones. The first signal to stop ends it when \
         everything in flight is answered.\n\n"
    )
}
