//! Base URLs and paths: a request goes to the host and port of the base URL, below its path, and
//! nowhere else.

use super::{Chance, Fault, Held, answer, must, mutated, shows_nothing};
use crate::runtime::{Core, Plain, Prepared, Setup, Untyped};
use crate::vendor::{AccessKey, Look, Name, PROTOCOL};
use http::uri::{PathAndQuery, Uri};

const BASES: &[&str] = &[
    "https://vendor.example",
    "https://vendor.example:8443/api/",
    "HTTPS://Vendor.Example/a%20b//",
    "http://127.0.0.1:8080/",
    "http://localhost",
    "http://[::1]:99/x",
];

const PATHS: &[&str] = &[
    "/v1/names",
    "v1/names?page=1&name=%ED%99%8D",
    "/a/b/c",
    "홍길동",
    "a b",
    "..",
    "/v1/../x",
    "%2e%2e/x",
    "a\\b",
    "a#b",
    "",
];

const TOKENS: &[&[u8]] = &[
    b"/",
    b"//",
    b"\\",
    b"?",
    b"#",
    b"@",
    b"user:planted@",
    b":",
    b":80",
    b":99999",
    b"[",
    b"]",
    b"::1",
    b".",
    b"..",
    b"/../",
    b"/./",
    b"%2e",
    b"%2E%2e",
    b"%2f",
    b"%5c",
    b"%",
    b"%00",
    b"%zz",
    b" ",
    b"\t",
    b"\r\n",
    b"\0",
    b"http",
    b"https",
    b"ftp",
    b"://",
    b"evil.example",
    b"&",
    b"=",
    b"+",
    b";",
    b"{name}",
    b"*",
    b"~",
    "홍길동".as_bytes(),
    "\u{202E}".as_bytes(),
    "\u{FF0F}".as_bytes(),
    b"\xC8\xAB",
    b"127.0.0.1",
    b"localhost",
];

/// Stands between base URL and path: no text has it.
const BORDER: u8 = 0xFF;

/// A base URL and a path, or a text for a parameter of a path.
pub fn make(chance: &mut Chance) -> Vec<u8> {
    let [base, path] = [BASES, PATHS].map(|all| chance.pick(all).as_bytes().to_vec());
    let changed = chance.below(4);
    let base = if changed == 0 { mutated(base, TOKENS, chance) } else { base };
    let path = if changed == 1 { path } else { mutated(path, TOKENS, chance) };
    [&[chance.byte()], &base[..], &[BORDER], &path].concat()
}

/// A base URL, and what is appended to it: a path where the first byte is even, and the text of a
/// parameter where it is not.
///
/// # Errors
///
/// It does not hold.
pub fn hold(input: &[u8]) -> Held {
    let [way, rest @ ..] = input else { return Ok("nothing") };
    let mut parts = rest.splitn(2, |byte| *byte == BORDER).map(String::from_utf8_lossy);
    let (base, path) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let setup =
        answer::configured(Setup::new(&PROTOCOL, &base), AccessKey::new("pl-acc-k")?);
    let core = match setup.ok_or("no client can be built")?.build() {
        Ok(core) => core,
        Err(wrong) => {
            must(!BASES.contains(&&*base), || format!("{base} is refused: {wrong}"))?;
            shows_nothing(&format!("{wrong} {wrong:?}"), "planted")?;
            return Ok("base URL refused");
        }
    };
    let base = Location::read(&base)
        .ok_or_else(|| format!("{base} is taken for a base URL"))?;
    if way % 2 == 0 { untyped(&core, &base, &path) } else { typed(&core, &base, &path) }
}

/// A URL, taken apart by its marks alone.
#[derive(Debug)]
struct Location {
    scheme: String,
    host: String,
    port: Option<u16>,
    path: String,
}

