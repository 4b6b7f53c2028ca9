//! Accepting connections, and stopping.

use super::access::Access;
use super::connection::Connection;
use super::problem::ProblemDetails;
use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{sleep, timeout};

/// The bounds of what is asked, and of how long that may take.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Limits {
    pub(in super::super) connections: u32,
    /// In bytes, the request line included.
    pub(in super::super) head: usize,
    /// In bytes.
    pub(in super::super) body: usize,
    /// How long a connection may take for the next head.
    pub(in super::super) head_time: Duration,
    /// How long it may take for a body.
    pub(in super::super) body_time: Duration,
    /// How long it may take to read an answer.
    pub(in super::super) answer_time: Duration,
    /// How long what is in flight may take after the server is told to stop.
    pub(in super::super) drain_time: Duration,
}

/// What a server answers.
pub(in super::super) trait Site: Send + Sync + 'static {
    /// Whether a path is answered without a token, also while the server is stopping: it tells
    /// nothing.
    fn is_public(&self, path: &str) -> bool;

    /// Answers a request that is let in. It is answered even if nobody waits any more.
    fn answer(
        self: Arc<Self>,
        request: Request<Bytes>,
        status: Arc<Status>,
    ) -> impl Future<Output = Response<Bytes>> + Send + 'static;

    /// Notes a request that was refused before it was looked at.
    fn refused(&self, problem: &ProblemDetails);
}

/// The state of a server.
pub(in super::super) struct Status {
    draining: AtomicBool,
    limits: Limits,
    connections: Arc<Semaphore>,
    requests: Arc<Semaphore>,
}

impl Status {
    /// Whether it has been told to stop.
    pub(in super::super) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::SeqCst)
    }

    /// The number of connections.
    pub(in super::super) fn connections(&self) -> usize {
        self.used(&self.connections)
    }

    /// The number of requests that are being answered.
    pub(in super::super) fn in_flight(&self) -> usize {
        self.used(&self.requests)
    }

    fn used(&self, places: &Semaphore) -> usize {
        let all = usize::try_from(self.limits.connections).unwrap_or(usize::MAX);
        all.saturating_sub(places.available_permits())
    }
}

/// An HTTP server.
pub(in super::super) struct Server<S> {
    access: Arc<Access>,
    site: Arc<S>,
    status: Arc<Status>,
}

impl<S> Clone for Server<S> {
    fn clone(&self) -> Self {
        Self {
            access: Arc::clone(&self.access),
            site: Arc::clone(&self.site),
            status: Arc::clone(&self.status),
        }
    }
}

impl<S: Site> Server<S> {
    pub(in super::super) fn new(
        access: Arc<Access>,
        site: Arc<S>,
        limits: Limits,
    ) -> Self {
        let places = || {
            let count = usize::try_from(limits.connections).unwrap_or(usize::MAX);
            Arc::new(Semaphore::new(count.min(Semaphore::MAX_PERMITS)))
        };
        let status = Status {
            draining: AtomicBool::new(false),
            limits,
            connections: places(),
            requests: places(),
        };
        Self {
            access,
            site,
            status: Arc::new(status),
        }
    }

    /// Serves until `stop` is sent or dropped, and then until everything in flight is answered,
    /// or the time for that is over.
    pub(in super::super) async fn run(
        self,
        listener: TcpListener,
        stop: oneshot::Receiver<()>,
    ) {
        let graceful = Arc::new(GracefulShutdown::new());
        let accepting =
            tokio::spawn(self.clone().accept(listener, Arc::clone(&graceful)));
        let _ = stop.await;
        let (status, limits) = (&self.status, self.status.limits);
        status.draining.store(true, Ordering::SeqCst);
        let all = status.requests.acquire_many(limits.connections);
        let _ = timeout(limits.drain_time, all).await;
        accepting.abort();
        let _ = accepting.await;
        if let Some(graceful) = Arc::into_inner(graceful) {
            let _ =
                timeout(limits.answer_time.min(limits.drain_time), graceful.shutdown())
                    .await;
        }
    }

