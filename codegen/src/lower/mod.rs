//! Lowers the model of the files to [`crate::ir`]: references are resolved, contradictions decided,
//! names claimed. Once lint has passed, only names can go wrong here.

mod answer_headers;
mod callback;
mod codes;
mod configured;
mod definition;
mod difference;
mod header;
mod kind;
mod listed;
mod names;
mod operation;
mod request;
mod reserved;
mod response;
pub(crate) mod rules;
mod service;
mod shapes;
mod subjects;
mod utc_offset;
mod values;
mod walkthrough;
mod words;

use std::collections::{HashMap, HashSet};

use definition::{Definitions, Value};
use listed::Listed;
pub use names::EXPLANATIONS;
use names::Names;

use crate::diagnostic::Diagnostic;
use crate::ir::{self, Citation, Decision, Ident, Module, Redact, Standing, TypeRef};
use crate::load::{Located, Spec};
use crate::name::Scope;
use crate::raw;
use crate::resolution;
use crate::source::{Files, Span};

/// Lowers a spec. The findings are about names that are taken or reserved; while there are any, or
/// lint has found an error, the model is incomplete and nothing may be generated from it.
#[must_use]
pub fn lower(files: &Files, spec: &Spec) -> (ir::Api, Vec<Diagnostic>) {
    let decided: Vec<_> = spec.operations.iter().map(|it| spec.decided(it)).collect();
    let callbacks: Vec<_> =
        spec.callbacks.iter().map(|it| resolution::callback(it)).collect();
    let mut context = Context::new(files, spec);
    let code_tables = spec.codes.iter().filter_map(|t| context.code_table(t)).collect();
    let header_sets = context.header_sets();
    let answer_headers = answer_headers::of(&header_sets);
    let operations = context.operations(&decided);
    let callbacks = context.callbacks(&callbacks);
    let environments = context.environments();
    let subjects = context.subjects(&operations);
    let api = &spec.api;
    let mut api = ir::Api {
        id: api.service.id.clone(),
        name: api.service.name.clone(),
        about: api.service.about.clone(),
        environments,
        subjects,
        header_types: Vec::new(),
        header_sets,
        configured_fields: context.configured_fields(),
        answer_headers,
        signing: context.signing(),
        local_times: ir::LocalTimes::None,
        token: context.token(),
        encryption: context.encryption(),
        envelope: context.envelope(),
        retry_after: spec.api.retry_after.clone(),
        decisions: context.api_decisions(),
        disagreements: rules::undecided(spec),
        settled: context.settled(),
        code_tables,
        field_types: Vec::new(),
        field_objects: Vec::new(),
        field_answers: Vec::new(),
        uploads: HashMap::new(),
        flags: HashSet::new(),
        operations,
        callbacks,
        callback_protocol: context.callback_protocol(),
        example: api.service.example.clone(),
        walkthroughs: context.walkthroughs(),
    };
    let problems = context.place(&mut api);
    let offset = spec.api.service.utc_offset.as_deref().and_then(utc_offset::minutes);
    api.local_times = api.local_times_at(offset);
    (api, problems)
}

impl Context<'_> {
    /// Puts every type where it stands; returns what is wrong with names.
    fn place(self, api: &mut ir::Api) -> Vec<Diagnostic> {
        let mut redactions = HashMap::new();
        self.values.place(|module, value| {
            let value = value.with_redaction();
            redactions.insert(value.name.clone(), value.redact);
            match &value.kind {
                ir::ValueKind::File(upload) => {
                    api.uploads.insert(value.name.clone(), upload.clone());
                }
                ir::ValueKind::Flag(_) => {
                    api.flags.insert(value.name.clone());
                }
                _ => {}
            }
            let types = match api.operation_of(module) {
                Some(operation) => &mut operation.types,
                None if module == Module::Headers => &mut api.header_types,
                None => &mut api.field_types,
            };
            types.push(value);
        });
        self.objects.place(|module, object| match api.operation_of(module) {
            Some(operation) => operation.objects.push(object),
            None => api.field_objects.push(object),
        });
        api.redact(&redactions);
        self.answers.place(|module, answer| api.answers_of(module).push(answer));
        let listed = &mut api.code_tables;
        self.listed.place(|_, table| listed.push(table.into_table()));
        self.names.problems
    }
}

