//! A difference between page and spec, at both places.

use crate::diagnostic::{Diagnostic, Explanation};
use crate::doubt;
use crate::draft::Draft;
use crate::page::{Page, has_hangul};
use crate::raw::{
    CodeTable, Decisions, Encrypted, Fact, Facts, Field, Known, Operation, Origin,
    Resolution,
};
use crate::resolution;
use crate::source::{FileId, NodeRef, Span};

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] =
    &[&DIFFERS, &NOT_IN_SPEC, &NOT_ON_PAGE, &NO_OPERATION];

static DIFFERS: Explanation = Explanation {
    code: "P010",
    title: "a fact that differs between the page and the spec",
    text: "The vendor has changed its page, or the transcription is wrong. `cargo xtask import \
           --accept` takes over the page's facts and keeps what people have decided; without \
           `--accept` it records both readings, as those of two copies of the page. Where the spec \
           differs on purpose, record a resolution.",
    bad: "Least : 0 , Most : 99",
    good: "Least : 0 , Most : 999",
};

static NOT_IN_SPEC: Explanation = Explanation {
    code: "P011",
    title: "an item of the page that the spec lacks",
    text: "The vendor has added it, or the transcription lacks it. `cargo xtask import` adds it.",
    bad: "404\n\nNumber\n\n0105\n\nNote\n\nClosed.\n\nMore results",
    good: "More results",
};

static NOT_ON_PAGE: Explanation = Explanation {
    code: "P012",
    title: "an item of the spec that the page lacks",
    text: "The vendor has removed it, or the capture lacks it. Check the page before you remove \
           it from the spec: clients may use it.",
    bad: "200 - A branch",
    good: "200 - A branch\n404 - An unknown branch",
};

static NO_OPERATION: Explanation = Explanation {
    code: "P013",
    title: "a page without an operation in the spec",
    text: "The page is not transcribed yet, or the vendor has moved the API. `cargo xtask import` \
           transcribes it; `--id` names the operation to compare it with.",
    bad: "/v3/shelves/list",
    good: "/v2/shelves/list",
};

/// The differences found so far.
pub(super) struct Differences<'d> {
    page: FileId,
    draft: &'d Draft,
    /// What is decided for many pages, and the operation.
    decided: (Option<&'d Decisions>, &'d str),
    /// What copies of the page say otherwise than the spec.
    copies: Vec<Resolution>,
    /// Whether the page is in another language than the one that the spec quotes.
    is_translated: bool,
    pub(super) found: Vec<Diagnostic>,
}

impl<'d> Differences<'d> {
    pub(super) fn new(page: FileId, draft: &'d Draft, spec: &'d Operation) -> Self {
        let language = |operation: &Operation| {
            let mut headings = operation.sections().into_iter().flatten();
            headings.next().map(|heading| has_hangul(heading))
        };
        let languages = language(&draft.operation).zip(language(spec));
        Self {
            page,
            draft,
            decided: (None, &spec.id),
            copies: Vec::new(),
            is_translated: languages.is_some_and(|(page, spec)| page != spec),
            found: Vec::new(),
        }
    }

