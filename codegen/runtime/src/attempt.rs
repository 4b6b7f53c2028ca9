//! Sending requests, each with its token.

use super::{
    Answer, BlockingTransport, CallLimits, Core, Endpoint, Error, Outgoing, Prepared,
    Reply, TokenError, Transport,
    fetching::{Work, block_on},
    held_token::{Fetched, HeldToken, Next},
    token_request::TokenCall,
    trace::Trace,
};
use http::StatusCode;
use std::sync::Arc;

/// Result of a call.
pub type CallResult<A> =
    Result<Reply<<A as Endpoint>::Response>, Error<<A as Endpoint>::Code>>;

/// What all clones of a client share.
pub(super) struct Shared<K, T> {
    pub(super) core: Core<K>,
    pub(super) transport: T,
}

/// A request, unless it cannot be prepared.
pub(super) type PreparedCall<'a, A> =
    Result<Prepared<'a, A>, Error<<A as Endpoint>::Code>>;

/// What came of sending a request.
pub(super) struct Attempted<A: Endpoint> {
    pub(super) result: CallResult<A>,
    /// The token that it had.
    token: Option<Arc<HeldToken>>,
}

impl<A: Endpoint> Attempted<A> {
    const fn unsent(error: Error<A::Code>) -> Self {
        Self {
            result: Err(error),
            token: None,
        }
    }
}

impl<K, T> Shared<K, T> {
    /// Whether the vendor refused a token that the client fetched, and so can fetch another one
    /// for. That one is forgotten.
    pub(super) fn forgets_token<A: Endpoint>(&self, attempted: &Attempted<A>) -> bool {
        let status = attempted.result.as_ref().err().and_then(Error::answer);
        let is_refused = status.map(Answer::status) == Some(StatusCode::UNAUTHORIZED);
        let token = attempted.token.as_ref();
        let Some(token) = token.filter(|token| is_refused && !token.is_given) else {
            return false;
        };
        self.core.parts.tokens.forget(token);
        true
    }

    /// How the token is fetched that a request lacks.
    fn lacking<A: Endpoint>(&self, prepared: &PreparedCall<'_, A>) -> Option<TokenCall> {
        let is_lacking = prepared.as_ref().is_ok_and(Prepared::needs_token);
        let source = self.core.token_source().filter(|_| is_lacking)?;
        let request = self.core.parts.token_request?;
        Some(TokenCall { source, request })
    }

    fn next_token(&self, fetch: impl FnOnce() -> Work<Fetched>) -> Next {
        let parts = &self.core.parts;
        parts.tokens.next(parts.clock.now(), fetch)
    }
}

impl<K: 'static, T: Transport> Shared<K, T> {
    pub(super) async fn attempt<A: Endpoint>(
        self: &Arc<Self>,
        prepared: PreparedCall<'_, A>,
        limits: CallLimits,
        trace: &Trace,
    ) -> Attempted<A> {
        let fetched = match self.lacking(&prepared) {
            Some(call) => Some({
                let operation = call.source.operation;
                match self.next_token(|| self.fetch(call, limits)) {
                    Next::Held(token) => Ok(token),
                    Next::Fetched(fetching) => {
                        ended(operation, trace.around(fetching.wait()).await)
                    }
                }
            }),
            None => None,
        };
        match outgoing(prepared, fetched) {
            Ok((outgoing, token)) => Attempted {
                result: self.exchange(outgoing, limits, trace).await,
                token,
            },
            Err(error) => Attempted::unsent(error),
        }
    }

    async fn exchange<A: Endpoint>(
        &self,
        (request, sent): Outgoing<A>,
        limits: CallLimits,
        trace: &Trace,
    ) -> CallResult<A> {
        trace.sending(sent.correlation_id());
        let result = match trace.around(self.transport.send(request, limits)).await {
            Ok(response) => self.core.decode(sent, response),
            Err(error) => Err(sent.unanswered(error)),
        };
        if is_out_of_step(&result) {
            self.transport.discard_connections();
        }
        result
    }

    fn fetch(self: &Arc<Self>, call: TokenCall, limits: CallLimits) -> Work<Fetched> {
        let shared = Arc::clone(self);
        Box::pin(async move {
            let trace = Trace::begin(call.source.operation);
            let asked = shared.core.parts.clock.now();
            let prepared = shared.core.prepare(&call);
            let result = match outgoing(prepared, None) {
                Ok((outgoing, _)) => shared.exchange(outgoing, limits, &trace).await,
                Err(error) => Err(error),
            };
            trace.end(&result);
            let documented = |code: &str| call.request.documented(code);
            shared.core.keep_token(&call.source, &documented, asked, result)
        })
    }
}

