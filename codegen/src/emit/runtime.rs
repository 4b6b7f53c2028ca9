//! The runtime: its modules, copied as they are.

use super::emitter::{Emitted, Emitter};
use crate::runtime_files::FILES;

pub(super) const EMITTER: Emitter = Emitter {
    name: "runtime",
    paths: |_| FILES.iter().map(|(name, _)| path(name)).collect(),
    emit: |_, _, position| {
        FILES.get(position).map(|(name, text)| Emitted::Text {
            comment: "//",
            origin: format!("codegen/runtime/src/{name}"),
            text: (*text).to_owned(),
        })
    },
};

/// The root of the runtime's crate is the root of a module in the client.
fn path(name: &str) -> String {
    let name = if name == "lib.rs" { "mod.rs" } else { name };
    format!("src/runtime/{name}")
}
