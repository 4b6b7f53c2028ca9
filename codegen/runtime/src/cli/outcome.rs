//! What became of a call, for machines and for people.

use super::super::description::Description;
use super::super::values::quoted;
use super::super::{Documented, Error, Json, Reached, Remedy, Reply};
use super::arguments::UNMATCHED;
use super::{End, Problem, shown};
use std::fmt::Write as _;

/// What became of a call.
pub(super) struct Outcome {
    pub(super) name: &'static str,
    pub(super) code: Option<String>,
    pub(super) correlation_id: Option<String>,
    pub(super) reached: Reached,
    pub(super) remedy: Remedy,
    pub(super) problems: Vec<Problem>,
    status: Option<u16>,
    documented: Option<Documented>,
    /// What is said of it beyond the rest.
    said: Option<String>,
    answer: Option<String>,
}

impl Outcome {
    /// That nothing was sent, and why: because of problems, or of the caller's wish.
    pub(super) fn unsent(problems: Vec<Problem>) -> Self {
        let is_wrong = !problems.is_empty();
        Self {
            name: if is_wrong { "invalid" } else { "success" },
            code: None,
            correlation_id: None,
            reached: Reached::No,
            remedy: if is_wrong { Remedy::FixRequest } else { Remedy::None },
            problems,
            status: None,
            documented: None,
            said: None,
            answer: None,
        }
    }

    /// What an answer says, or that there is none.
    pub(super) fn of(
        description: &Description,
        success_code: Option<&str>,
        result: Result<Reply<Json>, Error<String>>,
        hidden: &[String],
    ) -> Self {
        let mut outcome = Self::unsent(Vec::new());
        let id = match &result {
            Ok(reply) => reply.correlation_id(),
            Err(error) => error.correlation_id(),
        };
        outcome.correlation_id = id.map(str::to_owned);
        match result {
            Ok(reply) => {
                outcome.reached = Reached::Yes;
                outcome.status = Some(reply.http_status().as_u16());
                outcome.code = success_code.map(str::to_owned);
                outcome.documented =
                    success_code.and_then(|code| description.result(code));
                outcome.answer = Some(json(&Reply::into_response(reply), hidden));
            }
            Err(error) => outcome.failed(description, &error, hidden),
        }
        outcome
    }

    fn failed(
        &mut self,
        description: &Description,
        error: &Error<String>,
        hidden: &[String],
    ) {
        self.name = error.outcome();
        self.reached = error.reached();
        self.remedy = error.remedy();
        self.status = error.status().map(|status| status.as_u16());
        self.answer = error.bytes().map(|bytes| shown::answer(bytes, hidden));
        match error {
            Error::Api(refusal) => {
                let code = refusal.code();
                self.documented = description.result(&code);
                self.remedy = self.documented.map_or(Remedy::Unknown, |row| row.remedy);
                self.code = Some(code);
                self.answer = Some(json(refusal.json(), hidden));
            }
            Error::Mismatch(_) => {
                self.said = Some(format!("{error}\n`--{UNMATCHED}` is that door here"));
                // It may be the answer to another call, about somebody else.
                self.answer = None;
            }
            error => self.said = Some(error.to_string()),
        }
    }

    /// How the command ends.
    pub(super) fn end(&self) -> End {
        match self.name {
            "success" => End::Fine,
            "invalid" => End::Invalid,
            "transport" => End::Transport,
            _ => End::Refused,
        }
    }

    /// As one line of JSON.
    pub(super) fn machine(&self) -> String {
        let option = |text: Option<&str>| text.map_or("null".to_owned(), quoted);
        let problems = self.problems.iter().map(|problem| {
            format!(
                r#"{{"path":{},"option":{},"problem":{},"source":{}}}"#,
                quoted(&problem.path),
                option(problem.given_by.as_deref()),
                quoted(&problem.what),
                option(problem.source.as_deref()),
            )
        });
        let problems: Vec<_> = problems.collect();
        format!(
            r#"{{"outcome":{},"code":{},"correlation_id":{},"reached":{},"remedy":{},"violations":[{}]}}"#,
            quoted(self.name),
            option(self.code.as_deref()),
            option(self.correlation_id.as_deref()),
            quoted(self.reached.as_str()),
            quoted(self.remedy.as_str()),
            problems.join(","),
        )
    }

    /// In lines.
    pub(super) fn human(&self) -> String {
        let mut text = String::new();
        let status = self.status.map(|status| format!(", HTTP {status}"));
        let code = self.code.as_ref().map(|code| format!(", code {code}"));
        let (status, code) = (status.unwrap_or_default(), code.unwrap_or_default());
        let _ = writeln!(text, "{}{status}{code}", self.name);
        if let Some(row) = self.documented {
            let _ = writeln!(text, "  {}", row.message);
            if row.description != row.message && !row.description.is_empty() {
                let _ = writeln!(text, "  {}", row.description);
            }
        } else if self.code.is_some() {
            let _ = writeln!(text, "  The documentation does not have this code.");
        }
        for line in self.said.iter().flat_map(|said| said.lines()) {
            let _ = writeln!(text, "  {line}");
        }
        let _ = writeln!(
            text,
            "remedy: {} ({})",
            self.remedy.as_str(),
            self.remedy.advice()
        );
        let _ = writeln!(text, "reached the vendor: {}", self.reached.as_str());
        if let Some(id) = &self.correlation_id {
            let _ = writeln!(text, "correlation id: {id}");
        }
        if let Some(answer) = self.answer.as_ref().filter(|answer| !answer.is_empty()) {
            let _ = writeln!(text, "answer:");
            for line in answer.lines() {
                let _ = writeln!(text, "  {line}");
            }
        }
        text
    }
}

fn json(json: &Json, hidden: &[String]) -> String {
    let fields = json
        .names()
        .filter_map(|name| Some(format!("{}:{}", quoted(name), json.get(name)?.get())));
    let fields: Vec<_> = fields.collect();
    shown::answer(format!("{{{}}}", fields.join(",")).as_bytes(), hidden)
}
