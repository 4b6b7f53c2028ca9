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
                 fn every_end_has_its_code() {{\n    \
                     commands::every_end_has_its_code(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(unix)]\n\
                 #[test]\n\
                 fn what_is_stopped_leaves_nothing() {{\n    \
                     commands::stopped::what_is_stopped_leaves_nothing(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(unix)]\n\
                 #[test]\n\
                 fn a_call_that_is_stopped_is_told() {{\n    \
                     commands::stopped::a_call_that_is_stopped_is_told(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(target_os = \"linux\")]\n\
                 #[test]\n\
                 fn a_call_that_is_stopped_while_it_tells_is_told() {{\n    \
                     commands::stopped::a_call_that_is_stopped_while_it_tells_is_told(PROGRAM);\n\
                 }}\n\n\
                 #[cfg(target_os = \"linux\")]\n\
                 #[test]\n\
                 fn an_answer_that_cannot_be_shown_is_told() {{\n    \
                     commands::an_answer_that_cannot_be_shown_is_told(PROGRAM);\n\
                 }}\n\n\
                 #[test]\n\
                 fn what_keeps_the_fake_from_serving_is_told() {{\n    \
                     commands::what_keeps_the_fake_from_serving_is_told(PROGRAM);\n\
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
