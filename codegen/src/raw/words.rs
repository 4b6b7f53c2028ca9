//! The words of the format for what can be chosen. A choice that only one file knows has them
//! beside it.

use super::{
    ContentEncryption, Echo, FieldType, HeaderOrigin, JweFormat, KeyManagement,
    MacAlgorithm, Method, Mode, Need, Place, Redact, Remedy, Repeat, SourceKind,
    Standing, Wire,
};

/// What can be chosen from words of the format.
pub(crate) trait Choice: super::Facts {}

macro_rules! choices {
    ($($choice:ident { $($variant:ident: $word:literal,)* })*) => {
        $(impl $choice {
            /// The word that the spec has for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::raw::Choice for $choice {}

        impl $crate::raw::Facts for $choice {
            fn value(&self) -> $crate::raw::Value<'_> {
                $crate::raw::Value::Text(self.word())
            }
        })*

        #[test]
        fn a_word_is_read_as_what_it_stands_for() {
            $($(
                let read: Result<$choice, _> = serde_yaml::from_str($word);
                assert_eq!(read.ok().map($choice::word), Some($word));
            )*)*
        }
    };
}

choices! {
    ContentEncryption { A128Gcm: "A128GCM", A256Gcm: "A256GCM", }
    Echo {
        Documented: "documented",
        Observed: "observed",
        Inferred: "inferred",
        Never: "never",
    }
    FieldType {
        String: "string",
        Number: "number",
        Boolean: "boolean",
        Object: "object",
        ArrayOfObjects: "array-of-objects",
        ArrayOfStrings: "array-of-strings",
    }
    HeaderOrigin {
        Configuration: "configuration",
        Call: "call",
        Signing: "signing",
        Encryption: "encryption",
    }
    JweFormat { JweCompact: "jwe-compact", }
    KeyManagement { RsaOaep256: "RSA-OAEP-256", }
    MacAlgorithm { HmacSha256: "hmac-sha256", }
    Method { Get: "GET", Post: "POST", Put: "PUT", Patch: "PATCH", Delete: "DELETE", }
    Mode { Sync: "sync", Async: "async", }
    Need { Required: "required", Optional: "optional", Conditional: "conditional", }
    Place { Body: "body", Path: "path", Query: "query", }
    Redact { Shown: "shown", LastFour: "last-four", Hidden: "hidden", }
    Remedy {
        None: "none",
        FixRequest: "fix-request",
        AskUser: "ask-user",
        RetryLater: "retry-later",
        CheckOutcome: "check-outcome",
        ContactVendor: "contact-vendor",
        Unknown: "unknown",
    }
    Repeat { Safe: "safe", Unsafe: "unsafe", Unknown: "unknown", }
    SourceKind { Page: "page", Guide: "guide", Observation: "observation", }
    Standing { Documented: "documented", Observed: "observed", Inferred: "inferred", }
    Wire { Json: "true/false", YesNo: "Y/N", OneZero: "1/0", }
}
