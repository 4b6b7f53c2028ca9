//! Files that were copied from another one and kept its id.

use super::fault;
use super::located::Loaded;
use crate::diagnostic::Diagnostic;

/// Takes the copies out: whatever else they say is that of the other file.
pub(super) fn take<T>(
    files: &mut Vec<Loaded<T>>,
    id: fn(&T) -> &str,
    unreadable: &mut Vec<String>,
) -> Vec<Diagnostic> {
    let stems: Vec<_> = files.iter().map(|it| it.stem.clone()).collect();
    let mut found = Vec::new();
    files.retain(|file| {
        let id = id(file);
        let is_copy = id != file.stem && stems.iter().any(|stem| stem == id);
        if is_copy {
            found.push(fault::copied(file.located().span_of("id"), id, &file.stem));
            unreadable.push(file.stem.clone());
        }
        !is_copy
    });
    found
}
