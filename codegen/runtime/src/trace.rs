//! Tracing of calls: one span `call` at level `INFO`, whose target is this module.
//!
//! | field | value |
//! |---|---|
//! | `operation` | the operation's id in the specification |
//! | `correlation_id` | the id that identifies the call |
//! | `outcome` | `success`, `api`, `undocumented`, `pending`, `mismatch`, `invalid` or `transport` |
//! | `reached` | `no`, `maybe` or `yes`: whether the request has reached the vendor |
//! | `status` | the HTTP status of the answer |
//! | `code` | the code of a refusal |
//! | `duration_ms` | from preparing the request to decoding the answer, in milliseconds |
//!
//! The span has nothing else: no header, no body, no address. Without the feature `tracing` there
//! is no span. A call that is dropped leaves a span without an outcome.

#[cfg(feature = "tracing")]
pub(super) use self::on::Trace;

#[cfg(not(feature = "tracing"))]
pub(super) use self::off::Trace;

#[cfg(feature = "tracing")]
mod on {
    use super::super::{Code, Error, Reached, Reply, error::Shown};
    use std::time::Instant;
    use tracing::{Instrument as _, Span, field::Empty};

    /// The span of one call.
    pub(in super::super) struct Trace {
        span: Span,
        begun: Instant,
    }

    impl Trace {
        pub(in super::super) fn begin(operation: &'static str) -> Self {
            let span = tracing::info_span!(
                "call",
                operation,
                correlation_id = Empty,
                outcome = Empty,
                reached = Empty,
                status = Empty,
                code = Empty,
                duration_ms = Empty,
            );
            Self {
                span,
                begun: Instant::now(),
            }
        }

        pub(in super::super) fn sending(&self, correlation_id: Option<&str>) {
            self.span.record("correlation_id", correlation_id);
        }

        pub(in super::super) fn during<T>(&self, run: impl FnOnce() -> T) -> T {
            self.span.in_scope(run)
        }

        pub(in super::super) fn around<T>(
            &self,
            run: impl Future<Output = T> + Send,
        ) -> impl Future<Output = T> + Send {
            run.instrument(self.span.clone())
        }

        pub(in super::super) fn end<R, C: Code>(
            &self,
            result: &Result<Reply<R>, Error<C>>,
        ) {
            let (outcome, reached, status) = match result {
                Ok(reply) => ("success", Reached::Yes, Some(reply.http_status())),
                Err(error) => (error.outcome(), error.reached(), error.status()),
            };
            let duration = self.begun.elapsed().as_millis();
            self.span.record("outcome", outcome);
            self.span.record("reached", reached.as_str());
            self.span.record("status", status.map(|status| status.as_u16()));
            if let Err(Error::Api(refusal)) = result {
                self.span.record("code", tracing::field::display(Shown(&refusal.code)));
            }
            self.span.record("duration_ms", u64::try_from(duration).unwrap_or(u64::MAX));
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use super::super::{Error, Reply};

    /// No span.
    pub(in super::super) struct Trace;

    #[expect(clippy::unused_self, reason = "it has the interface of a span")]
    impl Trace {
        pub(in super::super) fn begin(_: &'static str) -> Self {
            Self
        }

        pub(in super::super) fn sending(&self, _: Option<&str>) {}

        pub(in super::super) fn during<T>(&self, run: impl FnOnce() -> T) -> T {
            run()
        }

        pub(in super::super) fn around<F>(&self, run: F) -> F {
            run
        }

        pub(in super::super) fn end<R, C>(&self, _: &Result<Reply<R>, Error<C>>) {}
    }
}
