//! The frozen model that emitters read: names claimed, references resolved, contradictions
//! decided. No serde, no syn.

mod callback;
mod carried;
mod citation;
mod envelope;
mod field;
mod header;
mod local_times;
mod operation;
mod signing;
mod token;
mod walkthrough;
mod words;
mod zone;

pub use callback::{AgeLimit, Callback, CallbackAnswer, CallbackSigning, Callbacks};
pub use citation::{Citation, Decision, Disagreement, Settled};
pub use envelope::{Envelope, SecondCode};
pub use field::{
    AnswerObject, Constant, Constraint, Field, List, Module, Object, Reading,
    ResponseField, Rows, ShapeSign, Tag, TypeRef, Upload, ValueKind, ValueType,
};
pub use header::{Echo, Header, HeaderSet};
pub use operation::{Operation, OwnEnvelope, Response, ResponseCode, TestCase};
pub use signing::{Claim, KeyForm, Signing};
pub use token::Token;
pub use walkthrough::{
    Given, GivenValue, Input, PathPart, Step, Taken, Walkthrough, path,
};
pub use words::{Unnamed, Words};
pub use zone::LocalTimes;

pub use crate::name::Ident;
pub use crate::raw::{
    BinaryEncoding, CallbackEncoding, Charset, ClaimWhen, CodeType, ContentEncryption,
    Encrypted, FieldOrigin, HeaderOrigin, Host, JweFormat, KeyManagement, Known,
    KnownScheme, ListStyle, Location, Method, Mode, Need, PageCopy, Pending, Redact,
    Remedy, Repeat, RequestBody, ResponseBody, Scheme, Signed, SigningAlgorithm,
    Standing, Wire,
};
pub use crate::recipe::{Hashed, Recipe, RecipePart};
pub use crate::shape::{Part, Shape};
use std::collections::{HashMap, HashSet};

/// The vendor's whole API.
#[derive(Debug)]
pub struct Api {
    /// The name of the generated crate.
    pub id: String,
    /// The vendor's name for its service.
    pub name: String,
    /// What it is.
    pub about: String,
    /// In the spec's order.
    pub environments: Vec<Environment>,
    /// Those that operations have, in the spec's order; unsorted operations stand last.
    pub subjects: Vec<Subject>,
    /// In the spec's order.
    pub header_sets: Vec<HeaderSet>,
    /// The fields of requests that are set by configuration, each once, as headers are.
    pub configured_fields: Vec<Header>,
    /// Every header that answers have, once.
    pub answer_headers: Vec<Answered>,
    /// The signing of requests.
    pub signing: Option<Signing>,
    /// The zone of the local times that requests have.
    pub local_times: LocalTimes,
    /// The token that the client fetches.
    pub token: Option<Token>,
    /// The encryption of bodies.
    pub encryption: Option<Encryption>,
    /// The fields of an answer that carry its result.
    pub envelope: Option<Envelope>,
    /// The header that says how long to wait, if it is not `Retry-After`.
    pub retry_after: Option<String>,
    /// The decisions about facts that have no documentation of their own.
    pub decisions: Vec<Decision>,
    /// The fields of one name that have several rules, which nobody has decided about.
    pub disagreements: Vec<Disagreement>,
    /// The kinds of doubts that are decided.
    pub settled: Vec<Settled>,
    /// By file name.
    pub code_tables: Vec<CodeTable>,
    /// The types of header values, in the spec's order.
    pub header_types: Vec<ValueType>,
    /// The types of field values that several operations use, in the spec's order.
    pub field_types: Vec<ValueType>,
    /// Objects within the requests of several operations, in the spec's order.
    pub field_objects: Vec<Object>,
    /// Objects within the answers of several operations, in the spec's order.
    pub field_answers: Vec<AnswerObject>,
    /// What the values of the types of files have to be.
    pub uploads: HashMap<Ident, Upload>,
    /// The types of booleans.
    pub flags: HashSet<Ident>,
    /// By file name.
    pub operations: Vec<Operation>,
    /// By file name.
    pub callbacks: Vec<Callback>,
    /// What they share.
    pub callback_protocol: Callbacks,
    /// The id of the operation that the documentation of the client shows.
    pub example: Option<String>,
    /// By file name.
    pub walkthroughs: Vec<Walkthrough>,
}