impl Location {
    /// `http` or `https`, a host, perhaps a port, and a path.
    fn read(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let (authority, path) =
            rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                (host, if port.is_empty() { None } else { Some(port.parse().ok()?) })
            }
            _ => (authority, None),
        };
        let host = host.to_ascii_lowercase();
        let is_host = !host.is_empty() && !host.contains(['@', '?', '#', '\\', ' ']);
        let is_web = matches!(&*scheme, "http" | "https") && !path.contains(['?', '#']);
        let path = path.trim_end_matches('/').to_owned();
        (is_host && is_web).then_some(Self { scheme, host, port, path })
    }

    /// What `url` has after the base URL.
    fn rest<'a>(&self, url: &'a Uri) -> Result<&'a str, Fault> {
        let same = url.scheme_str().map(str::to_ascii_lowercase).as_deref()
            == Some(&*self.scheme)
            && url.host().map(str::to_ascii_lowercase).as_deref() == Some(&*self.host)
            && url.port_u16() == self.port;
        must(same, || format!("{url} is not at {self:?}"))?;
        let path = url.path_and_query().map_or("", PathAndQuery::as_str);
        let rest = path.strip_prefix(&*self.path);
        rest.ok_or_else(|| format!("{url} is not below {self:?}").into())
    }
}

fn untyped(core: &Core<Plain>, base: &Location, path: &str) -> Held {
    let made = core.prepare(&Untyped::get(path)).and_then(Prepared::into_http);
    let (request, _) = match made {
        Ok(made) => made,
        Err(error) => {
            let usual = matches!(path, "/v1/names" | "/a/b/c");
            must(!usual, || format!("{path} is refused: {error}"))?;
            return Ok("path refused");
        }
    };
    let rest = base.rest(request.uri())?;
    let route = rest.split_once('?').map_or(rest, |(route, _)| route);
    // What a server may take for a segment once it has decoded it.
    let dots = route.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/");
    let dots = dots.replace("%5c", "/");
    let climbs = dots.split(['/', '\\']).any(|segment| matches!(segment, "." | ".."));
    must(route.starts_with('/') && !climbs, || format!("{path:?} becomes {rest:?}"))?;
    must(!path.contains('#'), || format!("{path:?} is cut to {rest:?}"))?;
    Ok("path sent")
}

fn typed(core: &Core<Plain>, base: &Location, text: &str) -> Held {
    let request = Look(Name::unchecked(text));
    let made = core.prepare(&request).and_then(Prepared::into_http);
    let request = match made {
        Ok((request, _)) => request,
        Err(error) => {
            // Texts that look like a path may lead elsewhere once somebody has decoded them.
            let like_path =
                |c: char| matches!(c, '/' | '\\' | '.' | '%') || c.is_control();
            let may_be =
                text.is_empty() || text.contains(like_path) || text.len() > 10_000;
            must(may_be, || format!("{text:?} is refused: {error}"))?;
            return Ok("parameter refused");
        }
    };
    let segment = base.rest(request.uri())?.strip_prefix("/v1/names/");
    let segment = segment.ok_or("it is not sent to its path")?;
    must(decoded(segment).as_deref() == Some(text.as_bytes()), || {
        format!("{text:?} becomes {segment}")
    })?;
    must(!matches!(segment, "" | "." | "..") && !segment.contains('/'), || {
        format!("{text:?} is sent to another path")
    })?;
    Ok("parameter sent")
}

/// What is percent-encoded. Nothing that has another meaning in a URL may stand in it.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some(c) = rest.chars().next() {
        let (piece, after) =
            rest.split_at_checked(if c == '%' { 3 } else { c.len_utf8() })?;
        match piece.strip_prefix('%') {
            Some(digits) => out.push(u8::from_str_radix(digits, 16).ok()?),
            None if c.is_ascii_alphanumeric() || "-._~".contains(c) => {
                out.extend(piece.bytes());
            }
            None => return None,
        }
        rest = after;
    }
    Some(out)
}
