//! Headers whose values the caller gives for each call.

use super::{
    GivenHeader, Header, Ids, Need, Protocol, Redact, Violation, ViolationKind,
    Violations, mint,
};
use http::{HeaderName, HeaderValue};

/// What the caller gives beside the fields. Most requests have none, so it is kept apart: a
/// request is moved often.
#[derive(Clone, Default)]
pub(super) struct Given {
    /// Names and values, in the order of their header set.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) idempotency_key: Option<String>,
}

/// The headers among it.
pub(super) fn headers(given: Option<&Given>) -> &[(HeaderName, HeaderValue)] {
    given.map_or(&[], |given| &given.headers)
}

/// A header with a value, unless that cannot be sent in one.
pub(super) fn header(header: &Header, text: &str) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::from_lowercase(header.lower.as_bytes()).ok()?;
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(header.rule.redact == Redact::Hidden);
    Some((name, value))
}

/// The headers of an untyped request, and its idempotency key, if it has one.
pub(super) fn untyped(
    protocol: &Protocol,
    named: &[(String, String)],
    seed: u128,
) -> Result<Given, Violations> {
    let is_called =
        |it: &GivenHeader, name: &str| it.header.name.eq_ignore_ascii_case(name);
    let of_protocol = |it: &&GivenHeader| {
        protocol.headers.iter().any(|known| known.name == it.header.name)
    };
    let (mut all, mut wrong) = (Given::default(), Vec::new());
    for it in protocol.given.iter().filter(of_protocol) {
        let text = named.iter().find(|(name, _)| is_called(it, name));
        let text = match text {
            Some((_, text)) => text.clone(),
            None if it.idempotency => mint::unique(&it.header.rule, &Seed(seed)),
            None => continue,
        };
        wrong.extend(it.header.rule.check(&text).err().into_iter().flatten());
        match header(&it.header, &text) {
            Some(given) => all.headers.push(given),
            None => wrong.push(Violation::new(
                it.header.name,
                ViolationKind::NotForAHeader,
                it.header.rule.source,
            )),
        }
        if it.idempotency {
            all.idempotency_key = Some(text);
        }
    }
    for (name, _) in named {
        if !protocol.given.iter().filter(of_protocol).any(|it| is_called(it, name)) {
            let broken =
                Violation::new("header", ViolationKind::NotGiven, protocol.source);
            wrong.extend(Violations::from(broken).nested(name));
        }
    }
    Violations::gather(wrong).map(|()| all)
}

/// The random bits of one request.
struct Seed(u128);

impl Ids for Seed {
    fn next(&self) -> u64 {
        0
    }

    fn random(&self) -> u128 {
        self.0
    }
}

/// Checks that every header is there that the caller has to give.
pub(super) fn complete(
    protocol: &Protocol,
    headers: &[Header],
    given: Option<&Given>,
) -> Result<(), Violations> {
    if protocol.given.is_empty() {
        return Ok(());
    }
    let is_needed = |header: &&Header| {
        header.need == Need::Required
            && protocol.given.iter().any(|it| it.header.name == header.name)
            && self::headers(given).iter().all(|(name, _)| name != header.lower)
    };
    let missing = headers.iter().filter(is_needed).map(|header| {
        Violation::new(header.name, ViolationKind::Missing, header.rule.source)
    });
    Violations::gather(missing.collect())
}
