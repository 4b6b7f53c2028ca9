//! Captures to read, for `import` and `audit`.

use std::path::{Path, PathBuf};

use codegen::draft::Input;
use codegen::load::{self, LoadError, SourceText};

use crate::output::problem;

/// The captures that can be read, and the spec; and whether there are captures that cannot.
pub(crate) fn input(
    spec: &Path,
    pages: &[PathBuf],
    id: Option<&String>,
) -> Result<(Input, bool), LoadError> {
    let spec = load::read(spec)?;
    let (pages, unreadable) = read(pages);
    let input = Input {
        spec,
        layout: layout(),
        pages,
        id: id.cloned(),
    };
    Ok((input, unreadable))
}

/// The layout of the pages of this repository's own spec, for a spec that has none.
fn layout() -> Option<SourceText> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/pages.yaml");
    let text = load::read_file(&path).ok()?;
    Some(SourceText {
        name: "pages.yaml".to_owned(),
        ..text
    })
}

/// The captures that can be read; the others are reported.
fn read(paths: &[PathBuf]) -> (Vec<SourceText>, bool) {
    let mut unreadable = false;
    let mut texts = Vec::new();
    for path in paths {
        match load::read_file(path) {
            Ok(text) => texts.push(text),
            Err(error) => {
                problem(&error);
                unreadable = true;
            }
        }
    }
    (texts, unreadable)
}
