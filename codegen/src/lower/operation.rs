//! Lowers operations.

use super::names::{Claim, Modules};
use super::request::Parent;
use super::{Context, Origin, words};
use crate::ir::{
    Decision, Field, Ident, Operation, OwnEnvelope, Response, ResponseCode, TestCase,
};
use crate::load::{Direction, Located, OperationField};
use crate::name::Scope;
use crate::raw;

/// The types that are named after an operation's.
const COMPANIONS: &[&str] = &["Builder", "Code", "Response"];

impl<'a> Context<'a> {
    pub(super) fn operation(
        &mut self,
        position: usize,
        operation: Located<'a, raw::Operation>,
    ) -> Option<Operation> {
        let raw = operation.value;
        let claim = Claim::of_id(&raw.id, operation.span_of("id"));
        let (name, module) = self.operation_names(claim)?;
        // Of a part that is not known, not even the heading is.
        let heading = raw.request.section.as_ref().or(raw.section.as_ref());
        let request = Origin::of(raw, heading);
        let fields = self.parameters((position, request), operation, &name);
        self.claim_lists(&fields, claim);
        let [request_headers, response_headers] = self.header_sets_of(raw);
        let section = raw.section.as_deref().unwrap_or("");
        let cases = raw.test_cases.as_ref();
        Some(Operation {
            request_headers,
            response_headers,
            module,
            id: raw.id.clone(),
            subject: self.subject(raw)?,
            title: raw.page.title.clone(),
            version: raw.page.version.clone(),
            versions: raw.page.versions.clone(),
            mode: raw.page.mode,
            urls: raw.page.url.iter().chain(&raw.page.urls).cloned().collect(),
            copy: raw.page.copy,
            method: raw.method,
            method_standing: raw.method_standing,
            host: raw.host.clone(),
            path: raw.path.clone(),
            words: words::of_operation(raw),
            open: words::open(raw),
            repeat: raw.repeat,
            encrypted: raw.request.encrypted,
            body: raw.request.body,
            known: raw.request.known,
            section: request.section.to_owned(),
            fields,
            signing: self.own_signing(raw),
            signature: self.signature_of(raw).map(|field| field.name.clone()),
            unnamed: words::unnamed(&raw.request.unnamed),
            types: Vec::new(),
            objects: Vec::new(),
            response: self.answered(position, operation, &name),
            envelope: self.own_envelope(operation),
            answers: Vec::new(),
            code_type: name.with("Code"),
            code_section: raw
                .response_codes
                .section
                .clone()
                .unwrap_or_else(|| section.to_owned()),
            codes: self.response_codes(operation),
            code_wording: raw.response_codes.wording.clone(),
            rows_hidden: raw.response_codes.rows_hidden,
            codes_known: raw.response_codes.known,
            case_section: cases.and_then(|it| it.section.clone()),
            cases_known: cases.map_or(raw::Known::Whole, |it| it.known),
            test_cases: self.test_cases(operation),
            decisions: self.page_decisions(operation),
            citation: self.citation(&raw.page.title, section, claim.span),
            name,
        })
    }

    /// The header sets of the request and of the answer.
    fn header_sets_of(&self, raw: &raw::Operation) -> [Option<Ident>; 2] {
        let received = raw.response.as_ref().and_then(|it| it.headers.as_ref());
        [raw.request.headers.as_ref(), received]
            .map(|id| self.sets.get(id?.as_str()).cloned())
    }

    /// The names of an operation's type and of its module.
    fn operation_names(&mut self, claim: Claim<'a>) -> Option<(Ident, Ident)> {
        let name = self.names.upper_camel(claim)?;
        self.names.claim_type(&name, COMPANIONS, claim);
        let module = self.names.snake(claim)?;
        self.names.claim_module(Modules::Operations, &module, claim);
        Some((name, module))
    }

    fn own_envelope(&self, operation: Located<'a, raw::Operation>) -> OwnEnvelope {
        let response = operation.optional("response", |o| &o.response);
        let own = response.and_then(|it| it.optional("envelope", |r| &r.envelope));
        match own.map(|own| (own.value, own.at.span())) {
            None => OwnEnvelope::Shared,
            Some((raw::OwnEnvelope::None, _)) => OwnEnvelope::None,
            Some((raw::OwnEnvelope::Other(envelope), span)) => {
                OwnEnvelope::Other(Box::new(self.envelope_at(envelope, span, &[])))
            }
        }
    }

