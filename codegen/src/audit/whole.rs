//! Compares what a page has beside its fields: head, headers, results, test cases.

use super::difference::Differences;
use crate::doubt;
use crate::draft::{Draft, is_of_page};
use crate::load::Located;
use crate::page::{Page, Row, Text};
use crate::raw::{Api, Known, Operation, Resolution, Response, ResponseCode};
use crate::source::{NodeRef, Span};

pub(super) fn compare(
    page: &Page,
    spec: Located<'_, Operation>,
    out: &mut Differences<'_>,
) {
    head(page, spec, out);
    results(page, spec, out);
    cases(page, spec, out);
}

fn head(page: &Page, spec: Located<'_, Operation>, out: &mut Differences<'_>) {
    let draft = &out.draft().operation;
    let at = spec.at;
    let (of_page, heading) = (at.key("page"), &spec.page);
    let mode = |key: &str| (key == "mode").then_some(page.title.span);
    // A page has a title in each language.
    let mut own = draft.page.clone();
    if out.is_translated(Some(&own.title), Some(&heading.title)) {
        own.title.clone_from(&heading.title);
    }
    out.facts("page", of_page, (&own, heading), mode);
    if page.method.is_some() {
        out.facts("operation", at, (draft, spec.value), |_| None);
        let standings = [draft, spec.value].map(|it| it.method_standing.as_str());
        let of_method = at.key("method_standing");
        out.fact("operation.method", of_method, Some(standings[0]), Some(standings[1]));
    }
    let (new, old) = (own.versions.join(", "), heading.versions.join(", "));
    out.fact("page.version", of_page.key("versions"), Some(&new), Some(&old));
    let printed = page.path.text.as_str();
    // A path that was corrected on import has a `confirm` that says so.
    let tells = |it: &String| it.contains(&format!("`{printed}`"));
    let is_told = spec.value.confirm.as_ref().is_some_and(tells)
        || out.is_decided(&doubt::other_path(printed), "operation");
    let is_mended = draft.path == spec.path && is_told;
    let wanted = if is_mended { spec.path.as_str() } else { printed };
    out.fact("operation.path", at.key("path"), Some(wanted), Some(&spec.path));
    // Who has explained it in own words need not quote the page.
    let is_shown = page.method.is_some() && page.request_headers.heading.is_some();
    let (new, old) = (draft.wording.as_deref(), spec.value.wording.as_deref());
    if is_shown
        && (old.is_some() || spec.value.about.is_none())
        && !out.is_translated(new, old)
    {
        let place = line_of(&page.description, old).unwrap_or(page.path.span);
        out.fact_at("operation.wording", at.key("wording"), (new, place), old);
    }
    parts(page, spec, out);
}

/// What the page says of the request and of the answer as a whole.
fn parts(page: &Page, spec: Located<'_, Operation>, out: &mut Differences<'_>) {
    let draft = &out.draft().operation;
    let (at, known) = (spec.at.key("request"), &spec.value.request);
    let mut own = draft.request.clone();
    if page.request_headers.known == Known::None {
        own.headers.clone_from(&known.headers);
    }
    out.facts("request", at, (&own, known), |_| None);
    out.known("request", at, (own.known, known.known));
    let nothing = Response::default();
    let answers = [&draft.response, &spec.value.response];
    let [new, known] = answers.map(|answer| answer.as_ref().unwrap_or(&nothing));
    let (at, mut own) = (spec.at.key("response"), new.clone());
    if page.response_headers.known == Known::None {
        own.headers.clone_from(&known.headers);
    }
    out.facts("response", at, (&own, known), |_| None);
    out.known("response", at, (own.known, known.known));
}

