//! One call of a worked example: the request from given values, and what is taken from the answer.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use super::example::Writer;
use super::{doc, walkthrough_read};
use crate::ir::{
    Api, Encrypted, Field, Given, GivenValue, Ident, Input, Need, Operation, PathPart,
    Reading, Step, Taken, TypeRef, ValueKind, ValueType, Walkthrough, path,
};

/// A call as text, with the names of the types in it.
pub(super) struct Written<'a> {
    pub(super) text: String,
    pub(super) names: BTreeSet<&'a str>,
}

/// The values that a program has, by name.
pub(super) struct Origins<'a> {
    /// Inputs that are booleans.
    flags: BTreeSet<&'a Ident>,
    /// What was taken from answers.
    taken: HashMap<&'a Ident, &'a Reading>,
    /// What fields are set to.
    used: BTreeSet<&'a Ident>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(api: &Api, walkthrough: &'a Walkthrough) -> Self {
        let (mut flags, mut used) = (BTreeSet::new(), BTreeSet::new());
        for step in &walkthrough.steps {
            for given in &step.fields {
                let GivenValue::Named(name) = &given.value else { continue };
                used.insert(name);
                let operation = api.operation(&step.operation);
                let field = operation.and_then(|it| field(api, it, &given.path));
                if field.is_some_and(|field| api.is_flag(field.ty.name())) {
                    flags.insert(name);
                }
            }
        }
        Self {
            flags,
            used,
            taken: HashMap::new(),
        }
    }

    /// The struct of the inputs, its name as a parameter, and how a program takes it apart.
    pub(super) fn inputs(&self, walkthrough: &Walkthrough) -> Option<[String; 3]> {
        let (mut fields, mut names) = (String::new(), Vec::new());
        for Input { name, about, .. } in &walkthrough.inputs {
            let about = about.as_deref().map(doc::prose);
            let about = about.unwrap_or_else(|| format!("The value of `{name}`."));
            for line in about.lines() {
                let _ = writeln!(fields, "    /// {}", line.trim());
            }
            let ty = if self.flags.contains(name) { "bool" } else { "&'a str" };
            let _ = writeln!(fields, "    pub {name}: {ty},");
            names.push(name.as_str());
        }
        let has_texts =
            walkthrough.inputs.iter().any(|it| !self.flags.contains(&it.name));
        let (declared, used) = if has_texts { ("<'a>", "<'_>") } else { ("", "") };
        (!names.is_empty()).then(|| {
            [
                format!(
                    "/// What the caller gives.\npub struct Inputs{declared} {{\n{fields}}}\n\n"
                ),
                format!(", inputs: Inputs{used}"),
                format!("    let Inputs {{ {} }} = inputs;\n\n", names.join(", ")),
            ]
        })
    }

    /// The invented values of the inputs, as an argument behind the client.
    pub(super) fn arguments(&self, walkthrough: &Walkthrough, module: &str) -> String {
        let value = |Input { name, example, .. }: &Input| {
            let is_flag = self.flags.contains(name);
            let value = if is_flag {
                is_on(example).to_string()
            } else {
                format!("{example:?}")
            };
            format!("{name}: {value}")
        };
        let values: Vec<_> = walkthrough.inputs.iter().map(value).collect();
        if values.is_empty() {
            return String::new();
        }
        format!(", {module}Inputs {{ {} }}", values.join(", "))
    }

    /// A named value, as it is given to a field.
    fn expression(&self, name: &Ident, field: &Field, ty: Option<&ValueType>) -> String {
        let kind = ty.map(|ty| &ty.kind);
        match (self.taken.get(name), kind) {
            (None | Some(Reading::Flag), _)
            | (
                Some(Reading::Number | Reading::Numbers),
                Some(ValueKind::Number(_) | ValueKind::Decimal(_)),
            )
            | (
                Some(Reading::Decimal | Reading::Decimals),
                Some(ValueKind::Decimal(_)),
            ) => name.to_string(),
            (Some(Reading::Written), Some(ValueKind::Decimal(_))) => {
                format!("{name}.get()")
            }
            (Some(Reading::Written), _) => format!("{name}.as_str()"),
            (
                Some(
                    Reading::Number
                    | Reading::Numbers
                    | Reading::Decimal
                    | Reading::Decimals,
                ),
                _,
            ) => {
                format!("{name}.to_string()")
            }
            (Some(Reading::Code(table) | Reading::Codes(table)), _)
                if field.ty.name() == table =>
            {
                format!("{name}.clone()")
            }
            (Some(Reading::Code(_) | Reading::Codes(_)), _) => {
                format!("{name}.as_str()")
            }
            (Some(_), _) => format!("&{name}"),
        }
    }
}