    fn answered(
        &mut self,
        position: usize,
        operation: Located<'a, raw::Operation>,
        name: &Ident,
    ) -> Option<Response> {
        let response = operation.optional("response", |o| &o.response)?;
        let section = response.value.section.as_ref();
        let top = operation.value.section.as_ref();
        let origin = Origin::of(operation.value, section.or(top));
        Some(self.response(origin, position, name, response))
    }

    fn parameters(
        &mut self,
        (position, origin): (usize, Origin<'a>),
        operation: Located<'a, raw::Operation>,
        of: &Ident,
    ) -> Vec<Field> {
        let owner = "request";
        let request = operation.part(owner, |o| &o.request);
        let place = Parent {
            origin,
            operation: position,
            owner,
            of,
            choice: None,
        };
        let stated =
            (raw::Encrypted::Unknown == request.encrypted).then_some("encryption");
        let signature = self.signature_of(operation.value);
        let fields = request.each("fields", |r| &r.fields).filter(|field| {
            signature.is_none_or(|signature| !std::ptr::eq(signature, field.value))
        });
        let (mut fields, names) = self.fields(place, stated, fields);
        let [set, _] = self.header_sets_of(operation.value);
        fields.extend(self.given_headers(set.as_ref(), names));
        fields
    }

    /// The field that carries the signature, which the client makes.
    fn signature_of(&self, operation: &'a raw::Operation) -> Option<&'a raw::Field> {
        let signing = self.spec.signing_of(operation)?;
        operation.request.fields.iter().find(|field| field.carries(signing))
    }

    /// The decisions about the page as a whole, and about facts without documentation of their own:
    /// all except those about values that are sent.
    fn page_decisions(&self, operation: Located<'_, raw::Operation>) -> Vec<Decision> {
        const WHOLE: [&str; 3] = ["page", "test_cases", "operation"];
        let resolutions = &operation.resolutions;
        let of_page = WHOLE.iter().flat_map(|owner| self.decisions(resolutions, owner));
        let fields = operation.fields();
        let has_type = |owner: &str| {
            fields.iter().any(|OperationField { subject, direction, field }| {
                let is_value = !field.is_coded() && !field.kind.is_object();
                subject == owner && *direction == Direction::Request && is_value
            })
        };
        let of_parts = resolutions.iter().filter(|resolution| {
            let (owner, _) = resolution.subject.rsplit_once('.').unwrap_or_default();
            !WHOLE.contains(&owner) && !has_type(owner)
        });
        of_page.chain(of_parts.map(|it| self.decision(it, &it.subject))).collect()
    }

    fn response_codes(
        &mut self,
        operation: Located<'a, raw::Operation>,
    ) -> Vec<ResponseCode> {
        let mut variants = Scope::new(&["Undocumented"]);
        let table =
            operation.part("response_codes", |operation| &operation.response_codes);
        table
            .each("codes", |table| &table.codes)
            .filter_map(|code| {
                let given = code.value.variant.as_deref();
                let claim = Claim {
                    text: &code.value.message,
                    given,
                    key: "variant",
                    span: code.span_of(if given.is_some() {
                        "variant"
                    } else {
                        "message"
                    }),
                };
                let variant: Ident = self.names.upper_camel(claim)?;
                self.names.claim_in(&mut variants, &variant, claim);
                Some(ResponseCode {
                    variant,
                    code: code.name().into_owned(),
                    is_status: code.code.is_none(),
                    http: code.http,
                    message: code.message.clone(),
                    description: code.description.clone(),
                    about: code.about.clone(),
                    cite: self.own(code.cite.as_ref(), code.span_of("cite")),
                    known: code.known,
                    remedy: code.remedy,
                    line: self.files.line(code.at.span()),
                    confirm: code.confirm.clone(),
                })
            })
            .collect()
    }

    fn test_cases(&self, operation: Located<'a, raw::Operation>) -> Vec<TestCase> {
        let cases = operation.optional("test_cases", |operation| &operation.test_cases);
        let statuses = &operation.value.response_codes.codes;
        let by_status = |http: u16| {
            let mut statuses = statuses.iter().filter(|row| row.code.is_none());
            Some(statuses.find(|row| row.http == http)?.name().into_owned())
        };
        cases
            .into_iter()
            .flat_map(|cases| cases.each("cases", |cases| &cases.cases))
            .map(|case| TestCase {
                http: case.http,
                text: case.text.clone(),
                code: case.code.clone().or_else(|| by_status(case.http)),
                cite: self.own(case.cite.as_ref(), case.span_of("cite")),
                line: self.files.line(case.at.span()),
            })
            .collect()
    }
}
