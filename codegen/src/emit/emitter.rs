//! Emitters and their output.

use proc_macro2::TokenStream;

use crate::history::History;
use crate::ir::Api;

/// One kind of file of the client.
pub struct Emitter {
    /// The file of this folder that makes it.
    pub name: &'static str,
    /// The paths of its files, below the output folder.
    pub paths: fn(&Api) -> Vec<String>,
    /// The content of the file at a position of `paths`.
    pub emit: fn(&Api, &History, usize) -> Option<Emitted>,
}

/// The content of a file.
pub enum Emitted {
    /// Rust, to be printed.
    Rust(RustFile),
    /// Text that is ready, but for the head.
    Text {
        /// How a line of the head begins.
        comment: &'static str,
        /// The file of the repository that it was made from.
        origin: String,
        /// The text.
        text: String,
    },
    /// An object of JSON, which has no comments: the head is a key.
    Json {
        /// The file or folder of the repository that it was made from.
        origin: String,
        /// The text.
        text: String,
    },
}

/// A file of Rust items.
#[derive(Default)]
pub struct RustFile {
    /// The file or folder of the repository that it was made from.
    pub origin: String,
    /// The module's documentation, as Markdown.
    pub doc: String,
    /// Groups of items, separated by blank lines.
    pub groups: Vec<Group>,
}

/// Items, in one of two forms.
pub enum Group {
    /// Rust of any form, which is to be printed.
    Tokens(TokenStream),
    /// Text that is ready. What there is of every operation is declared by macros of the runtime
    /// and written like this, at a tenth of the price of tokens.
    Text(String),
}

impl From<TokenStream> for Group {
    fn from(tokens: TokenStream) -> Self {
        Self::Tokens(tokens)
    }
}

impl From<String> for Group {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl RustFile {
    /// A file of groups that are all to be printed.
    pub(super) fn printed(
        origin: &str,
        doc: impl Into<String>,
        groups: impl IntoIterator<Item = TokenStream>,
    ) -> Emitted {
        Emitted::Rust(Self {
            origin: origin.to_owned(),
            doc: doc.into(),
            groups: groups.into_iter().map(Group::Tokens).collect(),
        })
    }
}

/// The path of a file that there is once.
pub(super) fn once(path: &str) -> Vec<String> {
    vec![path.to_owned()]
}
