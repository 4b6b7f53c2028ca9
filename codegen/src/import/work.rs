//! The state of an import: all pages together.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::yaml;
use crate::draft::Draft;
use crate::load::SourceText;
use crate::raw::{CodeTable, Decisions, Field, Operation};
use crate::source::{FileId, Files};

/// The decisions that settle doubts of a page, by their positions.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) by: BTreeSet<usize>,
    /// Whether the captures show all of the page, so that no other decision settles anything.
    pub(super) is_whole: bool,
}

/// One operation that is being imported.
#[derive(Debug)]
pub(super) struct Work {
    /// Which of the captures it comes from.
    pub(super) members: Vec<usize>,
    pub(super) operation: Operation,
    /// The tables that its fields list, by the ids that they have in it.
    pub(super) tables: Vec<CodeTable>,
    /// What the captures do not show all of, by the names of resolutions.
    pub(super) unsure: HashSet<String>,
    /// The file that is there already.
    pub(super) existing: Option<FileId>,
    /// Whether somebody has given it its id.
    pub(super) is_named: bool,
    /// The fields whose types somebody has named, by their positions.
    pub(super) fixed: HashSet<usize>,
    /// What the decisions settle of it.
    pub(super) settled: Settled,
    /// Notes about changes that may be unexpected, such as other names.
    pub(super) notes: Vec<String>,
}

/// All operations and tables that are being imported, with the spec that they go into.
pub(super) struct Batch {
    /// The files of the spec as they are.
    pub(super) texts: Vec<SourceText>,
    pub(super) works: Vec<Work>,
    /// Tables that are new.
    pub(super) tables: Vec<CodeTable>,
    /// What is decided for many pages.
    pub(super) decisions: Option<Decisions>,
}

impl Batch {
    /// The files of the spec as they would be.
    pub(super) fn spec(&self) -> Vec<SourceText> {
        let operations = self.works.iter().map(|work| {
            let name = format!("operations/{}.yaml", work.operation.id);
            (name, yaml::file(&work.operation))
        });
        let tables = self
            .tables
            .iter()
            .map(|table| (format!("codes/{}.yaml", table.id), yaml::file(table)));
        with(self.texts.clone(), &operations.chain(tables).collect())
    }

    /// Whether a table is new, or another one, that a field of an operation takes its codes from.
    pub(super) fn has_table_of(&self, work: &Work) -> bool {
        let fields = placed(&work.operation).into_iter();
        let mut codes = fields.filter_map(|(_, field)| field.codes.as_ref());
        codes.any(|codes| self.tables.iter().any(|table| table.id == *codes))
    }

    /// The operation of a file.
    pub(super) fn operation(&mut self, name: &str) -> Option<&mut Work> {
        let id = name.strip_prefix("operations/")?.strip_suffix(".yaml")?;
        self.works.iter_mut().find(|work| work.operation.id == id)
    }

    /// The new table of a file.
    pub(super) fn table(&mut self, name: &str) -> Option<&mut CodeTable> {
        let id = name.strip_prefix("codes/")?.strip_suffix(".yaml")?;
        self.tables.iter_mut().find(|table| table.id == id)
    }
}

/// The files of a spec with others among them, or in their place.
pub(super) fn with(
    mut texts: Vec<SourceText>,
    files: &BTreeMap<String, String>,
) -> Vec<SourceText> {
    texts.retain(|it| !files.contains_key(&it.name));
    texts.extend(files.iter().map(|(name, text)| SourceText {
        shown: name.clone(),
        name: name.clone(),
        bytes: text.clone().into_bytes(),
        unread: None,
    }));
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    texts
}

impl Work {
    /// Calls the operation otherwise, also where the file cites itself.
    pub(super) fn rename(&mut self, id: &str) {
        rename(&mut self.operation, &mut self.tables, id);
    }
}

impl Draft {
    /// Calls the operation otherwise, also where it cites itself.
    pub(super) fn rename(&mut self, id: &str) {
        rename(&mut self.operation, &mut self.tables, id);
    }
}

fn rename(operation: &mut Operation, tables: &mut [CodeTable], id: &str) {
    let old = std::mem::replace(&mut operation.id, id.to_owned());
    let again = |source: &mut String| {
        if *source == old {
            id.clone_into(source);
        }
    };
    for resolution in &mut operation.resolutions {
        resolution.evidence.iter_mut().for_each(again);
        if let Some(elsewhere) = &mut resolution.elsewhere {
            again(&mut elsewhere.source);
        }
    }
    for cite in tables.iter_mut().filter_map(|table| table.cite.as_mut()) {
        again(&mut cite.source);
    }
}

/// Every field of an operation, objects before their own fields.
pub(super) fn each_field(operation: &mut Operation, mut visit: impl FnMut(&mut Field)) {
    fn descend(fields: &mut [Field], visit: &mut dyn FnMut(&mut Field)) {
        for field in fields {
            visit(field);
            descend(&mut field.fields, visit);
        }
    }
    descend(&mut operation.request.fields, &mut visit);
    if let Some(response) = &mut operation.response {
        descend(&mut response.fields, &mut visit);
    }
}

/// Every field of an operation by its name in resolutions.
pub(super) fn placed(operation: &Operation) -> Vec<(String, &Field)> {
    fn descend<'a>(
        fields: &'a [Field],
        above: &str,
        out: &mut Vec<(String, &'a Field)>,
    ) {
        for field in fields {
            let subject = format!("{above}.{}", field.name);
            out.push((subject.clone(), field));
            descend(&field.fields, &subject, out);
        }
    }
    let mut out = Vec::new();
    descend(&operation.request.fields, "request", &mut out);
    let response = operation.response.as_ref();
    descend(response.map_or(&[], |it| &it.fields), "response", &mut out);
    out
}

/// How many things of a file are to be confirmed.
pub(super) fn to_confirm(yaml: &str) -> usize {
    yaml.lines().filter(|line| line.trim_start().starts_with("confirm:")).count()
}

/// The name of a file of the spec.
pub(super) fn name_of(files: &Files, file: FileId) -> &str {
    files.get(file).map_or("", |file| file.name.as_str())
}
