//! `cargo xtask openapi`

use codegen::emit::openapi;

use crate::cli::OpenApi;
use crate::output::{CommandResult, ExitStatus, findings, print, problem};

/// Prints the vendor's API as an OpenAPI document.
pub(crate) fn run(options: &OpenApi) -> CommandResult {
    let checked = codegen::check_folder(&options.spec)?;
    let Some(api) = &checked.api else {
        findings(&checked)?;
        problem(&"the document is made only when the spec passes lint");
        return Ok(ExitStatus::Findings);
    };
    let wanted = options.subject.as_deref();
    let subject = match wanted.map(|id| api.subjects.iter().find(|it| it.id == id)) {
        Some(None) => {
            let ids = api.subjects.iter().map(|subject| subject.id.as_str());
            let ids = ids.collect::<Vec<_>>().join(", ");
            return Err(format!("there is no such subject; there are: {ids}").into());
        }
        Some(found) => found,
        None => None,
    };
    print(&openapi::document(api, &checked.history, subject))?;
    Ok(ExitStatus::Success)
}