/// One environment in which the API is reached.
#[derive(Debug)]
pub struct Environment {
    /// The variant's name.
    pub name: Ident,
    /// The spec's name.
    pub id: String,
    /// The URL that paths are appended to; absent when the caller gives it.
    pub base_url: Option<String>,
    /// The hosts that some operations have.
    pub hosts: Vec<Host>,
    /// Whether it is there for tests.
    pub for_tests: bool,
    /// Notes on it.
    pub about: Option<String>,
    /// Where it is documented.
    pub citation: Citation,
}

/// A group of operations.
#[derive(Debug)]
pub struct Subject {
    /// The name of the module that holds their types.
    pub module: Ident,
    /// The spec's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A description of its operations.
    pub about: String,
    /// Where the group is from.
    pub citation: Citation,
}

/// A header that can be read from answers.
#[derive(Debug)]
pub struct Answered {
    /// The accessor's name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: TypeRef,
    /// Whether some answers are held to what the request had.
    pub echoes: bool,
}

/// The encryption of bodies.
#[derive(Debug)]
pub struct Encryption {
    /// The format of the encrypted text.
    pub format: JweFormat,
    /// The encryption of the content key.
    pub key_management: KeyManagement,
    /// The content encryption that the client uses.
    pub content_sent: ContentEncryption,
    /// The content encryptions that the client accepts.
    pub content_accepted: Vec<ContentEncryption>,
    /// The field that holds the encrypted text.
    pub field: String,
    /// The header that names the key.
    pub key_id_header: Option<String>,
    /// Notes on it.
    pub about: String,
    /// Where it is documented.
    pub citation: Citation,
}

/// A list of codes.
#[derive(Debug)]
pub struct CodeTable {
    /// The type's name.
    pub name: Ident,
    /// The module's name.
    pub module: Ident,
    /// The spec's name.
    pub id: String,
    /// The descriptions of the codes.
    pub words: Words,
    /// The form and the length of a code.
    pub constraint: Constraint,
    /// Whether the codes are numbers on the wire, and not texts.
    pub numbers: bool,
    /// In the page's order.
    pub codes: Vec<Code>,
    /// The decisions about the table.
    pub decisions: Vec<Decision>,
    /// Where the table is documented.
    pub citation: Citation,
}

/// One code.
#[derive(Debug)]
pub struct Code {
    /// The variant's name.
    pub variant: Ident,
    /// The code on the wire.
    pub code: String,
    /// The vendor's name for it.
    pub name: String,
    /// A description in our own words.
    pub about: Option<String>,
    /// For a time zone: how many minutes it is ahead of UTC.
    pub utc_offset: Option<i32>,
    /// For a second code: what to do about it.
    pub remedy: Option<Remedy>,
    /// The decisions about it.
    pub decisions: Vec<Decision>,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
    /// Why it is to be confirmed.
    pub confirm: Option<String>,
    /// Where it is documented, if not where the table is.
    pub cite: Option<Citation>,
}

impl Api {
    /// Every recipe of signatures of requests: that of most operations, and their own ones.
    pub fn recipes(&self) -> impl Iterator<Item = &Signing> {
        let own = self.operations.iter().filter_map(|it| it.signing.as_ref());
        self.signing.iter().chain(own)
    }

    /// Every recipe of signatures of callbacks, likewise.
    pub fn callback_recipes(&self) -> impl Iterator<Item = &CallbackSigning> {
        let own = self.callbacks.iter().filter_map(|it| it.signing.as_ref());
        self.callback_protocol.signing.iter().chain(own)
    }

