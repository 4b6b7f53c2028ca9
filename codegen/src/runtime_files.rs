//! The sources of `codegen/runtime`, which every client carries.

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../runtime/src/", $name)))),*]
    };
}

/// Each file's name and text.
pub(crate) const FILES: &[(&str, &str)] = files! {
    "ask.rs" "base.rs" "call.rs" "clock.rs" "code.rs" "core.rs" "date.rs" "decode.rs" "der.rs"
    "error/display.rs" "error/mod.rs" "error/reason.rs" "flag.rs" "ids.rs" "jwe.rs" "key.rs"
    "key_error.rs" "keyless.rs" "lib.rs" "lines.rs" "macros.rs" "number.rs" "object.rs"
    "operation.rs" "pem.rs" "plain.rs" "protocol.rs" "reading.rs" "reply.rs" "rule.rs"
    "secret.rs" "setup.rs" "shape.rs" "sign.rs" "slot.rs" "source.rs" "text.rs" "trace.rs"
    "transport/connecting.rs" "transport/error.rs" "transport/mod.rs" "transport/reqwest.rs"
    "transport/ureq.rs" "violation.rs"
};

/// What a caller needs of the runtime, at the root of the crate, and the feature that it is
/// there with. No type of the vendor may have one of these names.
pub(crate) const NAMES: &[(&str, Option<&str>)] = &[
    ("Answer", Some("client")),
    ("Ask", Some("client")),
    ("BlockingTransport", Some("client")),
    ("Broken", None),
    ("BuildError", Some("client")),
    ("Call", Some("client")),
    ("CallLimits", Some("client")),
    ("Client", Some("client")),
    ("Clock", Some("client")),
    ("CodeTable", None),
    ("ContentEncryption", Some("client")),
    ("Core", Some("client")),
    ("CryptoKey", Some("client")),
    ("Date", None),
    ("Documented", None),
    ("Encrypting", Some("client")),
    ("Encryption", Some("client")),
    ("Error", Some("client")),
    ("ErrorCode", None),
    ("FixedClock", Some("client")),
    ("FixedIds", Some("client")),
    ("Flag", None),
    ("Header", None),
    ("Ids", Some("client")),
    ("Incomplete", Some("client")),
    ("IntoField", None),
    ("Json", None),
    ("KeyError", Some("encryption")),
    ("KeyFault", Some("encryption")),
    ("KeyPart", Some("encryption")),
    ("Keys", Some("client")),
    ("Length", None),
    ("Method", None),
    ("Named", None),
    ("Need", None),
    ("Number", None),
    ("NumberRule", None),
    ("Numeric", None),
    ("Object", None),
    ("Operation", None),
    ("Part", None),
    ("Plain", Some("client")),
    ("Prepared", Some("client")),
    ("ProcessIds", Some("client")),
    ("Protocol", Some("client")),
    ("Range", None),
    ("Reached", Some("client")),
    ("Reading", None),
    ("Reason", Some("client")),
    ("Redact", None),
    ("Refusal", Some("client")),
    ("Remedy", None),
    ("Repeat", None),
    ("Reply", Some("client")),
    ("Reqwest", Some("reqwest")),
    ("Response", None),
    ("Row", None),
    ("Rule", None),
    ("Secret", None),
    ("SecretError", None),
    ("SecretKey", Some("client")),
    ("SecretProblem", None),
    ("SecretRule", None),
    ("Sent", Some("client")),
    ("SentBy", Some("client")),
    ("Setup", Some("client")),
    ("Shape", None),
    ("Source", None),
    ("SystemClock", Some("client")),
    ("Text", None),
    ("TextRule", None),
    ("Transport", Some("client")),
    ("TransportError", Some("client")),
    ("TransportFault", Some("client")),
    ("Unanswered", Some("client")),
    ("Undocumented", None),
    ("Unexpected", Some("client")),
    ("Untyped", Some("client")),
    ("Ureq", Some("ureq")),
    ("Violation", None),
    ("Violations", None),
];

/// The types and traits that the runtime exports, which the client's modules take for granted.
pub(crate) fn exported() -> impl Iterator<Item = &'static str> {
    let root = FILES.iter().find(|(name, _)| *name == "lib.rs");
    let exports = root.into_iter().flat_map(|(_, text)| text.split("pub use ").skip(1));
    exports
        .filter_map(|export| export.split(';').next())
        .flat_map(|names| names.split(|c: char| !c.is_alphanumeric()))
        .filter(|name| name.starts_with(char::is_uppercase))
}

/// The checks that the client's boundary tests share.
pub(crate) const BOUNDARY_CHECKS: &str =
    include_str!("../runtime/tests/boundary/mod.rs");
