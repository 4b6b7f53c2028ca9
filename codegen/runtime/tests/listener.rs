//! Hears everything that is told to `tracing`: spans and events of every crate and level.

use std::fmt::Debug;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What becomes of it.
pub(crate) trait Hear: 'static {
    /// A span begins.
    fn span(&self, _: &Metadata<'_>) {}

    /// A field of a span or of an event.
    fn field(&self, name: &str, value: &dyn Debug);
}

pub(crate) struct Listener<H>(pub(crate) H);

struct Fields<'a, H>(&'a H);

impl<H: Hear> Visit for Fields<'_, H> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.field(field.name(), value);
    }
}

impl<H: Hear> Subscriber for Listener<H> {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.span(span.metadata());
        span.record(&mut Fields(&self.0));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&self.0));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(&self.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
