//! The names of the gateway's own headers, paths and media types.

use http::HeaderName;

/// How the call ended: `success`, `partial`, `pending`, `api`, `undocumented`, `mismatch`,
/// `transport` or `invalid`.
pub(super) const OUTCOME: HeaderName = HeaderName::from_static("gateway-outcome");
/// Whether the request has reached the vendor: `no`, `maybe` or `yes`.
pub(super) const REACHED: HeaderName = HeaderName::from_static("gateway-reached");
/// What to do about the outcome.
pub(super) const REMEDY: HeaderName = HeaderName::from_static("gateway-remedy");
/// The vendor's code.
pub(super) const CODE: HeaderName = HeaderName::from_static("gateway-code");
/// The vendor's second code.
pub(super) const SECOND_CODE: HeaderName =
    HeaderName::from_static("gateway-second-code");
/// The id that identifies the call for the vendor's support.
pub(super) const CORRELATION_ID: HeaderName =
    HeaderName::from_static("gateway-correlation-id");
/// The idempotency key of the request, given or made.
pub(super) const IDEMPOTENCY_KEY: HeaderName =
    HeaderName::from_static("gateway-idempotency-key");
/// Of a request: whether its body is encrypted, where no documentation shows it.
pub(super) const ENCRYPTION: HeaderName = HeaderName::from_static("gateway-encryption");

/// Whether the process runs.
pub(super) const LIVE: &str = "/livez";
/// Whether calls can be made.
pub(super) const READY: &str = "/readyz";
/// The OpenAPI document of the gateway.
pub(super) const OPENAPI: &str = "/openapi.json";
/// Counters in the text form of Prometheus.
pub(super) const METRICS: &str = "/metrics";
