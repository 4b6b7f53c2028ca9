//! The encryption of bodies is fully declared.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Encryption, Header, HeaderOrigin, HeaderSet};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L037",
    title: "encryption that is not fully declared",
    text: "Bodies that a page marks as encrypted need the section `encryption` in api.yaml. The \
           header that it names as `key_id_header`, and no other, has `from: encryption`, and is \
           in the header set of every encrypted request.",
    bad: "- name: X-Lantern-Card\n  type_name: LibraryCard\n  need: conditional\n  \
          condition: Sent when a reader is meant, and not the branch.\n  length: 24\n  \
          from: encryption",
    good: "- name: X-Lantern-Card\n  type_name: LibraryCard\n  need: conditional\n  \
           condition: Sent when a reader is meant, and not the branch.\n  length: 24\n  \
           from: configuration",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let encryption = spec.api.located().optional("encryption", |api| &api.encryption);
    for (_, header) in walk::headers(spec) {
        of_header(header, encryption, findings);
    }
    let sets = walk::sets_by_id(spec);
    for operation in &spec.operations {
        let top = operation.located();
        let request = top.part("request", |it| &it.request);
        let response = top.optional("response", |it| &it.response);
        let marked =
            request.encrypted.is_possible().then(|| request.span_of("encrypted"));
        let answered = response
            .filter(|it| it.encrypted.is_possible())
            .map(|it| it.span_of("encrypted"));
        if encryption.is_none() {
            for span in marked.into_iter().chain(answered) {
                findings.add(
                    error(
                        span,
                        "the body is encrypted, but api.yaml has no `encryption`"
                            .to_owned(),
                    )
                    .label("encrypted here")
                    .help("add the section `encryption` to api.yaml"),
                );
            }
        }
        let set = request.headers.as_deref().and_then(|id| sets.get(id));
        if let (Some(encryption), Some(_), Some(set)) = (encryption, marked, set) {
            names_key(encryption, set, request.span_of("headers"), findings);
        }
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn of_header(
    header: Located<'_, Header>,
    encryption: Option<Located<'_, Encryption>>,
    findings: &mut Findings,
) {
    let name = &header.name;
    let comes = header.from == HeaderOrigin::Encryption;
    let key_id = encryption.and_then(|it| it.value.key_id_header.as_deref());
    let named = key_id.is_some_and(|key_id| key_id.eq_ignore_ascii_case(name));
    let span = header.span_of("from");
    if comes && !named {
        let diagnostic = error(
            span,
            format!("`{name}` has `from: encryption`, but is not the `key_id_header`"),
        )
        .label("does not name the key")
        .help("correct `from`, or name the header as `key_id_header` of `encryption`");
        findings.add(match encryption {
            Some(it) => diagnostic.related(it.span_of("key_id_header"), "names the key"),
            None => diagnostic,
        });
    } else if named && !comes {
        findings.add(
            error(
                span,
                format!("`{name}` is the `key_id_header`, but does not have `from: encryption`"),
            )
            .label("comes from elsewhere")
            .help("write `from: encryption`"),
        );
    }
}

/// The header that names the key is sent with an encrypted body.
fn names_key(
    encryption: Located<'_, Encryption>,
    set: &HeaderSet,
    span: Span,
    findings: &mut Findings,
) {
    let Some(key_id) = encryption.key_id_header.as_deref() else { return };
    if !set.headers.iter().any(|header| header.name.eq_ignore_ascii_case(key_id)) {
        let message =
            format!("the body is encrypted, but `{}` has no `{key_id}`", set.id);
        findings.add(
            error(span, message)
                .label("does not name the key")
                .related(encryption.span_of("key_id_header"), "names the key")
                .help(format!("add `{key_id}` to the header set, or use another set")),
        );
    }
}
