//! Collects the questions that a model leaves open.

use super::erratum::{Erratum, ErratumKind};
use crate::doubt;
use crate::ir::{
    AnswerObject, Api, Citation, CodeTable, Decision, Disagreement, Field, HeaderSet,
    Object, Operation, Repeat, ResponseField, Standing, Unnamed, ValueType, Words,
};

/// Every question that a model leaves open, page by page.
#[must_use]
pub fn collect(api: &Api) -> Vec<Erratum> {
    let mut found = Errata(Vec::new());
    let vendor = Topic {
        page: &api.name,
        section: "",
        file: "api.yaml",
        line: 1,
        name: "the vendor",
    };
    found.decisions(vendor, &api.decisions);
    for disagreement in &api.disagreements {
        found.disagreement(api, disagreement);
    }
    if let Some(envelope) = &api.envelope {
        let at = Topic::of(&envelope.citation, "the result of an answer");
        found.decisions(at, &envelope.decisions);
    }
    for set in &api.header_sets {
        found.echoes(set);
        let at = Topic::of(&set.citation, &set.id);
        for header in &set.headers {
            if let Some(words) = api.own_words(header) {
                found.words(at.item(&header.wire, header.line), words);
            }
        }
    }
    found.types(&api.header_types);
    for value in &api.header_types {
        found.words(Topic::of(&value.citation, &value.wire), &value.words);
    }
    found.objects(&api.field_objects);
    found.answers(&api.field_answers);
    for table in &api.code_tables {
        found.table(table);
    }
    for operation in &api.operations {
        found.operation(api, operation);
    }
    found.callbacks(api);
    let mut errata = found.0;
    for erratum in &mut errata {
        let operations = api.operations.iter().map(|it| (&it.title, &it.urls));
        let callbacks = api.callbacks.iter().map(|it| (&it.title, &it.urls));
        let mut pages = operations.chain(callbacks);
        let page = pages.find(|(title, _)| **title == erratum.page);
        erratum.urls = page.map_or_else(Vec::new, |(_, urls)| urls.clone());
    }
    errata.sort_by(|a, b| {
        let key = |erratum: &Erratum| {
            (erratum.page.clone(), erratum.file.clone(), erratum.line)
        };
        key(a).cmp(&key(b))
    });
    errata
}

/// The subject of a question, and where it is documented.
#[derive(Clone, Copy)]
pub(super) struct Topic<'a> {
    page: &'a str,
    section: &'a str,
    file: &'a str,
    line: u32,
    name: &'a str,
}

impl<'a> Topic<'a> {
    pub(super) fn of(citation: &'a Citation, name: &'a str) -> Self {
        Self {
            page: &citation.page,
            section: &citation.section,
            file: &citation.file,
            line: citation.line,
            name,
        }
    }

    pub(super) fn item(self, name: &'a str, line: u32) -> Self {
        Self { line, name, ..self }
    }

    pub(super) fn erratum(
        self,
        kind: ErratumKind,
        question: impl Into<String>,
    ) -> Erratum {
        Erratum {
            kind,
            doubt: None,
            urls: Vec::new(),
            page: self.page.to_owned(),
            section: self.section.to_owned(),
            subject: self.name.to_owned(),
            page_says: None,
            elsewhere: None,
            adopted: None,
            because: None,
            question: question.into(),
            file: self.file.to_owned(),
            line: self.line,
        }
    }
}

/// The name of a page as the subject of a question.
pub(super) const PAGE: &str = "the page";

/// The question about what a transcriber could not be sure of.
const CONFIRM: &str = "Please confirm or correct this.";

pub(super) struct Errata(pub(super) Vec<Erratum>);

impl Errata {
    pub(super) fn decisions(&mut self, at: Topic<'_>, decisions: &[Decision]) {
        self.0.extend(decisions.iter().map(|decision| decided(at, decision)));
    }

    /// The points to confirm, with the words of the page.
    pub(super) fn words(&mut self, at: Topic<'_>, words: &Words) {
        let says = words.wording.as_ref().or(words.constraint.as_ref());
        self.confirm(at, says.map(String::as_str), words.confirm.as_ref());
    }

