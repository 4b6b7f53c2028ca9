//! Compares the headers that a page prints with the sets that operations share.

use std::ops::RangeInclusive;

use super::background::Background;
use super::context::PageContext;
use super::prose::Hints;
use super::{id, limits, prose};
use crate::doubt;
use crate::page::{Block, Page, Part, Text};
use crate::raw::{
    Elsewhere, FieldType, Header, HeaderOrigin, HeaderSet, Known, Need, Resolution,
    Standing,
};
use crate::shape::Shape;
use crate::source::{FileId, Span};

/// The result of the comparison.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// The set that the page means.
    pub(super) set: Option<String>,
    /// The differences of this page as resolutions, each with its place.
    pub(super) differences: Vec<(Resolution, Span)>,
    pub(super) doubts: Vec<String>,
}

/// The statements of a page and a set about one fact of a header.
struct Fact<'a> {
    header: &'a str,
    name: &'static str,
    page: Option<String>,
    set: Option<String>,
    /// Where it stands on the page.
    place: Span,
}

pub(super) fn compare(
    background: Background<'_>,
    part: &Part,
    direction: &str,
    page_id: &str,
) -> Compared {
    let mut compared = Compared::default();
    let sets = &background.api.header_sets;
    if part.known == Known::None {
        // All operations share their headers.
        compared.set =
            sets.iter().find(|set| set.id == direction).map(|it| it.id.clone());
        return compared;
    }
    let Some(set) = most_similar(background, part, direction) else {
        if !part.blocks.is_empty() {
            let names = part.blocks.iter().map(name).collect::<Vec<_>>().join("`, `");
            compared.doubts.push(doubt::no_set(&names));
        }
        return compared;
    };
    compared.set = Some(set.id.clone());
    let mut facts = Vec::new();
    for block in &part.blocks {
        let header = set.headers.iter().find(|it| is_of(it, block));
        facts.extend(facts_of(background, block, header));
        let doubts = block.doubts.iter().map(|it| doubt::of_header(name(block), it));
        compared.doubts.extend(doubts);
        if header.is_none() && block.name.is_some() {
            compared.doubts.push(unknown(block));
        }
    }
    for header in &set.headers {
        let count = part.blocks.iter().filter(|block| is_of(header, block)).count();
        if count == 0 && part.known == Known::Whole {
            let place = part.heading.as_ref().map(|heading| heading.span);
            let fact = Fact {
                header: &header.name,
                name: "name",
                page: None,
                set: Some(header.name.clone()),
                place: place.unwrap_or(Span::top_of(FileId::NONE)),
            };
            facts.push(fact);
        }
        if count > 1 {
            compared.doubts.push(doubt::header_twice(&header.name));
        }
    }
    let unnamed = part.blocks.iter().filter(|block| block.name.is_none()).count();
    match unnamed {
        0 => {}
        1 => compared.doubts.push(doubt::header_without_name()),
        _ => compared.doubts.push(doubt::headers_without_name()),
    }
    let differences = facts.into_iter().filter_map(|fact| {
        let known = known(background, set, &fact);
        // The adopted form in other letters is that form.
        let is_it = known.is_some() && fact.name == "form";
        let place = fact.place;
        (!is_it).then(|| (difference(&fact, known, direction, page_id), place))
    });
    compared.differences = differences.collect();
    compared
}

/// A note about the page's sentences on its headers, which are not imported: the set has its own
/// descriptions.
pub(crate) fn unimported_prose(context: &PageContext, page: &Page) -> Option<String> {
    let parts = [&page.request_headers, &page.response_headers];
    let lines = parts.iter().flat_map(|part| &part.blocks).flat_map(|it| &it.prose);
    let is_sentence = |line: &&Text| {
        let told =
            prose::read(&context.layout, std::slice::from_ref(*line), Hints::default());
        told.form.is_none() && told.unreadable_form.is_none()
    };
    let lines = lines.filter(is_sentence).map(|line| context.files.line(line.span));
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for line in lines {
        match ranges.last_mut() {
            Some(range) if *range.end() + 1 == line => *range = *range.start()..=line,
            _ => ranges.push(line..=line),
        }
    }
    let shown: Vec<_> = ranges
        .into_iter()
        .map(|range| match range.into_inner() {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first} to {last}"),
        })
        .collect();
    (!shown.is_empty()).then(|| {
        format!(
            "the page's sentences about its headers are not imported, since the header set has \
             its own descriptions: lines {}",
            shown.join(", ")
        )
    })
}

fn name(block: &Block) -> &str {
    block.name.as_ref().map_or("", |name| name.text.as_str())
}

fn is_of(header: &Header, block: &Block) -> bool {
    header.name.eq_ignore_ascii_case(name(block))
}

/// The set with the most of the headers; of several, the one with the fewest others, then the
/// one that is called after the direction.
fn most_similar<'a>(
    background: Background<'a>,
    part: &Part,
    direction: &str,
) -> Option<&'a HeaderSet> {
    let common = |set: &HeaderSet| {
        let is_printed = |it: &&Header| part.blocks.iter().any(|block| is_of(it, block));
        set.headers.iter().filter(is_printed).count()
    };
    let sets = background.api.header_sets.iter().filter(|set| common(set) > 0);
    sets.max_by_key(|set| {
        let others = set.headers.len() - common(set);
        let is_named = set.id == direction;
        (common(set), std::cmp::Reverse(others), is_named)
    })
}

