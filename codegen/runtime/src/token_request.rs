//! The request for a token.

#[cfg(feature = "gateway")]
use super::description::Description;
use super::{
    Code, Documented, Draft, Endpoint, Json, Minter, Protocol, SentBy, TokenSource,
    Violation, ViolationKind, Violations, authentication::ConfiguredFields,
};

/// The request for a token.
#[derive(Clone, Copy)]
pub struct TokenRequest(Origin);

#[derive(Clone, Copy)]
enum Origin {
    Typed(DraftToken, fn(&str) -> Option<Documented>),
    #[cfg(feature = "gateway")]
    Described(&'static Description, DraftDescribed),
}

/// Makes a request of an operation that is known only at run time.
#[cfg(feature = "gateway")]
pub(super) type DraftDescribed = fn(
    &'static Description,
    &'static Protocol,
    &Minter<'_>,
) -> Result<Draft, Violations>;

type DraftToken = fn(&'static Protocol, &Minter<'_>) -> Result<Draft, Violations>;

impl TokenRequest {
    /// The request of the operation `O`, which `draft` makes.
    #[must_use]
    pub const fn of<O: Endpoint>(draft: DraftToken) -> Self {
        Self(Origin::Typed(draft, documented::<O::Code>))
    }

    /// The request of an operation that is known only at run time.
    #[cfg(feature = "gateway")]
    pub(super) const fn described(
        description: &'static Description,
        draft: DraftDescribed,
    ) -> Self {
        Self(Origin::Described(description, draft))
    }

    /// Returns the documentation of a code.
    pub(super) fn documented(&self, code: &str) -> Option<Documented> {
        match self.0 {
            Origin::Typed(_, documented) => documented(code),
            #[cfg(feature = "gateway")]
            Origin::Described(description, _) => description.result(code),
        }
    }
}

fn documented<C: Code>(code: &str) -> Option<Documented> {
    C::read(code)?.documented().copied()
}

/// The call that fetches a token.
pub(super) struct TokenCall {
    pub(super) source: TokenSource,
    pub(super) request: TokenRequest,
}

impl Endpoint for TokenCall {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        self.source.operation
    }

    fn draft(
        &self,
        protocol: &'static Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        match self.request.0 {
            Origin::Typed(draft, _) => draft(protocol, minter),
            #[cfg(feature = "gateway")]
            Origin::Described(description, draft) => {
                draft(description, protocol, minter)
            }
        }
    }
}

impl<K> SentBy<K> for TokenCall {}

/// Checks that the client has what a request for a token needs.
pub(super) fn check_credentials(
    protocol: &Protocol,
    fields: &ConfiguredFields,
    operation: &str,
) -> Result<(), Violations> {
    let source = protocol.authentication.token.as_ref().and_then(|it| it.from.as_ref());
    let Some(source) = source.filter(|it| it.operation == operation) else {
        return Ok(());
    };
    let is_there = |name: &str| fields.iter().any(|(known, _)| *known == name);
    let missing = source.credentials.iter().filter(|name| !is_there(name));
    let missing = missing.map(|name| {
        let mut fields = protocol.authentication.fields.iter();
        let field = fields.find(|field| field.name == *name);
        let source = field.map_or(protocol.source, |field| field.rule.source);
        Violation::new(name, ViolationKind::Missing, source)
    });
    Violations::gather(missing.collect())
}
