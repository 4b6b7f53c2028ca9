//! Starting the server of the documentation.

use super::super::super::description::Vendor;
use super::super::super::serving::{Access, Bearer, Limits, Running, Server};
use super::super::problem::Problem;
use super::super::settings;
use super::super::settings::Settings;
use super::super::terminal::Terminal;
use super::site::Docs;
use super::target::{self, Target};
use clap::ArgMatches;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// What is asked by one person's browser.
const CONNECTIONS: u32 = 64;
/// How long a browser may take for a request, or for reading an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Documentation that can be served.
pub(super) struct Start {
    docs: Arc<Docs>,
    access: Arc<Access>,
    listener: TcpListener,
    address: SocketAddr,
    token: Zeroizing<String>,
    limits: Limits,
}

impl Start {
    /// Reads the settings and begins to listen, or returns everything that is wrong.
    pub(super) fn new(
        vendor: &'static Vendor,
        matches: &ArgMatches,
        terminal: &mut Terminal<'_>,
    ) -> Result<Self, Vec<Problem>> {
        let call = settings::limits(matches);
        let (fake, own) = target::fake(vendor, call)?;
        let mut targets = vec![own];
        targets.extend(vendors(vendor, matches, terminal)?);
        let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
        // Only this machine can reach it.
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = listener.and_then(|it| Ok((it.local_addr()?, it)));
        let (address, listener) = listener
            .map_err(|error| vec![Problem::new("--port", "documentation", error)])?;
        let made = Bearer::generate().and_then(|it| Some((Bearer::new(&it)?, it)));
        let (bearer, token) = made.ok_or_else(|| {
            let what = "the system has no random numbers";
            vec![Problem::new("docs", "token", what)]
        })?;
        let access = Access::new(address, [], bearer);
        let access = access.map_err(|host| {
            vec![Problem::new("docs", host, "not a name with an optional port")]
        })?;
        Ok(Self {
            docs: Arc::new(Docs::new(vendor, fake, targets)),
            access: Arc::new(access),
            listener,
            address,
            token,
            limits: Limits {
                connections: CONNECTIONS,
                head: 32 << 10,
                body: 1 << 20,
                head_time: PATIENCE,
                body_time: PATIENCE,
                answer_time: PATIENCE,
                drain_time: call.total.saturating_add(Duration::from_secs(5)),
            },
        })
    }

    /// Runs it, and calls `ended` when it has stopped.
    ///
    /// # Errors
    ///
    /// Returns an error if no thread can be started.
    pub(super) fn run(
        &self,
        ended: impl FnOnce() + Send + 'static,
    ) -> io::Result<Running> {
        let server =
            Server::new(Arc::clone(&self.access), Arc::clone(&self.docs), self.limits);
        Running::start(server, &self.listener, "docs", ended)
    }

    /// The link with the token, in the part of the address that browsers send to nobody.
    pub(super) fn link(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("http://{}/#token={}", self.address, *self.token))
    }

    /// What a person needs, who has started it.
    pub(super) fn greeting(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        text.push_str(&self.link());
        text.push_str(
            "\nServing to this machine until it is stopped; the link has a token.\n",
        );
        text
    }
}

/// The vendor, or who stands for it, if the caller has named a base URL.
fn vendors(
    vendor: &'static Vendor,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> Result<Option<Target>, Vec<Problem>> {
    let settings = Settings::new(vendor, matches, terminal).map_err(|it| vec![it])?;
    if settings.base_url(terminal).is_none() {
        return Ok(None);
    }
    let configured = settings.configure(vendor.operations, terminal)?;
    let mut environments = vendor.environments.iter();
    let environment = environments.find(|(name, _)| matches.get_flag(name));
    let environment = environment.map(|(name, _)| *name);
    Target::new(vendor, configured, environment, settings::limits(matches)).map(Some)
}
