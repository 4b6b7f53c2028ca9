//! Media types are those of texts and files.

use super::rule::{Findings, Rule, View};
use super::upload;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::ResponseBody;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L112",
    title: "media types of an answer that is no text and no file",
    text: "Where `body` of a response is `text` or `bytes`, `media_types` says which media types a \
           success has, `application/pdf` or `image/*`, in lower case and without parameters, each \
           once. A success with another one is an error that says so, and not the file. All other \
           answers are read whatever their headers say. Where the page prints no media type of a \
           file, leave the line out: then only a page of HTML is not taken for the file.",
    bad: "section: Answer\nheaders: reading\nmedia_types: [application/json]\nfields:\n  - name: books",
    good: "section: Answer\nheaders: reading\nfields:\n  - name: books",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let response = operation.located().optional("response", |it| &it.response);
        let Some(response) = response else { continue };
        let stated = response.at.key("media_types");
        if !stated.exists() {
            continue;
        }
        findings.extend(upload::listed(&EXPLANATION, stated, &response.media_types));
        let body = response.body;
        if !matches!(body, ResponseBody::Text | ResponseBody::Bytes) {
            let message = format!(
                "the answer of `{}` is read whatever its media type is",
                operation.id
            );
            findings.add(
                Diagnostic::error(&EXPLANATION, stated.key_span(), message)
                    .label("has no effect")
                    .help("remove the line, or write `body: bytes` or `body: text`"),
            );
        }
    }
}
