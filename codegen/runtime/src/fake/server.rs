//! The HTTP server on a loopback address.

use super::payload::Payload;
use super::respond::respond;
use super::scenario::{Fault, Scenario};
use super::state::State;
use http::{Request, Response, StatusCode};
use hyper::body::{Body as _, Incoming};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{fmt, future, pin::Pin, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// In bytes: larger requests are refused.
const LARGEST: usize = 16 << 20;

/// Serves connections until it is dropped.
pub(super) async fn serve(listener: TcpListener, state: Arc<State>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Most likely out of file descriptors, some of which will be released.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        if state.hangs_up_at_once() {
            continue;
        }
        // If the connection cannot do this, its caller will notice.
        let _ = stream.set_nodelay(true);
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let service = service_fn(|request| serve_one(&state, request));
            // An error means that the caller or the answer closed the connection.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// Why there is no answer.
#[derive(Debug)]
struct Disconnected;

impl fmt::Display for Disconnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the mock server closed the connection")
    }
}

impl std::error::Error for Disconnected {}

async fn serve_one(
    state: &State,
    request: Request<Incoming>,
) -> Result<Response<Payload>, Disconnected> {
    let scenario = state.next_scenario();
    if scenario == Scenario::Fault(Fault::HangUpBeforeReading) {
        return Err(Disconnected);
    }
    let (head, body) = request.into_parts();
    let Some(body) = read(body).await? else {
        let mut response = Response::new(Payload::default());
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(response);
    };
    if let Scenario::Fault(Fault::Delay(delay)) = scenario {
        tokio::time::sleep(delay).await;
    }
    respond(state, &scenario, head, body).ok_or(Disconnected)
}

/// The whole body, unless it is too large.
async fn read(mut body: Incoming) -> Result<Option<Vec<u8>>, Disconnected> {
    let mut bytes = Vec::new();
    loop {
        let frame = future::poll_fn(|task| Pin::new(&mut body).poll_frame(task)).await;
        let Some(frame) = frame else { return Ok(Some(bytes)) };
        if let Ok(data) = frame.map_err(|_| Disconnected)?.into_data() {
            if bytes.len() + data.len() > LARGEST {
                return Ok(None);
            }
            bytes.extend(data);
        }
    }
}
