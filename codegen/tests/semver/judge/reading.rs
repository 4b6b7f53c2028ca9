//! What an old client makes of answers.

use codegen::ir::{AnswerObject, Api, Ident, Need, Operation, Reading, ResponseField};
use codegen::semver::Deployed;
use serde_json::Value;

use super::meaning::{Meaning, of_code};
use super::seen::items;
use super::shapes::{position, shape_of};
use super::world::State;

/// Why an answer is not what the old state promises, if it is not.
pub(crate) fn answer(
    (old, new): (&State, &State),
    (was, now): (&Operation, &Operation),
    outcome: &Value,
    because: &mut Vec<(Deployed, String)>,
) -> Option<String> {
    let Some(read) = outcome.get("read") else {
        return Some(outcome.to_string());
    };
    let sides = Sides { old, new, was, now };
    let before = was.response.as_ref().map_or(&[][..], |it| &it.fields);
    let after = now.response.as_ref().map_or(&[][..], |it| &it.fields);
    sides.fields(before, after, read, because)
}

struct Sides<'a> {
    old: &'a State,
    new: &'a State,
    was: &'a Operation,
    now: &'a Operation,
}

impl Sides<'_> {
    fn fields(
        &self,
        before: &[ResponseField],
        after: &[ResponseField],
        read: &Value,
        because: &mut Vec<(Deployed, String)>,
    ) -> Option<String> {
        let mut wrong = None;
        for field in before {
            let now = after.iter().find(|it| it.wire == field.wire);
            let found = self.field(field, now, &read[&field.wire], because);
            wrong = wrong.or(found);
        }
        wrong
    }

    fn field(
        &self,
        field: &ResponseField,
        now: Option<&ResponseField>,
        read: &Value,
        because: &mut Vec<(Deployed, String)>,
    ) -> Option<String> {
        let name = &field.wire;
        match read.as_str() {
            Some("Missing" | "Null") if field.need == Need::Required => {
                return Some(format!("{name} is missing"));
            }
            Some("Missing" | "Null") => return None,
            Some(other) => return Some(format!("{name} is {other}")),
            None => {}
        }
        let value = &read["value"];
        match (&field.reading, now.map(|it| &it.reading)) {
            (
                Reading::Object(a) | Reading::Objects(a),
                Some(Reading::Object(b) | Reading::Objects(b)),
            ) => {
                let before = object(&self.old.api, self.was, a);
                let after = object(&self.new.api, self.now, b);
                if matches!(field.reading, Reading::Object(_)) {
                    return self.object(before, after, value, because);
                }
                let mut wrong = None;
                for item in items(value) {
                    let found = match item.get("value") {
                        Some(item) => self.object(before, after, item, because),
                        None => Some(format!("an item of {name} is {item}")),
                    };
                    wrong = wrong.or(found);
                }
                wrong
            }
            (
                Reading::Texts
                | Reading::Numbers
                | Reading::Decimals
                | Reading::Codes(_),
                _,
            ) => {
                let bad = items(value).find(|it| it.get("value").is_none());
                bad.map(|it| format!("an item of {name} is {it}"))
            }
            (Reading::Code(a), Some(Reading::Code(b))) => {
                self.code((a, b), value, because);
                None
            }
            _ => None,
        }
    }

    fn object(
        &self,
        before: &AnswerObject,
        after: &AnswerObject,
        read: &Value,
        because: &mut Vec<(Deployed, String)>,
    ) -> Option<String> {
        let Some(signs) = &before.shapes else {
            let now = after.shapes.is_none().then_some(&*after.fields);
            return self.fields(&before.fields, now.unwrap_or_default(), read, because);
        };
        if let Some(whole) = read.get("other shape") {
            let now = shape_of(after, whole).map(|at| &after.fields[at]);
            let is_known = |it: &ResponseField| {
                before.fields.iter().any(|known| known.wire == it.wire)
            };
            // Nobody has waited for a shape that is new.
            return now
                .is_none_or(is_known)
                .then(|| format!("{whole} is of no documented shape"));
        }
        let at = position(read).unwrap();
        let now = after.shapes.iter().flatten().position(|it| *it == signs[at]);
        let shape = |of: &ResponseField, api, own| match &of.reading {
            Reading::Object(name) => object(api, own, name),
            other => panic!("{other:?}"),
        };
        let has =
            |of: &AnswerObject, wire: &str| of.fields.iter().any(|it| it.wire == wire);
        let (name, found) =
            (&before.fields[at].wire, now.map(|at| &after.fields[at].wire));
        let others = found.filter(|it| *it != name);
        if others.is_some_and(|it| has(before, it) || has(after, name)) {
            let why = format!("another shape is read for {name}");
            because.push((Deployed::Fails, why));
        }
        let was = shape(&before.fields[at], &self.old.api, self.was);
        let now = now.map(|at| shape(&after.fields[at], &self.new.api, self.now));
        let now = now.map_or(&[][..], |it| &it.fields);
        self.fields(&was.fields, now, read, because)
    }

    fn code(
        &self,
        (a, b): (&Ident, &Ident),
        read: &Value,
        because: &mut Vec<(Deployed, String)>,
    ) {
        let rows = |state: &State, name: &Ident| {
            state.client.rows(name.as_str()).as_array().unwrap().clone()
        };
        let (before, after) = (rows(self.old, a), rows(self.new, b));
        let code = match read {
            Value::String(variant) => {
                let row = before.iter().find(|it| it["variant"] == *variant.as_str());
                row.unwrap()["code"].clone()
            }
            undocumented => {
                let row = after.iter().find(|it| it["code"] == undocumented[0]);
                let is_kept = |row: &Value| {
                    let same = |it: &&Value| {
                        (&it["code"], &it["variant"]) == (&row["code"], &row["variant"])
                    };
                    after.iter().any(|it| same(&it))
                };
                if a != b && !before.iter().any(is_kept) {
                    let why = format!("{undocumented} is of another table");
                    because.push((Deployed::Depends, why));
                }
                let known = row.filter(|row| {
                    before.iter().any(|it| it["variant"] == row["variant"])
                });
                if known.is_some() {
                    let why = format!("the new code {undocumented} is not known");
                    because.push((Deployed::Depends, why));
                }
                return;
            }
        };
        if of_code(&before, &after, &code, "name") == Meaning::Other {
            because.push((
                Deployed::Fails,
                format!("the code {code} is read for another one"),
            ));
        }
    }
}

fn object<'a>(api: &'a Api, own: &'a Operation, name: &Ident) -> &'a AnswerObject {
    let mut all = own.answers.iter().chain(&api.field_answers);
    all.find(|it| it.name == *name).unwrap()
}

/// A field that may be left out, and that no answer has any more.
pub(crate) fn gone(was: &Operation, plays: &[&Value]) -> Option<(Deployed, String)> {
    let fields = was.response.iter().flat_map(|it| &it.fields);
    let reads: Vec<_> =
        plays.iter().filter_map(|it| it["outcome"].get("read")).collect();
    let mut optional = fields.filter(|it| it.need != Need::Required);
    let gone = optional.find(|it| {
        !reads.is_empty() && reads.iter().all(|read| read[&it.wire] == "Missing")
    })?;
    Some((Deployed::Depends, format!("no answer has {} any more", gone.wire)))
}
