//! The keys of `api.yaml`.

use super::effect::{
    CODE_FORM, CONTENT_SENT, MESSAGE, OTHER_CRATE, OTHER_ENVIRONMENT, OTHER_HOST,
    OTHER_KEY, OTHER_MODULE, OTHER_NAME, OTHER_SCHEME, OTHER_SET, OTHER_ZONE,
    READ_OTHERWISE, SEALED_OTHERWISE, WAITS_OTHERWISE,
};

use super::scheme::Scheme;
use super::second::SecondCode;
use super::{Callbacks, Cite, Resolution, Several, Signing, Standing, Token};
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

use crate::words::{
    CodeType, ContentEncryption, JweFormat, KeyManagement, Need, Redact,
};

/// The current version of the format. Earlier ones are read only as committed or released states,
/// to compare with them.
pub const FORMAT: u32 = 2;

/// The subject of operations for which none is decided yet. No spec declares it.
pub const UNSORTED: &str = "unsorted";

facts! {
    /// `api.yaml`: the vendor as a whole.
    pub struct Api {
        /// The version of the spec's own format.
        format: u32 = remark("the format of the files is none of the vendor's");
        /// The vendor.
        service: Service = by_use;
        /// The sources that facts are cited from.
        #[serde(default)]
        sources: Vec<Source> = by_use;
        /// The environments in which the API is reached.
        #[serde(default)]
        environments: Vec<Environment> = by_use;
        /// The subjects of operations, in the order of the documentation.
        #[serde(default)]
        subjects: Vec<Subject> = by_use;
        /// Headers that operations share.
        #[serde(default)]
        header_sets: Vec<HeaderSet> = by_use;
        /// The signing of requests; absent when they are not signed.
        signing: Option<Signing> = by_use;
        /// The recipes of operations that are signed otherwise, which name them in `signing` of their
        /// requests. They sign with the same key.
        #[serde(default)]
        recipes: Vec<Signing> = by_use;
        /// The token that requests carry, where the client fetches it.
        token: Option<Token> = by_use;
        /// The encryption of bodies; absent when none is encrypted.
        encryption: Option<Encryption> = by_use;
        /// The fields of an answer that carry its result; absent when the HTTP status alone is the
        /// result.
        envelope: Option<Envelope> = by_use;
        /// The header of an answer that says how long to wait before the next request, in seconds or
        /// as a date of HTTP; absent when it is `Retry-After`.
        retry_after: Option<String> = effect(WAITS_OTHERWISE);
        /// What the callbacks of `callbacks/` share: the requests that the vendor sends to a server
        /// of the caller.
        callbacks: Option<Callbacks> = by_use;
        /// Contradictions about the facts of this file.
        #[serde(default)]
        resolutions: Vec<Resolution> = by_use, part;
    }

    /// The vendor.
    pub struct Service {
        /// The name of the generated crate.
        id: String = effect(OTHER_CRATE), id;
        /// The vendor's name for its service.
        name: String = docs, resolvable;
        /// A description in our own words.
        about: String = docs, sentence;
        /// The offset from UTC, such as `+09:00`, of the local times that the client writes in
        /// requests, where no header says their zone; absent when it is not known, so that callers
        /// have to give it.
        utc_offset: Option<String> = effect(OTHER_ZONE), data, resolvable;
        /// The operation that the README and the documentation of the client show; not needed where
        /// there is only one.
        example: Option<String> = docs, operation;
    }

    /// A source that facts are cited from.
    pub struct Source {
        /// Its id, by which citations refer to it.
        id: String = remark("citations have the title"), id;
        /// The kind of source.
        kind: SourceKind = remark("it tells whoever reads the spec what to make of the source");
        /// Its title.
        title: String = docs;
        /// Its address.
        url: Option<String> = docs, data;
    }
}

words! {
    /// The kind of a source.
    pub enum SourceKind {
        /// An API page of the vendor.
        Page = "page",
        /// Another text of the vendor.
        Guide = "guide",
        /// Something seen on the wire or in public code.
        Observation = "observation",
    }
}

