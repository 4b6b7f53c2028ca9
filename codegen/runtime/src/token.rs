//! Tokens, which the client fetches and keeps, or callers give.

use super::fetching::{Fetching, Work};
use super::secret::sensitive;
use super::{
    Authentication, CallResult, Code, Core, Documented, Draft, Endpoint, Json, Minter,
    Protocol, SentBy, TokenError, Violation, ViolationKind, Violations, entries,
};
use http::HeaderValue;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

/// The header that carries a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHeader {
    /// Its name.
    pub header: &'static str,
    /// How the client fetches a token; `None` if callers give it.
    pub from: Option<TokenSource>,
}

/// How the client fetches a token: through an operation, with what it is configured with.
///
/// It keeps the token until shortly before it ends: until a tenth of its time is left, and at most
/// a minute. All calls that need another one wait for the same request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenSource {
    /// The operation's id in the specification.
    pub operation: &'static str,
    /// Its request.
    pub request: TokenRequest,
    /// The configured fields that it needs.
    pub credentials: &'static [&'static str],
    /// The field of its answer that has the token, behind the objects that it is within.
    pub field: &'static [&'static str],
    /// The field that has the seconds for which the token is valid, likewise. Without it, or where
    /// an answer has no number there, the token is kept until the vendor refuses it.
    pub expires_in: Option<&'static [&'static str]>,
}

/// The request for a token.
#[derive(Clone, Copy)]
pub struct TokenRequest {
    draft: DraftToken,
    documented: fn(&str) -> Option<&'static Documented>,
}

type DraftToken = fn(&Protocol, &Minter<'_>) -> Result<Draft, Violations>;

impl TokenRequest {
    /// The request of the operation `O`, which `draft` makes.
    #[must_use]
    pub const fn of<O: Endpoint>(draft: DraftToken) -> Self {
        Self {
            draft,
            documented: documented::<O::Code>,
        }
    }
}

fn documented<C: Code>(code: &str) -> Option<&'static Documented> {
    C::read(code)?.documented()
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenRequest(..)")
    }
}

impl PartialEq for TokenRequest {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.draft, other.draft)
    }
}

impl Eq for TokenRequest {}

/// The call that fetches a token.
pub(super) struct TokenCall(pub(super) TokenSource);

impl Endpoint for TokenCall {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        self.0.operation
    }

    fn draft(
        &self,
        protocol: &Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        (self.0.request.draft)(protocol, minter)
    }
}

impl<K> SentBy<K> for TokenCall {}

/// A token, as its header carries it.
pub(super) struct HeldToken {
    pub(super) value: HeaderValue,
    /// Whether a caller gave it, who alone can give another one.
    pub(super) is_given: bool,
    /// When another one has to be fetched.
    until: Option<SystemTime>,
}

impl HeldToken {
    pub(super) const fn given(value: HeaderValue) -> Self {
        Self {
            value,
            is_given: true,
            until: None,
        }
    }
}

/// What came of fetching a token. All who wait for it get the same.
pub(super) type Fetched = Result<Arc<HeldToken>, TokenError>;

/// The token of a client.
#[derive(Default)]
pub(super) struct Tokens(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    token: Option<Arc<HeldToken>>,
    fetching: Weak<Fetching<Fetched>>,
}

/// Where a call has its token from.
pub(super) enum Next {
    Held(Arc<HeldToken>),
    Fetched(Arc<Fetching<Fetched>>),
}

impl Tokens {
    /// The token that is valid at `now`, if there is one.
    pub(super) fn current(&self, now: SystemTime) -> Option<Arc<HeldToken>> {
        self.lock().current(now)
    }

    /// The token that is valid at `now`, or the one request for another: what `fetch` does, unless
    /// that is being done.
    pub(super) fn next(
        &self,
        now: SystemTime,
        fetch: impl FnOnce() -> Work<Fetched>,
    ) -> Next {
        let mut kept = self.lock();
        if let Some(token) = kept.current(now) {
            return Next::Held(token);
        }
        if let Some(fetching) = kept.fetching.upgrade().filter(|it| !it.is_done()) {
            return Next::Fetched(fetching);
        }
        let fetching = Arc::new(Fetching::new(fetch()));
        kept.fetching = Arc::downgrade(&fetching);
        Next::Fetched(fetching)
    }