/// Whether a written boolean is yes.
pub(super) fn is_on(value: &str) -> bool {
    ["true", "Y", "1"].contains(&value)
}

/// The field of a request that a path leads to.
pub(super) fn field<'a>(
    api: &'a Api,
    operation: &'a Operation,
    of: &str,
) -> Option<&'a Field> {
    let mut fields = operation.fields.as_slice();
    let mut found = None;
    for part in path(of)? {
        let field = fields.iter().find(|field| field.wire == part.name)?;
        let objects = operation.objects.iter().chain(&api.field_objects);
        let mut objects = objects.filter(|object| object.name == *field.ty.name());
        fields = objects.next().map_or(&[], |object| &object.fields);
        found = Some(field);
    }
    found
}

/// The call. Nothing where the spec does not fit its operation, which a rule reports.
pub(super) fn emit<'a>(
    api: &'a Api,
    operation: &'a Operation,
    step: &'a Step,
    origins: &mut Origins<'a>,
) -> Option<Written<'a>> {
    let mut writer = Writer::new(api, operation, true);
    writer.names.insert(operation.name.as_str());
    let mut request = Request { writer, step, origins };
    let built = request.builder(&operation.name, &operation.fields, "", 1)?;
    let mut names = request.writer.names;
    let mut text = comments(operation, step);
    let _ = write!(text, "    let request = {built}?;\n    ");
    text.push_str(&call(operation, step, &mut names));
    for taken in &step.takes {
        text.push_str(&take(api, operation, taken, origins)?);
    }
    Some(Written { text, names })
}

/// The statement that calls the operation. A success that is not final is one to go on from: a
/// later step learns the outcome.
fn call<'a>(
    operation: &'a Operation,
    step: &Step,
    names: &mut BTreeSet<&'a str>,
) -> String {
    let call = format!("client.{}(request).await", operation.module);
    let response = operation.response.as_ref().filter(|it| it.pending.is_some());
    match (response, step.takes.is_empty()) {
        (None, true) => format!("{call}.map_err(advice)?;\n"),
        (None, false) => format!("let reply = {call}.map_err(advice)?;\n"),
        (Some(_), true) => format!(
            "match {call} {{\n        \
                 Ok(_) => {{}}\n        \
                 Err(Error::Pending(_)) => eprintln!(\"the outcome follows\"),\n        \
                 Err(failure) => return Err(advice(failure)),\n    \
             }}\n"
        ),
        (Some(response), false) => {
            names.extend(["Reply", response.name.as_str()]);
            format!(
                "let reply = match {call} {{\n        \
                     Ok(reply) => Reply::into_response(reply),\n        \
                     // The outcome follows.\n        \
                     Err(Error::Pending(pending)) => pending.response::<{}>(),\n        \
                     Err(failure) => return Err(advice(failure)),\n    \
                 }};\n",
                response.name
            )
        }
    }
}

fn comments(operation: &Operation, step: &Step) -> String {
    let words = [Some(&operation.title), step.about.as_ref(), step.because.as_ref()];
    let words = words.into_iter().flatten().map(|text| text.trim_end_matches('.'));
    let words = words.collect::<Vec<_>>().join(". ");
    let mut text = String::new();
    let mut line = "    //".to_owned();
    for word in words.split_whitespace() {
        if line.chars().count() + word.chars().count() > 98 {
            let _ = writeln!(text, "{line}");
            "    //".clone_into(&mut line);
        }
        let _ = write!(line, " {word}");
    }
    let _ = writeln!(text, "{line}.");
    text
}

/// A request that is built from given values.
struct Request<'a, 'o> {
    writer: Writer<'a>,
    step: &'a Step,
    origins: &'o Origins<'a>,
}

