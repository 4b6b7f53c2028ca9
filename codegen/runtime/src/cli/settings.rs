//! Settings of the client, from options, a file and the environment.

use super::super::base::Base;
use super::super::description::{Description, Setting, Vendor};
use super::super::escape::escaped;
use super::super::setup::{UTC_OFFSETS, utc_offset};
use super::super::{
    CallLimits, CryptoKeys, FixedClock, FixedIds, Plain, Redact, SecretKey, Setup,
    ViolationKind, Violations, file, secret,
};
use super::arguments::UNMATCHED;
use super::problem::Problem;
use super::terminal::Terminal;
use super::variables::{UTC_OFFSET, variable};
use clap::ArgMatches;
use std::{collections::BTreeSet, path::Path, time::Duration};
use zeroize::Zeroizing;

/// The sources of settings.
pub(super) struct Settings<'a> {
    pub(super) vendor: &'static Vendor,
    pub(super) matches: &'a ArgMatches,
    file: Vec<(String, Zeroizing<String>)>,
}

/// A configured client.
pub(super) struct Configured {
    pub(super) setup: Setup<Plain>,
    pub(super) keys: Option<CryptoKeys>,
    /// All values that must not be shown.
    pub(super) secrets: Vec<Zeroizing<String>>,
    /// That of the operation's host, if it has one.
    pub(super) base_url: String,
}

/// The keys of a client, as the settings give them.
pub(super) trait KeySettings {
    /// The keys for encryption, required only if one of the operations is sent encrypted.
    fn keys(
        &self,
        operations: &[Description],
        terminal: &Terminal<'_>,
    ) -> Result<Option<CryptoKeys>, Vec<Problem>>;

    /// The key with which the vendor encrypts what it sends by itself, for the client's private key.
    fn sealing(&self, terminal: &Terminal<'_>) -> Result<Option<CryptoKeys>, Problem>;
}

impl<'a> Settings<'a> {
    pub(super) fn new(
        vendor: &'static Vendor,
        matches: &'a ArgMatches,
        terminal: &mut Terminal<'_>,
    ) -> Result<Self, Problem> {
        let file = match matches.get_one::<String>("credentials") {
            Some(path) => read(path, terminal)?,
            None => Vec::new(),
        };
        Ok(Self { vendor, matches, file })
    }

    /// A value from the file, or else from the environment. An empty value counts as not set.
    pub(super) fn named(
        &self,
        name: &str,
        terminal: &Terminal<'_>,
    ) -> Option<Zeroizing<String>> {
        let variable = variable(self.vendor, name);
        let of_file = self.file.iter().find(|(name, _)| *name == variable);
        let value = of_file.map(|(_, value)| value.clone()).or_else(|| {
            (terminal.variable)(&variable)?.into_string().ok().map(Zeroizing::new)
        });
        value.filter(|value| !value.is_empty())
    }

    pub(super) fn missing(&self, name: &str, what: &str) -> Problem {
        Problem::new(&variable(self.vendor, name), what, "required but not set")
    }

    /// Creates the client for some operations, or returns everything that is wrong.
    pub(super) fn configure(
        &self,
        operations: &[Description],
        terminal: &Terminal<'_>,
    ) -> Result<Configured, Vec<Problem>> {
        let (protocol, mut wrong) = (self.vendor.protocol, Vec::new());
        let base_url = self.base_url(terminal).unwrap_or_else(|| {
            wrong.push(Problem::new("--base-url", "base URL", self.no_base_url()));
            String::new()
        });
        let plain_http = self.matches.get_flag("allow-plain-http");
        let broken = broken_url(&base_url, plain_http);
        wrong.extend(broken.map(|it| Problem::new("--base-url", "base URL", it)));
        let mut setup = Setup::new(protocol, &base_url).allow_plain_http(plain_http);
        let mut called_url = base_url.clone();
        for host in self.hosts(operations) {
            let url = self.host_url(host, terminal).unwrap_or_else(|| base_url.clone());
            let broken = broken_url(&url, plain_http);
            let option = format!("--{host}-url");
            wrong.extend(broken.map(|it| Problem::new(&option, "base URL", it)));
            setup = setup.host(host, &url);
            if matches!(operations, [only] if only.spec.host == Some(host)) {
                called_url = url;
            }
        }
        let (mut secrets, mut offset) = (Vec::new(), protocol.utc_offset);
        for setting in self.vendor.settings {
            let value = self.setting(operations, setting, terminal, &mut wrong);
            let Some(value) = value else { continue };
            if let Some(of) = setting.offset {
                offset = of(&value);
            }
            setup = self.set(setup, (setting, value), &mut secrets);
        }
        setup = setup.utc_offset(self.utc_offset(offset, terminal).unwrap_or_else(
            |problem| {
                wrong.push(problem);
                0
            },
        ));
        if protocol.signing.is_some() {
            match self.signing(terminal) {
                Ok((key, secret)) => {
                    setup = setup.signing(key);
                    secrets.push(secret);
                }
                Err(problem) => wrong.push(problem),
            }
        }
        setup = self.adjusted(setup, terminal);
        let keys = self.keys(operations, terminal).unwrap_or_else(|problems| {
            wrong.extend(problems);
            None
        });
        if wrong.is_empty() {
            Ok(Configured {
                setup,
                keys,
                secrets,
                base_url: called_url,
            })
        } else {
            Err(wrong)
        }
    }

