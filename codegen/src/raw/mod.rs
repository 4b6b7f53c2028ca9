//! The spec as it is written: serde types that mirror the YAML, and nothing else.
//!
//! What a fact needs in order to be complete (a citation, a source that exists) is the business
//! of the lint rules, which can point at it; so what a rule asks for is optional here.

mod api;
mod catalog;
mod codes;
mod operation;
mod pages;
mod release;
mod shared;
mod words;

pub use api::{
    Api, ContentEncryption, Echo, Encryption, Envelope, Environment, Header,
    HeaderOrigin, HeaderSet, JweFormat, KeyManagement, MacAlgorithm, Service, Signing,
    Source, SourceKind,
};
pub use catalog::{Catalog, CatalogEntry};
pub use codes::{Code, CodeTable};
pub use operation::{
    Field, FieldType, Item, Method, Mode, Operation, Page, Place, Remedy, Repeat,
    Request, Response, ResponseCode, ResponseCodes, TestCase, TestCases, Unnamed, Wire,
};
pub use pages::{
    ItemRow, KnownObject, Labels, ModeLabel, NeedLabel, Pages, TypeLabel, Widget,
};
pub use release::{Record, Release};
pub use shared::{Bound, Cite, Elsewhere, Need, Redact, Resolution, Standing};
