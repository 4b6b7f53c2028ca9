//! What a client is configured with: from options, a file and the environment.

use super::super::base::Base;
use super::super::description::{Description, Setting, Vendor};
use super::super::escape::escaped;
use super::super::{
    Broken, CryptoKey, KeyError, KeyPart, Need, Plain, Redact, SecretKey, Setup,
    Violations,
};
use super::{Problem, Terminal};
use clap::ArgMatches;
use zeroize::Zeroizing;

/// Where settings are looked for.
pub(super) struct Settings<'a> {
    pub(super) vendor: &'static Vendor,
    pub(super) matches: &'a ArgMatches,
    file: Vec<(String, Zeroizing<String>)>,
}

/// What a client is made of.
pub(super) struct Configured {
    pub(super) setup: Setup<Plain>,
    pub(super) key: Option<CryptoKey>,
    /// Everything that must not be shown.
    pub(super) secrets: Vec<Zeroizing<String>>,
    pub(super) base_url: String,
}

/// The environment variable of a setting.
pub(super) fn variable(vendor: &Vendor, name: &str) -> String {
    format!("{}_{name}", vendor.id).replace('-', "_").to_uppercase()
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

    /// A value of the file, or else of the environment. An empty one is none.
    fn named(&self, name: &str, terminal: &Terminal<'_>) -> Option<Zeroizing<String>> {
        let variable = variable(self.vendor, name);
        let of_file = self.file.iter().find(|(name, _)| *name == variable);
        let value = of_file.map(|(_, value)| value.clone()).or_else(|| {
            (terminal.variable)(&variable)?.into_string().ok().map(Zeroizing::new)
        });
        value.filter(|value| !value.is_empty())
    }

    fn missing(&self, name: &str, what: &str) -> Problem {
        Problem::new(&variable(self.vendor, name), what, "required, and not set")
    }

    /// Everything for a client that calls the operation, or everything that is wrong.
    pub(super) fn configure(
        &self,
        description: &Description,
        terminal: &Terminal<'_>,
    ) -> Result<Configured, Vec<Problem>> {
        let (protocol, mut wrong) = (self.vendor.protocol, Vec::new());
        let base_url = self.base_url(terminal).unwrap_or_else(|| {
            wrong.push(Problem::new("--base-url", "base URL", "required, and missing"));
            String::new()
        });
        if !base_url.is_empty() && Base::parse(&base_url).is_none() {
            wrong.push(Problem::new("--base-url", "base URL", Broken::NotABaseUrl));
        }
        let mut setup = Setup::new(protocol, &base_url);
        let (mut secrets, mut offset) = (Vec::new(), Some(0));
        for setting in self.vendor.settings {
            let Some(value) = self.setting(setting, terminal, &mut wrong) else {
                continue;
            };
            if let Some(of) = setting.offset {
                offset = of(&value);
            }
            setup = if self.is_shown(setting) {
                setup.header(setting.header, &value)
            } else {
                secrets.push(value.clone());
                setup.sensitive_header(setting.header, value)
            };
        }
        let offset = self.matches.get_one::<i32>("utc-offset").copied().or(offset);
        if offset.is_none() {
            let what =
                "required where the documentation does not tell what the zone adds";
            wrong.push(Problem::new("--utc-offset", "UTC offset", what));
        }
        setup = setup.utc_offset(offset.unwrap_or(0));
        if protocol.signing.is_some() {
            match self.signing(terminal) {
                Some((key, secret)) => {
                    setup = setup.signing(key);
                    secrets.push(secret);
                }
                None => wrong.push(self.missing("secret-key", "secret key")),
            }
        }
        let key = self.key(description, terminal).unwrap_or_else(|problems| {
            wrong.extend(problems);
            None
        });
        if wrong.is_empty() {
            Ok(Configured {
                setup,
                key,
                secrets,
                base_url,
            })
        } else {
            Err(wrong)
        }
    }

    /// The value of a header, if there is one; what is wrong with it goes to `wrong`.
    fn setting(
        &self,
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
            if header.need != Need::Optional {
                wrong.push(self.missing(setting.name, header.name));
            }
            return None;
        };
        if let Err(violations) = header.rule.check(&value) {
            wrong.extend(Problem::of(&given_by, &violations));
        }
        Some(value)
    }

    /// Whether a header may be shown, and so be given by an option.
    fn is_shown(&self, setting: &Setting) -> bool {
        let header = self.vendor.header(setting.header);
        header.is_some_and(|header| header.rule.redact != Redact::Hidden)
    }

    fn option(&self, name: &str) -> Option<Zeroizing<String>> {
        self.matches.get_one::<String>(name).cloned().map(Zeroizing::new)
    }

    fn base_url(&self, terminal: &Terminal<'_>) -> Option<String> {
        let environments = self.vendor.environments.iter();
        let mut asked = environments.filter(|(name, _)| self.matches.get_flag(name));
        let given = self.matches.get_one::<String>("base-url").cloned();
        given
            .or_else(|| asked.next().map(|(_, url)| (*url).to_owned()))
            .or_else(|| self.named("base-url", terminal).map(|url| url.to_string()))
    }

    fn signing(
        &self,
        terminal: &Terminal<'_>,
    ) -> Option<(SecretKey, Zeroizing<String>)> {
        let secret = self.named("secret-key", terminal)?;
        SecretKey::new(secret.as_bytes()).ok().map(|key| (key, secret))
    }

    /// The keys for encryption, which only an operation that is sent encrypted has to have.
    fn key(
        &self,
        description: &Description,
        terminal: &Terminal<'_>,
    ) -> Result<Option<CryptoKey>, Vec<Problem>> {
        const NAMES: [&str; 3] = ["crypto-key-id", "server-cert", "client-key"];
        let given = NAMES.map(|name| self.named(name, terminal));
        let is_needed = description.spec.request_encrypted;
        if self.vendor.protocol.encryption.is_none()
            || !is_needed && given.iter().all(Option::is_none)
        {
            return Ok(None);
        }
        let what = ["key id", "the server's certificate", "the client's private key"];
        let missing = (0..).zip(&given).filter(|(_, value)| value.is_none());
        let missing = missing.filter_map(|(at, _): (usize, _)| {
            Some(self.missing(NAMES.get(at)?, what.get(at)?))
        });
        let missing: Vec<_> = missing.collect();
        let [Some(id), Some(server), Some(client)] = given else { return Err(missing) };
        let mut wrong = Vec::new();
        let mut file = |name: &str, path: &str| {
            let read = std::fs::read(path).map(Zeroizing::new);
            read.unwrap_or_else(|error| {
                let what = format!("cannot read {}: {error}", place(path));
                wrong.push(Problem::new(&variable(self.vendor, name), "key file", what));
                Zeroizing::default()
            })
        };
        let (server, client) =
            (file("server-cert", &server), file("client-key", &client));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        CryptoKey::from_pem(id.as_str(), &*server, &*client).map(Some).map_err(|error| {
            let KeyError { part, .. } = &error;
            let name = match part {
                KeyPart::Id => "crypto-key-id",
                KeyPart::Server => "server-cert",
                KeyPart::Client => "client-key",
            };
            vec![Problem::new(&variable(self.vendor, name), "encryption key", error)]
        })
    }
}

