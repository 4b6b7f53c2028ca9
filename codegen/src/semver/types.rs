//! What is told once although several operations use it: the types of values and objects.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::log::{At, Log};
use super::users::{self, Users, Ways};
use super::{Effect, Group, Kind};
use crate::ir::{
    AnswerObject, Api, CodeTable, Field, HeaderOrigin, Ident, Location, Method, Object,
    TypeRef, ValueType,
};

/// The comparison of two models.
pub(super) struct Differ<'a> {
    pub(super) log: Log,
    pub(super) old: Known<'a>,
    pub(super) new: Known<'a>,
    /// The types of code tables that have another name now.
    pub(super) renamed_tables: HashSet<(&'a Ident, &'a Ident)>,
    /// Code and status of success, then and now.
    pub(super) success: (Success<'a>, Success<'a>),
    /// The modules of subjects, and what they are called now.
    pub(super) subjects_now: HashMap<&'a Ident, &'a Ident>,
    /// The ids of operations by what is called now.
    pub(super) calls_now: HashMap<Call, &'a str>,
    values: BTreeMap<(&'a Ident, &'a Ident), Use<'a>>,
    /// In the order in which they were met: objects lead to objects.
    objects: Vec<((&'a Ident, &'a Ident), Use<'a>)>,
    positions: HashMap<(&'a Ident, &'a Ident), usize>,
    /// The same for objects within answers.
    answers: Vec<((&'a Ident, &'a Ident), Use<'a>)>,
}

/// The code and the status of success, if codes tell it.
pub(super) type Success<'a> = Option<(&'a [String], &'a [u16])>;

/// A method and a path, without the names of its parameters.
pub(super) type Call = (Method, String);

/// The types of one model by name.
pub(super) struct Known<'a> {
    pub(super) values: HashMap<&'a Ident, &'a ValueType>,
    pub(super) objects: HashMap<&'a Ident, &'a Object>,
    pub(super) answers: HashMap<&'a Ident, &'a AnswerObject>,
    pub(super) tables: HashMap<&'a Ident, &'a CodeTable>,
    /// The names of headers of requests that no caller gives for a call.
    pub(super) headers: HashSet<&'a str>,
    /// The users of each code table.
    pub(super) users: HashMap<&'a Ident, Users<'a>>,
}

/// Who uses a type.
#[derive(Default, Clone)]
pub(super) struct Use<'a> {
    /// The ids of operations.
    pub(super) operations: Vec<&'a str>,
    /// What it is to its first user: `request.bankAccount`.
    pub(super) subject: String,
    /// What becomes of the values.
    pub(super) ways: Ways,
    /// Whether it may be left out wherever it is.
    pub(super) is_optional: bool,
    /// Whether it stands in paths and queries alone, where a number is written like a text.
    pub(super) is_unquoted: bool,
}

impl Use<'_> {
    fn extend(&mut self, other: Self) {
        self.operations.extend(other.operations);
        self.ways = self.ways.and(other.ways);
        self.is_optional &= other.is_optional;
        self.is_unquoted &= other.is_unquoted;
    }

    /// Each operation once, in the order of their names.
    fn settle(&mut self) {
        self.operations.sort_unstable();
        self.operations.dedup();
    }
}

impl<'a> Known<'a> {
    fn of(api: &'a Api) -> Self {
        let of_operations = api.operations.iter().flat_map(|operation| &operation.types);
        let values =
            api.header_types.iter().chain(&api.field_types).chain(of_operations);
        let of_operations =
            api.operations.iter().flat_map(|operation| &operation.objects);
        let objects = api.field_objects.iter().chain(of_operations);
        let of_operations =
            api.operations.iter().flat_map(|operation| &operation.answers);
        let of_callbacks = api.callbacks.iter().flat_map(|callback| &callback.answers);
        let answers = api.field_answers.iter().chain(of_operations).chain(of_callbacks);
        let sent = api.header_sets.iter().filter(|set| !set.received);
        let headers = sent.flat_map(|set| &set.headers);
        let headers = headers.filter(|it| it.origin != HeaderOrigin::Caller);
        let mut known = Self {
            headers: headers.map(|header| header.wire.as_str()).collect(),
            values: values.map(|value| (&value.name, value)).collect(),
            objects: objects.map(|object| (&object.name, object)).collect(),
            answers: answers.map(|object| (&object.name, object)).collect(),
            tables: api.code_tables.iter().map(|table| (&table.name, table)).collect(),
            users: HashMap::new(),
        };
        known.users = users::of_tables(api, &known.objects, &known.answers);
        known
    }

    /// Whether a field is a header that no caller gives here.
    pub(super) fn is_header(&self, field: &Field) -> bool {
        field.place == Location::Header && self.headers.contains(field.wire.as_str())
    }
}