    /// Each doubt is a question of its own.
    fn confirm(&mut self, at: Topic<'_>, says: Option<&str>, confirm: Option<&String>) {
        for doubt in confirm.into_iter().flat_map(|text| doubt::split(text)) {
            let question = doubt.kind.map_or(CONFIRM, |kind| kind.question);
            self.0.push(Erratum {
                doubt: doubt.kind,
                page_says: says.map(str::to_owned),
                because: Some(doubt.text.to_owned()),
                ..at.erratum(ErratumKind::ToConfirm, question)
            });
        }
    }

    pub(super) fn unnamed(&mut self, at: Topic<'_>, unnamed: &[Unnamed]) {
        // Of what is decided nothing is asked.
        for field in unnamed.iter().filter(|it| it.words.confirm.is_some()) {
            let place = match &field.after {
                Some(after) => format!("The row behind {after} has no name."),
                None => "The first row has no name.".to_owned(),
            };
            self.0.push(Erratum {
                page_says: field.words.wording.clone().or(field.words.about.clone()),
                because: field.words.confirm.clone(),
                ..at.erratum(ErratumKind::Gap, format!("{place} What is it called?"))
            });
        }
    }

    /// Response headers that are checked although no page says that they repeat the request's.
    fn echoes(&mut self, set: &HeaderSet) {
        let at = Topic::of(&set.citation, &set.id);
        for header in set.checked() {
            let echo = header.echo.as_ref();
            if echo.is_some_and(|echo| echo.standing == Standing::Inferred) {
                let question = "Does the response repeat the value of the request? No page says \
                                so.";
                let at = at.item(&header.wire, header.line);
                self.0.push(at.erratum(ErratumKind::InferredRule, question));
            }
        }
    }

    /// What several pages say of one name, page by page.
    fn disagreement(&mut self, api: &Api, disagreement: &Disagreement) {
        let question = "The pages give this parameter different rules. Which is right, or what is \
                        the difference between the parameters of this name?";
        for (rule, operations) in &disagreement.rules {
            let pages = api.operations.iter().filter(|it| operations.contains(&it.id));
            for page in pages {
                let at = Topic::of(&page.citation, &disagreement.wire);
                let at = Topic {
                    section: &page.section,
                    ..at
                };
                self.0.push(Erratum {
                    page_says: Some(rule.clone()),
                    ..at.erratum(ErratumKind::Contradiction, question)
                });
            }
        }
    }

    fn types(&mut self, types: &[ValueType]) {
        for value in types {
            self.decisions(Topic::of(&value.citation, &value.wire), &value.decisions);
        }
    }

    fn fields(&mut self, at: Topic<'_>, fields: &[Field]) {
        for field in fields {
            let at = at.item(&field.wire, field.line);
            self.words(at, &field.words);
            self.decisions(at, &field.decisions);
        }
    }

    fn objects(&mut self, objects: &[Object]) {
        for object in objects {
            let at = Topic::of(&object.citation, object.name.as_str());
            self.fields(at, &object.fields);
            self.unnamed(at, &object.unnamed);
        }
    }

    pub(super) fn read(&mut self, at: Topic<'_>, fields: &[ResponseField]) {
        for field in fields {
            self.words(at.item(&field.wire, field.line), &field.words);
        }
    }

    pub(super) fn answers(&mut self, answers: &[AnswerObject]) {
        for answer in answers {
            let at = Topic::of(&answer.citation, answer.name.as_str());
            self.read(at, &answer.fields);
            self.unnamed(at, &answer.unnamed);
        }
    }

    fn table(&mut self, table: &CodeTable) {
        let at = Topic::of(&table.citation, &table.id);
        self.words(at, &table.words);
        self.decisions(at, &table.decisions);
        for code in &table.codes {
            let name = format!("{} {}", table.id, code.code);
            let at = at.item(&name, code.line);
            self.decisions(at, &code.decisions);
            self.confirm(at, Some(&code.name), code.confirm.as_ref());
        }
    }

