//! The program that shows what services do besides calling, and its tests. It is the same for every
//! vendor, but for encryption.

use super::emitter::{Emitted, Emitter, once};
use crate::ir::{Api, HeaderOrigin, Signing};
use crate::recipe::RecipePart;

/// Its file. No worked example has this name: their ids have hyphens.
pub(super) const PATH: &str = "examples/at_work.rs";

const PROGRAM: &str = include_str!("at_work.txt");
const TESTS: &str = include_str!("at_work_tests.txt");

pub(super) const EMITTER: Emitter = Emitter {
    name: "at_work",
    paths: |_| once(PATH),
    emit: |api, _, _| {
        let text = sections(PROGRAM, |section| match section {
            "encryption" => api.encryption.is_some(),
            _ => true,
        });
        Some(Emitted::Text {
            comment: "//",
            origin: "spec/api.yaml".to_owned(),
            text: named(api, &text),
        })
    },
};

/// What it shows, in words.
pub(super) fn shows(api: &Api) -> String {
    let rotation = if api.encryption.is_some() { ", keys that change" } else { "" };
    format!(
        "batches that are repeated where that is safe, records of exchanges for disputes, a proxy \
         and a certificate authority of your own{rotation}, calls without types"
    )
}

/// Tests that run its functions with the mock server, and this request.
pub(super) fn tests(api: &Api, request: Option<&str>) -> String {
    let text = sections(TESTS, |section| match section {
        "encryption" => api.encryption.is_some(),
        "nothing given" => {
            !has_given_headers(api) && !api.signing.as_ref().is_some_and(signs_fields)
        }
        _ => request.is_some(),
    });
    text.replace("REQUEST", request.unwrap_or_default())
}

/// Whether callers give headers for each call, which a request without types may need too.
fn has_given_headers(api: &Api) -> bool {
    let mut headers = api.sent_sets().flat_map(|set| &set.headers);
    headers.any(|it| it.origin == HeaderOrigin::Caller && !it.idempotency)
}

/// Whether a request without types has to have some fields, because they are signed.
fn signs_fields(signing: &Signing) -> bool {
    let is_field = |part: &RecipePart| matches!(part, RecipePart::Field(_));
    signing.field.is_some() || signing.signs.parts.iter().any(is_field)
}

/// The function that sends by way of a proxy, for the documentation.
pub(super) fn proxy(api: &Api) -> String {
    let section =
        PROGRAM.split("// proxy\n").nth(1).and_then(|it| it.split("// end\n").next());
    let code = section.unwrap_or_default();
    format!(
        "```rust\n\
         # #[cfg(feature = \"reqwest\")]\n\
         # mod example {{\n\
         {}\
         \n\
         {code}\
         # }}\n\
         ```",
        named(
            api,
            "use KRATE::transport::Reqwest;\n\
             use KRATE::transport::reqwest::{Certificate, Proxy};\n"
        )
    )
}

/// A text without the sections that are not wanted, and without the lines around the others.
fn sections(text: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let mut taken = String::new();
    let mut wanted = true;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        match line.trim_end().strip_prefix("// ") {
            Some("end") => {
                // Of the empty lines around a section that is left out, one stays.
                if !wanted && taken.ends_with("\n\n") {
                    lines.next_if_eq(&"\n");
                }
                wanted = true;
            }
            Some(section @ ("encryption" | "proxy" | "shown" | "nothing given")) => {
                wanted = is_wanted(section);
            }
            _ if wanted => taken.push_str(line),
            _ => {}
        }
    }
    taken
}

fn named(api: &Api, text: &str) -> String {
    let encryption = if api.encryption.is_some() { "Yes" } else { "No" };
    text.replace("KRATE", &api.id.replace('-', "_"))
        .replace("PROGRAM", &api.id)
        .replace("STATED", encryption)
}