/// What the page prints of shared headers, and of codes that it lists twice: each difference is
/// recorded, and each record is still a difference.
pub(super) fn resolutions(
    (page, shared): (&Page, &[&Resolution]),
    spec: Located<'_, Operation>,
    api: Located<'_, Api>,
    out: &mut Differences<'_>,
) {
    let Draft { operation: draft, .. } = out.draft();
    let says =
        |it: &Resolution| (it.page_says.clone(), it.elsewhere.clone().map(|it| it.says));
    for found in draft.resolutions.iter().filter(|it| !it.copies) {
        let all = spec.resolutions.iter().chain(shared.iter().copied());
        let known = all.into_iter().find(|it| it.subject == found.subject);
        if known.map(says) == Some(says(found)) {
            continue;
        }
        let printed = match &found.elsewhere {
            Some(elsewhere) => Some(elsewhere.says.clone()),
            None => found.page_says.clone(),
        };
        let recorded = known.and_then(|it| it.page_says.as_deref());
        let recorded = recorded.unwrap_or(found.adopted.as_str());
        let text = printed.as_deref().unwrap_or("nothing");
        // What the page says and the spec adopts is a difference until it is recorded.
        let recorded = Some(recorded).filter(|recorded| *recorded != text);
        let at = match known {
            None => header(spec, api, &found.subject),
            Some(_) => spec.each("resolutions", |it| &it.resolutions).find_map(|it| {
                (it.subject == found.subject).then(|| it.at.key("page_says"))
            }),
        };
        let at = at.unwrap_or(spec.at.key("resolutions"));
        out.fact(&found.subject, at, Some(text), recorded);
    }
    for known in spec.each("resolutions", |it| &it.resolutions) {
        let is_told = draft.resolutions.iter().any(|it| it.subject == known.subject)
            || !is_shown(page, &known.subject);
        if is_of_page(known.value, spec.value) && !is_told {
            let what = format!("the difference `{}`", known.subject);
            out.in_spec(&what, known.at.key("subject"), &known.subject);
        }
    }
}

/// Whether the page shows all of the part that the resolution is about.
fn is_shown(page: &Page, subject: &str) -> bool {
    let known = if subject.starts_with("request.") {
        page.request_headers.known
    } else if subject.starts_with("response.") {
        page.response_headers.known
    } else {
        page.results.known
    };
    known == Known::Whole
}

/// Where the set that an operation has says what `request.headers.X-Name.length` is about.
fn header<'a>(
    spec: Located<'a, Operation>,
    api: Located<'a, Api>,
    subject: &str,
) -> Option<NodeRef<'a>> {
    let (direction, of_header) = subject.split_once(".headers.")?;
    let (name, fact) = of_header.rsplit_once('.')?;
    let set = match direction {
        "request" => spec.value.request.headers.as_ref(),
        _ => spec.value.response.as_ref()?.headers.as_ref(),
    };
    let mut sets = api.each("header_sets", |api| &api.header_sets);
    let set = sets.find(|it| Some(&it.id) == set)?;
    let header = set.each("headers", |set| &set.headers).find(|it| it.name == name);
    Some(header.map_or(set.at.key("id"), |header| header.at.key(fact)))
}

fn results(page: &Page, spec: Located<'_, Operation>, out: &mut Differences<'_>) {
    let draft = &out.draft().operation.response_codes;
    let known = spec.part("response_codes", |it| &it.response_codes);
    let heading = page.results.heading.as_ref().map_or(page.path.span, |it| it.span);
    let place = page.results.show_all.unwrap_or(heading);
    out.known("response_codes", known.at, (draft.known, known.value.known));
    if draft.known == Known::Whole || draft.rows_hidden {
        out.facts("response_codes", known.at, (draft, known.value), |_| Some(place));
    }
    let (new, old) = (draft.wording.as_deref(), known.value.wording.as_deref());
    if draft.known != Known::None
        && (old.is_some() || spec.value.about.is_none())
        && !out.is_translated(new, old)
    {
        let at = known.at.key("wording");
        let place = line_of(&page.results.note, old).unwrap_or(heading);
        out.fact_at("response_codes.wording", at, (new, place), old);
    }
    let codes: Vec<_> = known.each("codes", |it| &it.codes).collect();
    let mut last = None;
    for code in &draft.codes {
        let row = page.results.rows.iter().find(|row| row.code.text == code.name());
        let Some(row) = row else { continue };
        let found = codes.iter().position(|it| it.code == code.code);
        let Some(position) = found else {
            let what = format!("the result `{}`", code.name());
            out.on_page(&what, row.code.span, known.at);
            continue;
        };
        if let Some(it) = codes.get(position) {
            result(row, code, *it, out);
            let is_in_order = last.is_none_or(|last| last < position);
            if !is_in_order {
                let subject = format!("the place of response_codes.{}", code.name());
                let place = (Some("earlier"), row.code.span);
                out.fact_at(&subject, it.at.key("code"), place, Some("later"));
            }
        }
        last = Some(position);
    }
    let is_whole = draft.known == Known::Whole && !draft.rows_hidden;
    for (position, it) in codes.iter().enumerate() {
        let is_listed = draft.codes.iter().any(|code| code.code == it.code);
        // Behind the last row that the capture shows there may be others.
        let is_shown = is_whole || last.is_some_and(|last| position < last);
        if !is_listed && is_shown && it.value.cite.is_none() {
            let what = format!("the result `{}`", it.name());
            out.in_spec(&what, it.at.key("code"), "response_codes");
        }
    }
}

