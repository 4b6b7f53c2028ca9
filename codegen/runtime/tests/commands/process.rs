//! Starts other programs.

use std::ffi::OsStr;
use std::process::Command;

/// A program that knows nothing of the repository that its caller works on. Git sets `GIT_DIR`,
/// `GIT_INDEX_FILE` and more for its hooks, and a git below one of them would follow those to
/// the repository of whoever commits, wherever it stands itself.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let start = name.as_encoded_bytes().get(..4);
        // Windows makes no difference between the cases.
        if start.is_some_and(|start| start.eq_ignore_ascii_case(b"GIT_")) {
            command.env_remove(name);
        }
    }
    command
}
