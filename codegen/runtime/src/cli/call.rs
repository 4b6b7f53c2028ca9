//! `call`: one request, and what becomes of it.

use super::super::description::{Description, Kind, Parameter, Vendor};
use super::super::values::{self, json, of_texts};
use super::super::{
    BlockingTransport as _, Broken, CallLimits, Core, Error, FixedClock, FixedIds, Need,
    Prepared, SentBy, Setup, Ureq, Violations, date,
};
use super::form::Form;
use super::outcome::Outcome;
use super::settings::{self, Configured, Settings};
use super::{End, Problem, Terminal, arguments};
use clap::ArgMatches;
use http::{Request, header};
use std::{io::Write as _, time::Duration};

/// Calls the operation that the arguments name.
pub(super) fn call(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> End {
    let Some((name, matches)) = matches.subcommand() else { return End::Invalid };
    let Some(description) = vendor.operation(name) else { return End::Invalid };
    let for_people = matches.get_one::<String>("format").is_none_or(|it| it == "human");
    let mut call = Call {
        vendor,
        description,
        matches,
        for_people,
        terminal,
    };
    let outcome = call.run().unwrap_or_else(Outcome::unsent);
    let is_dry = matches.get_flag("dry-run");
    let _ = match (for_people, &*outcome.problems) {
        (false, _) => writeln!(terminal.out, "{}", outcome.machine()),
        (true, []) if is_dry => writeln!(terminal.out, "Nothing was sent."),
        (true, []) => write!(terminal.out, "{}", outcome.human()),
        (true, problems) => {
            super::tell(problems, terminal);
            writeln!(terminal.err, "Nothing was sent.")
        }
    };
    outcome.end()
}

struct Call<'a, 'b> {
    vendor: &'static Vendor,
    description: &'static Description,
    matches: &'a ArgMatches,
    for_people: bool,
    terminal: &'a mut Terminal<'b>,
}

impl Call<'_, '_> {
    /// What becomes of it, or everything that keeps it from being sent.
    fn run(&mut self) -> Result<Outcome, Vec<Problem>> {
        let settings = Settings::new(self.vendor, self.matches, self.terminal);
        let settings = settings.map_err(|problem| vec![problem])?;
        let configured = settings.configure(self.description, self.terminal);
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
            mut setup,
            keys,
            secrets,
            base_url,
        } = configured;
        if let Some((time, id)) = self.terminal.fixed {
            setup = setup.clock(Box::new(FixedClock(time))).ids(Box::new(FixedIds(id)));
        }
        // Only a vendor whose answers are checked has the option.
        if let Ok(Some(true)) = self.matches.try_get_one::<bool>(arguments::UNMATCHED) {
            setup = setup.accept_unmatched_answers();
        }
        let mut hidden = form.hidden();
        hidden.extend(secrets.iter().map(|secret| secret.to_string()));
        match keys {
            Some(keys) => {
                self.exchange(setup.encryption(keys), &form, &base_url, &hidden)
            }
            None => self.exchange(setup, &form, &base_url, &hidden),
        }
    }

    fn form(&self) -> Result<Form, Vec<Problem>> {
        let reserved = arguments::reserved(self.vendor);
        let form = Form::new(self.description, |parameter| {
            let name = arguments::nested("", parameter.flag, &reserved);
            given(parameter, &name, self.matches)
        });
        form.map_err(|violations| {
            Problem::of_parameters(self.description, &reserved, &violations)
        })
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
        let envelope = self.vendor.protocol.envelope;
        let success = envelope.map(|envelope| envelope.success_code);
        let result = match core.prepare(form).and_then(Prepared::into_http) {
            Ok((request, sent)) => {
                if self.for_people {
                    self.show(&request, form, base_url);
                }
                if self.matches.get_flag("dry-run") {
                    let mut outcome = Outcome::unsent(Vec::new());
                    outcome.correlation_id = sent.correlation_id().map(str::to_owned);
                    return Ok(outcome);
                }
                match Ureq::new().send(request, self.limits()) {
                    Ok(response) => Core::decode(&core, sent, response),
                    Err(error) => Err(sent.unanswered(error)),
                }
            }
            Err(error) => Err(error),
        };
        match result {
            Err(Error::Invalid(wrong)) => Err(settings::problems(&wrong)),
            result => Ok(Outcome::of(self.description, success, result, hidden)),
        }
    }

    fn limits(&self) -> CallLimits {
        let seconds = self.matches.get_one::<u64>("timeout").copied().unwrap_or(60);
        let total = Duration::from_secs(seconds);
        let limits = CallLimits::default();
        CallLimits {
            connect: limits.connect.min(total),
            read: total,
            total,
            ..limits
        }
    }

    /// What is sent, as far as it may be shown.
    fn show(&mut self, request: &Request<Vec<u8>>, form: &Form, base_url: &str) {
        let spec = &self.description.spec;
        let out = &mut self.terminal.out;
        let base = base_url.trim_end_matches('/');
        let _ = writeln!(out, "{} {base}{}", spec.method.as_str(), spec.path);
        for (name, value) in request.headers() {
            let documented = spec.request_headers.iter().map(|header| header.name);
            let plain =
                [(header::ACCEPT, "Accept"), (header::CONTENT_TYPE, "Content-Type")];
            let plain = plain.iter().find(|(known, _)| known == name).map(|(_, it)| *it);
            let shown = documented
                .into_iter()
                .find(|known| known.eq_ignore_ascii_case(name.as_str()))
                .or(plain)
                .unwrap_or(name.as_str());
            let value =
                if value.is_sensitive() { ".." } else { value.to_str().unwrap_or("..") };
            let _ = writeln!(out, "{shown}: {value}");
        }
        let _ = writeln!(out);
        for (parameter, value) in form.shown() {
            let _ = writeln!(out, "{}: {value}", parameter.name);
        }
        if spec.has_body {
            let how = if spec.request_encrypted { "encrypted, " } else { "" };
            let _ = writeln!(out, "({how}{} bytes)", request.body().len());
        }
        let _ = writeln!(out);
    }
}