facts! {
    /// An environment in which the API is reached.
    pub struct Environment {
        /// Its name.
        id: String = effect(OTHER_ENVIRONMENT), id, unique("the environment");
        /// The URL that documented paths are appended to; absent when the caller has to give it.
        base_url: Option<String> = by_use, data, resolvable;
        /// The hosts that some operations have instead, where the base URL is documented.
        #[serde(default)]
        hosts: Vec<Host> = by_use;
        /// Whether it is there for tests: what is sent to it moves no money. The documentation in a
        /// browser asks before it sends a request to any other.
        #[serde(default)]
        for_tests: bool = docs, implied("false");
        /// Notes in our own words.
        about: Option<String> = docs, sentence;
        /// The source of the environment.
        cite: Option<Cite> = docs, cited("the environment");
    }

    /// A host that some operations have.
    #[derive(PartialEq, Eq)]
    pub struct Host {
        /// Its id, which operations refer to.
        id: String = effect(OTHER_HOST), unique("the host");
        /// The URL that the paths of these operations are appended to.
        base_url: String = effect(OTHER_HOST), data;
    }

    /// A group of operations.
    pub struct Subject {
        /// Its id, which operations refer to and which names the module of their types.
        id: String = effect(OTHER_MODULE), id, unique("the subject");
        /// Its title.
        title: String = docs;
        /// A description of its operations in our own words.
        about: String = docs, sentence;
        /// The source of the group.
        cite: Option<Cite> = docs, cited("the subject");
    }

    /// Headers that operations share.
    pub struct HeaderSet {
        /// Its id, by which operations refer to it.
        id: String = effect(OTHER_SET), id, unique("the header set");
        /// The source of the headers.
        cite: Option<Cite> = docs, cited("the header set");
        /// In the page's order.
        headers: Vec<Header> = by_use;
    }

    /// One header.
    pub struct Header {
        /// Its name on the wire.
        name: String = by_use, resolvable;
        /// Its name as it is sent, where another set sends another header of that name: the
        /// credentials for one endpoint, and a token for the others. Its `name` is ours then.
        sent_as: Option<String> = by_use;
        /// The name of its Rust type, where the wire name gives a poor one.
        type_name: Option<String> = effect(OTHER_NAME);
        /// Whether it is sent.
        need: Need = by_use, resolvable;
        /// The condition of the need, in a sentence.
        condition: Option<String> = docs, sentence, resolvable;
        /// Its exact length in characters, as the page says.
        length: Option<u32> = by_use, applied;
        /// Its least length in characters.
        min_length: Option<u32> = by_use, applied;
        /// Its greatest length in characters.
        max_length: Option<u32> = by_use, applied;
        /// The form of its value, as the page says.
        form: Option<String> = by_use, applied;
        /// The code table that lists its values.
        codes: Option<String> = by_use, resolvable, table;
        /// The origin of the value.
        from: HeaderOrigin = by_use;
        /// How the credential that the caller configures, or the token, is written: `bearer` (`Bearer` and the
        /// token), `basic` (`Basic` and the Base64 of `user:password`), `basic-user` (the same
        /// with a user name alone and an empty password), or else text with `{credential}` in it, as
        /// `ApiKey {credential}`. The caller gives the bare credential, which is what its limits
        /// and its form are of. Absent for a header that is sent as it is given.
        scheme: Option<Scheme> = effect(OTHER_SCHEME);
        /// Whether it is never sent as a header: a credential that is signed, by `{header:NAME}` in the
        /// recipe, or a part of a value that the client makes, by `{header:NAME:10}` in its form. Its
        /// name is ours then, if the vendor has none for it.
        #[serde(default)]
        only_signed: bool = by_use, implied("false");
        /// Whether it has the idempotency key: a value by which the vendor knows a repeated request.
        /// The caller gives it, or the client makes one for the request, which repeats keep.
        #[serde(default)]
        idempotency: bool = effect(OTHER_KEY), implied("false");
        /// In answers: whether it repeats the value of the request header of the same type, if the
        /// client made that value for the call. `inferred` when absent.
        echo: Option<Echo> = by_use, implied("inferred");
        /// How much of it debug output shows.
        redact: Option<Redact> = by_use;
        /// An invented value that satisfies every rule, for examples of a header that callers give
        /// for each call.
        example: Option<String> = docs, data;
        /// A description in our own words.
        about: Option<String> = docs, sentence;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
    }
}

