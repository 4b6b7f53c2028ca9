//! The charsets of answers, whose code is another crate's.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Charset, Operation};

/// Whether an answer is in EUC-KR.
pub(super) fn has_euc_kr(api: &Api) -> bool {
    let charset = |it: &Operation| Some(it.response.as_ref()?.charset);
    api.operations.iter().any(|it| charset(it) == Some(Charset::EucKr))
}

/// The constants of the charsets that answers have.
pub(super) fn emit(api: &Api) -> Option<TokenStream> {
    has_euc_kr(api).then(|| {
        quote! {
            /// EUC-KR.
            pub(crate) const EUC_KR: Charset = Charset {
                name: "EUC-KR",
                decode: |bytes| {
                    let text = ::encoding_rs::EUC_KR
                        .decode_without_bom_handling_and_without_replacement(bytes);
                    text.map(::std::borrow::Cow::into_owned)
                },
                encode: |text| {
                    let (bytes, _, is_lossy) = ::encoding_rs::EUC_KR.encode(text);
                    (!is_lossy).then(|| bytes.into_owned())
                },
            };
        }
    })
}

/// How the answers of an operation name theirs.
pub(super) fn of(operation: &Operation) -> Option<String> {
    match operation.response.as_ref()?.charset {
        Charset::Utf8 => None,
        Charset::EucKr => Some("charset: Some(crate::protocol::EUC_KR)".to_owned()),
    }
}
