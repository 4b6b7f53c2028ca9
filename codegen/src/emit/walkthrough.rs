//! Worked examples as programs, and where the documentation shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::emitter::{Emitted, Emitter};
use super::walkthrough_step::{self as step, Origins};
use super::{doc, paths};
use crate::ir::{Api, Ident, Subject, Walkthrough};

pub(super) const EMITTER: Emitter = Emitter {
    name: "walkthrough",
    paths: |api| api.walkthroughs.iter().map(path).collect(),
    emit: |api, _, position| {
        let walkthrough = api.walkthroughs.get(position)?;
        Some(Emitted::Text {
            comment: "//",
            origin: format!("spec/walkthroughs/{}.yaml", walkthrough.id),
            text: program(api, walkthrough)?,
        })
    },
};

/// The program's file.
pub(super) fn path(walkthrough: &Walkthrough) -> String {
    format!("examples/{}.rs", walkthrough.id)
}

/// The worked examples that begin with an operation of a subject.
pub(super) fn of_subject<'a>(
    api: &'a Api,
    subject: &Subject,
) -> impl Iterator<Item = &'a Walkthrough> {
    api.walkthroughs.iter().filter(|walkthrough| {
        let first = walkthrough.steps.first();
        let operation = first.and_then(|step| api.operation(&step.operation));
        operation.is_some_and(|operation| operation.subject == subject.module)
    })
}

/// The attributes that show programs in the documentation of the module of a subject. Doctests do
/// not compile them a second time.
pub(super) fn shown(api: &Api, subject: &Subject) -> Option<String> {
    let mut attributes = String::new();
    for walkthrough in of_subject(api, subject) {
        let (title, path) = (doc::text(&walkthrough.title), path(walkthrough));
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(
            attributes,
            "#![cfg_attr(not(doctest), doc = concat!(\"\\n# {title}\\n\\n```rust\\n\", \
             include_str!(\"../../{path}\"), \"```\\n\"))]"
        );
    }
    (!attributes.is_empty()).then_some(attributes)
}

fn program(api: &Api, walkthrough: &Walkthrough) -> Option<String> {
    let (title, about) = (doc::text(&walkthrough.title), doc::prose(&walkthrough.about));
    let mut imports = Imports::default();
    let mut origins = Origins::new(api, walkthrough);
    let mut steps = String::new();
    for (position, it) in walkthrough.steps.iter().enumerate() {
        let operation = api.operation(&it.operation)?;
        let written = step::emit(api, operation, it, &mut origins)?;
        imports.add(&operation.subject, written.names);
        if position > 0 {
            steps.push('\n');
        }
        steps.push_str(&written.text);
    }
    imports.names.extend(["Client", "Code", "Error", "Remedy"]);
    let main = main(walkthrough, &origins);
    let imports = imports.lines(api);
    let [inputs, parameter, taken] = origins.inputs(walkthrough).unwrap_or_default();
    let (name, id, krate) = (&walkthrough.name, &walkthrough.id, &api.id);
    Some(format!(
        "//! {title}. {about}\n\
         //!\n\
         //! `cargo run --example {id}` calls the mock server with invented values, or the \
         vendor:\n//! its settings are the variables that `{krate} fake` prints.\n\
         \n\
         {imports}\
         \n\
         {inputs}\
         /// {title}.\n\
         pub async fn {name}(client: &Client{parameter}) -> Result<(), Box<dyn \
         std::error::Error>> {{\n\
         {taken}{steps}    \
             Ok(())\n\
         }}\n\
         \n\
         {ADVICE}\
         \n\
         {main}"
    ))
}

/// What a program can do about a failure.
const ADVICE: &str = "\
/// Acts on the remedy of a failure, whose message says the same.
fn advice<C: Code>(failure: Error<C>) -> Box<dyn std::error::Error> {
    match failure.remedy() {
        Remedy::AskUser => eprintln!(\"ask the user again\"),
        Remedy::RetryLater => eprintln!(\"try again later\"),
        Remedy::RetryWithKey => eprintln!(\"send the same request again, with its key\"),
        Remedy::CheckOutcome => eprintln!(\"find out whether it was done before repeating it\"),
        _ => {}
    }
    failure.into()
}
";

/// The function that builds a client from the environment, and calls the other.
fn main(walkthrough: &Walkthrough, origins: &Origins<'_>) -> String {
    let inputs = origins.arguments(walkthrough, "");
    format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let client = Client::from_env()?;\n    \
             let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;\n    \
             runtime.block_on({}(&client{inputs}))\n\
         }}\n",
        walkthrough.name
    )
}

/// The names that a program uses, by the subjects of the operations that have them.
#[derive(Default)]
struct Imports<'a> {
    names: BTreeSet<&'a str>,
    of_subjects: BTreeMap<&'a Ident, BTreeSet<&'a str>>,
}

impl<'a> Imports<'a> {
    fn add(&mut self, subject: &'a Ident, names: BTreeSet<&'a str>) {
        self.of_subjects.entry(subject).or_default().extend(names);
    }

    fn lines(mut self, api: &'a Api) -> String {
        let Some(mut first) = self.of_subjects.first_entry() else {
            return String::new();
        };
        first.get_mut().extend(self.names);
        paths::imports(
            api,
            self.of_subjects.iter().map(|(subject, names)| (*subject, names)),
        )
    }
}
