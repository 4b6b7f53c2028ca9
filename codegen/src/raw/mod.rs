//! The format of the spec: serde types that mirror the YAML, with the declaration of each key.
//!
//! Each key is declared once, by a line of `facts!`: its name and its type, its meaning as the doc
//! comment, what a change of it does, then whatever lint, import and audit have to know of it (see
//! [`Fact`]). Code that walks over the keys reads that: to add a key is to add a line here, and the
//! code of its effect in the client. Limits of a value stand once for all structs that have them,
//! see `limited!`.
//!
//! Whether a fact is complete (has a citation, names a source that exists) is checked by lint
//! rules, which can point at it; so keys that a rule requires are optional here.

#[macro_use]
mod fact;
#[macro_use]
mod limited;

#[macro_use]
mod kind;

mod accepted;
mod api;
mod callback;
mod callbacks;
mod catalog;
mod codes;
mod decisions;
pub(crate) mod effect;
mod field;
mod field_type;
mod kinds;
mod limit;
mod mark;
mod operation;
mod origin;
mod pages;
mod part;
mod release;
mod results;
mod scheme;
mod second;
mod several;
mod shared;
mod signing;
mod token;
mod value;
mod walkthrough;

pub use crate::words::{
    BinaryEncoding, ClaimWhen, CodeType, ContentEncryption, HashFunction, JweFormat,
    KeyManagement, Known, ListStyle, Location, Method, Need, Redact, Remedy, Repeat,
    RequestBody, SigningAlgorithm,
};
pub use accepted::{Accepted, Exception};
pub use api::{
    Api, Echo, Encryption, Envelope, Environment, FORMAT, Header, HeaderOrigin,
    HeaderSet, Host, OwnEnvelope, Service, Source, SourceKind, Subject, UNSORTED,
};
pub use callback::{Callback, CallbackEncoding, Signed};
pub use callbacks::{AgeLimit, CallbackAnswer, CallbackSigning, Callbacks};
pub use catalog::{Catalog, CatalogEntry};
pub use codes::{Code, CodeTable};
pub use decisions::{Decisions, KindDecision, ResolvedFact, SharedResolution};
pub use effect::{Callers, Deployed, Effect, Group};
pub(crate) use fact::always;
pub use fact::{Fact, Judged, Limit, Side};
pub use field::{Field, Item, Limits, Rows, Unnamed};
pub use field_type::{FieldOrigin, FieldType, Wire};
pub use kinds::Kind;
pub use limit::*;
pub use mark::{Origin, Resolvable, TextKind};
pub use operation::{
    Charset, Mode, Operation, Page, PageCopy, Pending, Renamed, Request, Response,
    ResponseBody,
};
pub use pages::{
    DescriptionKey, Descriptions, ItemRow, KnownObject, Labels, ModeLabel, NeedLabel,
    Pages, TypeLabel, Unshown, Widget,
};
pub use part::Part;
pub use release::{Record, Release};
pub use results::{ResponseCode, ResponseCodes, TestCase, TestCases};
pub use scheme::{KnownScheme, Scheme};
pub use second::SecondCode;
pub use several::{Several, Single};
pub use shared::{Bound, Cite, Elsewhere, Encrypted, Resolution, Standing};
pub use signing::{Claim, Signing};
pub use token::Token;
pub use value::{Facts, Value};
pub use walkthrough::{Given, GivenUndocumented, Input, Step, Taken, Walkthrough};
