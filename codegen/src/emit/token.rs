//! The token that the client fetches: as data of the client, and in words.

use proc_macro2::TokenStream;
use quote::quote;

use super::{doc, literal};
use crate::ir::{
    Api, Field, FieldOrigin, Header, HeaderOrigin, Ident, Need, Operation, Token,
};

/// The token of the client's protocol, if a header carries one.
pub(super) fn of(api: &Api) -> Option<TokenStream> {
    let header = &api.token_header()?.wire;
    let source = api.token.as_ref().zip(api.token_operation());
    let source = source.map_or_else(
        || quote!(None),
        |(token, operation)| {
            let source = source_of(token, operation);
            quote!(Some(#source))
        },
    );
    Some(quote!(token: Some(TokenHeader { header: #header, from: #source }),))
}

fn source_of(token: &Token, operation: &Operation) -> TokenStream {
    let id = &operation.id;
    let credentials = credentials(operation).map(|field| &field.wire);
    let field = path(&token.field);
    let expires_in = token.expires_in.as_ref().map_or_else(
        || quote!(None),
        |field| {
            let field = path(field);
            quote!(Some(#field))
        },
    );
    quote! {
        TokenSource {
            operation: #id,
            credentials: &[#(#credentials),*],
            field: #field,
            expires_in: #expires_in,
        }
    }
}

/// The step of the client's builder that says how tokens are asked for.
pub(super) fn applied(api: &Api) -> Option<TokenStream> {
    let operation = api.token_operation()?;
    let (module, name) =
        (literal::ident(&operation.subject), literal::ident(&operation.name));
    Some(quote! {
        let request = TokenRequest::of::<crate::#module::#name>(|protocol, minter| {
            crate::#module::#name::new().draft(protocol, minter)
        });
        let setup = setup.token_request(request);
    })
}

fn path(field: &str) -> TokenStream {
    let names = field.split('.');
    quote!(&[#(#names),*])
}

/// The configured fields that are needed to fetch a token.
fn credentials(operation: &Operation) -> impl Iterator<Item = &Field> {
    operation.fields.iter().filter(|field| {
        field.origin == FieldOrigin::Configuration && field.need == Need::Required
    })
}

/// What the client's builder says of a token, and of what tokens are fetched with.
pub(super) fn of_setting(api: &Api, header: &Header) -> Option<String> {
    let source = api.token_operation();
    if header.origin == HeaderOrigin::Token {
        return Some(match source {
            Some(operation) => format!(
                "Optional: without it, the client fetches a token by {}, and renews it. A token \
                 that is given here is never renewed. `Call::token` gives that of one call.",
                doc::code(&operation.id)
            ),
            None => "Optional: `Call::token` gives that of one call. Requests without a token \
                     are refused before they are sent."
                .to_owned(),
        });
    }
    let source = source.filter(|_| header.need == Need::Optional)?;
    credentials(source).find(|field| field.wire == header.wire)?;
    Some(format!(
        "Needed to fetch tokens, by {}; optional where they are given.",
        doc::code(&source.id)
    ))
}

/// How the client comes by its tokens, for the README.
pub(super) fn in_words(api: &Api) -> Option<String> {
    let header = api.token_header()?;
    let name = Ident::snake(header.ty.name().as_str()).ok()?;
    let carrier = doc::code(&header.wire);
    let Some(operation) = api.token_operation() else {
        return Some(format!(
            "The token in {carrier} is given to the client's builder, by `{name}`, or to a call, by \
             `Call::token`, for example that of a user. A client can be built without one.\n\n"
        ));
    };
    let set = api.header_set(operation.request_headers.as_ref());
    let headers = set.into_iter().flat_map(|set| &set.headers);
    let headers = headers.filter(|it| it.origin == HeaderOrigin::Configuration);
    let names = credentials(operation).map(|field| &field.wire);
    let names = names.chain(headers.map(|header| &header.wire));
    let given: Vec<_> = names.map(|name| doc::code(name)).collect();
    let given = match given.join(" and ") {
        given if given.is_empty() => given,
        given => format!(", with the {given} that it is built with"),
    };
    Some(format!(
        "The client fetches the token in {carrier} through {}{given}. It keeps the token until a \
         tenth of its time is left, and at most a minute before it ends; all calls that need another \
         one wait for the same request. A call that is refused with the status 401 gets another token \
         and is sent once more: a request that was refused so has had no effect. If no token can be \
         fetched, nothing of the call is sent, and `Error::token_error` says why. A token of your own \
         is given to the builder, by `{name}`, or to a call, by `Call::token`, for example that of a \
         user; the client does not renew it.\n\n",
        doc::code(&operation.id)
    ))
}
