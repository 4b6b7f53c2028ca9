//! The command line in the client's README.

use crate::ir::{Api, Encrypted, Response, ResponseBody};

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
    )
}
