//! Checks of requests.

use super::super::description::{Description, Location, Made, Parameter, ValueKind};
use super::super::stray::{shown, strays};
use super::super::{
    Encryption, Header, Known, Need, Part, Scheme, Shape, Violations, route, values,
};
use super::body::{self, Body};
use super::received::{Finding, Received};
use super::{multipart, signature, state::State, token};
use http::header;
use std::borrow::Cow;

/// Checks a request to an operation, with the texts that fill its path.
pub(super) fn check(
    state: &State,
    description: &Description,
    path: &[(String, String)],
    received: &mut Received,
) {
    let mut findings = Vec::new();
    media_types(description, received, &mut findings);
    headers(state, description, received, &mut findings);
    one_instant(state, description, received, &mut findings);
    let body = body::read(state, description, received, &mut findings);
    let query = route::query(&received.uri);
    findings.extend(signature::check(state, description, body.as_ref(), received));
    for parameter in description.parameters {
        if let (Location::Body, Some(Body::Parts(parts))) = (parameter.place, &body) {
            findings.extend(multipart::files(parameter, description.source, parts));
            if matches!(parameter.kind, ValueKind::File(_)) {
                continue;
            }
        }
        let raw = match (parameter.place, &body) {
            (Location::Path, _) => route::value(parameter, path),
            (Location::Query, _) => route::value(parameter, &query),
            (Location::Body, Some(body)) => body.value(parameter),
            // Headers are checked above, and problems of the body as a whole are reported.
            (Location::Header, _) | (Location::Body, None) => continue,
        };
        if let Ok(Some(raw)) = &raw {
            findings.extend(issued(state, parameter, raw));
            findings.extend(made_of_others(state, parameter, raw));
        }
        one(description, parameter, raw, &mut findings);
    }
    token::mark(state, &mut findings);
    received.findings = findings;
    if description.known == Known::Whole {
        let signature = signature::parameter(state, description);
        let mut found = Vec::new();
        strangers(description, &query, body.as_ref(), &mut found);
        found.retain(|it| Some(it.at.as_str()) != signature);
        received.findings.extend(found);
    }
}

/// Reports undocumented parameters of an operation of which every one is known.
fn strangers(
    description: &Description,
    query: &[(String, String)],
    body: Option<&Body>,
    findings: &mut Vec<Finding>,
) {
    let of_query = query.iter().map(|(name, _)| (Location::Query, name.as_str()));
    let of_body =
        body.into_iter().flat_map(Body::names).map(|name| (Location::Body, name));
    let sent = of_query.chain(of_body);
    let strangers =
        sent.filter(|(place, name)| !route::knows(description, *place, name));
    findings.extend(strangers.map(|(_, name)| unknown(name)));
}

/// What is wrong with the value of a configured field, if it is not the issued one.
fn issued(state: &State, parameter: &Parameter, raw: &str) -> Option<Finding> {
    let is_configured = parameter.made == Some(Made::Configuration);
    let known = state.credentials.header(parameter.name);
    let is_other = is_configured && values::string(raw).as_deref() != Some(known);
    is_other.then(|| Finding::parameter(parameter.name, NOT_ISSUED.to_owned()))
}

/// What is wrong with a value that has a configured one in it, if that is not the issued one.
fn made_of_others(state: &State, parameter: &Parameter, raw: &str) -> Option<Finding> {
    let ValueKind::Text(rule) = parameter.kind else { return None };
    let text = values::string(raw)?;
    has_others(state, rule.shape, &text)
        .then(|| Finding::parameter(parameter.name, NOT_ISSUED.to_owned()))
}

/// Whether a text of this shape has another configured value in it than the issued one.
fn has_others(state: &State, shape: Shape, text: &str) -> bool {
    let is_other = |(part, piece): &(Part, &str)| match part {
        Part::Header(name, _) => *piece != state.credentials.header(name),
        _ => false,
    };
    signature::pieces(shape, text).unwrap_or_default().iter().any(is_other)
}

/// Checks the JSON value of one parameter.
fn one(
    description: &Description,
    parameter: &Parameter,
    raw: Result<Option<String>, Violations>,
    findings: &mut Vec<Finding>,
) {
    let checked = raw.and_then(|raw| {
        values::check_field(parameter, raw.as_deref(), description.source)?;
        Ok(raw)
    });
    match checked {
        Ok(Some(raw)) if raw != "null" => {
            let mut found = Vec::new();
            strays(&parameter.kind, &raw, parameter.name, &mut found);
            let found =
                found.iter().map(|it| Finding::new(&*it.path, it.kind.to_string()));
            findings.extend(found);
        }
        Ok(_) => {}
        Err(violations) => findings.extend(Finding::parameters(&violations)),
    }
}

fn unknown(name: &str) -> Finding {
    Finding::new(shown(name), "not a documented parameter")
}

const NOT_ISSUED: &str = "not the value issued by the mock server";

const JSON: &str = "application/json";