impl ir::Api {
    /// The operation whose module this is; of a shared module none.
    fn operation_of(&mut self, module: Module) -> Option<&mut ir::Operation> {
        match module {
            Module::Headers | Module::Fields => None,
            Module::Operation(position) => self.operations.get_mut(position),
        }
    }

    /// The objects of answers in this module.
    fn answers_of(&mut self, module: Module) -> &mut Vec<ir::AnswerObject> {
        let count = self.operations.len();
        let own = match module {
            Module::Headers | Module::Fields => None,
            Module::Operation(at) if at < count => {
                self.operations.get_mut(at).map(|it| &mut it.answers)
            }
            Module::Operation(at) => {
                self.callbacks.get_mut(at - count).map(|it| &mut it.answers)
            }
        };
        own.unwrap_or(&mut self.field_answers)
    }

    /// A field shows as much of its value as its type does, which another field may have said.
    fn redact(&mut self, redactions: &HashMap<Ident, Redact>) {
        let shared = self.field_objects.iter_mut().flat_map(|it| &mut it.fields);
        let own = self.operations.iter_mut().flat_map(|operation| {
            let objects = operation.objects.iter_mut().flat_map(|it| &mut it.fields);
            operation.fields.iter_mut().chain(objects)
        });
        for field in shared.chain(own) {
            if let TypeRef::Value(name) = &field.ty {
                field.redact = redactions.get(name).copied().unwrap_or(field.redact);
            }
        }
    }
}

/// What the lowering of one item needs from all the others.
struct Context<'a> {
    files: &'a Files,
    spec: &'a Spec,
    names: Names,
    /// The methods of the client's builder.
    setting_names: Scope<Span>,
    /// The fields that it takes, each with its first place.
    configured: Vec<(ir::Header, Span)>,
    /// The titles of sources and pages, by id.
    titles: HashMap<&'a str, &'a str>,
    /// The addresses of sources, by id.
    urls: HashMap<&'a str, &'a str>,
    /// The types of code tables, by id.
    tables: HashMap<&'a str, Ident>,
    /// The constants of header sets, by id.
    sets: HashMap<&'a str, Ident>,
    /// The headers that callers give for each call, by the constant of their set.
    given: HashMap<Ident, Vec<(ir::Field, Span)>>,
    values: Definitions<Value>,
    objects: Definitions<ir::Object>,
    answers: Definitions<ir::AnswerObject>,
    listed: Definitions<Listed>,
}

/// A file of the spec, with what every item in it needs: its resolutions and its name.
#[derive(Clone, Copy)]
struct Origin<'a> {
    resolutions: &'a [raw::Resolution],
    page: &'a str,
    section: &'a str,
}

impl<'a> Context<'a> {
    /// The operations, with what is decided of each.
    fn operations(&mut self, decided: &'a [raw::Operation]) -> Vec<ir::Operation> {
        let loaded = self.spec.operations.iter();
        let located = loaded.zip(decided).map(|(loaded, value)| {
            let at = loaded.located().at;
            Located { value, at }
        });
        let all = located.enumerate();
        all.filter_map(|(position, it)| self.operation(position, it)).collect()
    }

    fn new(files: &'a Files, spec: &'a Spec) -> Self {
        let sources = spec.api.located().value.sources.iter();
        let urls = sources.clone();
        let urls = urls.filter_map(|it| Some((it.id.as_str(), it.url.as_deref()?)));
        let pages = spec.operations.iter().map(|operation| {
            let operation = operation.located().value;
            (operation.id.as_str(), operation.page.title.as_str())
        });
        let callbacks = spec.callbacks.iter().map(|callback| {
            let callback = callback.located().value;
            (callback.id.as_str(), callback.page.title.as_str())
        });
        let titles = sources
            .map(|source| (source.id.as_str(), source.title.as_str()))
            .chain(pages)
            .chain(callbacks)
            .collect();
        Self {
            files,
            spec,
            names: Names::new(),
            setting_names: Scope::new(&[]),
            configured: Vec::new(),
            titles,
            urls: urls.collect(),
            tables: HashMap::new(),
            sets: HashMap::new(),
            given: HashMap::new(),
            values: Definitions::default(),
            objects: Definitions::default(),
            answers: Definitions::default(),
            listed: Definitions::default(),
        }
    }

