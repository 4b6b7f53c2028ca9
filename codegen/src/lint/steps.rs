//! The steps of worked examples, with the fields that they name.

use std::collections::HashMap;

use super::view::View;
use crate::diagnostic::did_you_mean;
use crate::ir::path;
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{Given, Input, Known, Operation, Step, Taken, Walkthrough};

/// An operation with its fields.
type Fields<'v, 'a> = (&'a Loaded<Operation>, &'v [OperationField<'a>]);

/// One call, and the operation, if it is known.
pub(super) struct Call<'v, 'a> {
    pub(super) step: Located<'a, Step>,
    pub(super) operation: Option<Fields<'v, 'a>>,
}

/// The value of a name.
#[derive(Clone, Copy)]
pub(super) enum Origin<'v, 'a> {
    Input(Located<'a, Input>),
    /// With its field, if that is known.
    Taken(Located<'a, Taken>, Option<&'v OperationField<'a>>),
}

/// The calls of a worked example.
pub(super) fn calls<'v, 'a>(
    view: &'v View<'a>,
    walkthrough: &'a Loaded<Walkthrough>,
) -> Vec<Call<'v, 'a>> {
    let operations: HashMap<_, _> =
        view.operations().map(|it| (it.0.id.as_str(), it)).collect();
    let steps = walkthrough.located().each("steps", |it| &it.steps);
    let call = |step: Located<'a, Step>| Call {
        operation: operations.get(step.operation.as_str()).copied(),
        step,
    };
    steps.map(call).collect()
}

/// The values that steps can refer to, by name.
pub(super) fn origins<'v, 'a>(
    walkthrough: &'a Loaded<Walkthrough>,
    calls: &[Call<'v, 'a>],
) -> HashMap<&'a str, Origin<'v, 'a>> {
    let inputs = walkthrough.located().each("inputs", |it| &it.inputs);
    let inputs = inputs.map(|it| (it.value.name.as_str(), Origin::Input(it)));
    let taken = calls.iter().flat_map(|call| {
        call.takes().map(|it| {
            let field = call.find(Direction::Response, &it.value.read).ok();
            (it.value.name.as_str(), Origin::Taken(it, field))
        })
    });
    inputs.chain(taken).collect()
}

impl<'v, 'a> Call<'v, 'a> {
    pub(super) fn fields(&self) -> impl Iterator<Item = Located<'a, Given>> + use<'a> {
        self.step.each("fields", |step| &step.fields)
    }

    pub(super) fn takes(&self) -> impl Iterator<Item = Located<'a, Taken>> + use<'a> {
        self.step.each("takes", |step| &step.takes)
    }

    /// The field that a path leads to, or why it leads to none. Nothing is wrong with the path of
    /// an operation that is not known.
    pub(super) fn find(
        &self,
        direction: Direction,
        of: &str,
    ) -> Result<&'v OperationField<'a>, Option<String>> {
        let (operation, fields) = self.operation.ok_or(None)?;
        let parts = path(of).ok_or_else(|| {
            Some("write names with `.` between them, and `[0]` behind a list".to_owned())
        })?;
        let mut subject = match direction {
            Direction::Request => "request",
            Direction::Response => "response",
        }
        .to_owned();
        let (mut found, mut is_leaf) = (None, false);
        for part in parts {
            let above = format!("{subject}.");
            subject = format!("{above}{}", part.name);
            let field =
                fields.iter().find(|it| it.subject == subject).ok_or_else(|| {
                    let known = fields.iter().filter_map(|it| {
                        it.subject
                            .strip_prefix(&above)
                            .filter(|name| !name.contains('.'))
                    });
                    let known: Vec<_> = known.collect();
                    let guess = did_you_mean(part.name, known.iter().copied());
                    let listed = || format!("`{}` has {}", operation.id, listed(&known));
                    Some(guess.unwrap_or_else(listed))
                })?;
            let kind = field.field.kind;
            if kind.is_list() != part.item.is_some() {
                let name = part.name;
                return Err(Some(match part.item {
                    None => format!("`{name}` is a list: write `{name}[0]`"),
                    Some(_) => format!("`{name}` is no list: write `{name}`"),
                }));
            }
            if field.field.rows.is_some() {
                let message = "it is an array of arrays, which no worked example has";
                return Err(Some(message.to_owned()));
            }
            if kind.is_choice() {
                let message =
                    "it has one of several shapes, which no worked example has";
                return Err(Some(message.to_owned()));
            }
            is_leaf = !kind.is_object();
            found = Some(field);
        }
        found
            .filter(|_| is_leaf)
            .ok_or_else(|| Some("it is an object: name a field of it".to_owned()))
    }

    /// Why an undocumented field cannot be given, and what to do.
    pub(super) fn refused_undocumented(
        &self,
        path: &str,
    ) -> Option<(String, &'static str)> {
        let (operation, fields) = self.operation?;
        let subject = |path: &str| {
            let parts = crate::ir::path(path)?;
            let names = parts.iter().map(|part| format!(".{}", part.name));
            Some(format!("request{}", names.collect::<String>()))
        };
        let at = |path: &str| {
            let subject = subject(path)?;
            fields.iter().find(|field| field.subject == subject)
        };
        if at(path).is_some() {
            let message = format!("`{path}` is documented");
            return Some((message, "give it among `fields`"));
        }
        let known = match path.rsplit_once('.') {
            None => Some(operation.request.known),
            Some((object, _)) => at(object).map(|field| field.field.known),
        };
        match known {
            Some(Known::Part | Known::None) => None,
            Some(Known::Whole) => Some((
                format!("every field beside `{path}` is known"),
                "remove it: the client takes no others there",
            )),
            None => Some((
                format!("there is no object for `{path}`"),
                "write the path of an object, and `.` before the name",
            )),
        }
    }

    /// Whether every field that the step names is there.
    pub(super) fn is_sound(&self) -> bool {
        let mut fields = self.fields();
        fields.all(|given| self.find(Direction::Request, &given.value.name).is_ok())
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "no fields there".to_owned();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
