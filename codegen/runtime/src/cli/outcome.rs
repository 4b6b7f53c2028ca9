//! The outcome of a call, as JSON and for people.

use super::super::description::Description;
use super::super::error::unless_limited;
use super::super::escape::escaped;
use super::super::second::remedy_of_both;
use super::super::values::quoted;
use super::super::{Documented, Error, Inquiry, Json, Reached, Remedy, Repeat, Reply};
use super::arguments::UNMATCHED;
use super::preview::{CallIds, Preview};
use super::problem::{Problem, machine};
use super::second::{FailedRows, SecondResult, shown_code};
use super::shown::{Answer, Viewer};
use super::terminal::End;
use super::tree::seen;
use http::StatusCode;
use std::fmt::Write as _;
use std::time::Duration;

/// The line for people if nothing was sent.
pub(super) const NOTHING_SENT: &str = "Nothing was sent.\n";

/// The outcome of a call.
pub(super) struct Outcome {
    pub(super) name: &'static str,
    pub(super) code: Option<String>,
    /// The second code.
    pub(super) second: Option<SecondResult>,
    pub(super) ids: CallIds,
    pub(super) reached: Reached,
    pub(super) remedy: Remedy,
    pub(super) problems: Vec<Problem>,
    /// What of the request is doubtful.
    pub(super) warnings: Vec<Problem>,
    /// The request.
    pub(super) request: Option<Preview>,
    /// Whether it was a dry run.
    pub(super) is_dry: bool,
    pub(super) status: Option<u16>,
    /// How long the vendor asks to wait.
    pub(super) retry_after: Option<Duration>,
    documented: Option<Documented>,
    /// A further message.
    details: Option<String>,
    answer: Option<Answer>,
    /// Where the content of the answer is, or why it could not be written.
    pub(super) output: Option<Result<String, String>>,
    /// How the outcome of the request is learned, if it is not known.
    pub(super) inquiry: Option<Inquiry>,
}

/// How to show an outcome.
pub(super) struct View<'a> {
    pub(super) description: &'static Description,
    /// Sent texts that must not be shown.
    pub(super) hidden: &'a [String],
    /// Whether to show the whole answer.
    pub(super) all: bool,
}

impl View<'_> {
    /// Shows the answer to a call whose code is known, as far as allowed.
    fn viewer<'a>(&'a self, outcome: &'a Outcome) -> Viewer<'a> {
        Viewer {
            fields: self.description.answer,
            format: &self.description.spec.answer,
            code: outcome.code.as_deref(),
            message: outcome.documented.map(|row| row.message),
            second_codes: self.description.second_codes,
            hidden: self.hidden,
            all: self.all,
        }
    }

    /// The documentation of a status that is a failure by itself.
    fn of_status(&self, status: StatusCode) -> Option<Documented> {
        let format = self.description.spec.answer;
        self.description.result(&format.failure_by_status(status)?)
    }

    /// The documentation of a success.
    fn succeeded(&self, code: Option<&str>, status: StatusCode) -> Option<Documented> {
        self.description.result(code.unwrap_or(status.as_str()))
    }
}

impl Outcome {
    /// The outcome of a call that was not sent because of problems.
    pub(super) fn unsent(problems: Vec<Problem>) -> Self {
        Self {
            name: "invalid",
            code: None,
            second: None,
            ids: CallIds::default(),
            reached: Reached::No,
            remedy: Remedy::FixRequest,
            problems,
            warnings: Vec::new(),
            request: None,
            is_dry: false,
            status: None,
            retry_after: None,
            documented: None,
            details: None,
            answer: None,
            output: None,
            inquiry: None,
        }
    }

    /// The outcome of a dry run.
    pub(super) fn dry(ids: CallIds) -> Self {
        Self {
            name: "success",
            ids,
            remedy: Remedy::None,
            is_dry: true,
            ..Self::unsent(Vec::new())
        }
    }

    /// The outcome if the process ends while it waits for an answer.
    pub(super) fn waiting(ids: CallIds, repeat: Repeat) -> Self {
        let remedy = match (repeat, &ids.idempotency_key) {
            (Repeat::SafeWithKey, Some(_)) => Remedy::RetryWithKey,
            _ => Remedy::CheckOutcome,
        };
        let sent = Self {
            name: "transport",
            ids,
            reached: Reached::Maybe,
            ..Self::unsent(Vec::new())
        };
        sent.stopped(remedy)
    }

