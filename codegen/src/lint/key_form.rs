//! A key whose bytes sign is written in an encoding.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::ir::KeyForm;
use crate::source::NodeRef;
use crate::words::SigningAlgorithm;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L145",
    title: "a form of a key that cannot be read",
    text: "A key can be given in an encoding, and its bytes sign: `key_form` is then the text before \
           it, if there is any, and one of {base64}, {base64url} and {hex}. Without it the text of \
           the key signs as it is. The private key of an RSA algorithm is in PEM, which has no \
           `key_form`.",
    bad: "key: Sealing wax\nkey_form: base64",
    good: "key: Sealing wax",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for signing in walk::recipes(spec) {
        one(signing.at, signing.key_form.as_deref(), signing.algorithm, findings);
    }
    for signing in spec.callback_recipes() {
        one(signing.at, signing.key_form.as_deref(), signing.algorithm, findings);
    }
}

fn one(
    signing: NodeRef<'_>,
    form: Option<&str>,
    algorithm: SigningAlgorithm,
    findings: &mut Findings,
) {
    let Some(form) = form.filter(|it| !it.is_empty()) else { return };
    let span = signing.key("key_form").span();
    if algorithm.is_rsa() {
        let message = format!("the key of `{}` is in PEM", algorithm.as_str());
        findings.add(
            Diagnostic::error(&EXPLANATION, span, message)
                .label("PEM says how it is written")
                .help("remove the line"),
        );
    } else if KeyForm::parse(form).is_none() {
        findings.add(
            Diagnostic::error(&EXPLANATION, span, "the form of the key cannot be read".to_owned())
                .label("not text and an encoding")
                .help("write `{base64}`, `{base64url}` or `{hex}`, with the text before the key as `sk_{base64}`"),
        );
    }
}
