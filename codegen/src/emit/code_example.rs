//! Examples on the pages of codes: how a result is handled, and how a code of a table is read.
//! They are compiled and run as tests.

use std::collections::BTreeSet;

use super::paths;
use crate::ir::{Api, CodeTable, Ident, Operation, Remedy, ResponseCode};

/// How a caller handles the results of an operation: one of its codes, and what is left by remedy.
pub(super) fn of_results(api: &Api, operation: &Operation) -> String {
    let name = operation.code_type.as_str();
    let names = BTreeSet::from([name, "Error", "Remedy"]);
    let (subject, handled) = (&operation.subject, handled(&operation.codes));
    let arm = handled.map_or_else(String::new, |code| {
        format!(
            "        Error::Api(refusal)\n            \
                 if refusal.code() == {name}::{} =>\n        {{\n            \
                 {:?}\n        }}\n",
            code.variant,
            what_to_do(code.remedy)
        )
    });
    let later = what_to_do(Remedy::RetryLater);
    let body = format!(
        "fn what_to_do(error: &Error<{name}>) -> &'static str {{\n    \
             match error {{\n\
         {arm}        \
             _ if error.remedy() == Remedy::RetryLater => {later:?},\n        \
             _ => \"look at `error.remedy()` and `error.reached()`\",\n    \
             }}\n\
         }}"
    );
    block(api, subject, &names, &body)
}

/// How a code of a table is read, and written.
pub(super) fn of_table(api: &Api, table: &CodeTable) -> String {
    let Some(code) = table.codes.first() else { return String::new() };
    let name = table.name.as_str();
    let (variant, text) = (&code.variant, &code.code);
    let body = format!(
        "assert_eq!({text:?}.parse(), Ok({name}::{variant}));\n\
         assert_eq!({name}::{variant}.as_str(), {text:?});"
    );
    // A table has no subject: its home is the module of all tables.
    block(api, &table.name, &BTreeSet::from([name]), &body)
}

/// What to do about a code, on its own page.
pub(super) fn remedy(remedy: Remedy) -> String {
    match remedy {
        Remedy::None => String::new(),
        known => format!("What to do: [`Remedy::{known:?}`]."),
    }
}

/// The code that an example handles by itself: one that a person can correct, where there is one.
fn handled(codes: &[ResponseCode]) -> Option<&ResponseCode> {
    let by_itself = |it: &&ResponseCode| {
        !matches!(it.remedy, Remedy::None | Remedy::RetryLater | Remedy::Unknown)
    };
    let asked = codes.iter().find(|code| code.remedy == Remedy::AskUser);
    asked.or_else(|| codes.iter().find(by_itself))
}

const fn what_to_do(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::FixRequest => "correct the request",
        Remedy::FixSetup => "correct the client's settings",
        Remedy::AskUser => "ask the person whose data was sent",
        Remedy::RetryLater => "send it again later",
        Remedy::RetryWithKey => "send it again with its idempotency key",
        Remedy::CheckOutcome => "find out what became of it",
        Remedy::ContactVendor => "ask the vendor",
        Remedy::None | Remedy::Unknown => "look into it",
    }
}

fn block<'a>(
    api: &'a Api,
    subject: &'a Ident,
    names: &BTreeSet<&'a str>,
    body: &str,
) -> String {
    let imports = paths::imports(api, [(subject, names)]);
    format!("```rust\n{imports}\n{body}\n```")
}