words! {
    /// The origin of a header's value.
    pub enum HeaderOrigin {
        /// The caller, once, when the client is built.
        Configuration = "configuration",
        /// The caller, for each call.
        Caller = "caller",
        /// The client, for each call, from its form.
        Call = "call",
        /// An operation that issues tokens, or else the caller, for all calls or for each: a token.
        Token = "token",
        /// The signing.
        Signing = "signing",
        /// The encryption.
        Encryption = "encryption",
    }
}

words! {
    /// Whether a header of an answer repeats one of the request. Where it does, an answer with another
    /// value is refused, however certain it is.
    pub enum Echo {
        /// The vendor says that it does.
        Documented = "documented",
        /// It was seen on the wire to do so.
        Observed = "observed",
        /// It is concluded from other facts.
        Inferred = "inferred",
        /// It does not: the vendor gives a value of its own.
        Never = "never",
    }
}

facts! {
    /// The encryption of bodies.
    pub struct Encryption {
        /// The format of the encrypted text.
        format: JweFormat = effect(SEALED_OTHERWISE);
        /// The encryption of the content key.
        key_management: KeyManagement = effect(SEALED_OTHERWISE), resolvable;
        /// The content encryption that the client uses.
        content_sent: ContentEncryption = effect(CONTENT_SENT), resolvable;
        /// The content encryptions that the client accepts in answers.
        content_accepted: Vec<ContentEncryption> = by_use;
        /// The field of the body that holds the encrypted text.
        field: String = effect(SEALED_OTHERWISE), resolvable;
        /// The header that names the key.
        key_id_header: Option<String> = effect(SEALED_OTHERWISE), resolvable;
        /// Notes in our own words.
        about: String = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the encryption");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }
}

facts! {
    /// The fields of an answer that carry its result.
    pub struct Envelope {
        /// The object that holds the result, with a dot before each object within another, as
        /// `response.header`; absent when that is the body itself.
        object: Option<String> = effect(READ_OTHERWISE), resolvable;
        /// The field that holds the code.
        code: String = effect(READ_OTHERWISE), resolvable;
        /// The type of a code in JSON.
        #[serde(default)]
        code_type: CodeType = effect(READ_OTHERWISE), resolvable, implied("text");
        /// The form of a code.
        code_form: Option<String> = effect(CODE_FORM), resolvable;
        /// The field that holds the message.
        message: Option<String> = effect(MESSAGE), resolvable;
        /// The HTTP status of success, or a list of several.
        success_http: Several<u16> = effect(READ_OTHERWISE), resolvable, status;
        /// The code of success, or a list of several; absent when a success has no code, and a code
        /// means failure.
        #[serde(default)]
        success_code: Several<String> = by_use, code, resolvable;
        /// The second code of an answer, where it has one beside the first, or in each row of a list.
        second: Option<SecondCode> = by_use;
        /// Notes in our own words.
        about: String = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the envelope");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }
}

/// What an operation has in the place of the envelope of all others.
#[derive(Debug, Clone)]
pub enum OwnEnvelope {
    /// `none`: the HTTP status alone is the result.
    None,
    /// Another envelope.
    Other(Box<Envelope>),
}

impl super::Facts for OwnEnvelope {
    const FACTS: &'static [super::Fact] = Envelope::FACTS;

    fn value(&self) -> super::Value<'_> {
        match self {
            Self::None => super::Value::Text("none"),
            Self::Other(envelope) => envelope.value(),
        }
    }
}

impl<'de> Deserialize<'de> for OwnEnvelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NoneOrOther)
    }
}

struct NoneOrOther;

impl<'de> Visitor<'de> for NoneOrOther {
    type Value = OwnEnvelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`none`, or the keys of an envelope")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<OwnEnvelope, E> {
        match word {
            // Empty where something else is put in the place of what is reported already.
            "none" | "" => Ok(OwnEnvelope::None),
            _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OwnEnvelope, A::Error> {
        let envelope = Envelope::deserialize(MapAccessDeserializer::new(map))?;
        Ok(OwnEnvelope::Other(Box::new(envelope)))
    }
}
