//! Second codes in the outcome of a call, and rows of an answer that have codes of their own.

use super::super::description::{Description, Vendor};
use super::super::{Json, Named, Reading, Remedy, RowOutcome};
use super::shown::repeats;
use clap::Arg;

/// A second code, and its documentation.
pub(super) struct SecondResult {
    pub(super) code: String,
    documented: Option<(Named, Remedy)>,
}

impl SecondResult {
    /// Shows the code as far as allowed.
    pub(super) fn new(
        description: &Description,
        hidden: &[String],
        code: String,
    ) -> Self {
        match description.second_code(&code) {
            documented @ Some(_) => Self { code, documented },
            None => Self {
                code: shown_code(code, hidden),
                documented: None,
            },
        }
    }

    pub(super) fn remedy(&self) -> Remedy {
        self.documented.map_or(Remedy::Unknown, |(_, remedy)| remedy)
    }

    /// The vendor's name for it, for people.
    pub(super) fn name(&self) -> &str {
        self.documented.map_or("The second code is not documented.", |(row, _)| row.1)
    }
}

/// The rows of a successful answer that were not done.
pub(super) struct FailedRows {
    pub(super) remedy: Remedy,
    /// A line about all, and one about each.
    pub(super) lines: Vec<String>,
}

impl FailedRows {
    /// `None` if no row has a code of its own, or all were done.
    pub(super) fn of(
        description: &Description,
        hidden: &[String],
        json: &Json,
    ) -> Option<Self> {
        let second = description.spec.answer.envelope?.second?;
        let list = second.rows?;
        let Reading::Value(rows) = json.rows::<Json, String>(list, &second) else {
            return None;
        };
        let (all, mut lines, mut remedy) = (rows.len(), Vec::new(), None);
        for (index, row) in rows.into_iter().enumerate() {
            let (line, advised) = match row {
                Reading::Value(RowOutcome::Success(_)) => continue,
                Reading::Value(RowOutcome::Refused { code, .. }) => {
                    let code = SecondResult::new(description, hidden, code);
                    (format!("code {}, {}", code.code, code.name()), code.remedy())
                }
                _ => ("no code".to_owned(), Remedy::CheckOutcome),
            };
            lines.push(format!("{list}[{index}]: {line}; {}", advised.as_str()));
            remedy = Some(most_careful(remedy, advised));
        }
        let remedy = remedy?;
        let first = format!("{} of {all} rows were not done:", lines.len());
        lines.insert(0, first);
        Some(Self { remedy, lines })
    }
}

/// Which remedy is about all rows.
fn most_careful(known: Option<Remedy>, other: Remedy) -> Remedy {
    match known {
        Some(known)
            if known == Remedy::CheckOutcome
                || known == other
                || !matches!(other, Remedy::CheckOutcome | Remedy::Unknown) =>
        {
            known
        }
        _ => other,
    }
}

/// A received code, unless it does not look like one or repeats hidden text.
pub(super) fn shown_code(code: String, hidden: &[String]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let is_code = (1..=32).contains(&code.len()) && code.bytes().all(plain);
    if is_code && !repeats(&code, hidden) { code } else { "..".to_owned() }
}

/// The second code to answer with, where an operation has one.
pub(super) fn argument(vendor: &Vendor) -> Option<Arg> {
    let has_second = |it: &Description| it.spec.answer.envelope?.second;
    let has_second = vendor.operations.iter().any(|it| has_second(it).is_some());
    has_second.then(|| {
        Arg::new("second-code")
            .long("second-code")
            .value_name("CODE")
            .conflicts_with_all(["case", "misbehave"])
            .help("Answers with this documented second code")
    })
}
