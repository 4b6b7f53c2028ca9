//! What a browser needs to save the page of each operation, so that an audit can tell what the
//! vendor has changed.

use serde::Serialize;

use crate::json;
use crate::load::Spec;

/// The pages, and the words by which a browser finds its way on them.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Watched<'a> {
    /// Lines that a page has before anything of the API is there, and after it.
    pub chrome: Vec<&'a str>,
    /// Headings of the results: a page that has none of them is still empty, or has a new layout.
    pub headings: &'a [String],
    /// The buttons that show further rows.
    pub show_all: &'a [String],
    /// The page of each operation, in the order of the ids.
    pub pages: Vec<WatchedPage<'a>>,
}

/// The page of an operation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WatchedPage<'a> {
    /// The id of the operation.
    pub operation: &'a str,
    /// Its first address, where one is known: the others are of the same page.
    pub url: Option<&'a str>,
}

/// The pages of a spec; nothing where it has no `pages.yaml`.
#[must_use]
pub fn pages(spec: &Spec) -> Option<Watched<'_>> {
    let layout = spec.pages.as_ref()?;
    let chrome = layout.chrome.iter().chain(&layout.labels.end);
    let pages = spec.operations.iter().map(|operation| {
        let page = &operation.page;
        let first = page.url.as_ref().or(page.urls.first());
        WatchedPage {
            operation: &operation.id,
            url: first.map(String::as_str),
        }
    });
    Some(Watched {
        chrome: chrome.map(String::as_str).collect(),
        headings: &layout.labels.response_codes,
        show_all: &layout.labels.show_all,
        pages: pages.collect(),
    })
}

impl Watched<'_> {
    /// The pages as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::document(self)
    }
}