    fn title(&self, source: &str) -> String {
        (*self.titles.get(source).unwrap_or(&source)).to_owned()
    }

    fn citation(&self, page: &str, section: &str, span: Span) -> Citation {
        let file = self.files.get(span.file).map_or("", |file| file.name.as_str());
        Citation {
            page: page.to_owned(),
            url: None,
            section: section.to_owned(),
            file: file.to_owned(),
            line: self.files.position(span).line,
            standing: Standing::Documented,
        }
    }

    /// The citation of a fact outside an operation's page.
    fn cited(
        &self,
        cite: Option<&raw::Cite>,
        standing: Standing,
        span: Span,
    ) -> Citation {
        let (page, section) = cite.map_or((String::new(), ""), |c| {
            (self.title(&c.source), c.section.as_str())
        });
        let url = cite.and_then(|it| self.urls.get(it.source.as_str()));
        Citation {
            url: url.map(|url| (*url).to_owned()),
            standing,
            ..self.citation(&page, section, span)
        }
    }

    /// The source of a fact that has one of its own.
    fn own(&self, cite: Option<&raw::Cite>, span: Span) -> Option<Citation> {
        cite.map(|cite| self.cited(Some(cite), Standing::Documented, span))
    }

    /// The decisions about the facts of `owner`.
    fn decisions(&self, resolutions: &[raw::Resolution], owner: &str) -> Vec<Decision> {
        resolutions
            .iter()
            .filter_map(|resolution| {
                let fact = resolution.subject.strip_prefix(owner)?.strip_prefix('.')?;
                (!fact.contains('.')).then(|| self.decision(resolution, fact))
            })
            .collect()
    }
}

impl Context<'_> {
    fn decision(&self, resolution: &raw::Resolution, fact: &str) -> Decision {
        let is_list = crate::resolution::of_list(resolution).is_some();
        // Of a list that was learned from another page, the page itself says nothing.
        let is_of_page = |it: &raw::Elsewhere| resolution.evidence.contains(&it.source);
        let elsewhere = resolution.elsewhere.as_ref();
        let elsewhere = elsewhere.filter(|it| !is_list || is_of_page(it));
        let page_says = resolution.page_says.as_ref();
        let page_says = page_says.filter(|_| !is_list || elsewhere.is_some());
        let source = |it: &raw::Elsewhere| {
            if resolution.copies {
                "another copy of the page".to_owned()
            } else {
                self.title(&it.source)
            }
        };
        let listed = |says: &String| {
            let mut tables = self.spec.codes.iter().filter(|_| is_list);
            let table = tables.find(|it| it.id == *says);
            table.map_or_else(|| says.clone(), |it| it.listed())
        };
        Decision {
            fact: fact.to_owned(),
            page_says: page_says.map(listed),
            elsewhere: elsewhere.map(|it| (source(it), it.says.clone())),
            adopted: listed(&resolution.adopted),
            because: resolution.because.clone(),
            evidence: resolution.evidence.iter().map(|it| self.title(it)).collect(),
            standing: resolution.standing,
            confirm: resolution.confirm.clone(),
        }
    }
}

/// How much of a field may be shown: nothing where the spec does not say, and of an object what its
/// own fields say.
fn redaction(field: &raw::Field) -> Redact {
    let is_object = field.kind.is_object();
    let unsaid = if is_object { Redact::Shown } else { Redact::Hidden };
    field.redact.unwrap_or(unsaid)
}

impl<'a> Origin<'a> {
    fn of(operation: &'a raw::Operation, section: Option<&'a String>) -> Self {
        Self {
            resolutions: &operation.resolutions,
            page: &operation.page.title,
            section: section.map_or("", String::as_str),
        }
    }
}
