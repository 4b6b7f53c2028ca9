use super::effect::{
    CODE_FORM, CONTENT_SENT, MESSAGE, OTHER_CRATE, OTHER_ENVIRONMENT, OTHER_MODULE,
    OTHER_NAME, OTHER_SET, READ_OTHERWISE, SEALED_OTHERWISE, SIGNED_OTHERWISE,
};

use super::{Cite, Resolution, Standing};
use crate::words::{
    ContentEncryption, JweFormat, KeyManagement, MacAlgorithm, Need, Redact,
};

/// The version of the format that is written and asked for. Of earlier ones only states are read
/// that were committed or released, to compare with them.
pub const FORMAT: u32 = 2;

/// The subject of operations for which none is decided yet. No spec declares it.
pub const UNSORTED: &str = "unsorted";

facts! {
    /// `api.yaml`: the vendor as a whole.
    pub struct Api {
        /// The version of the spec's own format.
        format: u32 = remark("the format of the files is none of the vendor's");
        /// Who the vendor is.
        service: Service = by_use;
        /// What facts are cited from.
        #[serde(default)]
        sources: Vec<Source> = by_use;
        /// Where the API is reached.
        #[serde(default)]
        environments: Vec<Environment> = by_use;
        /// What operations are about, in the order of the documentation.
        #[serde(default)]
        subjects: Vec<Subject> = by_use;
        /// Headers that operations share.
        #[serde(default)]
        header_sets: Vec<HeaderSet> = by_use;
        /// How a request is signed; absent when it is not.
        signing: Option<Signing> = by_use;
        /// How a body is encrypted; absent when none is.
        encryption: Option<Encryption> = by_use;
        /// Where an answer carries its result; absent when the HTTP status alone tells.
        envelope: Option<Envelope> = by_use;
        /// Contradictions about the facts of this file.
        #[serde(default)]
        resolutions: Vec<Resolution> = by_use, part;
    }

    /// The vendor.
    pub struct Service {
        /// The name of the generated crate.
        id: String = effect(OTHER_CRATE), id;
        /// The vendor's name for its service.
        name: String = docs, told;
        /// What it is, in our own words.
        about: String = docs, sentence;
    }

    /// Something that facts are cited from.
    pub struct Source {
        /// What citations call it.
        id: String = remark("citations have the title"), id;
        /// Its nature.
        kind: SourceKind = remark("it tells whoever reads the spec what to make of the source");
        /// Its title.
        title: String = docs;
    }
}

words! {
    /// The nature of a source.
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
    /// One place where the API is reached.
    pub struct Environment {
        /// Its name.
        id: String = effect(OTHER_ENVIRONMENT), id, unique("the environment");
        /// What documented paths are appended to; absent when the caller has to give it.
        base_url: Option<String> = by_use, told;
        /// What is to be known of it.
        about: Option<String> = docs, sentence;
        /// Where that is said.
        cite: Option<Cite> = docs, cited("the environment");
    }

    /// What a group of operations is about.
    pub struct Subject {
        /// What operations call it; the module that holds their types.
        id: String = effect(OTHER_MODULE), id, unique("the subject");
        /// What it is called.
        title: String = docs;
        /// What its operations do, in our own words.
        about: String = docs, sentence;
        /// Where the group is from.
        cite: Option<Cite> = docs, cited("the subject");
    }

    /// Headers that operations share.
    pub struct HeaderSet {
        /// What operations call it.
        id: String = effect(OTHER_SET), id, unique("the header set");
        /// Where the headers are documented.
        cite: Option<Cite> = docs, cited("the header set");
        /// In the page's order.
        headers: Vec<Header> = by_use;
    }

    /// One header.
    pub struct Header {
        /// Its name on the wire.
        name: String = by_use, told;
        /// The name of its Rust type, where the wire's name gives a poor one.
        type_name: Option<String> = effect(OTHER_NAME);
        /// Whether it is sent.
        need: Need = by_use, told;
        /// What the need depends on, in a sentence.
        condition: Option<String> = docs, sentence, told;
        /// Its exact length in characters, as the page says.
        length: Option<u32> = by_use, applied;
        /// Its least length in characters.
        min_length: Option<u32> = by_use, applied;
        /// Its greatest length in characters.
        max_length: Option<u32> = by_use, applied;
        /// The form of its value, as the page says.
        form: Option<String> = by_use, applied;
        /// The code table that lists its values.
        codes: Option<String> = by_use, told, table;
        /// Who provides the value.
        from: HeaderOrigin = by_use;
        /// In answers: whether it repeats what the request had in its header of that type, if the
        /// client made that for the call. `inferred` when absent.
        echo: Option<Echo> = by_use, implied("inferred");
        /// How it shows itself in debug output.
        redact: Option<Redact> = by_use;
        /// What it is, in our own words.
        about: Option<String> = docs, sentence;
        /// What the page says of it, as it is printed.
        wording: Option<String> = docs, lines;
        /// Why this is to be confirmed: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
    }
}

words! {
    /// Who provides a header's value.
    pub enum HeaderOrigin {
        /// The caller, once, when the client is built.
        Configuration = "configuration",
        /// The client, for each call, from its form.
        Call = "call",
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
    /// How a request is signed.
    pub struct Signing {
        /// The header that carries the signature; its form says where the hash goes.
        header: String = effect(SIGNED_OTHERWISE), told;
        /// The keyed hash.
        algorithm: MacAlgorithm = effect(SIGNED_OTHERWISE), told;
        /// The vendor's name of the key.
        key: String = docs, told;
        /// The recipe, in our own words.
        about: String = docs, sentence;
        /// Where it is described.
        cite: Option<Cite> = docs, cited("the signing");
        /// How certain it is.
        #[serde(default)]
        standing: Standing = docs;
    }
}

facts! {
    /// How a body is encrypted.
    pub struct Encryption {
        /// The format of the encrypted text.
        format: JweFormat = effect(SEALED_OTHERWISE);
        /// How the content key travels.
        key_management: KeyManagement = effect(SEALED_OTHERWISE), told;
        /// How the client encrypts.
        content_sent: ContentEncryption = effect(CONTENT_SENT), told;
        /// What the client accepts in answers.
        content_accepted: Vec<ContentEncryption> = by_use;
        /// The field of the body that holds the encrypted text.
        field: String = effect(SEALED_OTHERWISE), told;
        /// The header that names the key.
        key_id_header: Option<String> = effect(SEALED_OTHERWISE), told;
        /// What is to be known of it, in our own words.
        about: String = docs, sentence;
        /// Where it is described.
        cite: Option<Cite> = docs, cited("the encryption");
        /// How certain it is.
        #[serde(default)]
        standing: Standing = docs;
    }
}

facts! {
    /// Where an answer carries its result.
    pub struct Envelope {
        /// The object that holds the result; absent when it stands at the top.
        object: Option<String> = effect(READ_OTHERWISE), told;
        /// The field that holds the code.
        code: String = effect(READ_OTHERWISE), told;
        /// The form of a code.
        code_form: Option<String> = effect(CODE_FORM), told;
        /// The field that holds the message.
        message: Option<String> = effect(MESSAGE), told;
        /// The HTTP status of success.
        success_http: u16 = effect(READ_OTHERWISE), told, status;
        /// The code of success.
        success_code: String = by_use, code, told;
        /// What is to be known of it, in our own words.
        about: String = docs, sentence;
        /// Where it is described.
        cite: Option<Cite> = docs, cited("the envelope");
        /// How certain it is.
        #[serde(default)]
        standing: Standing = docs;
    }
}