    pub(super) fn draft(&self) -> &'d Draft {
        self.draft
    }

    /// Knows what is decided for many pages.
    pub(super) fn decided(self, decisions: Option<&'d Decisions>) -> Self {
        let decided = (decisions, self.decided.1);
        Self { decided, ..self }
    }

    /// Knows the resolutions of the operation.
    pub(super) fn resolved(self, resolutions: Vec<Resolution>) -> Self {
        let copies = resolutions.into_iter().filter(|it| it.copies).collect();
        Self { copies, ..self }
    }

    /// Whether it is recorded that a copy of the page says this of a fact.
    pub(super) fn is_of_copy(&self, subject: &str, says: Option<&str>) -> bool {
        let of_prose = subject.rsplit_once('.').and_then(|(owner, key)| {
            Some(format!("{}.{key}", owner.strip_suffix(".wording")?))
        });
        let subject = of_prose.as_deref().unwrap_or(subject);
        self.copies.iter().any(|it| resolution::is_of_copy(it, subject, says))
    }

    /// Whether it is recorded that a copy of the page lists the codes that this one does.
    pub(super) fn has_other_codes(&self, page: Option<&Field>, subject: &str) -> bool {
        let codes = page.and_then(|field| field.codes.as_ref());
        let table =
            codes.and_then(|id| self.draft.tables.iter().find(|it| it.id == *id));
        self.is_of_copy(subject, table.map(CodeTable::listed).as_deref())
    }

    /// Whether a doubt about something is decided, so that the spec need not state it.
    pub(super) fn is_decided(&self, doubt: &str, subject: &str) -> bool {
        let kinds = doubt::split(doubt);
        let mut kinds = kinds.iter().filter_map(|it| it.kind);
        let (decisions, id) = self.decided;
        decisions.is_some_and(|decisions| {
            kinds.any(|kind| decisions.of(kind.code, id, subject).is_some())
        })
    }

    /// Where a fact stands on the page, as well as it is known.
    pub(super) fn place(&self, subject: &str) -> Span {
        let mut name = subject;
        loop {
            if let Some(span) = self.draft.places.get(name) {
                return *span;
            }
            match name.rsplit_once('.') {
                Some((owner, _)) => name = owner,
                None => return Span::top_of(self.page),
            }
        }
    }

    /// Notes a fact on which the two do not agree.
    pub(super) fn fact(
        &mut self,
        subject: &str,
        at: NodeRef<'_>,
        page: Option<&str>,
        spec: Option<&str>,
    ) {
        let place = self.place(subject);
        self.fact_at(subject, at, (page, place), spec);
    }

    /// The same, where the place on the page is known.
    pub(super) fn fact_at(
        &mut self,
        subject: &str,
        at: NodeRef<'_>,
        (page, place): (Option<&str>, Span),
        spec: Option<&str>,
    ) {
        if page == spec || self.is_of_copy(subject, page) {
            return;
        }
        let said = |text: Option<&str>| match text {
            Some(text) => format!("`{}`", text.replace('\n', " / ").escape_debug()),
            None => "nothing".to_owned(),
        };
        let (page, spec) = (said(page), said(spec));
        let message = format!("{subject}: the page says {page}, the spec says {spec}");
        self.found.push(
            Diagnostic::error(&DIFFERS, at.span(), message)
                .label(format!("{spec} in the spec"))
                .related(place, format!("{page} on the page"))
                .help(
                    "`cargo xtask import PAGE --accept` takes it over and keeps what people have \
                     decided; without `--accept`, both are recorded",
                ),
        );
    }

    /// Whether the page does not show all of a thing, so that what is absent there may be on it.
    pub(super) fn is_unsure(&self, subject: &str) -> bool {
        self.draft.unsure.contains(subject)
    }

    /// Whether two texts say the same in two languages, as far as can be told.
    pub(super) fn is_translated(&self, page: Option<&str>, spec: Option<&str>) -> bool {
        let languages = page.map(has_hangul).zip(spec.map(has_hangul));
        self.is_translated && languages.is_some_and(|(page, spec)| page != spec)
    }

    /// Notes every fact that a page prints as it is, and on which the two do not agree. `place`
    /// tells where a key stands on the page, if it is not known by the name of the fact.
    pub(super) fn facts<T: Facts>(
        &mut self,
        owner: &str,
        at: NodeRef<'_>,
        (page, spec): (&T, &T),
        place: impl Fn(&str) -> Option<Span>,
    ) {
        let values = page.value().entries().into_iter().zip(spec.value().entries());
        let shown = values.filter(|((fact, page), _)| {
            // Of which no capture shows anything, there is no difference.
            let is_unknown = page.word() == Some(Encrypted::Unknown.as_str());
            fact.origin == Origin::Page && !is_unknown
        });
        for ((Fact { key, .. }, page), (_, spec)) in shown {
            let subject = format!("{owner}.{key}");
            let place = place(key).unwrap_or_else(|| self.place(&subject));
            self.fact_at(&subject, at.key(key), (page.word(), place), spec.word());
        }
    }

    /// Notes that the page shows more of a part than the spec knows.
    pub(super) fn known(
        &mut self,
        subject: &str,
        at: NodeRef<'_>,
        (page, spec): (Known, Known),
    ) {
        if page.extent() > spec.extent() {
            let subject = format!("{subject}.known");
            let (page, spec) = (page.as_str(), spec.as_str());
            self.fact(&subject, at.key("known"), Some(page), Some(spec));
        }
    }

    /// Notes something that stands on the page alone.
    pub(super) fn on_page(&mut self, what: &str, place: Span, at: NodeRef<'_>) {
        let message = format!("{what} is on the page, but not in the spec");
        self.found.push(
            Diagnostic::error(&NOT_IN_SPEC, at.span(), message)
                .label("missing here")
                .related(place, "on the page")
                .help(IMPORT),
        );
    }

    /// Notes something that stands in the spec alone.
    pub(super) fn in_spec(&mut self, what: &str, at: NodeRef<'_>, subject: &str) {
        let message = format!("{what} is in the spec, but not on the page");
        let place = self.place(subject);
        self.found.push(
            Diagnostic::error(&NOT_ON_PAGE, at.span(), message)
                .label("not on the page")
                .related(place, "missing here")
                .help("check the page before you remove it: clients may use it"),
        );
    }
}

const IMPORT: &str =
    "`cargo xtask import PAGE` adds it and keeps what people have decided";

pub(super) fn no_operation(page: &Page) -> Diagnostic {
    let path = &page.path.text;
    let message =
        format!("no operation of the spec has the page's method and path, `{path}`");
    Diagnostic::error(&NO_OPERATION, page.path.span, message)
        .label("not transcribed")
        .help("import the page, or name the operation with `--id`")
}
