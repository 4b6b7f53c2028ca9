//! The command `call`: sends one request and shows the answer.

use super::super::description::{Description, Vendor};
use super::super::{
    BlockingTransport as _, Core, Error, Json, Outgoing, Remedy, Reply, SentBy, Setup,
    TransportError, TransportFault, Ureq,
};
use super::asked::Asked;
use super::form::Form;
use super::from;
use super::outcome::{NOTHING_SENT, Outcome, View};
use super::output::{self, Output};
use super::preview::{CallIds, Preview};
use super::problem::{self, Problem};
use super::settings::{self, Configured, Settings};
use super::signals::FinalMessage;
use super::terminal::{Ask, End, Terminal};
use super::{arguments, token, untyped};
use clap::ArgMatches;
use http::{Request, Response};
use std::cell::Cell;
use std::ffi::OsString;
use std::fmt::{Display, Write as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, mem, slice, thread};

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
    let (name, matches) = matches.subcommand().unwrap_or((arguments::UNTYPED, matches));
    let has_body = matches.get_one::<String>(arguments::FROM).is_some();
    let untyped = untyped::description(vendor, matches, has_body);
    let Some(description) = untyped.or_else(|| vendor.operation(name)) else {
        return End::Invalid;
    };
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
        warnings: Vec::new(),
        terminal,
        events,
        incoming,
        final_message: final_message.clone(),
    };
    let mut outcome = call.run().unwrap_or_else(Outcome::unsent);
    outcome.warnings = mem::take(&mut call.warnings);
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
    /// What of the request is doubtful.
    warnings: Vec<Problem>,
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
        let form = self.form(configured.is_ok());
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

    /// The request; what of it is doubtful is told. A person is asked for the rest where the request
    /// can be sent with it.
    fn form(&mut self, is_configured: bool) -> Result<Form, Vec<Problem>> {
        let text = from::text(self.matches, self.terminal).map_err(|it| vec![it])?;
        let (ask, is_over) = (self.terminal.ask, Cell::new(false));
        let ask = ask.map(|ask| {
            let is_over = &is_over;
            move |prompt: &str| {
                if is_over.get() {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                // Who interrupts one question is not asked the next.
                ask(prompt).inspect_err(|_| is_over.set(true))
            }
        });
        let asked = Asked {
            vendor: self.vendor,
            description: self.description,
            matches: self.matches,
            fixed: self.terminal.fixed.map(|(_, id)| id),
            ask: ask.as_ref().filter(|_| is_configured).map(|it| it as Ask<'_>),
        };
        let (form, warnings) = asked.form(text.as_deref())?;
        if self.for_people {
            for warning in &warnings {
                let _ = writeln!(self.terminal.err, "warning: {warning}");
            }
        }
        self.warnings = warnings;
        Ok(form)
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
        let made = token::prepare(&core, form, self.vendor, exchange, None).and_then(
            |prepared| {
                hidden.extend(token::texts(&prepared));
                prepared.into_http()
            },
        );
        let hidden = &hidden;
        let (request, sent) = match made {
            Ok(made) => made,
            Err(Error::Invalid(wrong)) => return Err(settings::problems(&wrong)),
            Err(error) => return Ok(self.outcome(Err(error), hidden)),
        };
        let shown = Preview::new(self.description, &request, form, base_url);
        let ids = CallIds::new(sent.correlation_id(), sent.idempotency_key());
        if !self.matches.get_flag("dry-run") && self.for_people {
            let _ = writeln!(self.terminal.err, "{shown}{ids}");
        }
        let mut outcome = if self.matches.get_flag("dry-run") {
            Outcome::dry(ids)
        } else {
            self.answered(&core, (request, sent), ids, hidden)
        };
        outcome.request = Some(shown);
        Ok(outcome)
    }

    /// Sends a request, and waits for its answer.
    fn answered<K>(
        &mut self,
        core: &Core<K>,
        (request, sent): Outgoing<Form>,
        ids: CallIds,
        hidden: &[String],
    ) -> Outcome {
        if self.incoming.try_recv().is_ok() {
            let fault = TransportError::from(TransportFault::Unsendable);
            let outcome = self.outcome(Err(sent.unanswered(fault)), hidden);
            return outcome.stopped(Remedy::RetryLater);
        }
        let waiting = Outcome::waiting(ids, self.description.spec.repeat);
        self.final_message.set(End::Transport, waiting.summary());
        match self.send(request) {
            Event::Answered(Ok(response)) => {
                self.outcome(core.decode(sent, response), hidden)
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
        }
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
}
