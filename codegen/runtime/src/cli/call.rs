//! The command `call`: sends one request and shows the answer.

use super::super::description::{Description, Vendor};
use super::super::escape::escaped;
use super::super::redacted::Redacted;
use super::super::{
    BlockingTransport as _, Core, Encryption, Error, FixedIds, Json, ProcessIds, Redact,
    Remedy, Reply, RequestBody, SentBy, Setup, TransportError, TransportFault,
    UndocumentedFields, Ureq,
};
use super::form::Form;
use super::given::{given, minted};
use super::outcome::{CallIds, NOTHING_SENT, Outcome, View};
use super::output::{self, Output};
use super::problem::{self, Problem};
use super::settings::{self, Configured, Settings};
use super::signals::FinalMessage;
use super::terminal::{End, Terminal};
use super::{arguments, options, token, upload};
use clap::ArgMatches;
use http::{Request, Response, header};
use serde_json::value::RawValue;
use std::ffi::OsString;
use std::fmt::{Display, Write as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::{slice, thread};

const NOT_A_FIELD: &str = "not NAME=JSON; a text is JSON in quotes: 'memo=\"text\"'";

/// An event after a request was sent.
enum Event {
    Answered(Result<Response<Vec<u8>>, TransportError>),
    /// The process was asked to stop.
    Stopped,
}

/// Calls the operation that the arguments name.
pub(super) fn call(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> End {
    let Some((name, matches)) = matches.subcommand() else { return End::Invalid };
    let Some(description) = vendor.operation(name) else { return End::Invalid };
    let for_people = matches.get_one::<String>("format").is_none_or(|it| it == "human");
    let (events, incoming) = mpsc::channel();
    let final_message = FinalMessage::new(End::Transport, NOTHING_SENT.to_owned());
    (terminal.on_stop)(stopping(events.clone(), final_message.clone()));
    let mut call = Call {
        vendor,
        description,
        matches,
        for_people,
        output: None,
        terminal,
        events,
        incoming,
        final_message: final_message.clone(),
    };
    let outcome = call.run().unwrap_or_else(Outcome::unsent);
    // The standard output has the content of an answer and nothing else.
    let is_apart = matches!(call.output, Some(Output::Standard));
    let (end, words) = fallback_message(&outcome, &"the process was asked to stop");
    final_message.set(end, words);
    // From here on, a signal stops the process without waiting for the call.
    drop(call);
    let end = show_outcome(&outcome, (for_people, is_apart), terminal);
    final_message.set(end, String::new());
    end
}

/// Whether these arguments call the vendor with JSON output, which reports errors in JSON too.
pub(super) fn is_for_machines(arguments: &[OsString]) -> bool {
    let is_call = arguments.get(1).is_some_and(|argument| argument == "call");
    let mut pairs = arguments.windows(2);
    is_call
        && (arguments.iter().any(|argument| argument == "--format=json")
            || pairs.any(|pair| pair.iter().eq(["--format", "json"])))
}

/// Reports in JSON that nothing was sent.
pub(super) fn refuse(problems: Vec<Problem>, terminal: &mut Terminal<'_>) -> End {
    show_outcome(&Outcome::unsent(problems), (false, false), terminal)
}

/// Writes the outcome of a call for people or as JSON.
fn show_outcome(
    outcome: &Outcome,
    (for_people, is_apart): (bool, bool),
    terminal: &mut Terminal<'_>,
) -> End {
    let told = match (for_people, &*outcome.problems) {
        (false, _) => terminal.show(&(outcome.machine() + "\n")),
        (true, []) if is_apart => write!(terminal.err, "{}", outcome.human()),
        (true, []) => terminal.show(&outcome.human()),
        (true, problems) => {
            problem::report(problems, terminal);
            let _ = write!(terminal.err, "{NOTHING_SENT}");
            Ok(())
        }
    };
    match told {
        Ok(()) => outcome.end(),
        Err(error) => {
            let (end, words) = fallback_message(outcome, &error);
            let _ = write!(terminal.err, "{words}");
            end
        }
    }
}

/// Passes on the first signal, and ends the process at the next one, or when nobody waits for an
/// answer any more.
fn stopping(
    events: Sender<Event>,
    final_message: FinalMessage,
) -> Box<dyn FnMut() + Send> {
    let mut is_stopping = false;
    Box::new(move || {
        if is_stopping || events.send(Event::Stopped).is_err() {
            final_message.exit();
        }
        is_stopping = true;
    })
}

/// The message on the standard error if the outcome could not be written, and the exit code.
fn fallback_message(outcome: &Outcome, why: &dyn Display) -> (End, String) {
    let (what, end) = match outcome.end() {
        _ if outcome.is_dry => ("the request could not be shown", End::Invalid),
        End::Invalid => ("the errors could not be shown", End::Invalid),
        End::Transport => {
            ("no answer was received, and that could not be shown", End::Transport)
        }
        _ => ("an answer was received but could not be shown", End::Unshown),
    };
    let mut words = format!("error: {what}: {why}\n");
    for problem in &outcome.problems {
        let _ = writeln!(words, "error: {problem}");
    }
    (end, words + &outcome.summary())
}

struct Call<'a, 'b> {
    vendor: &'static Vendor,
    description: &'static Description,
    matches: &'a ArgMatches,
    for_people: bool,
    /// Where the content of the answer goes, if the caller says so.
    output: Option<Output>,
    terminal: &'a mut Terminal<'b>,
    events: Sender<Event>,
    incoming: Receiver<Event>,
    final_message: FinalMessage,
}

impl Call<'_, '_> {
    /// Sends the request; returns the outcome, or everything that prevents it from being sent.
    fn run(&mut self) -> Result<Outcome, Vec<Problem>> {
        let settings = Settings::new(self.vendor, self.matches, self.terminal);
        let settings = settings.map_err(|problem| vec![problem])?;
        let configured =
            settings.configure(slice::from_ref(self.description), self.terminal);
        let form = self.form();
        let (configured, form) = match (configured, form) {
            (Ok(configured), Ok(form)) => (configured, form),
            (configured, form) => {
                let form = form.err().into_iter().flatten();
                return Err(form
                    .chain(configured.err().into_iter().flatten())
                    .collect());
            }
        };
        let Configured {
            setup,
            keys,
            secrets,
            base_url,
        } = configured;
        let mut hidden = form.hidden();
        hidden.extend(secrets.iter().map(|secret| secret.to_string()));
        let screen = (self.for_people, self.terminal.is_screen);
        self.output = output::asked(self.matches, screen).map_err(|it| vec![it])?;
        match keys {
            Some(keys) => {
                self.exchange(setup.encryption(keys), &form, &base_url, &hidden)
            }
            None => self.exchange(setup, &form, &base_url, &hidden),
        }
    }

    fn form(&self) -> Result<Form, Vec<Problem>> {
        let reserved = arguments::reserved(self.vendor);
        let files = upload::given(self.description, &reserved, self.matches)?;
        let form = Form::new(self.description, files, |parameter| {
            let name = options::nested("", parameter.flag, &reserved);
            let given = given(parameter, &name, self.matches)?;
            Ok(given.or_else(|| match self.terminal.fixed {
                Some((_, id)) => minted(parameter, &FixedIds(id)),
                None => minted(parameter, &ProcessIds),
            }))
        });
        let form = form.map_err(|violations| {
            Problem::of_parameters(self.description, &reserved, &violations)
        });
        match (form, self.undocumented()) {
            (Ok(form), Ok(undocumented)) => form
                .completed(undocumented, self.encryption())
                .map_err(|violations| Problem::of_undocumented(&violations)),
            (form, undocumented) => Err([form.err(), undocumented.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }

    /// Whether the caller states that the body is encrypted.
    fn encryption(&self) -> Option<Encryption> {
        let stated = self.matches.try_get_one::<String>(arguments::ENCRYPTION);
        stated.ok().flatten().map(|stated| match stated.as_str() {
            "yes" => Encryption::Yes,
            _ => Encryption::No,
        })
    }

    /// The undocumented fields, of an operation that may have some.
    fn undocumented(&self) -> Result<UndocumentedFields, Vec<Problem>> {
        let given = self.matches.try_get_many::<String>(arguments::EXTRA);
        let (mut fields, mut wrong) = (UndocumentedFields::NONE, Vec::new());
        for text in given.ok().flatten().into_iter().flatten() {
            let (name, json) = text.split_once('=').unwrap_or((text, ""));
            match serde_json::from_str::<&RawValue>(json) {
                Ok(json) if !name.is_empty() => fields.set(name, json),
                _ => wrong.push(Problem::new("--extra", name, NOT_A_FIELD)),
            }
        }
        if wrong.is_empty() { Ok(fields) } else { Err(wrong) }
    }

    fn exchange<K>(
        &mut self,
        setup: Setup<K>,
        form: &Form,
        base_url: &str,
        hidden: &[String],
    ) -> Result<Outcome, Vec<Problem>>
    where
        Form: SentBy<K>,
    {
        let core = setup.build().map_err(|wrong| settings::problems(&wrong))?;
        let mut hidden = hidden.to_vec();
        let exchange = |request| match self.send(request) {
            Event::Answered(answer) => answer,
            Event::Stopped => Err(TransportFault::Interrupted.into()),
        };
        let exchange: token::Send<'_> = &exchange;
        let exchange = Some(exchange).filter(|_| !self.matches.get_flag("dry-run"));
        let made =
            token::prepare(&core, form, self.vendor, exchange).and_then(|prepared| {
                hidden.extend(token::texts(&prepared));
                prepared.into_http()
            });
        let hidden = &hidden;
        let (request, sent) = match made {
            Ok(made) => made,
            Err(Error::Invalid(wrong)) => return Err(settings::problems(&wrong)),
            Err(error) => return Ok(self.outcome(Err(error), hidden)),
        };
        let shown = self.preview(&request, form, base_url);
        let ids = CallIds::new(sent.correlation_id(), sent.idempotency_key());
        if self.matches.get_flag("dry-run") {
            return Ok(Outcome::dry(shown, ids));
        }
        if self.for_people {
            let _ = writeln!(self.terminal.err, "{shown}{ids}");
        }
        if self.incoming.try_recv().is_ok() {
            let fault = TransportError::from(TransportFault::Unsendable);
            let outcome = self.outcome(Err(sent.unanswered(fault)), hidden);
            return Ok(outcome.stopped(Remedy::RetryLater));
        }
        let waiting = Outcome::waiting(ids, self.description.spec.repeat);
        self.final_message.set(End::Transport, waiting.summary());
        Ok(match self.send(request) {
            Event::Answered(Ok(response)) => {
                self.outcome(Core::decode(&core, sent, response), hidden)
            }
            Event::Answered(Err(error)) => {
                self.outcome(Err(sent.unanswered(error)), hidden)
            }
            Event::Stopped => {
                let fault = TransportError::from(TransportFault::Interrupted);
                let outcome = self.outcome(Err(sent.unanswered(fault)), hidden);
                let remedy = outcome.remedy;
                outcome.stopped(remedy)
            }
        })
    }

    /// Sends a request and waits for an event. If the process is stopped, it is unknown whether
    /// the request was sent by then; the other thread runs until the process ends.
    fn send(&self, request: Request<Vec<u8>>) -> Event {
        let (events, limits) = (self.events.clone(), settings::limits(self.matches));
        thread::spawn(move || {
            // Nobody waits any more if the process was asked to stop.
            let _ = events.send(Event::Answered(Ureq::new().send(request, limits)));
        });
        self.incoming.recv().unwrap_or(Event::Stopped)
    }

    fn outcome(
        &mut self,
        result: Result<Reply<Json>, Error<String>>,
        hidden: &[String],
    ) -> Outcome {
        let view = View {
            description: self.description,
            hidden,
            all: self.matches.get_flag("show-answer"),
        };
        let body = self.description.spec.answer.body;
        let content = result.as_ref().ok().map(|reply| output::content(body, reply));
        let mut outcome = Outcome::of(&view, result);
        outcome.output = match (content, &mut self.output) {
            (Some(content), Some(Output::File(file))) => {
                let path = file.path().display().to_string();
                let written = file.write(&content).map(|()| path.clone());
                Some(written.map_err(|why| format!("{path}: {why}")))
            }
            (Some(content), Some(Output::Standard)) => {
                let written = self.terminal.write(&content);
                let path = "the standard output".to_owned();
                Some(written.map(|()| path).map_err(|error| error.to_string()))
            }
            _ => None,
        };
        outcome
    }

    /// The request, as far as it may be shown.
    fn preview(
        &self,
        request: &Request<Vec<u8>>,
        form: &Form,
        base_url: &str,
    ) -> String {
        let spec = &self.description.spec;
        let base = escaped(base_url.trim_end_matches('/'));
        let mut text = format!("{} {base}{}\n", spec.method.as_str(), spec.path);
        for (name, value) in request.headers() {
            let mut documented = spec.request_headers.iter();
            let documented =
                documented.find(|it| it.name.eq_ignore_ascii_case(name.as_str()));
            let plain =
                [(header::ACCEPT, "Accept"), (header::CONTENT_TYPE, "Content-Type")];
            let plain = plain.iter().find(|(known, _)| known == name).map(|(_, it)| *it);
            let shown =
                documented.map(|header| header.name).or(plain).unwrap_or(name.as_str());
            let value = value.to_str().ok().filter(|_| !value.is_sensitive());
            let redact = documented.map_or(Redact::Shown, |header| header.rule.redact);
            let value = match (value, redact) {
                (Some(value), Redact::Shown) => escaped(value).into_owned(),
                (Some(value), redact) => Redacted(redact, value).to_string(),
                (None, _) => "..".to_owned(),
            };
            let _ = writeln!(text, "{shown}: {value}");
        }
        text.push('\n');
        for (name, value) in form.shown() {
            let _ = writeln!(text, "{name}: {value}");
        }
        if spec.body != RequestBody::None {
            let how = if form.is_encrypted() { "encrypted, " } else { "" };
            let _ = writeln!(text, "({how}{} bytes)", request.body().len());
        }
        text.push('\n');
        text
    }
}
