//! Words of the specification that the client uses too.

words! {
    /// The method of an HTTP request.
    pub enum Method {
        /// `GET`
        Get = "GET",
        /// `POST`
        Post = "POST",
        /// `PUT`
        Put = "PUT",
        /// `PATCH`
        Patch = "PATCH",
        /// `DELETE`
        Delete = "DELETE",
    }

    /// The location of a parameter in a request.
    #[derive(Default)]
    pub enum Location {
        /// As a field of the body.
        #[default]
        Body = "body",
        /// In the path, replacing `{name}`.
        Path = "path",
        /// In the query.
        Query = "query",
        /// As a header.
        Header = "header",
    }

    /// The encoding of a request's body.
    pub enum RequestBody {
        /// A JSON object.
        Json = "json",
        /// A form: `name=value&name=value`, each percent-encoded, with `+` for a space.
        Form = "form",
        /// A form of several parts (`multipart/form-data`): texts in UTF-8, and files with their
        /// names and media types.
        Multipart = "multipart",
        /// No body.
        None = "none",
    }

    /// How a list or an object is written in a query or a form.
    #[derive(Default)]
    pub enum ListStyle {
        /// A pair for each item: `a=1&a=2`.
        #[default]
        Repeated = "repeated",
        /// The same, with brackets behind the name: `a[]=1&a[]=2`. Of an object, a pair for each
        /// value in it, and the items of lists by their number from 0: `a[b]=1`, `a[0][b]=1`.
        Brackets = "brackets",
        /// One pair with the items, separated by commas: `a=1,2`.
        Comma = "comma",
        /// One pair with JSON: `a=["1","2"]`, `a={"b":"1"}`.
        Json = "json",
        /// Of an object, a pair for each value in it, by dots: `a.b=1`, `a[0].b=1`.
        Dots = "dots",
    }

    /// Whether a value is required.
    #[derive(Default)]
    pub enum Need {
        /// Always.
        #[default]
        Required = "required",
        /// At the caller's choice.
        Optional = "optional",
        /// Under conditions that the documentation describes.
        Conditional = "conditional",
    }

    /// How much of something the documentation is known to say.
    #[derive(Default)]
    pub enum Known {
        /// All of it.
        #[default]
        Whole = "whole",
        /// Some of it: there are or may be more fields or rows than those that are listed.
        Part = "part",
        /// Nothing.
        None = "none",
    }

    /// How much of a value `Debug` shows.
    pub enum Redact {
        /// All of it.
        Shown = "shown",
        /// The last four characters, as `..6789`, if it has at least eight; a shorter value is
        /// hidden.
        LastFour = "last-four",
        /// Nothing: `..` whatever the value is.
        Hidden = "hidden",
    }

    /// Whether a request may be repeated.
    pub enum Repeat {
        /// It is documented as safe: repeating it changes nothing.
        Safe = "safe",
        /// It is documented as safe with the same idempotency key: the vendor does it once.
        SafeWithKey = "safe-with-key",
        /// It is documented as unsafe: repeating it has a second effect.
        Unsafe = "unsafe",
        /// The documentation does not say; treat it as unsafe.
        Unknown = "unknown",
    }

    /// Recommended reaction to an error.
    pub enum Remedy {
        /// Nothing to do.
        None = "none",
        /// The request is wrong: correct it; repeating it does not help.
        FixRequest = "fix-request",
        /// The client is set up wrongly: correct the base URL, the credentials that it fetches
        /// tokens with, DNS, the clock or the trusted certificates; repeating the request does not
        /// help.
        FixSetup = "fix-setup",
        /// The person whose data was sent must correct or decide something.
        AskUser = "ask-user",
        /// The failure is temporary: send the same request again later.
        RetryLater = "retry-later",
        /// The request may have taken effect: send the same request again, with its idempotency
        /// key, by which the vendor does it once. With another key it is done twice.
        RetryWithKey = "retry-with-key",
        /// The request may have taken effect: find out before sending it again.
        CheckOutcome = "check-outcome",
        /// Only the vendor can help.
        ContactVendor = "contact-vendor",
        /// The documentation does not say.
        Unknown = "unknown",
    }

    /// The type of a result's code in JSON.
    #[derive(Default)]
    pub enum CodeType {
        /// A text. A number is read as its digits.
        #[default]
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// `true` or `false`.
        Boolean = "boolean",
    }

    /// An algorithm for signing requests.
    pub enum SigningAlgorithm {
        /// HMAC with SHA-256.
        HmacSha256 = "hmac-sha256",
        /// HMAC with SHA-512.
        HmacSha512 = "hmac-sha512",
        /// HMAC with SHA-1, which no new interface should use.
        HmacSha1 = "hmac-sha1",
        /// SHA-256 of a text that includes the key.
        Sha256 = "sha256",
        /// SHA-512 of a text that includes the key.
        Sha512 = "sha512",
        /// A JSON Web Token, signed by HMAC with SHA-256 (HS256).
        JwtHs256 = "jwt-hs256",
        /// A JSON Web Token, signed by HMAC with SHA-512 (HS512).
        JwtHs512 = "jwt-hs512",
        /// RSA with SHA-256 (PKCS#1 v1.5). The key is a private key in PEM.
        RsaSha256 = "rsa-sha256",
    }

    /// When a claim is in a token.
    #[derive(Default)]
    pub enum ClaimWhen {
        /// In every token.
        #[default]
        Always = "always",
        /// In tokens of requests with parameters in the query or fields in the body.
        Parameters = "parameters",
    }

    /// A hash of a part of what is signed.
    pub enum HashFunction {
        /// SHA-256.
        Sha256 = "sha256",
        /// SHA-512.
        Sha512 = "sha512",
    }

    /// How bytes are written as text.
    #[derive(Default)]
    pub enum BinaryEncoding {
        /// Base64: standard alphabet, padded.
        #[default]
        Base64 = "base64",
        /// Base64 with the alphabet for URLs, not padded.
        Base64Url = "base64url",
        /// Hexadecimal digits in lower case.
        Hex = "hex",
    }

    /// The format of an encrypted body.
    pub enum JweFormat {
        /// Compact JWE: five parts in Base64url, joined by dots.
        Compact = "jwe-compact",
    }

    /// The encryption of a content key.
    pub enum KeyManagement {
        /// RSA with OAEP and SHA-1, the default of OAEP.
        RsaOaep = "RSA-OAEP",
        /// RSA with OAEP and SHA-256.
        RsaOaep256 = "RSA-OAEP-256",
    }

    /// The encryption of a body's content.
    pub enum ContentEncryption {
        /// AES-GCM with a key of 128 bits.
        A128Gcm = "A128GCM",
        /// AES-GCM with a key of 256 bits.
        A256Gcm = "A256GCM",
    }
}