    /// The outcome of a call that was sent.
    pub(super) fn of(
        view: &View<'_>,
        result: Result<Reply<Json>, Error<String>>,
    ) -> Self {
        let mut outcome = Self::unsent(Vec::new());
        outcome.ids = match &result {
            Ok(reply) => CallIds::new(
                reply.correlation_id(),
                reply.context.idempotency_key.as_deref(),
            ),
            Err(error) => CallIds::new(error.correlation_id(), error.idempotency_key()),
        };
        match result {
            Ok(reply) => {
                let code = reply.answer_code();
                outcome.name = "success";
                outcome.remedy = Remedy::None;
                outcome.reached = Reached::Yes;
                outcome.status = Some(reply.http_status().as_u16());
                outcome.code = code.map(str::to_owned);
                outcome.documented = view.succeeded(code, reply.http_status());
                let json = Reply::into_response(reply);
                outcome.answer = Some(view.viewer(&outcome).json(&json));
                if let Some(rows) = FailedRows::of(view.description, view.hidden, &json)
                {
                    outcome.name = "partial";
                    outcome.remedy = rows.remedy;
                    outcome.details = Some(rows.lines.join("\n"));
                }
            }
            Err(error) => outcome.failed(view, &error),
        }
        outcome
    }

    fn failed(&mut self, view: &View<'_>, error: &Error<String>) {
        self.name = error.outcome();
        self.reached = error.reached();
        self.remedy = error.remedy();
        self.status = error.status().map(|status| status.as_u16());
        self.retry_after = error.retry_after();
        match error {
            Error::Api(refusal) => {
                let code = refusal.code();
                self.documented = view.description.result(&code);
                let row = self
                    .documented
                    .or_else(|| view.of_status(refusal.answer().status()));
                let first = row.map_or(Remedy::Unknown, |row| row.remedy);
                self.code = Some(match self.documented {
                    Some(_) => code,
                    None => shown_code(code, view.hidden),
                });
                let second = refusal.second_code();
                self.second = second
                    .map(|code| SecondResult::new(view.description, view.hidden, code));
                let second = self.second.as_ref().map(SecondResult::remedy);
                let remedy =
                    second.map_or(first, |second| remedy_of_both(first, second));
                self.remedy = unless_limited(refusal.answer().status(), remedy);
                self.answer = Some(view.viewer(self).json(refusal.json()));
            }
            Error::Pending(pending) => {
                let code = pending.answer_code();
                self.code = code.map(str::to_owned);
                self.documented = view.succeeded(code, pending.answer().status());
                self.details = Some(error.to_string());
                self.answer = Some(view.viewer(self).json(pending.json()));
            }
            // The answer may belong to another call, about another person.
            Error::Mismatch(_) => {
                self.details =
                    Some(format!("{error}\non the command line, use `--{UNMATCHED}`"));
            }
            _ => {
                self.details = Some(error.to_string());
                self.answer = error.bytes().map(|bytes| view.viewer(self).bytes(bytes));
            }
        }
        let is_open = self.remedy == Remedy::CheckOutcome;
        self.inquiry = view.description.spec.pending.filter(|_| is_open);
    }

    /// The outcome of a call that was stopped before an answer was received.
    pub(super) fn stopped(self, remedy: Remedy) -> Self {
        let details = match self.reached {
            Reached::No => "stopped before anything was sent",
            _ => {
                "stopped before an answer was received; the request may have reached the vendor"
            }
        };
        Self {
            remedy,
            details: Some(details.to_owned()),
            ..self
        }
    }

    /// The exit code of the command.
    pub(super) fn end(&self) -> End {
        match self.name {
            _ if matches!(self.output, Some(Err(_))) => End::Unshown,
            "success" => End::Fine,
            "invalid" => End::Invalid,
            "transport" => End::Transport,
            _ => End::Refused,
        }
    }

