//! The words of a specification that the client knows too.

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

    /// Where a parameter is sent.
    #[derive(Default)]
    pub enum Location {
        /// As a field of the body.
        #[default]
        Body = "body",
        /// In the path, in the place of `{name}`.
        Path = "path",
        /// In the query.
        Query = "query",
    }

    /// Whether something has to be sent.
    #[derive(Default)]
    pub enum Need {
        /// Always.
        #[default]
        Required = "required",
        /// At the caller's choice.
        Optional = "optional",
        /// In circumstances that the documentation describes.
        Conditional = "conditional",
    }

    /// How much of a value `Debug` shows.
    pub enum Redact {
        /// All of it.
        Shown = "shown",
        /// The last four characters, as `..6789`, of a value that has at least eight; a shorter
        /// one is hidden.
        LastFour = "last-four",
        /// Nothing: `..` whatever the value is.
        Hidden = "hidden",
    }

    /// Whether a request may be sent twice.
    pub enum Repeat {
        /// A source says that it may: the second time changes nothing.
        Safe = "safe",
        /// A source says that it may not: the second time does it again.
        Unsafe = "unsafe",
        /// The documentation does not say; to be treated as unsafe.
        Unknown = "unknown",
    }

    /// What to do about an error.
    pub enum Remedy {
        /// Nothing is wrong.
        None = "none",
        /// The program sent something wrong: correct it, since repeating does not help.
        FixRequest = "fix-request",
        /// The way to the vendor is not as it has to be: correct the base URL, the name service, the
        /// clock or the certificates that are trusted, since repeating does not help.
        FixSetup = "fix-setup",
        /// The person whose data was sent has to correct or decide something.
        AskUser = "ask-user",
        /// It passes: send the same request again after a while.
        RetryLater = "retry-later",
        /// It may have happened: find out before anything is sent again.
        CheckOutcome = "check-outcome",
        /// Only the vendor can help.
        ContactVendor = "contact-vendor",
        /// The documentation does not say.
        Unknown = "unknown",
    }

    /// A keyed hash, with which requests are signed.
    pub enum MacAlgorithm {
        /// HMAC with SHA-256.
        HmacSha256 = "hmac-sha256",
        /// HMAC with SHA-512.
        HmacSha512 = "hmac-sha512",
    }

    /// The format of an encrypted body.
    pub enum JweFormat {
        /// JWE in its compact form: five parts in Base64url, joined by dots.
        Compact = "jwe-compact",
    }

    /// How the key of an encrypted body is encrypted itself.
    pub enum KeyManagement {
        /// RSA with OAEP and SHA-1, as OAEP has it by default.
        RsaOaep = "RSA-OAEP",
        /// RSA with OAEP and SHA-256.
        RsaOaep256 = "RSA-OAEP-256",
    }

    /// How the content of a body is encrypted.
    pub enum ContentEncryption {
        /// AES-GCM with a key of 128 bits.
        A128Gcm = "A128GCM",
        /// AES-GCM with a key of 256 bits.
        A256Gcm = "A256GCM",
    }
}

impl MacAlgorithm {
    /// How many bytes it gives.
    #[must_use]
    pub const fn length(self) -> u32 {
        match self {
            Self::HmacSha256 => 32,
            Self::HmacSha512 => 64,
        }
    }
}