impl<K: 'static, T: BlockingTransport> Shared<K, T> {
    pub(super) fn attempt_blocking<A: Endpoint>(
        self: &Arc<Self>,
        prepared: PreparedCall<'_, A>,
        limits: CallLimits,
        trace: &Trace,
    ) -> Attempted<A> {
        let fetched = self.lacking(&prepared).map(|call| {
            let operation = call.source.operation;
            match self.next_token(|| self.fetch_blocking(call, limits)) {
                Next::Held(token) => Ok(token),
                Next::Fetched(fetching) => {
                    ended(operation, trace.during(|| block_on(fetching.wait())))
                }
            }
        });
        match outgoing(prepared, fetched) {
            Ok((outgoing, token)) => Attempted {
                result: self.exchange_blocking(outgoing, limits, trace),
                token,
            },
            Err(error) => Attempted::unsent(error),
        }
    }

    fn exchange_blocking<A: Endpoint>(
        &self,
        (request, sent): Outgoing<A>,
        limits: CallLimits,
        trace: &Trace,
    ) -> CallResult<A> {
        trace.sending(sent.correlation_id());
        let result = match trace.during(|| self.transport.send(request, limits)) {
            Ok(response) => self.core.decode(sent, response),
            Err(error) => Err(sent.unanswered(error)),
        };
        if is_out_of_step(&result) {
            self.transport.discard_connections();
        }
        result
    }

    /// Blocks whoever polls it first; the others wait.
    fn fetch_blocking(
        self: &Arc<Self>,
        call: TokenCall,
        limits: CallLimits,
    ) -> Work<Fetched> {
        let shared = Arc::clone(self);
        Box::pin(async move {
            let trace = Trace::begin(call.source.operation);
            let asked = shared.core.parts.clock.now();
            let prepared = shared.core.prepare(&call);
            let result = outgoing(prepared, None).and_then(|(outgoing, _)| {
                shared.exchange_blocking(outgoing, limits, &trace)
            });
            trace.end(&result);
            let documented = |code: &str| call.request.documented(code);
            shared.core.keep_token(&call.source, &documented, asked, result)
        })
    }
}

fn ended(operation: &'static str, outcome: Option<Fetched>) -> Fetched {
    outcome.unwrap_or_else(|| Err(TokenError::interrupted(operation)))
}

/// A request with its token, if it has one.
type Authorized<A> = (Outgoing<A>, Option<Arc<HeldToken>>);

fn outgoing<A: Endpoint>(
    prepared: PreparedCall<'_, A>,
    fetched: Option<Fetched>,
) -> Result<Authorized<A>, Error<A::Code>> {
    let mut prepared = prepared?;
    match fetched {
        Some(Ok(token)) => prepared.set_token(token),
        Some(Err(error)) => return Err(prepared.without_token(error)),
        None => {}
    }
    let token = prepared.token().cloned();
    Ok((prepared.into_http()?, token))
}

/// Whether the connection returned another request's answer: its next answers could be misread
/// too.
const fn is_out_of_step<R, C>(result: &Result<Reply<R>, Error<C>>) -> bool {
    matches!(result, Err(Error::Mismatch(_)))
}