/// The description of a printed header that the set does not have.
fn unknown(block: &Block) -> String {
    let (kind, need) = (block.field_type().as_str(), block.field_need().as_str());
    let limit = block.limit.as_ref().map(|(_, line)| format!(", `{}`", line.text));
    let facts = format!("{kind}, {need}{}", limit.unwrap_or_default());
    doubt::unknown_header(name(block), &facts)
}

/// The facts in which a block differs from its header.
fn facts_of<'a>(
    background: Background<'_>,
    block: &'a Block,
    header: Option<&'a Header>,
) -> Vec<Fact<'a>> {
    let printed = name(block);
    if printed.is_empty() {
        return Vec::new();
    }
    let named = block.name.as_ref().map_or(block.kind.1, |name| name.span);
    let Some(header) = header else {
        return vec![Fact {
            header: printed,
            name: "name",
            page: Some(printed.to_owned()),
            set: None,
            place: named,
        }];
    };
    let stated = limits::read(FieldType::String, block.limit.as_ref());
    let limits = stated.limits;
    let told = prose::read(background.layout, &block.prose, Hints::default());
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    // A header counts characters, so a limit in bytes is quoted as it is printed.
    let in_bytes = block.limit.as_ref().filter(|_| limits.length_unit.is_some());
    let in_bytes = in_bytes.map(|(_, line)| line.text.clone());
    let length = in_bytes.or_else(|| number(limits.length)).or(stated.constraint);
    let need = block.need.1;
    let limit = block.limit.as_ref().map_or(need, |(_, line)| line.span);
    let word = |need: Need| Some(need.as_str().to_owned());
    let mut facts = vec![
        ("name", Some(printed.to_owned()), Some(header.name.clone()), named),
        ("need", block.need.0.and_then(word), word(header.need), need),
        ("length", length, number(header.length), limit),
        ("min_length", number(limits.min_length), number(header.min_length), limit),
        ("max_length", number(limits.max_length), number(header.max_length), limit),
    ];
    // The form of a signature is a recipe, and stands on no page.
    if header.from != HeaderOrigin::Signing {
        let form = told.form.or(told.unreadable_form);
        let place = form.as_ref().map_or(need, |form| form.span);
        facts.push(("form", form.map(|form| form.text), header.form.clone(), place));
    }
    let kind = block.field_type();
    if kind != FieldType::String {
        let kind = format!("{kind:?}");
        facts.push(("type", Some(kind), Some("String".into()), block.kind.1));
    }
    // What a capture ends before is no difference.
    let is_cut = |page: &Option<String>| block.is_cut && page.is_none();
    let differing = facts.into_iter().filter(|(_, page, set, _)| {
        !is_same(page.as_deref(), set.as_deref()) && !is_cut(page)
    });
    let fact = |(name, page, set, place)| Fact {
        header: &header.name,
        name,
        page,
        set,
        place,
    };
    differing.map(fact).collect()
}

/// Whether two statements are one; forms of the same shape are, in whatever letters.
fn is_same(page: Option<&str>, set: Option<&str>) -> bool {
    let shape = |text: Option<&str>| Shape::parse(text?).ok();
    page == set
        || shape(page).is_some_and(|it| Some(it.parts) == shape(set).map(|it| it.parts))
}

/// The resolution about a fact of the shared header.
fn known<'a>(
    background: Background<'a>,
    set: &HeaderSet,
    fact: &Fact<'_>,
) -> Option<&'a Resolution> {
    let subject = format!("{}.{}.{}", set.id, fact.header, fact.name);
    background.api.resolutions.iter().find(|it| {
        let elsewhere = it.elsewhere.as_ref().map(|elsewhere| &elsewhere.says);
        let statements = [Some(&it.adopted), it.page_says.as_ref(), elsewhere];
        it.subject == subject
            && statements
                .into_iter()
                .flatten()
                .any(|says| is_same(fact.page.as_deref(), Some(says)))
    })
}

/// A difference of this page, decided already or open.
fn difference(
    fact: &Fact<'_>,
    known: Option<&Resolution>,
    direction: &str,
    page_id: &str,
) -> Resolution {
    let Fact {
        header, name, page, set, ..
    } = fact;
    let said = |it: &Option<String>| it.as_deref().unwrap_or("nothing").to_owned();
    // A header has a type only on the page.
    let name = if *name == "type" { "name" } else { name };
    let (adopted, because, confirm) = match known {
        Some(known) => (
            known.adopted.clone(),
            format!("Decided for all operations by {} in api.yaml.", known.id),
            None,
        ),
        None => (
            said(set),
            "All operations share the headers of the set, which differs.".into(),
            Some(doubt::other_header(&said(page), &said(set))),
        ),
    };
    Resolution {
        id: format!("{direction}-{}-{}", id::kebab(header), id::kebab(name)),
        subject: format!("{direction}.headers.{header}.{name}"),
        page_says: page.clone(),
        elsewhere: None::<Elsewhere>,
        adopted,
        because,
        evidence: vec![page_id.to_owned()],
        standing: Standing::Documented,
        enforce: false,
        copies: false,
        confirm,
    }
}
