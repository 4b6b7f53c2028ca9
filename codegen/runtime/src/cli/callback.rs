//! The command `callback`: sends a callback to a server of the caller, as the vendor would.

use super::super::SecretKey;
use super::super::description::{CallbackDescription, Vendor};
use super::super::fake::{CallbackFault, SentCallback, callback_key};
use super::problem::{Problem, report};
use super::settings::{KeySettings as _, Settings};
use super::terminal::{End, Terminal};
use super::variables::{self, variable};
use clap::ArgMatches;
use serde_json::value::RawValue;
use std::io;

/// Sends it, and writes the status of each answer.
pub(super) fn send(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let id = matches.get_one::<String>("callback");
    let Some(description) = id.and_then(|id| vendor.callback(id)) else {
        return Ok(End::Invalid);
    };
    let callback = match prepared(vendor, description, matches, terminal) {
        Ok(callback) => callback,
        Err(problem) => return Ok(report(&[problem], terminal)),
    };
    let url = matches.get_one::<String>("to").map_or("", String::as_str);
    let times = matches.get_one::<u16>("times").copied().unwrap_or(1);
    let mut end = End::Fine;
    for _ in 0..times {
        match callback.post(url) {
            Ok(status) => {
                terminal.show(&format!("HTTP {}\n", status.as_u16()))?;
                if status.as_u16() != description.spec.protocol.answer.status {
                    end = End::Refused;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                let problem = Problem::new("--to", "URL", error);
                return Ok(report(&[problem], terminal));
            }
            Err(error) => {
                let _ = writeln!(terminal.err, "error: {error}");
                return Ok(End::Transport);
            }
        }
    }
    Ok(end)
}

fn prepared(
    vendor: &'static Vendor,
    description: &'static CallbackDescription,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> Result<SentCallback, Problem> {
    let settings = Settings::new(vendor, matches, terminal)?;
    let signing = description.spec.protocol.signing.filter(|_| description.spec.signed);
    let is_rsa = signing.is_some_and(|it| it.recipe.algorithm.name().is_rsa());
    let key = match settings.named(variables::CALLBACK_KEY, terminal) {
        Some(key) => SecretKey::new(key.as_bytes()),
        // Another process has another RSA key.
        None if is_rsa => {
            return Err(settings.missing(variables::CALLBACK_KEY, "private key"));
        }
        None => SecretKey::new(callback_key(vendor).unwrap_or_default()),
    };
    let name = variable(vendor, variables::CALLBACK_KEY);
    let key = key.map_err(|error| Problem::new(&name, "key", error))?;
    let mut callback = SentCallback::of(description, key);
    if description.spec.encrypted {
        let sealing = settings.sealing(terminal)?;
        let sealing =
            sealing.ok_or_else(|| settings.missing("client-key", "private key"))?;
        callback = callback.sealed_by(Some(sealing));
    }
    for field in matches.get_many::<String>("field").unwrap_or_default() {
        let (name, json) = field.split_once('=').unwrap_or((field, ""));
        if serde_json::from_str::<&RawValue>(json).is_err() {
            let what = "write NAME=JSON, as `state=\"PAID\"`";
            return Err(Problem::new("--field", "field", what));
        }
        callback = callback.field(name, json);
    }
    let fault = matches.get_one::<String>("fault");
    let fault = fault
        .and_then(|name| CallbackFault::ALL.iter().find(|(known, _)| known == name));
    Ok(match fault {
        Some((_, fault)) => callback.with(*fault),
        None => callback,
    })
}
