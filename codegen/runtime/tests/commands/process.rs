//! Starts other programs.

use std::ffi::OsStr;
use std::process::Command;

/// A command without git's environment. Git sets `GIT_DIR`, `GIT_INDEX_FILE` and more for its
/// hooks, and a git started below one would use the repository of the commit, wherever it runs.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let start = name.as_encoded_bytes().get(..4);
        // Windows ignores the case of names.
        if start.is_some_and(|start| start.eq_ignore_ascii_case(b"GIT_")) {
            command.env_remove(name);
        }
    }
    command
}