fn media_types(description: &Description, received: &Received, all: &mut Vec<Finding>) {
    let has = |name: &str, wanted: &str| {
        received.header(name).is_some_and(|value| {
            let mut types = value.split([',', ';']).map(str::trim);
            types.any(|media| media.eq_ignore_ascii_case(wanted))
        })
    };
    let accepts = description.spec.answer.body.accepts();
    if !has(header::ACCEPT.as_str(), accepts) {
        all.push(Finding::new("Accept", format!("must be {accepts}")));
    }
    let is_sealed = description.spec.request_encrypted != Some(Encryption::No);
    let sent = description.spec.body.media_type();
    let sent = sent.map(|media| if is_sealed { JSON } else { media });
    if let Some(media) = sent.filter(|media| !has(header::CONTENT_TYPE.as_str(), media))
    {
        all.push(Finding::new("Content-Type", format!("must be {media}")));
    }
}

/// Checks presence, number, length and form of every header, and the known values.
fn headers(
    state: &State,
    description: &Description,
    received: &Received,
    all: &mut Vec<Finding>,
) {
    let is_only_signed =
        |name: &str| state.vendor.protocol.authentication.is_only_signed(name);
    for header in description.spec.request_headers {
        let mut values = received.headers.get_all(header.lower).iter();
        let value = match (values.next(), values.next()) {
            (None, _) if is_only_signed(header.name) => continue,
            (Some(_), _) if is_only_signed(header.name) => {
                all.push(Finding::new(header.name, "to be signed, and never sent"));
                continue;
            }
            (Some(value), None) => value,
            (Some(_), Some(_)) => {
                all.push(Finding::new(header.name, "occurs more than once"));
                continue;
            }
            (None, _) => {
                if is_needed(state, description, header) {
                    all.push(Finding::new(header.name, "required but missing"));
                }
                continue;
            }
        };
        let Ok(value) = str::from_utf8(value.as_bytes()) else {
            all.push(Finding::new(header.name, "not UTF-8"));
            continue;
        };
        let scheme = state.vendor.protocol.authentication.scheme(header.name);
        let Some(value) = credential(scheme, value) else {
            let scheme = scheme.map(|it| it.to_string()).unwrap_or_default();
            let what = format!("not written by the scheme `{scheme}`");
            all.push(Finding::new(header.name, what));
            continue;
        };
        if let Err(violations) = header.rule.check(&value) {
            let wrong = violations.iter().map(|it| it.kind.to_string());
            all.extend(wrong.map(|what| Finding::new(header.name, what)));
        } else if let Some(what) = value_problem(state, header, &value) {
            all.push(Finding::new(header.name, what));
        }
    }
}

/// The value of a header without the scheme that it is written by, if it has one.
fn credential(scheme: Option<Scheme>, value: &str) -> Option<Cow<'_, str>> {
    match scheme {
        Some(scheme) => scheme.read(value).map(Cow::Owned),
        None => Some(Cow::Borrowed(value)),
    }
}

/// Whether a header is required. Every client that is configured with a conditional header sends
/// it, and the mock server's credentials include it, so it is required.
fn is_needed(state: &State, description: &Description, header: &Header) -> bool {
    let protocol = state.vendor.protocol;
    match header.need {
        Need::Required => true,
        Need::Conditional if protocol.configured.contains(&header.name) => true,
        _ => {
            description.spec.request_encrypted == Some(Encryption::Yes)
                && state.names_key(header.name)
        }
    }
}

/// What is wrong with a value of the right form.
fn value_problem(state: &State, header: &Header, value: &str) -> Option<&'static str> {
    if state.vendor.protocol.signs_in(header.name) {
        // Checked where the parameters are known, which may be signed too.
        return None;
    }
    if has_others(state, header.rule.shape, value) {
        return Some(NOT_ISSUED);
    }
    if state.names_key(header.name) {
        let known = state.keys.knows(value);
        return (!known).then_some("not the id of a key issued by the mock server");
    }
    let mut settings = state.vendor.settings.iter();
    let setting = settings.find(|setting| setting.header == header.name)?;
    let known =
        setting.codes.is_some() || value == state.credentials.header(header.name);
    (!known).then_some(NOT_ISSUED)
}

/// Checks that all times in the request are the same instant.
fn one_instant(
    state: &State,
    description: &Description,
    received: &Received,
    all: &mut Vec<Finding>,
) {
    let mut seen: Vec<(Part, String, &str)> = Vec::new();
    for header in description.spec.request_headers {
        let protocol = state.vendor.protocol;
        let is_given = protocol.given.iter().any(|it| it.header.name == header.name);
        if is_given || protocol.configured.contains(&header.name) {
            continue;
        }
        let Some(value) = received.header(header.lower) else { continue };
        let mut differs = None;
        for (part, piece) in
            signature::pieces(header.rule.shape, value).unwrap_or_default()
        {
            let Some((part, piece)) = time(part, piece) else { continue };
            let mut others = seen.iter();
            match others.find(|(other, ..)| *other == part) {
                Some((_, other, of)) if *other != piece => differs = Some(*of),
                Some(_) => {}
                None => seen.push((part, piece.to_owned(), header.name)),
            }
        }
        if let Some(of) = differs {
            let what = format!("not the same instant as in {of}");
            all.push(Finding::new(header.name, what));
        }
    }
}

/// A part of a time; a year by its last two digits, which every form has.
fn time(part: Part, piece: &str) -> Option<(Part, &str)> {
    match part {
        Part::Year4 => Some((Part::Year2, piece.get(2..)?)),
        Part::Year2
        | Part::Month
        | Part::Day
        | Part::Hour
        | Part::Minute
        | Part::Second
        | Part::Millisecond => Some((part, piece)),
        _ => None,
    }
}
