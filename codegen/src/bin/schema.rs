//! Prints the JSON Schema of the spec's files, as one object: `cargo xtask schema` asks for it.

use std::collections::BTreeMap;
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let files: BTreeMap<_, _> = codegen::schema::files().into_iter().collect();
    let text = serde_json::to_string(&files)?;
    io::stdout().write_all(text.as_bytes())
}
