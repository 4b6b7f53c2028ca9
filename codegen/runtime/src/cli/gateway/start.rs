//! Starting the gateway, and reading its settings again when their files change.

use super::super::super::description::Vendor;
use super::super::super::serving::{
    Access, Bearer, Limits, Running, Server, TOKEN_FORM,
};
use super::super::super::{Reqwest, file};
use super::super::gateway_arguments::TOKEN;
use super::super::problem::Problem;
use super::super::settings::Settings;
use super::super::terminal::Terminal;
use super::super::variables::{KEY, SECOND_KEY, variable};
use super::events::{Event, Events, Line};
use super::live::Live;
use super::site::Gateway;
use clap::ArgMatches;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io};
use zeroize::Zeroizing;

/// How often it is looked whether the files of the settings have changed.
pub(super) const LOOK: Duration = Duration::from_secs(1);

/// A gateway that can be run.
pub(super) struct Start {
    vendor: &'static Vendor,
    transport: Reqwest,
    gateway: Arc<Gateway>,
    access: Arc<Access>,
    listener: TcpListener,
    address: SocketAddr,
    /// A token that was made, until it has been shown.
    made: Option<Zeroizing<String>>,
    seen: Seen,
    looked: Instant,
}

/// The files of the settings, with the time of their last change and their size.
type Seen = Vec<(String, Option<(SystemTime, u64)>)>;

impl Start {
    /// Reads the settings and begins to listen, or returns everything that is wrong.
    pub(super) fn new(
        vendor: &'static Vendor,
        matches: &ArgMatches,
        terminal: &mut Terminal<'_>,
        events: Events,
    ) -> Result<Self, Vec<Problem>> {
        let settings =
            Settings::new(vendor, matches, terminal).map_err(|it| vec![it])?;
        let transport = Reqwest::new();
        let transport =
            transport.map_err(|it| vec![Problem::new("gateway", "transport", it)])?;
        let live = Live::new(&settings, transport.clone(), terminal);
        let token = token(&settings, terminal);
        let listener = listen(matches);
        let (live, token, (listener, address)) = match (live, token, listener) {
            (Ok(live), Ok(token), Ok(listener)) => (live, token, listener),
            (live, token, listener) => {
                let one = [token.err(), listener.err()].into_iter().flatten();
                return Err(live.err().into_iter().flatten().chain(one).collect());
            }
        };
        let made = if token.is_some() { None } else { Bearer::generate() };
        let bearer = token.as_ref().or(made.as_ref()).and_then(|it| Bearer::new(it));
        let bearer = bearer.ok_or_else(|| {
            let what = "the system has no random numbers";
            vec![Problem::new("gateway", "token", what)]
        })?;
        let hosts = matches.get_many::<String>("host").unwrap_or_default();
        let access = Access::new(address, hosts.map(String::as_str), bearer);
        let access = access.map_err(|host| {
            let what = "not a name with an optional port";
            vec![Problem::new("--host", host, what)]
        })?;
        Ok(Self {
            vendor,
            transport,
            gateway: Arc::new(Gateway::new(vendor, live, events)),
            access: Arc::new(access),
            listener,
            address,
            made,
            seen: seen(&settings, terminal),
            looked: Instant::now(),
        })
    }

    /// Runs it.
    ///
    /// # Errors
    ///
    /// Returns an error if no thread can be started.
    pub(super) fn run(&self, limits: Limits, events: Events) -> io::Result<Running> {
        let server =
            Server::new(Arc::clone(&self.access), Arc::clone(&self.gateway), limits);
        let running = Running::start(server, &self.listener, "gateway", move || {
            events.tell(Event::Ended);
        })?;
        let url = format!("http://{}", self.address);
        self.gateway.events.log(Line::new("started").text("url", Some(&url)));
        Ok(running)
    }

    /// What callers need, as lines of shell. A token that was made is shown once.
    pub(super) fn greeting(&mut self) -> String {
        let name = &self.vendor.protocol.name;
        let mut text = format!("# Gateway of {name}.\n");
        let mut export = |name: &str, value: &str| {
            let name = variable(self.vendor, name);
            text.extend(["export ", &name, "='", value, "'\n"]);
        };
        export("gateway-url", &format!("http://{}", self.address));
        if let Some(made) = self.made.take() {
            export(TOKEN, &made);
        }
        text.push_str("# Serving until it is stopped.\n");
        text
    }