    /// The hosts of operations, and that of the request for the token which some of them carry.
    fn hosts(&self, operations: &[Description]) -> BTreeSet<&'static str> {
        let token = self.vendor.protocol.authentication.token.filter(|token| {
            let mut headers = operations.iter().flat_map(|it| it.spec.request_headers);
            headers.any(|it| it.name == token.header)
        });
        let issuing = token.and_then(|it| self.vendor.operation(it.from?.operation));
        operations.iter().chain(issuing).filter_map(|it| it.spec.host).collect()
    }

    /// Sets what the values of headers have no part in.
    fn adjusted(
        &self,
        mut setup: Setup<Plain>,
        terminal: &Terminal<'_>,
    ) -> Setup<Plain> {
        if let Some((time, id)) = terminal.fixed {
            setup = setup.clock(Box::new(FixedClock(time))).ids(Box::new(FixedIds(id)));
        }
        // The option exists only if answers are matched by headers.
        if let Ok(Some(true)) = self.matches.try_get_one::<bool>(UNMATCHED) {
            setup = setup.accept_unmatched_answers();
        }
        setup
    }

    /// The value of a header, if there is one. Problems are added to `wrong`.
    fn setting(
        &self,
        operations: &[Description],
        setting: &Setting,
        terminal: &Terminal<'_>,
        wrong: &mut Vec<Problem>,
    ) -> Option<Zeroizing<String>> {
        let header = self.vendor.header(setting.header)?;
        let option = self.is_shown(setting).then(|| self.option(setting.name)).flatten();
        let given_by = match option {
            Some(_) => format!("--{}", setting.name),
            None => variable(self.vendor, setting.name),
        };
        let value = option
            .or_else(|| self.named(setting.name, terminal))
            .or_else(|| utc(setting));
        let Some(value) = value else {
            if operations.iter().any(|it| self.is_needed(it, header, terminal)) {
                wrong.push(self.missing(setting.name, header.name));
            }
            return None;
        };
        let checked = if self.is_shown(setting) {
            header.rule.check(&value)
        } else {
            secret::check(&header.rule, &value)
        };
        if let Err(violations) = checked {
            wrong.extend(Problem::of(&given_by, &violations));
        } else if let Some(problem) = self
            .vendor
            .protocol
            .authentication
            .scheme(setting.header)
            .and_then(|scheme| scheme.problem(&value))
        {
            wrong.push(Problem::new(&given_by, header.name, problem));
        }
        Some(value)
    }

    /// The offset of local times in minutes: `documented`, unless another one is given.
    fn utc_offset(
        &self,
        documented: Option<i32>,
        terminal: &Terminal<'_>,
    ) -> Result<i32, Problem> {
        if let Some(given) = self.matches.get_one::<i32>(UTC_OFFSET) {
            return Ok(*given);
        }
        let Some(named) = self.named(UTC_OFFSET, terminal) else {
            return documented.ok_or_else(|| {
                let what =
                    "required because the offset of local times is not documented";
                Problem::new("--utc-offset", "UTC offset", what)
            });
        };
        let minutes = named.parse().ok();
        minutes.and_then(|minutes| utc_offset(minutes).ok()).ok_or_else(|| {
            let (from, to) = UTC_OFFSETS.into_inner();
            let what = format!("not a number of minutes from {from} to {to}");
            Problem::new(&variable(self.vendor, UTC_OFFSET), "UTC offset", what)
        })
    }

    /// Sets the value of a header, and keeps what must not be shown of it.
    fn set(
        &self,
        setup: Setup<Plain>,
        (setting, value): (&Setting, Zeroizing<String>),
        secrets: &mut Vec<Zeroizing<String>>,
    ) -> Setup<Plain> {
        if self.is_shown(setting) {
            return setup.header(setting.header, &value);
        }
        let scheme = self.vendor.protocol.authentication.scheme(setting.header);
        secrets.extend(scheme.map(|scheme| scheme.written(&value)));
        secrets.push(value.clone());
        setup.sensitive_header(setting.header, value)
    }

    /// Whether a header may be shown, and therefore set by an option.
    fn is_shown(&self, setting: &Setting) -> bool {
        let header = self.vendor.header(setting.header);
        header.is_some_and(|header| header.rule.redact != Redact::Hidden)
    }

    fn option(&self, name: &str) -> Option<Zeroizing<String>> {
        self.matches.get_one::<String>(name).cloned().map(Zeroizing::new)
    }