/// The JSON that the options of a parameter mean, if there are any.
fn given(
    parameter: &Parameter,
    name: &str,
    matches: &ArgMatches,
) -> Result<Option<String>, Violations> {
    let of_field = |wrong: Violations| wrong.nested(parameter.name);
    let texts = matches.get_many::<String>(name).unwrap_or_default();
    let texts = texts.map(|text| lenient(&parameter.kind, text));
    let texts: Vec<_> = texts.collect::<Result<_, _>>().map_err(of_field)?;
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let raw = match (&parameter.kind, &*texts) {
        (Kind::Object(_, fields), []) => object(fields, name, parameter, matches),
        // A list as a whole, or its items one by one.
        (Kind::List(item), [text])
            if is_compound(item) && text.trim_start().starts_with('[') =>
        {
            json(&parameter.kind, text).map(Some)
        }
        (kind, texts) => of_texts(kind, texts),
    };
    raw.map_err(of_field)
}

fn is_compound(kind: &Kind) -> bool {
    matches!(kind, Kind::Object(..) | Kind::List(_))
}

/// An object by the options of its fields. One that has to be there is empty where there are
/// none, so that each of its fields is asked for.
fn object(
    fields: &[Parameter],
    name: &str,
    parameter: &Parameter,
    matches: &ArgMatches,
) -> Result<Option<String>, Violations> {
    let (mut given_fields, mut wrong) = (Vec::new(), Vec::new());
    for field in fields {
        match given(field, &arguments::nested(name, field.flag, &[]), matches) {
            Ok(Some(raw)) => {
                given_fields.push(format!("{}:{raw}", values::quoted(field.name)));
            }
            Ok(None) => {}
            Err(violations) => wrong.extend(violations),
        }
    }
    Violations::gather(wrong)?;
    let is_there = !given_fields.is_empty() || parameter.need == Need::Required;
    Ok(is_there.then(|| format!("{{{}}}", given_fields.join(","))))
}

/// What the wire has for what people write.
fn lenient(kind: &Kind, text: &str) -> Result<String, Violations> {
    match kind {
        Kind::Date(rule) => match date::from_iso(rule, text) {
            Err(wrong) if wrong.iter().any(|it| it.broken == Broken::NoSuchDate) => {
                Err(wrong)
            }
            wire => Ok(wire.unwrap_or_else(|_| text.to_owned())),
        },
        Kind::Flag(words) => {
            let (yes, no) = words.unwrap_or(("true", "false"));
            Ok(match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "1" => yes.to_owned(),
                "false" | "no" | "n" | "0" => no.to_owned(),
                _ => text.to_owned(),
            })
        }
        Kind::List(item) if !is_compound(item) => lenient(item, text),
        _ => Ok(text.to_owned()),
    }
}