impl RequestBody {
    /// Returns the media type; none without a body.
    #[must_use]
    pub const fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Json => Some("application/json"),
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Multipart => Some("multipart/form-data"),
            Self::None => None,
        }
    }
}

impl SigningAlgorithm {
    /// Returns the length of the signature in bytes; `None` if it is that of the key.
    #[must_use]
    pub const fn length(self) -> Option<u32> {
        match self {
            Self::HmacSha1 => Some(20),
            Self::HmacSha256 | Self::Sha256 | Self::JwtHs256 => Some(32),
            Self::HmacSha512 | Self::Sha512 | Self::JwtHs512 => Some(64),
            Self::RsaSha256 => None,
        }
    }

    /// Returns whether the key is a private key in PEM.
    #[must_use]
    pub const fn is_rsa(self) -> bool {
        matches!(self, Self::RsaSha256)
    }

    /// Returns the name in the header of a JSON Web Token, if that is what is signed.
    #[must_use]
    pub const fn of_token(self) -> Option<&'static str> {
        match self {
            Self::JwtHs256 => Some("HS256"),
            Self::JwtHs512 => Some("HS512"),
            _ => None,
        }
    }

    /// Returns whether the algorithm takes the key by itself. One that does not proves nothing
    /// unless the key is a part of the text.
    #[must_use]
    pub const fn is_keyed(self) -> bool {
        !matches!(self, Self::Sha256 | Self::Sha512)
    }
}

impl BinaryEncoding {
    /// Returns the length in characters of `bytes` bytes.
    #[must_use]
    pub const fn length(self, bytes: u32) -> u32 {
        match self {
            Self::Base64 => bytes.div_ceil(3).saturating_mul(4),
            Self::Base64Url => bytes.saturating_mul(4).div_ceil(3),
            Self::Hex => bytes.saturating_mul(2),
        }
    }
}