/// The first line that is not as the spec quotes it, else the last one.
fn line_of(lines: &[Text], quoted: Option<&str>) -> Option<Span> {
    let mut quoted = quoted.unwrap_or_default().lines();
    let differing = lines.iter().find(|line| quoted.next() != Some(&line.text));
    differing.or(lines.last()).map(|line| line.span)
}

fn result(
    row: &Row,
    new: &ResponseCode,
    old: Located<'_, ResponseCode>,
    out: &mut Differences<'_>,
) {
    let subject = format!("response_codes.{}", new.name());
    let mut new = new.clone();
    let text = row.description.as_ref().map(|text| text.text.as_str());
    let old_text = old.value.description.as_deref();
    let is_own = text.is_some() && new.description.is_none();
    if is_own || is_begun(row, text, old_text) {
        new.description.clone_from(&old.value.description);
    }
    let message = row.message.as_ref().map(|text| text.text.as_str());
    if is_begun(row, message, Some(&old.value.message)) {
        new.message.clone_from(&old.value.message);
    }
    let new = &new;
    out.facts(&subject, old.at, (new, old.value), |key| {
        Some(match (key, &row.description) {
            ("message", _) => row.message.as_ref().map_or(row.span, |it| it.span),
            ("description", Some(text)) => text.span,
            _ => row.span,
        })
    });
    let doubled = |code: &ResponseCode| {
        code.confirm.as_ref().is_some_and(|it| it.contains(&doubt::row_twice()))
    };
    if doubled(new)
        && !doubled(old.value)
        && !out.is_decided(&doubt::row_twice(), &subject)
    {
        let place = (Some("more than once"), row.code.span);
        out.fact_at(&format!("{subject}.row"), old.at.key("code"), place, Some("once"));
    }
}

/// Whether a row of which not all is shown may say what the spec says.
fn is_begun(row: &Row, page: Option<&str>, spec: Option<&str>) -> bool {
    let may_be = |page: &str| spec.is_some_and(|spec| spec.starts_with(page));
    (row.is_cut || row.is_garbled) && page.is_none_or(may_be)
}

fn cases(page: &Page, spec: Located<'_, Operation>, out: &mut Differences<'_>) {
    let known = spec.optional("test_cases", |it| &it.test_cases);
    let at = known.map_or(spec.at.key("response_codes"), |known| known.at);
    let known: Vec<_> =
        known.map(|it| it.each("cases", |it| &it.cases).collect()).unwrap_or_default();
    for (number, case) in page.cases.cases.iter().enumerate() {
        let shown = format!("{} - {}", case.http, case.text.text);
        let subject = format!("test_cases.{}", number + 1);
        match known.get(number) {
            Some(it) => {
                let spec = format!("{} - {}", it.http, it.text);
                let place = (Some(shown.as_str()), case.text.span);
                out.fact_at(&subject, it.at.key("text"), place, Some(&spec));
            }
            None => out.on_page(&format!("the case `{shown}`"), case.text.span, at),
        }
    }
    if let Some(spec) = spec.value.test_cases.as_ref() {
        out.known("test_cases", at, (page.cases.known, spec.known));
    }
    let is_whole = page.cases.known == Known::Whole;
    let behind = known.iter().skip(page.cases.cases.len());
    for it in behind.filter(|it| is_whole && it.value.cite.is_none()) {
        let what = format!("the case `{}`", it.text);
        out.in_spec(&what, it.at.key("text"), "test_cases");
    }
}
