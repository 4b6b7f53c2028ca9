//! The client's README.

use std::fmt::Write as _;

use super::{Emitted, Emitter, doc, example, once, said};
use crate::ir::Api;

pub(super) const EMITTER: Emitter = Emitter {
    name: "readme",
    paths: |_| once("README.md"),
    emit: |api, _| {
        let (comment, origin) = ("<!--", "spec/api.yaml".to_owned());
        Some(Emitted::Text {
            comment,
            origin,
            text: text(api),
        })
    },
};

fn text(api: &Api) -> String {
    let mut text = format!(
        "# {}\n\nClient for {}. {}\n\n\
         This folder is generated, all of it: edit the spec and run the command above.\n\n",
        api.id,
        doc::text(&api.name),
        doc::prose(&api.about),
    );
    let mut operations = api.operations.iter();
    if let Some(example) =
        operations.find_map(|operation| example::request(api, operation))
    {
        let _ = writeln!(
            text,
            "A request is checked as a whole: `build` tells every broken rule at once, each with \
             the page that it comes from, and never shows the value.\n\n{}\n",
            visible(&example)
        );
    }
    text.push_str("## Operations\n\n");
    for operation in &api.operations {
        let _ =
            writeln!(text, "- `{}`: {}", operation.name, doc::text(&operation.title));
    }
    if !api.code_tables.is_empty() {
        text.push_str("\n## Code tables\n\n");
    }
    for table in &api.code_tables {
        let _ = writeln!(
            text,
            "- `{}`: {} codes. {}",
            table.name,
            table.codes.len(),
            said::head(&table.words, "The page's own list.")
        );
    }
    text
}

/// The example as readers of plain Markdown are to see it: without rustdoc's hidden lines.
fn visible(example: &str) -> String {
    let lines: Vec<&str> =
        example.lines().filter(|line| !line.starts_with("# ")).collect();
    lines.join("\n")
}