    /// As one line of JSON, whose schema is in `schema.rs`.
    pub(super) fn machine(&self) -> String {
        let option = |text: Option<&str>| text.map_or("null".to_owned(), quoted);
        let number = |it: Option<u64>| it.map_or("null".to_owned(), |it| it.to_string());
        let answer = self.answer.as_ref();
        let output = self.output.as_ref();
        let inquiry = self.inquiry.map_or_else(
            || "null".to_owned(),
            |inquiry| {
                let with = inquiry.with.iter();
                let with =
                    with.map(|(name, of)| format!("{}:{}", quoted(name), quoted(of)));
                let (operation, with) =
                    (quoted(inquiry.operation), with.collect::<Vec<_>>().join(","));
                format!(r#"{{"operation":{operation},"with":{{{with}}}}}"#)
            },
        );
        let fields = [
            ("outcome", quoted(self.name)),
            ("code", option(self.code.as_deref())),
            ("second_code", option(self.second.as_ref().map(|it| &*it.code))),
            ("correlation_id", option(self.ids.correlation_id.as_deref())),
            ("idempotency_key", option(self.ids.idempotency_key.as_deref())),
            ("reached", quoted(self.reached.as_str())),
            ("remedy", quoted(self.remedy.as_str())),
            ("advice", quoted(self.remedy.advice())),
            ("retry_after", number(self.retry_after.map(|wait| wait.as_secs()))),
            ("inquire", inquiry),
            ("status", number(self.status.map(u64::from))),
            ("message", quoted(&self.message().join("\n"))),
            ("violations", machine(&self.problems)),
            ("warnings", machine(&self.warnings)),
            ("answer", answer.map_or_else(|| "null".to_owned(), Answer::machine)),
            ("unknown_fields", answer.map_or(0, Answer::unknown).to_string()),
            ("output", option(output.and_then(|it| it.as_deref().ok()))),
            (
                "output_error",
                option(output.and_then(|it| it.as_ref().err()).map(|it| &**it)),
            ),
            ("dry_run", self.is_dry.to_string()),
            (
                "request",
                self.request
                    .as_ref()
                    .map_or_else(|| "null".to_owned(), Preview::machine),
            ),
        ];
        let fields = fields.map(|(name, json)| format!("\"{name}\":{json}"));
        seen(&format!("{{{}}}", fields.join(",")))
    }

    /// Writes it for people.
    pub(super) fn human(&self) -> String {
        if self.is_dry {
            let shown = self.request.as_ref().map(Preview::to_string);
            return format!("{}{NOTHING_SENT}", shown.unwrap_or_default());
        }
        let mut text = self.summary();
        let answer = self.answer.as_ref().filter(|_| self.output.is_none());
        let answer = answer.map(Answer::human);
        if let Some(answer) = answer.filter(|answer| !answer.is_empty()) {
            text.push_str("answer:\n");
            for line in answer.lines() {
                let _ = writeln!(text, "  {line}");
            }
        }
        text
    }

    /// What happened, in lines.
    pub(super) fn message(&self) -> Vec<&str> {
        if self.is_dry || !self.problems.is_empty() {
            return NOTHING_SENT.lines().collect();
        }
        let mut lines = Vec::new();
        if let Some(row) = self.documented {
            lines.push(row.message);
            if row.description != row.message && !row.description.is_empty() {
                lines.push(row.description);
            }
        } else if self.code.is_some() {
            lines.push("This code is not documented.");
        }
        lines.extend(self.second.as_ref().map(SecondResult::name));
        lines.extend(self.details.iter().flat_map(|details| details.lines()));
        lines
    }

    /// A summary for people.
    pub(super) fn summary(&self) -> String {
        if self.is_dry || !self.problems.is_empty() {
            return NOTHING_SENT.to_owned();
        }
        let mut text = String::new();
        let status = self.status.map(|status| format!(", HTTP {status}"));
        let code = self.code.as_ref().map(|code| format!(", code {code}"));
        let (status, code) = (status.unwrap_or_default(), code.unwrap_or_default());
        let second = self.second.as_ref();
        let second = second.map(|it| format!(", second code {}", it.code));
        let _ =
            writeln!(text, "{}{status}{code}{}", self.name, second.unwrap_or_default());
        for line in self.message() {
            let _ = writeln!(text, "  {}", escaped(line));
        }
        let _ = writeln!(
            text,
            "remedy: {} ({})",
            self.remedy.as_str(),
            self.remedy.advice()
        );
        if let Some(wait) = self.retry_after {
            let _ = writeln!(text, "retry after: {} s", wait.as_secs());
        }
        if let Some(inquiry) = self.inquiry {
            let _ = writeln!(text, "inquire with: {inquiry}");
        }
        match &self.output {
            Some(Ok(path)) => {
                let _ = writeln!(text, "written to: {}", escaped(path));
            }
            Some(Err(why)) => {
                let _ = writeln!(text, "not written: {}", escaped(why));
            }
            None => {}
        }
        let _ = writeln!(text, "reached the vendor: {}", self.reached.as_str());
        text + &self.ids.to_string()
    }
}
