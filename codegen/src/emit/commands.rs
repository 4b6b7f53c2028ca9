//! Tests of the command line, as processes.

use super::emitter::{Emitted, Emitter, once};
use crate::runtime_files::COMMANDS;

pub(super) const EMITTER: Emitter = Emitter {
    name: "commands",
    paths: |_| once("tests/command.rs"),
    emit: |api, _, _| {
        let (krate, program) = (api.id.replace('-', "_"), &api.id);
        Some(Emitted::Text {
            comment: "//",
            origin: "spec/api.yaml".to_owned(),
            text: format!(
                "//! The command line, as processes.\n\n\
                 mod commands;\n\n\
                 use ::{krate}::fake::VENDOR;\n\
                 use ::{krate}::*;\n\n\
                 const PROGRAM: &str = env!(\"CARGO_BIN_EXE_{program}\");\n\n\
                 #[test]\n\
                 fn every_operation_is_called() {{\n    \
                     commands::every_operation_is_called(PROGRAM);\n\
                 }}\n\n\
                 #[test]\n\
                 fn every_outcome_has_its_exit_code() {{\n    \
                     commands::every_outcome_has_its_exit_code(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(unix)]\n\
                 #[test]\n\
                 fn stopped_server_leaves_no_files() {{\n    \
                     commands::stopped::stopped_server_leaves_no_files(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(unix)]\n\
                 #[test]\n\
                 fn stopped_call_reports_its_outcome() {{\n    \
                     commands::stopped::stopped_call_reports_its_outcome(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(target_os = \"linux\")]\n\
                 #[test]\n\
                 fn call_stopped_while_writing_reports_its_outcome() {{\n    \
                     commands::stopped::call_stopped_while_writing_reports_its_outcome(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(target_os = \"linux\")]\n\
                 #[test]\n\
                 fn unshown_answer_is_reported() {{\n    \
                     commands::unshown_answer_is_reported(PROGRAM);\n\
                 }}\n\n\
                 #[test]\n\
                 fn mock_server_errors_are_reported() {{\n    \
                     commands::mock_server_errors_are_reported(PROGRAM);\n\
                 }}\n"
            ),
        })
    },
};

pub(super) const SUPPORT: Emitter = Emitter {
    name: "commands",
    paths: |_| {
        COMMANDS.iter().map(|(name, _)| format!("tests/commands/{name}")).collect()
    },
    emit: |_, _, position| {
        COMMANDS.get(position).map(|(name, text)| Emitted::Text {
            comment: "//",
            origin: format!("codegen/runtime/tests/commands/{name}"),
            text: (*text).to_owned(),
        })
    },
};
