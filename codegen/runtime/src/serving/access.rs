//! Who may ask: by the host that is asked for, the page that asks, and the token.

use super::bearer::Bearer;
use super::problem::ProblemDetails;
use http::uri::{Authority, Uri};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts,
};
use std::net::SocketAddr;
use std::sync::{PoisonError, RwLock};

/// Who may ask.
pub(in super::super) struct Access {
    hosts: Vec<Host>,
    token: RwLock<Bearer>,
}

/// A name that the server is asked for by.
struct Host {
    name: String,
    /// `None` for any.
    port: Option<u16>,
}

/// What is asked for without a port.
const HTTP: u16 = 80;

impl Host {
    fn parse(text: &str) -> Option<Self> {
        let (name, port) = split(&text.parse().ok()?)?;
        Some(Self { name, port })
    }

    fn is(&self, (name, port): &(String, Option<u16>)) -> bool {
        let is_port = self.port.is_none_or(|it| it == port.unwrap_or(HTTP));
        self.name == *name && is_port
    }
}

/// The name and the port; `None` if there is a user too, or a port that is no number.
fn split(authority: &Authority) -> Option<(String, Option<u16>)> {
    let (text, host) = (authority.as_str(), authority.host());
    let port = match text.strip_prefix(host)? {
        "" => None,
        rest => Some(rest.strip_prefix(':')?.parse().ok()?),
    };
    Some((host.to_ascii_lowercase(), port))
}

impl Access {
    /// Callers with this token, which ask for the address itself or for one of these hosts.
    /// Returns the host that is none.
    pub(in super::super) fn new<'a>(
        address: SocketAddr,
        hosts: impl IntoIterator<Item = &'a str>,
        token: Bearer,
    ) -> Result<Self, &'a str> {
        let port = address.port();
        let mut own = vec![address.to_string()];
        if address.ip().is_loopback() {
            own.extend(
                ["localhost", "127.0.0.1", "[::1]"].map(|it| format!("{it}:{port}")),
            );
        }
        let own: Vec<_> = own.iter().filter_map(|it| Host::parse(it)).collect();
        let given = hosts.into_iter().map(|it| Host::parse(it).ok_or(it));
        let given: Vec<_> = given.collect::<Result<_, _>>()?;
        Ok(Self {
            hosts: own.into_iter().chain(given).collect(),
            token: RwLock::new(token),
        })
    }

    /// Replaces the token.
    pub(in super::super) fn renew(&self, token: Bearer) {
        // A panic leaves no inconsistent state, so that a poisoned lock is usable.
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// Checks the head of a request.
    ///
    /// # Errors
    ///
    /// Returns why it is refused, which tells nothing of what it asks for.
    pub(super) fn check(
        &self,
        head: &Parts,
        needs_token: bool,
    ) -> Result<(), ProblemDetails> {
        self.check_host(head)?;
        // What needs no token tells nothing, and may be where a link leads.
        if needs_token || !is_visit(head) {
            self.check_origin(&head.headers)?;
        }
        if needs_token && !self.has_token(&head.headers) {
            return Err(unauthorized());
        }
        Ok(())
    }

    /// Another host leads here if somebody has made their name that of this machine, so that
    /// their page may ask.
    fn check_host(&self, head: &Parts) -> Result<(), ProblemDetails> {
        let Some(host) = only(&head.headers, &header::HOST) else {
            let detail = "The request has no header Host, or several.";
            return Err(ProblemDetails::new(
                StatusCode::BAD_REQUEST,
                "host",
                "No host",
                detail,
            ));
        };
        let host = Authority::try_from(host.as_bytes()).ok();
        if host.is_some_and(|it| self.knows(&it))
            && head.uri.authority().is_none_or(|it| self.knows(it))
        {
            return Ok(());
        }
        Err(ProblemDetails::new(
            StatusCode::MISDIRECTED_REQUEST,
            "other-host",
            "Another host",
            "This server does not answer for that host; `--host NAME` adds one.",
        ))
    }

    /// A browser says which page asks.
    fn check_origin(&self, headers: &HeaderMap) -> Result<(), ProblemDetails> {
        let is_own = |origin: &HeaderValue| {
            let uri = Uri::try_from(origin.as_bytes()).ok();
            uri.and_then(|it| it.authority().cloned()).is_some_and(|it| self.knows(&it))
        };
        let is_same =
            |site: &HeaderValue| matches!(site.as_bytes(), b"same-origin" | b"none");
        let mut sites = headers.get_all("sec-fetch-site").iter();
        if headers.get_all(header::ORIGIN).iter().all(is_own) && sites.all(is_same) {
            return Ok(());
        }
        Err(ProblemDetails::new(
            StatusCode::FORBIDDEN,
            "other-origin",
            "A page of another origin",
            "Pages of other origins may not ask.",
        ))
    }

    fn knows(&self, authority: &Authority) -> bool {
        split(authority).is_some_and(|asked| self.hosts.iter().any(|it| it.is(&asked)))
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let given = only(headers, &header::AUTHORIZATION).map(HeaderValue::as_bytes);
        let token = given.and_then(|given| {
            let (scheme, token) = given.split_at_checked(b"Bearer ".len())?;
            scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
        });
        let known = self.token.read().unwrap_or_else(PoisonError::into_inner);
        token.is_some_and(|token| known.is(token))
    }
}

/// Whether a browser goes to the address in a tab of its own, and not within another page.
fn is_visit(head: &Parts) -> bool {
    let is = |name: &str, value: &[u8]| {
        let mut values = head.headers.get_all(name).iter();
        values.next().is_some_and(|it| it.as_bytes() == value) && values.next().is_none()
    };
    head.method == Method::GET
        && is("sec-fetch-mode", b"navigate")
        && is("sec-fetch-dest", b"document")
}

/// The value of a header that there is once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}

fn unauthorized() -> ProblemDetails {
    let detail = "Send the token of this server as `Authorization: Bearer TOKEN`.";
    ProblemDetails::new(StatusCode::UNAUTHORIZED, "token", "No valid token", detail)
        .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}