    /// The recipe that a callback is signed by, if it is.
    #[must_use]
    pub fn signing_of<'a>(
        &'a self,
        callback: &'a Callback,
    ) -> Option<&'a CallbackSigning> {
        let most = self.callback_protocol.signing.as_ref();
        let recipe = callback.signing.as_ref().or(most);
        recipe.filter(|_| callback.signed == Signed::Yes)
    }

    /// The hosts that some operations have, each once.
    #[must_use]
    pub fn hosts(&self) -> Vec<&str> {
        let mut hosts: Vec<_> =
            self.operations.iter().filter_map(|it| it.host.as_deref()).collect();
        hosts.sort_unstable();
        hosts.dedup();
        hosts
    }

    /// The operations of a subject, by file name.
    pub fn of_subject<'a>(
        &'a self,
        subject: &'a Subject,
    ) -> impl Iterator<Item = &'a Operation> {
        self.operations.iter().filter(|operation| operation.subject == subject.module)
    }

    /// What answers of an operation carry their result in.
    #[must_use]
    pub fn envelope_of<'a>(&'a self, operation: &'a Operation) -> Option<&'a Envelope> {
        match &operation.envelope {
            OwnEnvelope::Shared => self.envelope.as_ref(),
            OwnEnvelope::None => None,
            OwnEnvelope::Other(envelope) => Some(envelope),
        }
    }

    /// The second code of an operation's answers.
    #[must_use]
    pub fn second_of<'a>(&'a self, operation: &'a Operation) -> Option<&'a SecondCode> {
        self.envelope_of(operation)?.second.as_ref()
    }

    /// The operation of an id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The operation that the documentation of the client shows: the one that the spec names, or
    /// the only one.
    #[must_use]
    pub fn shown(&self) -> Option<&Operation> {
        match (self.example.as_deref(), self.operations.as_slice()) {
            (Some(id), _) => self.operation(id),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// The headers of a request that no operation specifies: those that the first one sends that
    /// is signed like most and issues no token, or else the first one, or else the first set.
    #[must_use]
    pub fn sent(&self) -> Option<&HeaderSet> {
        let issuing = self.token.as_ref().map(|token| &token.operation);
        let usual = self.operations.iter();
        let usual = usual.filter(|it| it.signing.is_none() && Some(&it.id) != issuing);
        let named = usual
            .chain(&self.operations)
            .find_map(|operation| operation.request_headers.as_ref());
        self.header_set(named).or(self.header_sets.first())
    }

    /// The header set of this name.
    #[must_use]
    pub fn header_set(&self, name: Option<&Ident>) -> Option<&HeaderSet> {
        let name = name?;
        self.header_sets.iter().find(|set| set.name == *name)
    }

    /// The header sets of requests, that of [`sent`](Self::sent) first; one can occur twice.
    pub fn sent_sets(&self) -> impl Iterator<Item = &HeaderSet> {
        let used = |set: &&HeaderSet| {
            let mut operations = self.operations.iter();
            operations
                .any(|operation| operation.request_headers.as_ref() == Some(&set.name))
        };
        self.sent().into_iter().chain(self.header_sets.iter().filter(used))
    }

    /// The headers of requests whose values the client's builder takes, each once, those of
    /// [`sent`](Self::sent) first.
    #[must_use]
    pub fn configured(&self) -> Vec<&Header> {
        let mut headers: Vec<&Header> = Vec::new();
        for header in self.sent_sets().flat_map(|set| &set.headers) {
            let is_new = headers.iter().all(|known| known.wire != header.wire);
            if is_new && header.origin.is_configured() {
                headers.push(header);
            }
        }
        headers
    }

    /// Whether answers have to have some header.
    #[must_use]
    pub fn checks_answers(&self) -> bool {
        self.header_sets.iter().any(|set| set.checked().next().is_some())
    }

    /// What is said of a header and not of its type: several headers may share one, and a code
    /// table is described by itself.
    #[must_use]
    pub fn own_words<'a>(&self, header: &'a Header) -> Option<&'a Words> {
        let mut types = self.header_types.iter();
        let is_of_type =
            types.any(|it| it.name == *header.ty.name() && it.words == header.words);
        (!is_of_type && header.words != Words::default()).then_some(&header.words)
    }

    /// Whether nothing ever shows the values of this type.
    #[must_use]
    pub fn is_secret(&self, ty: &Ident) -> bool {
        let all = self.header_types.iter().chain(&self.field_types);
        let mut types = all.filter(|value| value.name == *ty);
        types.any(|value| matches!(value.kind, ValueKind::Secret(_)))
    }

    /// What the values of this type have to be, if they are files.
    #[must_use]
    pub fn upload(&self, ty: &Ident) -> Option<&Upload> {
        self.uploads.get(ty)
    }

    /// Whether the values of this type are booleans.
    #[must_use]
    pub fn is_flag(&self, ty: &Ident) -> bool {
        self.flags.contains(ty)
    }
}
