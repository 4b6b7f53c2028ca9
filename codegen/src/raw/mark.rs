//! Further declarations of a key of the format: the kind of its texts, whether it can be resolved,
//! and where it comes from.

/// The kind of texts that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A name or a word: one line.
    Name,
    /// The name of a file or an item of it, which others refer to.
    Id,
    /// The vendor's data: one line.
    Data,
    /// A code: in quotes, so that YAML does not read `004` as a number.
    Code,
    /// A status of HTTP.
    Status,
    /// The id of a source, or of an operation for its page.
    Source,
    /// The id of a code table.
    Table,
    /// The id of a header set.
    Set,
    /// The id of a recipe of signatures of requests.
    Recipe,
    /// The id of a recipe of signatures of callbacks.
    CallbackRecipe,
    /// The id of a subject.
    Subject,
    /// The id of an operation.
    Operation,
    /// One sentence or several.
    Sentence,
    /// The page's words, line by line.
    Lines,
    /// No text: a part of a file, with an empty line above it.
    Part,
}

/// Whether a resolution can be about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolvable {
    /// No.
    No,
    /// It can, as documentation: the adopted reading is the transcribed one.
    Documented,
    /// It can, and the client takes the reading from it.
    Applied,
}

/// Where the value of a key comes from, for import and audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// No page, or one that does not print it as it is.
    Other,
    /// The page prints it.
    Page,
    /// The prose of the page states it in regular words.
    Prose,
    /// The line of the page that limits a value, which may have more than one reading.
    Limit,
    /// People, whatever the page says.
    People,
}
