//! The client's own check of values, by the very files that the client carries: what lint says
//! of an example is what the client says of it.

#[path = "../runtime/src/decimal.rs"]
mod decimal;
#[path = "../runtime/src/limits.rs"]
mod limits;
#[path = "../runtime/src/rule.rs"]
mod rule;
#[path = "../runtime/src/scheme.rs"]
mod scheme;
#[path = "../runtime/src/shape.rs"]
mod shape;
#[path = "../runtime/src/source.rs"]
mod source;
#[path = "../runtime/src/violation.rs"]
mod violation;
#[path = "../runtime/src/violation_kind.rs"]
mod violation_kind;

pub use crate::words::{BinaryEncoding, Redact};
pub use decimal::{Decimal, NotADecimal};
pub use limits::{Length, Limits, Range};
pub use rule::{DecimalRule, NumberRule, Rule};
pub use scheme::Scheme;
pub(crate) use shape::{Mismatch, check, length};
pub use shape::{Part, PartOf, Shape};
pub use source::{Cited, Source};
pub use violation::{Violation, Violations};
pub use violation_kind::ViolationKind;
