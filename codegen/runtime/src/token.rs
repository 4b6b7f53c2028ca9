//! Tokens that the client fetches, read from answers.

use super::held_token::{Fetched, HeldToken};
use super::{Core, Documented, Error, Json, Reply, TokenError, TokenSource, entries};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

impl<K> Core<K> {
    /// How tokens are fetched, if the client fetches them.
    pub(super) fn token_source(&self) -> Option<TokenSource> {
        self.parts.protocol.authentication.token?.from
    }

    /// Keeps the token of an answer to a request that was made at `asked`.
    pub(super) fn keep_token(
        &self,
        source: &TokenSource,
        documented: &dyn Fn(&str) -> Option<Documented>,
        asked: SystemTime,
        result: Result<Reply<Json>, Error<String>>,
    ) -> Fetched {
        let reply = result
            .map_err(|error| TokenError::of_call(source.operation, error, documented))?;
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
