//! A portal: prints the page that an operation of a spec was transcribed from, as text, in the
//! layout that `pages.yaml` describes.

use codegen::load::Spec;
use codegen::raw::{
    Bound, CodeTable, Encrypted, Field, FieldType, Header, HeaderOrigin, Labels, Method,
    Need, Operation, Pages,
};

/// What a page is printed from.
struct Portal<'a> {
    spec: &'a Spec,
    layout: &'a Pages,
    /// Which of a label's words is printed, counted from 0; the last one where there are fewer.
    language: usize,
    lines: Vec<String>,
}

/// The page of an operation.
pub(crate) fn page(spec: &Spec, operation: &Operation, language: usize) -> String {
    let mut portal = Portal {
        spec,
        layout: spec.pages.as_ref().unwrap(),
        language,
        lines: Vec::new(),
    };
    portal.head(operation);
    portal.request(operation);
    portal.response(operation);
    portal.results(operation);
    portal.cases(operation);
    // Blank lines between all lines, as between the blocks of the portal's page.
    portal.lines.join("\n\n") + "\n"
}

impl Portal<'_> {
    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// The word that is printed for a label.
    fn word(&self, words: fn(&Labels) -> &Vec<String>) -> String {
        self.choice(words(&self.layout.labels).iter().map(String::as_str))
    }

    fn choice<'w>(&self, words: impl Iterator<Item = &'w str>) -> String {
        words.take(self.language + 1).last().unwrap().to_owned()
    }

    fn heading(&mut self, words: fn(&Labels) -> &Vec<String>) {
        let word = self.word(words);
        self.line(word);
    }

    fn head(&mut self, operation: &Operation) {
        let page = &operation.page;
        let modes = self.layout.modes.iter().filter(|it| Some(it.mode) == page.mode);
        let mode = self.choice(modes.map(|it| it.label.as_str()));
        self.line(self.layout.chrome[0].clone());
        self.line(format!("{}{mode}", page.title));
        let shown = page.version.clone().unwrap();
        let offered = match page.versions.as_slice() {
            [] => std::slice::from_ref(&shown),
            several => several,
        };
        for version in std::iter::once(&shown).chain(offered) {
            self.line(format!("{}: {version}", self.word(|it| &it.version)));
        }
        self.line(match operation.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        });
        self.line(operation.path.clone());
        self.line("What it does.");
    }

    fn headers(&mut self, set: Option<&str>) {
        let spec = self.spec;
        let set = spec.api.header_sets.iter().find(|it| Some(it.id.as_str()) == set);
        for header in &set.unwrap().headers {
            self.header(header);
        }
    }

    fn header(&mut self, header: &Header) {
        self.line(header.name.clone());
        self.sign(FieldType::String, header.need);
        self.text_limit(header.length, header.min_length, header.max_length);
        self.line("What the header is.");
        // The form of a signature is a recipe, and stands on no page.
        if let Some(form) = &header.form
            && header.from != HeaderOrigin::Signing
        {
            self.line(format!("  • {} : {form}", self.word(|it| &it.form)));
        }
    }

    /// The type and the need.
    fn sign(&mut self, kind: FieldType, need: Need) {
        let kinds = self.layout.types.iter().filter(|it| it.kind == kind);
        self.line(self.choice(kinds.map(|it| it.label.as_str())));
        let needs = self.layout.needs.iter().filter(|it| it.need == need);
        self.line(self.choice(needs.map(|it| it.label.as_str())));
    }

    fn text_limit(&mut self, length: Option<u32>, min: Option<u32>, max: Option<u32>) {
        if let Some(length) = length {
            self.line(format!("{} : {length}", self.word(|it| &it.length)));
        }
        self.range(min.map(|it| it.to_string()), max.map(|it| it.to_string()));
    }

    fn range(&mut self, min: Option<String>, max: Option<String>) {
        let min = min.map(|it| format!("{} : {it}", self.word(|it| &it.min)));
        let max = max.map(|it| format!("{} : {it}", self.word(|it| &it.max)));
        let ends: Vec<String> = min.into_iter().chain(max).collect();
        if !ends.is_empty() {
            self.line(ends.join(" , "));
        }
    }

    fn encrypted(&mut self, is_marked: bool) {
        if is_marked {
            self.heading(|it| &it.encrypted);
            let note = self.layout.labels.encrypted_note.clone();
            self.lines.extend(note);
        }
    }

    fn request(&mut self, operation: &Operation) {
        let request = &operation.request;
        self.heading(|it| &it.request_headers);
        self.headers(request.headers.as_deref());
        self.heading(|it| &it.request_parameters);
        self.encrypted(request.encrypted == Encrypted::Yes);
        request.fields.iter().for_each(|field| self.field(field));
    }

    fn response(&mut self, operation: &Operation) {
        let response = operation.response.as_ref().unwrap();
        self.heading(|it| &it.response_headers);
        self.headers(response.headers.as_deref());
        // A page without response parameters does not have the heading either.
        if !response.fields.is_empty() || response.encrypted == Encrypted::Yes {
            self.heading(|it| &it.response_parameters);
            self.encrypted(response.encrypted == Encrypted::Yes);
            response.fields.iter().for_each(|field| self.field(field));
        }
    }

    fn field(&mut self, field: &Field) {
        self.line(field.name.clone());
        self.sign(field.kind, field.need);
        self.limit(field);
        self.line(format!("What {} is.", field.name));
        if let Some(form) = &field.form {
            self.line(format!("- {} : {form}", self.word(|it| &it.form)));
        }
        let spec = self.spec;
        let table = spec.codes.iter().find(|it| Some(&it.id) == field.codes.as_ref());
        if let Some(table) = table {
            self.codes(table);
        }
    }

    fn limit(&mut self, field: &Field) {
        self.text_limit(field.length, field.min_length, field.max_length);
        let bound = |bound: Option<Bound>| bound.map(|it| it.0.to_string());
        self.range(bound(field.min_value), bound(field.max_value));
    }

    /// A table run together in two columns, with no-break spaces between them.
    fn codes(&mut self, table: &CodeTable) {
        for row in table.codes.chunks(2) {
            let cells = row.iter().map(|it| format!("{} {}", it.name, it.code));
            self.line(cells.collect::<Vec<_>>().join(" \u{a0} "));
        }
    }

    fn results(&mut self, operation: &Operation) {
        let results = &operation.response_codes;
        self.heading(|it| &it.response_codes);
        for row in &results.codes {
            self.line(row.http.to_string());
            self.heading(|it| &it.code);
            self.line(row.name());
            self.heading(|it| &it.message);
            self.line(row.message.clone());
            if let Some(description) = &row.description {
                self.heading(|it| &it.description);
                self.line(description.clone());
            }
        }
        if results.rows_hidden {
            self.heading(|it| &it.show_all);
        }
    }

    /// The cases; the one that is chosen stands above them all.
    fn cases(&mut self, operation: &Operation) {
        let cases = &operation.test_cases.as_ref().unwrap().cases;
        self.heading(|it| &it.test_cases);
        for case in cases.iter().take(1).chain(cases) {
            self.line(format!("{} - {}", case.http, case.text));
        }
        self.heading(|it| &it.end);
        self.lines.extend(self.layout.chrome.clone());
        self.line("Names of all operations run together");
    }
}
