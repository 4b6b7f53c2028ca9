//! The lint rules: one file per rule, and one list of them. Every rule sees everything; none stops
//! the others.
//!
//! A contradiction in the vendor's pages is not a mistake of the transcriber: such a finding names
//! the resolution that settles it. Resolutions are checked by rules of their own, so that none
//! outlives its contradiction.

mod findings;
mod limits;
mod local_times;
mod names;
mod remedy;
mod result;
mod rows;
mod rule;
mod subjects;
mod view;
mod walk;

mod ambiguous_form;
mod answer_body;
mod answer_media_types;
mod base_url;
mod body;
mod callback_age;
mod callback_answer;
mod callback_body;
mod callback_event;
mod callback_fields;
mod callback_signing;
mod catalog;
mod citation;
mod code_fits;
mod code_length;
mod code_rows;
mod comment;
mod configured;
mod configured_part;
mod control_character;
mod decision;
mod decorated_name;
mod duplicate;
mod echo;
mod empty_text;
mod encryption;
mod example;
mod exception;
mod expired;
mod form;
mod form_length;
mod format_version;
mod header_differs;
mod header_name;
mod host;
mod http_status;
mod idempotency;
mod identity;
mod implied;
mod inapplicable;
mod key_form;
mod known;
mod made_header;
mod malformed;
mod missing_description;
mod nullable;
mod one_letter;
mod one_rule;
mod only_signed;
mod own_recipe;
mod page_label;
mod path;
mod pending;
mod range;
mod read_recipe;
mod recipe;
mod reference;
mod same_but_case;
mod scheme;
mod second_code;
mod shapes;
mod shown_operation;
mod signed_fields;
mod signed_parts;
mod signing;
mod source;
mod steps;
mod subject;
mod success_code;
mod test_case;
mod test_case_codes;
mod to_confirm;
mod token;
mod unquoted;
mod upload;
mod url;
mod values;
mod walkthrough;
mod walkthrough_fields;
mod walkthrough_order;
mod walkthrough_values;
mod written;
mod zone_offset;

pub(crate) use exception::idle_exceptions;
pub(crate) use identity::{is_id, suggest_id};
pub use rule::{ExpectedResolution, Findings, Rule, View};

use std::collections::HashSet;

use crate::diagnostic::{self, Diagnostic};
use crate::load::Spec;
use crate::source::FileId;

/// Every rule, in the order of the codes: 00x sources, 01x texts and names, 02x forms and limits,
/// 03x requests and answers, 04x duplicates and parts that disagree, 05x open and accepted points
/// and worked examples, 06x resolutions, 07x what a call carries, 08x kinds of values, 09x what
/// proves who asks, 10x callbacks, 11x files, 12x what came later to signing and callbacks, 13x
/// further kinds of values, 14x what came later of all that. The last rule of the resolutions uses the findings of those before it; those
/// behind it find no contradictions of pages.
pub const RULES: &[Rule] = &[
    citation::RULE,
    source::RULE,
    reference::RULE,
    format_version::RULE,
    subject::RULE,
    url::RULE,
    unquoted::RULE,
    empty_text::RULE,
    control_character::RULE,
    header_name::RULE,
    identity::RULE,
    missing_description::RULE,
    decorated_name::RULE,
    form::RULE,
    form_length::RULE,
    ambiguous_form::RULE,
    range::RULE,
    inapplicable::RULE,
    implied::RULE,
    code_fits::RULE,
    example::RULE,
    zone_offset::RULE,
    code_length::RULE,
    path::RULE,
    base_url::RULE,
    success_code::RULE,
    http_status::RULE,
    test_case::RULE,
    test_case_codes::RULE,
    signing::RULE,
    encryption::RULE,
    made_header::RULE,
    echo::RULE,
    duplicate::RULE,
    same_but_case::RULE,
    one_letter::RULE,
    header_differs::RULE,
    catalog::RULE,
    page_label::RULE,
    one_rule::RULE,
    known::RULE,
    pending::RULE,
    result::RULE,
    to_confirm::RULE,
    answer_body::RULE,
    second_code::RULE,
    exception::RULE,
    walkthrough::RULE,
    walkthrough_fields::RULE,
    walkthrough_values::RULE,
    walkthrough_order::RULE,
    shown_operation::RULE,
    decision::RULE,
    malformed::RULE,
    expired::RULE,
    body::RULE,
    idempotency::RULE,
    host::RULE,
    local_times::RULE,
    values::RULE,
    recipe::RULE,
    scheme::RULE,
    configured::RULE,
    token::RULE,
    callback_signing::RULE,
    callback_age::RULE,
    callback_event::RULE,
    callback_answer::RULE,
    upload::RULE,
    signed_parts::RULE,
    answer_media_types::RULE,
    callback_body::RULE,
    only_signed::RULE,
    nullable::RULE,
    shapes::RULE,
    shapes::ALIKE,
    rows::RULE,
    own_recipe::RULE,
    configured_part::RULE,
    comment::RULE,
    remedy::RULE,
    key_form::RULE,
    written::RULE,
];

/// Everything that is wrong with a spec, by file, place and code.
#[must_use]
pub fn lint(spec: &Spec) -> Vec<Diagnostic> {
    let (view, findings) = check(spec);
    let mut diagnostics = findings.settle(&view);
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// The findings of all rules, before any resolution.
fn check(spec: &Spec) -> (View<'_>, Findings) {
    let view = View::new(spec);
    let mut findings = Findings::default();
    for rule in RULES {
        (rule.check)(&view, &mut findings);
    }
    (view, findings)
}

/// A contradiction without a resolution.
pub(crate) struct OpenContradiction {
    /// The file whose resolutions count.
    pub(crate) file: FileId,
    /// The subject that a resolution has to name.
    pub(crate) subject: String,
    /// What the file says of it.
    pub(crate) page_says: Option<String>,
    /// The reading that is free of contradiction, where only one is.
    pub(crate) adopt: Option<String>,
    /// What contradicts.
    pub(crate) message: String,
}

/// The resolutions that are missing, and those that have expired.
pub(crate) struct ResolutionChanges {
    pub(crate) contradictions: Vec<OpenContradiction>,
    /// The subjects of resolutions that have expired.
    pub(crate) expired: Vec<(FileId, String)>,
    /// The subjects of those that adopt another reading than the one that is free of contradiction,
    /// which stands behind.
    pub(crate) adopting: Vec<(FileId, String, String)>,
}

/// The contradictions of a spec without a resolution, one for each subject, and the expired
/// resolutions.
pub(crate) fn resolution_changes(spec: &Spec) -> ResolutionChanges {
    let (view, findings) = check(spec);
    let expired = expired::subjects(&view, &findings);
    let adopting = findings.adopting(&view);
    let mut seen = HashSet::new();
    let open = findings.open(&view).into_iter();
    let open = open.filter(|(_, it)| seen.insert((it.file, it.subject.clone())));
    let contradictions = open.map(|(diagnostic, expected)| OpenContradiction {
        page_says: subjects::transcribed(&view, expected.file, &expected.subject)
            .map(std::borrow::Cow::into_owned),
        file: expected.file,
        subject: expected.subject,
        adopt: expected.adopt,
        message: diagnostic.message,
    });
    ResolutionChanges {
        contradictions: contradictions.collect(),
        expired,
        adopting,
    }
}
