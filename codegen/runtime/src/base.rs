//! Base URLs.

use super::address::{astray, has_stray_percent, is_loopback, is_of_path};
use http::uri::{Authority, PathAndQuery, Scheme, Uri};

/// A base URL, parsed once for all requests.
pub(super) struct Base {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or without a trailing slash.
    path: String,
}

impl Base {
    /// Parses a URL that consists of `http` or `https`, a host, and optionally a port and a path.
    pub(super) fn parse(url: &str) -> Option<Self> {
        // `Uri` drops a fragment silently.
        if url.contains('#') {
            return None;
        }
        let parts = url.parse::<Uri>().ok()?.into_parts();
        let (scheme, authority) = (parts.scheme?, parts.authority?);
        let path = parts.path_and_query?;
        let web = scheme == Scheme::HTTP || scheme == Scheme::HTTPS;
        let plain = path.query().is_none() && !authority.as_str().contains('@');
        // `Authority` takes any text for a port and some around a host, and a transport would go
        // to another place than the one that is written.
        let rest = authority.as_str().strip_prefix(authority.host());
        let port = authority.port();
        let exact = rest == Some("")
            || port.is_some_and(|port| {
                rest.and_then(|it| it.strip_prefix(':')) == Some(port.as_str())
            });
        let path = path.path().trim_end_matches('/').to_owned();
        let plain = plain && path.chars().all(is_of_path) && !has_stray_percent(&path);
        let named = exact && !authority.host().is_empty();
        (web && plain && named && astray(&path).is_none()).then_some(Self {
            scheme,
            authority,
            path,
        })
    }

    /// Whether requests leave this machine unencrypted.
    pub(super) fn is_exposed(&self) -> bool {
        self.scheme == Scheme::HTTP && !is_loopback(self.authority.host())
    }

    /// The path: empty, or without a trailing slash.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The URL of `target`, a path with an optional query.
    pub(super) fn url(&self, target: &str) -> String {
        let (scheme, authority) = (self.scheme.as_str(), self.authority.as_str());
        [scheme, "://", authority, &self.path, target].concat()
    }

    /// The URL of `target` as a `Uri`, if it is valid.
    pub(super) fn uri(&self, target: &str) -> Option<Uri> {
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        let path = [&self.path, target].concat();
        parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
        Uri::from_parts(parts).ok()
    }
}