/// A file as it is named, unless that is what should stand in the file.
fn place(path: &str) -> &str {
    let is_path = path.len() < 256 && !path.contains('\n');
    if is_path { path } else { "its value as the path of a file" }
}

/// Of time zones the one that adds nothing, if there is such.
fn utc(setting: &Setting) -> Option<Zeroizing<String>> {
    let offset = setting.offset?;
    let codes = setting.codes.map(|codes| codes()).unwrap_or_default();
    let zero = codes.iter().find(|row| offset(row.0) == Some(0))?;
    Some(Zeroizing::new(zero.0.to_owned()))
}

/// What is wrong with the setup as a whole.
pub(super) fn problems(violations: &Violations) -> Vec<Problem> {
    let problems = violations.iter().map(|violation| {
        let option = (violation.path == "base URL").then_some("--base-url");
        Problem::new(
            option.unwrap_or(&violation.path),
            &violation.path,
            &violation.broken,
        )
    });
    problems.collect()
}

/// Lines `NAME=VALUE`, as a shell reads them too: `export` before the name, quotes around the
/// value, and lines that begin with `#` are nothing.
fn read(
    path: &str,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<(String, Zeroizing<String>)>, Problem> {
    let problem = |what: String| Problem::new("--credentials", path, what);
    let text = std::fs::read_to_string(path).map(Zeroizing::new);
    let text = text.map_err(|error| problem(format!("cannot be read: {error}")))?;
    if is_open(path) {
        let _ = writeln!(
            terminal.err,
            "warning: others can read {}; `chmod 600` keeps it to yourself",
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