    /// Reads the settings again if one of their files has changed. If they cannot be used, the
    /// earlier ones stay.
    pub(super) fn renew(&mut self, matches: &ArgMatches, terminal: &mut Terminal<'_>) {
        if self.looked.elapsed() < LOOK {
            return;
        }
        self.looked = Instant::now();
        // The names of files may be in one of them.
        if self.seen.iter().all(|(path, known)| stamp(path) == *known) {
            return;
        }
        let renewed = self.settings(matches, terminal);
        let events = &self.gateway.events;
        self.gateway.metrics.renewed(renewed.is_ok());
        match renewed {
            Ok(()) => events.log(Line::new("renewed")),
            Err(problems) => {
                for problem in problems {
                    let line = Line::new("not-renewed");
                    events.log(line.text("problem", Some(&problem.to_string())));
                }
            }
        }
    }

    fn settings(
        &mut self,
        matches: &ArgMatches,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Vec<Problem>> {
        for (path, known) in &mut self.seen {
            *known = stamp(path);
        }
        let settings = Settings::new(self.vendor, matches, terminal);
        let settings = settings.map_err(|it| vec![it])?;
        self.seen = seen(&settings, terminal);
        let live = Live::new(&settings, self.transport.clone(), terminal)?;
        let token = token(&settings, terminal).map_err(|it| vec![it])?;
        if let Some(bearer) = token.and_then(|it| Bearer::new(&it)) {
            self.access.renew(bearer);
        }
        self.gateway.renew(live);
        Ok(())
    }
}

/// Begins to listen. Only this machine can reach the gateway, unless the caller states that
/// something with TLS stands in front of it.
fn listen(matches: &ArgMatches) -> Result<(TcpListener, SocketAddr), Problem> {
    let ip = matches.get_one::<IpAddr>("listen").copied();
    let ip = ip.unwrap_or(Ipv4Addr::LOCALHOST.into());
    if !ip.is_loopback() && !matches.get_flag("behind-proxy") {
        let what = "the gateway speaks plain HTTP, which anybody on the network can read: put a \
                    proxy with TLS in front, and let it connect to 127.0.0.1, or state with \
                    `--behind-proxy --host NAME` that only that proxy can reach this address";
        return Err(Problem::new("--listen", "address", what));
    }
    let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
    let listener = TcpListener::bind((ip, port));
    let listener = listener.and_then(|it| {
        let address = it.local_addr()?;
        Ok((it, address))
    });
    listener.map_err(|error| Problem::new("--port", "gateway", error))
}

/// The token that callers need, if one is given.
fn token(
    settings: &Settings<'_>,
    terminal: &Terminal<'_>,
) -> Result<Option<Zeroizing<String>>, Problem> {
    let name = variable(settings.vendor, TOKEN);
    let (given_by, text) = match settings.matches.get_one::<String>("token-file") {
        Some(path) => {
            let wrong = |what: &str| Problem::new("--token-file", "token", what);
            let bytes = file::read(Path::new(path));
            let bytes = bytes.map_err(|fault| wrong(&fault.to_string()))?;
            let text = str::from_utf8(&bytes).map_err(|_| wrong(TOKEN_FORM))?;
            ("--token-file", Some(Zeroizing::new(text.trim().to_owned())))
        }
        None => (&*name, settings.named(TOKEN, terminal)),
    };
    match text {
        Some(text) if Bearer::new(&text).is_none() => {
            Err(Problem::new(given_by, "token", TOKEN_FORM))
        }
        text => Ok(text),
    }
}

/// The files of the settings as they are now.
fn seen(settings: &Settings<'_>, terminal: &Terminal<'_>) -> Seen {
    let [_, (server, _), (client, _)] = KEY;
    let [_, (second, _)] = SECOND_KEY;
    let named = [server, client, second].map(|name| settings.named(name, terminal));
    let named = named.into_iter().flatten().map(|path| path.to_string());
    let given = ["credentials", "token-file"];
    let given = given.map(|name| settings.matches.get_one::<String>(name).cloned());
    let paths = given.into_iter().flatten().chain(named);
    paths.map(|path| (stamp(&path), path)).map(|(stamp, path)| (path, stamp)).collect()
}

fn stamp(path: &str) -> Option<(SystemTime, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}