    async fn accept(self, listener: TcpListener, graceful: Arc<GracefulShutdown>) {
        loop {
            let places = Arc::clone(&self.status.connections);
            let Ok(place) = places.acquire_owned().await else { return };
            match listener.accept().await {
                Ok((stream, _)) => self.clone().connect(stream, &graceful, place),
                // Most likely out of file descriptors, some of which will be released.
                Err(_) => sleep(Duration::from_millis(10)).await,
            }
        }
    }

    fn connect(
        self,
        stream: TcpStream,
        graceful: &GracefulShutdown,
        place: OwnedSemaphorePermit,
    ) {
        // If the connection cannot do this, its caller will notice.
        let _ = stream.set_nodelay(true);
        let limits = self.status.limits;
        let service = service_fn(move |request| {
            let server = self.clone();
            async move { Ok::<_, Infallible>(server.serve(request).await.map(Full::new)) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_header_size(limits.head)
            .max_buf_size(limits.head.max(8192))
            .serve_connection(
                TokioIo::new(Connection::new(stream, limits.answer_time)),
                service,
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // An error means that either end closed the connection.
            let _ = connection.await;
            drop(place);
        });
    }

    async fn serve(self, request: Request<Incoming>) -> Response<Bytes> {
        let is_public = self.site.is_public(request.uri().path());
        match self.admit(request, is_public).await {
            Ok((request, place)) => {
                let answer =
                    Arc::clone(&self.site).answer(request, Arc::clone(&self.status));
                // It goes on if the connection ends.
                let answer = tokio::spawn(async move {
                    let answer = answer.await;
                    drop(place);
                    answer
                });
                answer.await.unwrap_or_else(|_| interrupted().into_response())
            }
            Err(problem) => {
                self.site.refused(&problem);
                problem.into_response()
            }
        }
    }

    /// The request with its body, and its place among those that are answered.
    async fn admit(
        &self,
        request: Request<Incoming>,
        is_public: bool,
    ) -> Result<(Request<Bytes>, Option<OwnedSemaphorePermit>), ProblemDetails> {
        let (head, body) = request.into_parts();
        self.access.check(&head, !is_public)?;
        let body = self.body(body).await?;
        if is_public {
            return Ok((Request::from_parts(head, body), None));
        }
        let place = Arc::clone(&self.status.requests).try_acquire_owned();
        // Who stops the server waits for all places once it is draining.
        match place {
            _ if self.status.is_draining() => {
                Err(unavailable("stopping", "The server is stopping."))
            }
            Ok(place) => Ok((Request::from_parts(head, body), Some(place))),
            Err(_) => Err(unavailable("busy", "The server answers as many as it can.")),
        }
    }

    /// The body, unless it is too large or takes too long.
    async fn body(&self, body: Incoming) -> Result<Bytes, ProblemDetails> {
        let limits = self.status.limits;
        let too_large = || {
            let detail = format!("A body has at most {} bytes.", limits.body);
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            ProblemDetails::new(status, "too-large", "Too large", detail)
        };
        let least = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        if least > limits.body {
            return Err(too_large());
        }
        let whole = Limited::new(body, limits.body).collect();
        match timeout(limits.body_time, whole).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
            Ok(Err(_)) => Err(ProblemDetails::new(
                StatusCode::BAD_REQUEST,
                "incomplete",
                "Incomplete",
                "The body ended before its end.",
            )),
            Err(_) => {
                let detail = format!("A body is sent within {:?}.", limits.body_time);
                let status = StatusCode::REQUEST_TIMEOUT;
                Err(ProblemDetails::new(status, "slow", "Too slow", detail)
                    .header(header::CONNECTION, HeaderValue::from_static("close")))
            }
        }
    }
}

fn unavailable(name: &'static str, detail: &str) -> ProblemDetails {
    ProblemDetails::new(StatusCode::SERVICE_UNAVAILABLE, name, "Not available", detail)
        .header(header::RETRY_AFTER, HeaderValue::from_static("1"))
}

/// Only a panic ends a task, or the end of the process.
fn interrupted() -> ProblemDetails {
    ProblemDetails::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "interrupted",
        "Interrupted",
        "The request was not answered, and it is not known how far it came.",
    )
}
