//! `cargo xtask watch`

use std::path::Path;
use std::thread;
use std::time::Duration;

use codegen::load::{self, SourceText};
use codegen::shown;

use crate::cli::{Regen, Watch};
use crate::output::{CommandResult, print, problem};
use crate::regen;

/// How often the spec is read. What is the same twice in a row is saved whole.
const PERIOD: Duration = Duration::from_millis(100);

/// Generates the client again after each save, until the process is ended.
pub(crate) fn run(options: &Watch) -> CommandResult {
    let regen = Regen {
        spec: options.spec.clone(),
        out: options.out.clone(),
        check: false,
        force: false,
    };
    // A folder that cannot be read at the beginning is a wrong one.
    load::read(&regen.spec)?;
    loop {
        let done = settled(&regen.spec);
        if let Err(error) = regen::run(&regen) {
            problem(&error);
        }
        let spec = shown::path(&regen.spec);
        print(&format!("waiting for the next save in {spec}; ^C ends\n"))?;
        while is_same(done.as_deref(), load::read(&regen.spec).ok().as_deref()) {
            thread::sleep(PERIOD);
        }
    }
}

/// The spec, once nothing is written to it any more.
fn settled(spec: &Path) -> Option<Vec<SourceText>> {
    let mut before = load::read(spec).ok();
    loop {
        thread::sleep(PERIOD);
        let now = load::read(spec).ok();
        if is_same(before.as_deref(), now.as_deref()) {
            return now;
        }
        before = now;
    }
}

/// Whether two states have the same bytes, or neither could be read.
fn is_same(a: Option<&[SourceText]>, b: Option<&[SourceText]>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => load::same(a, b),
        (None, None) => true,
        _ => false,
    }
}
