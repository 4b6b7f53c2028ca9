//! `cargo xtask`: the thin command line over `codegen`.
//!
//! Exit codes: 0 success, 1 findings (lint errors, drift, differences), 2 wrong usage or unreadable
//! input.

mod args;
mod audit;
mod base;
mod capture;
mod catalog;
mod cli;
mod diff;
mod digest;
mod docs;
mod errata;
mod explain;
mod git;
mod import;
mod lint;
mod new;
mod openapi;
mod output;
mod pages;
#[path = "../../codegen/runtime/tests/commands/process.rs"]
mod process;
mod regen;
mod release;
mod schema;
mod watch;

use std::process::ExitCode;

use output::ExitStatus;

fn main() -> ExitCode {
    let command = match cli::command() {
        Ok(command) => command,
        Err(usage) => return output::usage(&usage),
    };
    let result = match command {
        cli::Command::Regen(options) => regen::run(&options),
        cli::Command::Lint(options) => lint::run(&options),
        cli::Command::Watch(options) => watch::run(&options),
        cli::Command::Import(options) => import::run(&options),
        cli::Command::Audit(options) => audit::run(&options),
        cli::Command::Diff(options) => diff::run(&options),
        cli::Command::Errata(options) => errata::run(&options),
        cli::Command::Release(options) => release::run(&options),
        cli::Command::Catalog(options) => catalog::run(&options),
        cli::Command::OpenApi(options) => openapi::run(&options),
        cli::Command::Docs(options) => docs::run(&options),
        cli::Command::Pages(options) => pages::run(&options),
        cli::Command::New(options) => new::run(&options),
        cli::Command::Schema(options) => schema::run(&options),
        cli::Command::Explain(options) => explain::run(options.code.as_deref()),
    };
    match result {
        Ok(ExitStatus::Success) => ExitCode::SUCCESS,
        Ok(ExitStatus::Findings) => ExitCode::from(1),
        Err(problem) => {
            output::problem(&problem);
            ExitCode::from(2)
        }
    }
}
