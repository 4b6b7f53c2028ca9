//! Collects the questions that a model leaves open.

use super::erratum::{Erratum, ErratumKind};
use crate::ir::{
    AnswerObject, Api, Citation, CodeTable, Decision, Disagreement, Encrypted, Field,
    HeaderSet, Known, Module, Object, Operation, Repeat, ResponseField, Standing,
    Unnamed, ValueType, Words,
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
        found.disagreement(vendor, disagreement);
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
        found.operation(operation);
    }
    let mut errata = found.0;
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
struct Topic<'a> {
    page: &'a str,
    section: &'a str,
    file: &'a str,
    line: u32,
    name: &'a str,
}

impl<'a> Topic<'a> {
    fn of(citation: &'a Citation, name: &'a str) -> Self {
        Self {
            page: &citation.page,
            section: &citation.section,
            file: &citation.file,
            line: citation.line,
            name,
        }
    }

    fn item(self, name: &'a str, line: u32) -> Self {
        Self { line, name, ..self }
    }

    fn erratum(self, kind: ErratumKind, question: impl Into<String>) -> Erratum {
        Erratum {
            kind,
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

struct Errata(Vec<Erratum>);

impl Errata {
    fn decisions(&mut self, at: Topic<'_>, decisions: &[Decision]) {
        self.0.extend(decisions.iter().map(|decision| decided(at, decision)));
    }

    /// The points to confirm, with the words of the page.
    fn words(&mut self, at: Topic<'_>, words: &Words) {
        if let Some(confirm) = &words.confirm {
            self.0.push(Erratum {
                page_says: words.wording.clone().or(words.constraint.clone()),
                because: Some(confirm.clone()),
                ..at.erratum(ErratumKind::ToConfirm, "Please confirm or correct this.")
            });
        }
    }

    fn confirm(&mut self, at: Topic<'_>, says: Option<&str>, confirm: Option<&String>) {
        if let Some(confirm) = confirm {
            self.0.push(Erratum {
                page_says: says.map(str::to_owned),
                because: Some(confirm.clone()),
                ..at.erratum(ErratumKind::ToConfirm, "Please confirm or correct this.")
            });
        }
    }

    fn unnamed(&mut self, at: Topic<'_>, unnamed: &[Unnamed]) {
        for field in unnamed {
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

    /// What several pages say of one name.
    fn disagreement(&mut self, vendor: Topic<'_>, disagreement: &Disagreement) {
        let at = vendor.item(&disagreement.wire, vendor.line);
        let question = "Pages give this parameter different rules. Which is right, or what is the \
                        difference between the parameters of this name?";
        self.0.push(Erratum {
            page_says: Some(disagreement.says()),
            ..at.erratum(ErratumKind::Contradiction, question)
        });
    }

    /// Everything that is not known of a page, in one question.
    fn incomplete(&mut self, page: Topic<'_>, operation: &Operation) {
        let unknown = unknown(operation);
        if unknown.is_empty() {
            return;
        }
        let question =
            "What is known of this page is incomplete. Please send what is missing.";
        self.0.push(Erratum {
            because: Some(format!("It is not known: {}.", unknown.join("; "))),
            ..page
                .item("what is not known", page.line)
                .erratum(ErratumKind::Gap, question)
        });
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
            if object.module == Module::Fields && object.known != Known::Whole {
                let question = "Which fields does it have? No page shows all of them.";
                self.0.push(at.erratum(ErratumKind::Gap, question));
            }
            self.fields(at, &object.fields);
            self.unnamed(at, &object.unnamed);
        }
    }

    fn read(&mut self, at: Topic<'_>, fields: &[ResponseField]) {
        for field in fields {
            self.words(at.item(&field.wire, field.line), &field.words);
        }
    }

    fn answers(&mut self, answers: &[AnswerObject]) {
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

    fn operation(&mut self, operation: &Operation) {
        let page = Topic::of(&operation.citation, "the page");
        self.incomplete(page, operation);
        self.decisions(page, &operation.decisions);
        self.words(page, &operation.words);
        for open in &operation.open {
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
        self.results(page, operation);
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

    fn results(&mut self, page: Topic<'_>, operation: &Operation) {
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
        if operation.rows_hidden {
            let question = format!(
                "The page hides rows after the {} that it shows. Which results do they contain?",
                operation.codes.len()
            );
            self.0.push(at.erratum(ErratumKind::HiddenRows, question));
        }
    }
}

/// What is not known of a page, part by part.
fn unknown(operation: &Operation) -> Vec<String> {
    let mut unknown = Vec::new();
    let mut part = |known: Known, all: &str, some: &str| match known {
        Known::Whole => {}
        Known::Part => unknown.push(format!("further {some}")),
        Known::None => unknown.push(all.to_owned()),
    };
    part(operation.known, "its parameters", "parameters");
    for object in &operation.objects {
        let [all, some] =
            ["the", ""].map(|it| format!("{it} fields of {}", object.name));
        part(object.known, &all, some.trim());
    }
    let response = operation.response.as_ref();
    if let Some(response) = response {
        part(response.known, "the fields of its answer", "fields of its answer");
    }
    for object in &operation.answers {
        let [all, some] =
            ["the", ""].map(|it| format!("{it} fields of {}", object.name));
        part(object.known, &all, some.trim());
    }
    part(operation.codes_known, "its results", "results");
    part(operation.cases_known, "its test cases", "test cases");
    if operation.encrypted == Encrypted::Unknown {
        unknown.push("whether the request is encrypted".to_owned());
    }
    if response.is_some_and(|it| it.encrypted == Encrypted::Unknown) {
        unknown.push("whether the answer is encrypted".to_owned());
    }
    if operation.method_standing == Standing::Inferred {
        unknown.push(format!("its method ({} is presumed)", operation.method.as_str()));
    }
    unknown
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
            "Please confirm or correct this.".to_owned()
        }
    };
    let standing = standing.as_str();
    let because = match confirm {
        Some(confirm) => format!("{because} {confirm}"),
        None => because.clone(),
    };
    Erratum {
        subject: format!("{}, {fact}", at.name),
        page_says: page_says.clone(),
        elsewhere: elsewhere.clone(),
        adopted: Some((adopted.clone(), standing)),
        because: Some(because),
        ..at.erratum(kind, question)
    }
}
