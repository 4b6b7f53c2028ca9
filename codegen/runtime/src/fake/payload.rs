//! Bodies of answers, whole or not.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::task::{Context, Poll};
use std::{io, pin::Pin};

/// The body of an answer, whole or not.
#[derive(Default)]
pub(super) struct Payload {
    chunk: Bytes,
    /// The number of times that the chunk is sent.
    times: u64,
    /// Whether the connection breaks halfway through the promised length.
    breaks: bool,
    has_paused: bool,
}

impl Payload {
    pub(super) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self {
            chunk: bytes.into(),
            times: 1,
            ..Self::default()
        }
    }

    pub(super) fn repeated(self, times: u64) -> Self {
        Self { times, ..self }
    }

    pub(super) fn broken(self) -> Self {
        Self { breaks: true, ..self }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(left) = self.times.checked_sub(1).filter(|_| !self.chunk.is_empty())
        {
            self.times = left;
            return Poll::Ready(Some(Ok(Frame::data(self.chunk.clone()))));
        }
        if !self.breaks {
            return Poll::Ready(None);
        }
        // The data so far is sent during this pause.
        if !self.has_paused {
            self.has_paused = true;
            task.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into())))
    }

    fn is_end_stream(&self) -> bool {
        !self.breaks && (self.times == 0 || self.chunk.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        let length = u64::try_from(self.chunk.len()).unwrap_or(u64::MAX);
        let sent = length.saturating_mul(self.times);
        SizeHint::with_exact(if self.breaks {
            sent.saturating_mul(2).max(1)
        } else {
            sent
        })
    }
}