    pub(super) fn keep(&self, token: Arc<HeldToken>) {
        self.lock().token = Some(token);
    }

    /// Forgets a token that the vendor has refused, unless there is another one by now.
    pub(super) fn forget(&self, refused: &Arc<HeldToken>) {
        self.lock().token.take_if(|token| Arc::ptr_eq(token, refused));
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn current(&self, now: SystemTime) -> Option<Arc<HeldToken>> {
        let is_valid =
            |token: &&Arc<HeldToken>| token.until.is_none_or(|until| now < until);
        self.token.as_ref().filter(is_valid).cloned()
    }
}

impl Authentication {
    /// The value of the header that carries a token.
    pub(super) fn of_token(
        &self,
        token: Zeroizing<String>,
    ) -> Result<HeaderValue, ViolationKind> {
        let name = self.token.map_or("", |it| it.header);
        let text = match self.scheme(name) {
            Some(scheme) => match scheme.problem(&token) {
                Some(problem) => return Err(problem),
                None => scheme.written(&token),
            },
            None => token,
        };
        sensitive(text).ok_or(ViolationKind::NotForAHeader)
    }
}

impl<K> Core<K> {
    /// How tokens are fetched, if the client fetches them.
    pub(super) fn token_source(&self) -> Option<TokenSource> {
        self.parts.protocol.authentication.token?.from
    }

    /// Keeps the token of an answer to a request that was made at `asked`.
    pub(super) fn keep_token(
        &self,
        TokenCall(source): &TokenCall,
        asked: SystemTime,
        result: CallResult<TokenCall>,
    ) -> Fetched {
        let reply = result.map_err(|error| {
            TokenError::of_call(source.operation, error, source.request.documented)
        })?;
        let value = text(&reply, source.field)
            .and_then(|it| self.parts.protocol.authentication.of_token(it).ok())
            .ok_or_else(|| TokenError::without_token(source.operation, source.field))?;
        let life = source.expires_in.and_then(|path| text(&reply, path));
        let life = life.and_then(|it| it.parse().ok()).map(Duration::from_secs);
        let until = life.and_then(|life| {
            asked.checked_add(life.saturating_sub(LONGEST_MARGIN.min(life / 10)))
        });
        let token = Arc::new(HeldToken {
            value,
            is_given: false,
            until,
        });
        self.parts.tokens.keep(Arc::clone(&token));
        Ok(token)
    }

    /// Checks that the client has what a request for a token needs.
    pub(super) fn check_credentials(&self, operation: &str) -> Result<(), Violations> {
        let Some(source) = self.token_source().filter(|it| it.operation == operation)
        else {
            return Ok(());
        };
        let parts = &self.parts;
        let is_there = |name: &str| parts.fields.iter().any(|(known, _)| *known == name);
        let missing = source.credentials.iter().filter(|name| !is_there(name));
        let of_name = |name: &&str| {
            let mut fields = parts.protocol.authentication.fields.iter();
            fields.find(|field| field.name == *name).map(|field| field.rule.source)
        };
        let missing = missing.map(|name| {
            let source = of_name(name).unwrap_or(parts.protocol.source);
            Violation::new(*name, ViolationKind::Missing, source)
        });
        Violations::gather(missing.collect())
    }
}

const LONGEST_MARGIN: Duration = Duration::from_secs(60);

/// The text or the digits of a field.
fn text(json: &Json, path: &[&str]) -> Option<Zeroizing<String>> {
    let (name, within) = path.split_first()?;
    let raw = json.only(name).ok()??.get();
    if within.is_empty() {
        let text = entries::text(raw).unwrap_or_else(|| raw.into());
        return Some(Zeroizing::new(text.into_owned()));
    }
    text(&Json::from_slice(raw.as_bytes()).ok()?, within)
}
