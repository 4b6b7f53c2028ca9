//! Lays several captures of one page over each other: of each part, what the capture says that
//! shows the most of it.

use std::cmp::Reverse;

use crate::page::{Block, Page, Part, Results, has_hangul};
use crate::raw::Encrypted;
use crate::source::Files;

/// The page that the captures show together. Their order does not matter.
pub(crate) fn lay_over(files: &Files, pages: &[Page]) -> Option<Page> {
    let mut pages: Vec<&Page> = pages.iter().collect();
    let text = |page: &Page| files.get(page.file).map_or("", |file| file.text.as_str());
    pages.sort_by_key(|page| (Reverse(rank(page)), text(page)));
    let first = *pages.first()?;
    let mut page = first.clone();
    page.told = pages.iter().flat_map(|page| page.told.iter().cloned()).collect();
    let heads = || pages.iter().copied();
    page.mode = heads().find_map(|it| it.mode);
    page.version = heads().find_map(|it| it.version.clone());
    page.method = heads().find_map(|it| it.method);
    if let Some(most) = first_most(heads(), |it| it.versions.len()) {
        page.versions.clone_from(&most.versions);
    }
    // A title in the language that has more readers is found in more places.
    if let Some(title) = heads().map(|it| &it.title).find(|it| !has_hangul(&it.text)) {
        page.title = title.clone();
    }
    let language = has_hangul(&page.title.text);
    let described = heads().filter(|it| has_hangul(&it.title.text) == language);
    if let Some(most) = first_most(described, |it| it.description.len()) {
        page.description.clone_from(&most.description);
    }
    page.request_headers = part(&pages, |it| &it.request_headers)?;
    page.request = part(&pages, |it| &it.request)?;
    page.response_headers = part(&pages, |it| &it.response_headers)?;
    page.response = part(&pages, |it| &it.response)?;
    page.results = results(&pages)?;
    let cases = heads().map(|it| &it.cases);
    page.cases = first_most(cases, |it| {
        (
            it.known.extent(),
            it.cases.len(),
            it.heading.as_ref().map(|it| !has_hangul(&it.text)),
        )
    })?
    .clone();
    if heads().any(|it| it.cut.is_none()) {
        page.cut = None;
    }
    Some(page)
}

/// How far a capture goes, and how well it can be read.
fn rank(page: &Page) -> (bool, usize, bool) {
    let parts = [&page.request, &page.response];
    let blocks: usize = parts.iter().map(|part| part.blocks.len()).sum();
    let is_latin = !has_hangul(&page.title.text);
    (page.cut.is_none(), blocks + page.results.rows.len(), is_latin)
}

/// Of several, the first one that has the most.
fn first_most<'a, T, K: Ord>(
    all: impl Iterator<Item = &'a T>,
    key: impl Fn(&T) -> K,
) -> Option<&'a T> {
    let mut most: Option<&T> = None;
    for one in all {
        if most.is_none_or(|most| key(most) < key(one)) {
            most = Some(one);
        }
    }
    most
}

fn part(pages: &[&Page], of: fn(&Page) -> &Part) -> Option<Part> {
    let parts = || pages.iter().map(|page| of(page));
    let mut most = first_most(parts(), |part| {
        (part.known.extent(), part.blocks.len(), part.heading.is_some())
    })?
    .clone();
    let marked = parts().find(|part| part.encrypted == Encrypted::Yes);
    let shown = parts().find(|part| part.encrypted != Encrypted::Unknown);
    if let Some(shown) = marked.or(shown) {
        (most.encrypted, most.mark) = (shown.encrypted, shown.mark);
    }
    let mut headings = parts().filter_map(|part| part.heading.as_ref());
    if let Some(heading) = headings.find(|it| !has_hangul(&it.text)) {
        most.heading = Some(heading.clone());
    }
    for at in 0..most.blocks.len() {
        let better = most.blocks.get(at).and_then(|own| better(own, at, &most, parts()));
        if let (Some(better), Some(own)) = (better, most.blocks.get_mut(at)) {
            *own = better;
        }
    }
    Some(most)
}

/// The same field in a capture that shows more of it.
fn better<'p>(
    own: &Block,
    at: usize,
    part: &Part,
    mut others: impl Iterator<Item = &'p Part>,
) -> Option<Block> {
    if !own.is_cut && !own.is_garbled {
        return None;
    }
    let number = |part: &Part, end: usize| {
        part.blocks.iter().take(end).filter(|it| it.called() == own.called()).count()
    };
    let before = number(part, at);
    others.find_map(|part| {
        let mut same = part.blocks.iter().filter(|it| it.called() == own.called());
        let block = same.nth(before)?;
        let is_better = !block.is_cut && (!block.is_garbled || own.is_cut);
        (is_better && block.kind.0 == own.kind.0).then(|| block.clone())
    })
}

fn results(pages: &[&Page]) -> Option<Results> {
    let all = || pages.iter().map(|page| &page.results);
    let mut most = first_most(all(), |it| (it.known.extent(), it.rows.len()))?.clone();
    let heading =
        first_most(all(), |it| it.heading.as_ref().map(|it| !has_hangul(&it.text)));
    most.heading.clone_from(&heading?.heading);
    if let Some(note) = first_most(all(), |it| it.note.len()) {
        most.note.clone_from(&note.note);
    }
    for row in &mut most.rows {
        let rows = all().flat_map(|it| &it.rows);
        let mut same = rows.filter(|it| it.code.text == row.code.text);
        if (row.is_cut || row.is_garbled)
            && let Some(better) = same.find(|it| !it.is_cut && !it.is_garbled)
        {
            *row = better.clone();
        }
    }
    Some(most)
}