    fn operation(&mut self, api: &Api, operation: &Operation) {
        let page = Topic::of(&operation.citation, PAGE);
        self.decisions(page, &operation.decisions);
        self.words(page, &operation.words);
        // Hidden rows are a question of their own.
        let is_asked = |open: &&String| !open.contains(&doubt::hidden_rows());
        for open in operation.open.iter().filter(is_asked) {
            self.confirm(page, None, Some(open));
        }
        if operation.repeat == Repeat::Unknown {
            let question = "If no response arrives, can the request be sent again without taking \
                            effect twice?";
            self.0.push(
                page.item("repetition", page.line).erratum(ErratumKind::Gap, question),
            );
        }
        let parameters = Topic {
            section: &operation.section,
            ..page
        };
        self.fields(parameters, &operation.fields);
        self.unnamed(parameters.item("parameters", page.line), &operation.unnamed);
        self.objects(&operation.objects);
        self.answers(&operation.answers);
        self.response(page, operation);
        self.results(api, page, operation);
    }

    fn response(&mut self, page: Topic<'_>, operation: &Operation) {
        let Some(response) = &operation.response else {
            let question = "What does the response contain? The page does not say.";
            self.0.push(
                page.item("answer", page.line).erratum(ErratumKind::Gap, question),
            );
            return;
        };
        let at = Topic::of(&response.citation, "answer");
        self.confirm(at, None, response.confirm.as_ref());
        self.read(at, &response.fields);
        self.unnamed(at, &response.unnamed);
    }

    fn results(&mut self, api: &Api, page: Topic<'_>, operation: &Operation) {
        let is_settled = |sentence: &str| {
            let kinds = doubt::split(sentence);
            let kind = kinds.first().and_then(|it| it.kind);
            let mut settled = api.settled.iter().filter(|it| Some(it.kind) == kind);
            settled.any(|it| it.operations.iter().any(|(id, _)| *id == operation.id))
        };
        let at = Topic {
            section: &operation.code_section,
            name: "results",
            ..page
        };
        for code in &operation.codes {
            let at = at.item(&code.code, code.line);
            self.confirm(at, Some(&code.message), code.confirm.as_ref());
        }
        for case in operation.test_cases.iter().filter(|case| case.code.is_none()) {
            let question = "Which code does the test system return for this case?";
            self.0.push(Erratum {
                page_says: Some(case.text.clone()),
                ..page.item("test case", case.line).erratum(ErratumKind::Gap, question)
            });
        }
        if operation.rows_hidden && !is_settled(&doubt::hidden_rows()) {
            let question = "The page hides rows. Which results do they contain?";
            let shown = format!("The first {} rows are shown.", operation.codes.len());
            self.0.push(Erratum {
                because: Some(shown),
                ..at.erratum(ErratumKind::HiddenRows, question)
            });
        }
    }
}

fn decided(at: Topic<'_>, decision: &Decision) -> Erratum {
    let Decision {
        fact,
        page_says,
        elsewhere,
        adopted,
        because,
        // The vendor has its own.
        evidence: _,
        standing,
        confirm,
    } = decision;
    let kind = match (confirm, page_says, standing) {
        (Some(_), ..) => ErratumKind::ToConfirm,
        (None, None, Standing::Inferred) => ErratumKind::InferredRule,
        (None, None, _) => ErratumKind::Gap,
        (None, Some(_), _) => ErratumKind::Contradiction,
    };
    let question = match kind {
        ErratumKind::Contradiction => match (elsewhere, page_says) {
            (Some((_, says)), Some(page)) => {
                format!("Which is right, `{page}` or `{says}`?")
            }
            _ => format!("Is `{adopted}` right?"),
        },
        ErratumKind::Gap => format!("The page does not say it. Is `{adopted}` right?"),
        ErratumKind::InferredRule => {
            format!("No page states it. Is `{adopted}` the rule?")
        }
        ErratumKind::HiddenRows | ErratumKind::ToConfirm => {
            confirm.as_deref().unwrap_or(CONFIRM).to_owned()
        }
    };
    let standing = standing.as_str();
    let subject = match at.name {
        PAGE => fact.clone(),
        name => format!("{name}, {fact}"),
    };
    Erratum {
        subject,
        page_says: page_says.clone(),
        elsewhere: elsewhere.clone(),
        adopted: Some((adopted.clone(), standing)),
        because: Some(because.clone()),
        ..at.erratum(kind, question)
    }
}