impl<'a> Differ<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let titles = |api: &'a Api| -> HashMap<&'a str, &'a str> {
            let operations = api.operations.iter().map(|it| (&*it.id, &*it.title));
            let callbacks = api.callbacks.iter().map(|it| (&*it.id, &*it.title));
            operations.chain(callbacks).collect()
        };
        let now = titles(new);
        let retitled = titles(old).into_iter().filter_map(|(id, title)| {
            let now = *now.get(id)?;
            (title != now).then(|| (title.to_owned(), now.to_owned()))
        });
        let log = Log {
            retitled: retitled.collect(),
            operations: new.operations.iter().map(|it| it.id.clone()).collect(),
            ..Log::default()
        };
        Self {
            log,
            old: Known::of(old),
            new: Known::of(new),
            renamed_tables: HashSet::new(),
            success: (success(old), success(new)),
            subjects_now: HashMap::new(),
            calls_now: HashMap::new(),
            values: BTreeMap::new(),
            objects: Vec::new(),
            positions: HashMap::new(),
            answers: Vec::new(),
        }
    }

    /// The type of a field or a header. What differs within it is told once, see [`Self::types`].
    pub(super) fn type_of(
        &mut self,
        at: At<'_>,
        used: Use<'a>,
        old: &'a TypeRef,
        new: &'a TypeRef,
    ) {
        match (old, new) {
            (TypeRef::Value(old), TypeRef::Value(new)) => {
                let known = self.values.entry((old, new)).or_insert_with(|| Use {
                    operations: Vec::new(),
                    ..used.clone()
                });
                known.extend(used);
            }
            (TypeRef::Object(old), TypeRef::Object(new)) => {
                let next = self.objects.len();
                let position = *self.positions.entry((old, new)).or_insert(next);
                match self.objects.get_mut(position) {
                    Some((_, known)) => known.extend(used),
                    None => self.objects.push(((old, new), used)),
                }
            }
            (TypeRef::Code(a), TypeRef::Code(b))
                if a == b || self.renamed_tables.contains(&(a, b)) => {}
            (TypeRef::Code(a), TypeRef::Code(b)) => {
                let effect = self.old.other_type(used.ways, old, &self.new, new);
                self.log.fact(at, "code table", a, b, effect);
            }
            (old, new) => {
                let words = (self.old.in_words(old), self.new.in_words(new));
                let effect = self.old.other_type(used.ways, old, &self.new, new);
                let effect = effect.if_left_out(used.is_optional && used.ways.given);
                self.log.note(at, "type", words, effect);
            }
        }
    }

    /// An object within an answer, told once as well.
    pub(super) fn answer_type(&mut self, used: Use<'a>, names: (&'a Ident, &'a Ident)) {
        match self.answers.iter_mut().find(|(known, _)| *known == names) {
            Some((_, known)) => known.extend(used),
            None => self.answers.push((names, used)),
        }
    }

    /// Tells what differs within the types that fields and headers led to.
    pub(super) fn types(&mut self) {
        let mut next = 0;
        while let Some((names, mut used)) = self.answers.get(next).cloned() {
            next += 1;
            used.settle();
            let (old, new) =
                (self.old.answers.get(names.0), self.new.answers.get(names.1));
            if let (Some(&old), Some(&new)) = (old, new) {
                self.answer_object(&used, old, new);
            }
        }
        next = 0;
        while let Some((names, mut used)) = self.objects.get(next).cloned() {
            next += 1;
            used.settle();
            let (old, new) =
                (self.old.objects.get(names.0), self.new.objects.get(names.1));
            if let (Some(&old), Some(&new)) = (old, new) {
                self.object(&used, old, new);
            }
        }
        for (names, mut used) in std::mem::take(&mut self.values) {
            used.settle();
            let (old, new) =
                (self.old.values.get(names.0), self.new.values.get(names.1));
            if let (Some(&old), Some(&new)) = (old, new) {
                self.value(used, old, new);
            }
        }
    }

    /// How much is known of what callers build.
    pub(super) fn opened(
        &mut self,
        at: At<'_>,
        old: crate::ir::Known,
        new: crate::ir::Known,
    ) {
        self.log.fact(at, "known", &old, &new, opened(old, new));
    }

    fn object(&mut self, used: &Use<'a>, old: &'a Object, new: &'a Object) {
        let Object {
            name,
            shapes,
            tag: _,
            words,
            known,
            fields,
            unnamed,
            citation,
            // Each is the page of an operation.
            uses: _,
            // The module of each operation has the types that it uses, wherever they stand.
            module: _,
        } = old;
        let at = At::new(&used.operations, &used.subject, (citation, &new.citation));
        let at = self.log.of_type(at);
        self.log.fact(at, "type name", name, &new.name, effect!(Field, "type_name"));
        self.log.words(at, words, &new.words);
        self.log.citation(at, citation, &new.citation);
        self.log.unnamed(at, unnamed, &new.unnamed);
        if shapes.is_some() || new.shapes.is_some() {
            self.shapes(at, used, old, new);
        } else {
            self.opened(at, *known, new.known);
            self.fields(at, used, fields, &new.fields);
        }
    }
}

fn success(api: &Api) -> Success<'_> {
    let envelope = api.envelope.as_ref()?;
    Some((&envelope.success_code, &envelope.success_http))
}

/// What it does that undocumented fields can be given, or no longer can.
fn opened(old: crate::ir::Known, new: crate::ir::Known) -> Effect {
    match (old, new) {
        (crate::ir::Known::Whole, _) => Effect::of(Kind::C420, Group::Additive),
        (_, crate::ir::Known::Whole) => CLOSED,
        _ => Effect::WORDS,
    }
}

const CLOSED: Effect = Effect::of(Kind::C421, Group::TypeBreaking)
    .must_change("the builder no longer takes undocumented fields");
