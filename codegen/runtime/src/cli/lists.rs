//! The commands that list the documentation or write shell completions.

use super::super::description::{Table, Vendor};
use super::super::values::quoted;
use super::arguments;
use super::terminal::{End, Terminal};
use clap::ArgMatches;
use clap_complete::Shell;
use std::{fmt::Write as _, io};

/// The command `codes`: lists the code tables, the codes of a table, or the results of an
/// operation.
pub(super) fn codes(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let Some(name) = matches.get_one::<String>("table") else {
        let row = |table: &Table| {
            let about = format!("{} codes, {}", (table.codes)().len(), table.type_name);
            [("table", table.rule.field.to_owned()), ("about", about)]
        };
        return list(vendor.tables.iter().map(row), matches, terminal);
    };
    if let Some(operation) = vendor.operation(name) {
        let rows = (operation.results)().into_iter().map(|row| {
            [
                ("code", row.code.to_owned()),
                ("http", row.http.to_string()),
                ("remedy", row.remedy.as_str().to_owned()),
                ("message", row.message.to_owned()),
                ("description", row.description.to_owned()),
            ]
        });
        return list(rows, matches, terminal);
    }
    match find(vendor, name).as_slice() {
        [table] => {
            let codes = (table.codes)().into_iter();
            let row = codes
                .map(|row| [("code", row.0.to_owned()), ("name", row.1.to_owned())]);
            list(row, matches, terminal)
        }
        found => {
            let all = if found.is_empty() {
                vendor.tables.iter().collect()
            } else {
                found.to_vec()
            };
            let what = if found.is_empty() {
                "no table has"
            } else {
                "more than one table has"
            };
            let _ = writeln!(terminal.err, "error: {what} this name; available tables:");
            for table in all {
                let _ = writeln!(terminal.err, "  {}", table.rule.field);
            }
            Ok(End::Invalid)
        }
    }
}

/// The table of that name, or else those whose name starts with it.
fn find(vendor: &'static Vendor, name: &str) -> Vec<&'static Table> {
    let wanted = name.to_lowercase();
    let names =
        |table: &Table| [table.rule.field, table.type_name].map(str::to_lowercase);
    let found = |fits: fn(&str, &str) -> bool| -> Vec<_> {
        let fits = |table: &&Table| names(table).iter().any(|name| fits(name, &wanted));
        vendor.tables.iter().filter(fits).collect()
    };
    let same = found(|name, wanted| name == wanted);
    if same.is_empty() { found(|name, wanted| name.starts_with(wanted)) } else { same }
}

/// The command `operations`: lists the operations by subject.
pub(super) fn operations(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let rows = vendor.operations.iter().map(|operation| {
        [
            ("subject", operation.subject.id.to_owned()),
            ("operation", operation.spec.id.to_owned()),
            ("method", operation.spec.method.as_str().to_owned()),
            ("path", operation.spec.path.to_owned()),
            ("title", operation.spec.title.to_owned()),
        ]
    });
    list(rows, matches, terminal)
}

/// Rows in columns, or as JSON.
fn list<const N: usize>(
    rows: impl Iterator<Item = [(&'static str, String); N]>,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let rows: Vec<_> = rows.collect();
    if matches.get_one::<String>("format").is_some_and(|it| it == "json") {
        let object = |row: &[(&str, String); N]| {
            let fields = row
                .each_ref()
                .map(|(name, text)| format!("{}:{}", quoted(name), quoted(text)));
            format!("{{{}}}", fields.join(","))
        };
        let rows: Vec<_> = rows.iter().map(object).collect();
        return terminal.show(&format!("[{}]\n", rows.join(","))).map(|()| End::Fine);
    }
    let width = |column: usize| {
        let texts = rows.iter().filter_map(|row| row.get(column));
        texts.map(|(_, text)| text.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths);
        let line: Vec<_> =
            cells.map(|((_, text), width)| format!("{text:width$}")).collect();
        let _ = writeln!(text, "{}", line.join("  ").trim_end());
    }
    terminal.show(&text).map(|()| End::Fine)
}

/// The command `completions`: writes a shell completion script.
pub(super) fn completions(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Ok(End::Invalid);
    };
    let mut text = Vec::new();
    clap_complete::generate(
        *shell,
        &mut arguments::command(vendor),
        vendor.id,
        &mut text,
    );
    terminal.show(&String::from_utf8_lossy(&text)).map(|()| End::Fine)
}