impl<'a> Request<'a, '_> {
    /// The calls that build a struct, of the fields below a path. What follows the first line is
    /// indented one step deeper than `depth`.
    fn builder(
        &mut self,
        name: &'a Ident,
        fields: &'a [Field],
        above: &str,
        depth: usize,
    ) -> Option<String> {
        let indent = "    ".repeat(depth + 1);
        let mut calls = format!("{name}::builder()");
        if above.is_empty() && self.writer.operation.encrypted == Encrypted::Unknown {
            self.writer.names.insert("Encryption");
            let _ = write!(calls, "\n{indent}.encryption(Encryption::Yes)");
        }
        for field in fields.iter().filter(|field| field.is_given()) {
            let path = format!("{above}{}", field.wire);
            match self.value(field, &path, depth + 1) {
                Some(value) => {
                    let _ = write!(calls, "\n{indent}.{}({value})", field.name);
                }
                None if field.need == Need::Required => return None,
                None => {}
            }
        }
        for (path, json) in &self.step.undocumented {
            let name = path.strip_prefix(above).filter(|name| !name.contains('.'));
            if let Some(name) = name {
                let value = format!("serde_json::json!({json})");
                let _ = write!(calls, "\n{indent}.with_undocumented({name:?}, {value})");
            }
        }
        let _ = write!(calls, "\n{indent}.build()");
        Some(calls)
    }

    fn value(&mut self, field: &'a Field, path: &str, depth: usize) -> Option<String> {
        if field.list.is_none() {
            return self
                .item(field, path, depth)
                .map(|(value, lines)| spread(value, lines, depth));
        }
        let mut items = Vec::new();
        let mut are_lines = false;
        while let Some((item, lines)) =
            self.item(field, &format!("{path}[{}]", items.len()), depth)
        {
            items.push(item);
            are_lines |= lines;
        }
        let inner = format!(",\n{}", "    ".repeat(depth + 1));
        let items = match items.as_slice() {
            [] => return None,
            items if are_lines => spread(items.join(&inner), true, depth),
            items => items.join(", "),
        };
        Some(format!("[{items}]"))
    }

    /// The value at a path, and whether it has lines of its own.
    fn item(
        &mut self,
        field: &'a Field,
        path: &str,
        depth: usize,
    ) -> Option<(String, bool)> {
        if let TypeRef::Object(name) = &field.ty {
            let above = format!("{path}.");
            let fields = self.step.fields.iter().map(|given| &given.path);
            let undocumented = self.step.undocumented.iter().map(|(path, _)| path);
            fields.chain(undocumented).find(|path| path.starts_with(&above))?;
            let object = self.writer.object(name)?;
            let built = self.builder(name, &object.fields, &above, depth + 1)?;
            self.writer.names.insert(name.as_str());
            return Some((built, true));
        }
        let given: &Given = self.step.fields.iter().find(|given| given.path == path)?;
        let value = match &given.value {
            GivenValue::Literal(value) => self.writer.literal(field, value),
            GivenValue::Named(name) => {
                self.origins.expression(name, field, self.writer.value_type(field))
            }
        };
        Some((value, false))
    }
}

/// A value with lines of its own, between lines.
fn spread(value: String, has_lines: bool, depth: usize) -> String {
    if !has_lines {
        return value;
    }
    let (outer, inner) = ("    ".repeat(depth), "    ".repeat(depth + 1));
    format!("\n{inner}{value},\n{outer}")
}

/// The statement that reads a value of an answer.
fn take<'a>(
    api: &'a Api,
    operation: &'a Operation,
    taken: &'a Taken,
    origins: &mut Origins<'a>,
) -> Option<String> {
    let mut text = format!("    let {} = reply", taken.name);
    let mut fields = operation.response.as_ref()?.fields.as_slice();
    let mut reading = None;
    let parts = path(&taken.path)?;
    for (position, PathPart { name, item }) in parts.iter().copied().enumerate() {
        let field = fields.iter().find(|field| field.wire == name)?;
        let read = walkthrough_read::calls(field, item)?;
        let _ = match position {
            0 => write!(text, "\n        {}", read.join("\n        ")),
            _ => write!(text, "\n        .and_then(|it| it{})", read.concat()),
        };
        let objects = operation.answers.iter().chain(&api.field_answers);
        fields = match &field.reading {
            Reading::Object(name) | Reading::Objects(name) => {
                let mut objects = objects.filter(|object| object.name == *name);
                objects.next().map_or(&[], |object| &object.fields)
            }
            _ => &[],
        };
        reading = Some(&field.reading);
    }
    let name = &taken.name;
    origins.taken.insert(name, reading?);
    let missing = format!("the answer has no {}", taken.path);
    let _ = writeln!(text, "\n        .ok_or({missing:?})?;");
    if !origins.used.contains(name) {
        let _ = writeln!(text, "    println!(\"{}: {{{name}:?}}\");", taken.path);
    }
    Some(text)
}