    pub(super) fn base_url(&self, terminal: &Terminal<'_>) -> Option<String> {
        let environments = self.vendor.environments.iter();
        let mut asked = environments.filter(|(name, _)| self.matches.get_flag(name));
        let given = self.matches.get_one::<String>("base-url").cloned();
        given
            .or_else(|| asked.next().map(|(_, url)| (*url).to_owned()))
            .or_else(|| self.named("base-url", terminal).map(|url| url.to_string()))
    }

    /// The base URL of a host, where it is not the one of all others: given, or that of the
    /// environment which is asked for.
    fn host_url(&self, host: &str, terminal: &Terminal<'_>) -> Option<String> {
        let name = format!("{host}-url");
        let mut known = self.vendor.hosts.iter();
        let given = self.matches.get_one::<String>(&name).cloned();
        let is_asked = |name: &&str| self.matches.get_flag(name);
        given
            .or_else(|| {
                let known = known.find(|(place, it, _)| *it == host && is_asked(place));
                known.map(|(.., url)| (*url).to_owned())
            })
            .or_else(|| self.named(&name, terminal).map(|url| url.to_string()))
    }

    /// The problem of a missing base URL, and how to set one.
    fn no_base_url(&self) -> String {
        let environments = self.vendor.environments.iter();
        let options = environments.map(|(name, _)| format!("--{name}"));
        let variable = variable(self.vendor, "base-url");
        let others: Vec<_> = options.chain([format!("or {variable}")]).collect();
        format!("required but missing; or use {}", others.join(", "))
    }

    fn signing(
        &self,
        terminal: &Terminal<'_>,
    ) -> Result<(SecretKey, Zeroizing<String>), Problem> {
        const NAME: &str = "secret-key";
        let secret = self.named(NAME, terminal);
        let secret = secret.ok_or_else(|| self.missing(NAME, "secret key"))?;
        // An empty key counts as not set, so nothing else can be wrong with it.
        let key = SecretKey::new(secret.as_bytes()).map_err(|_| {
            Problem::new(
                &variable(self.vendor, NAME),
                "secret key",
                ViolationKind::BlankEnd,
            )
        })?;
        Ok((key, secret))
    }
}

/// The time zone with the offset 0, if there is one.
fn utc(setting: &Setting) -> Option<Zeroizing<String>> {
    let offset = setting.offset?;
    let codes = setting.codes.map(|codes| codes()).unwrap_or_default();
    let zero = codes.iter().find(|row| offset(row.0) == Some(0))?;
    Some(Zeroizing::new(zero.0.to_owned()))
}

/// The limits of a call.
pub(super) fn limits(matches: &ArgMatches) -> CallLimits {
    let seconds = matches.get_one::<u64>("timeout").copied().unwrap_or(60);
    let total = Duration::from_secs(seconds);
    let limits = CallLimits::default();
    CallLimits {
        connect: limits.connect.min(total),
        read: total,
        total,
        ..limits
    }
}

/// Problems of the setup as a whole.
pub(super) fn problems(violations: &Violations) -> Vec<Problem> {
    let problems = violations.iter().map(|violation| {
        let option = (violation.path == "base URL").then_some("--base-url");
        Problem::new(option.unwrap_or(&violation.path), &violation.path, &violation.kind)
    });
    problems.collect()
}

/// Parses lines `NAME=VALUE` the way a shell does: with an optional `export` before the name,
/// quotes around the value, and comments that begin with `#`.
fn read(
    path: &str,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<(String, Zeroizing<String>)>, Problem> {
    let problem = |what: String| Problem::new("--credentials", path, what);
    let text =
        file::read(Path::new(path)).map_err(|fault| problem(fault.to_string()))?;
    let text = str::from_utf8(&text).map_err(|_| problem("not UTF-8".to_owned()))?;
    if is_open(path) {
        let _ = writeln!(
            terminal.err,
            "warning: other users can read {}; make it private with `chmod 600`",
            escaped(path)
        );
    }
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else {
            return Err(problem(format!("line {number} is not NAME=VALUE")));
        };
        let quoted = |sign| value.trim().strip_prefix(sign)?.strip_suffix(sign);
        let value = quoted('\'').or_else(|| quoted('"')).unwrap_or(value.trim());
        all.push((name.trim().to_owned(), Zeroizing::new(value.to_owned())));
    }
    Ok(all)
}

#[cfg(unix)]
fn is_open(path: &str) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &str) -> bool {
    false
}

/// What is wrong with a base URL that is there.
fn broken_url(url: &str, plain_http: bool) -> Option<ViolationKind> {
    match Base::parse(url) {
        Some(base) if base.is_exposed() && !plain_http => Some(ViolationKind::PlainHttp),
        None if !url.is_empty() => Some(ViolationKind::NotABaseUrl),
        _ => None,
    }
}
