//! Syntax errors in the words of this crate.

/// What is wrong and what to do about it, by the words that the parser has for a syntax error, or
/// that the index has; empty where its own words say what is wrong.
pub(super) const SYNTAX_ERRORS: [(&str, &str, &str); 29] = [
    (
        "merge conflict",
        "",
        "choose one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    (
        "byte order mark",
        "",
        "remove the character; the surest way is to type the line again",
    ),
    ("full-width colon", "", "write `: ` with an ASCII colon"),
    ("full-width comma", "", "write `, ` with an ASCII comma"),
    ("after a colon", "", "type the space after the colon again"),
    ("no space after the colon", "", "put a space after the colon"),
    (
        "neither `key: value`",
        "",
        "put `key: ` before it, or indent it as a part of the text above",
    ),
    ("space after the dash", "", "put a space after the dash"),
    ("two dashes", "", "remove one of the two"),
    ("lacks its dash", "", "put `- ` before it, as before the other items"),
    ("an item is", "", "indent it like the others of its list"),
    ("neither like line", "", "indent it like the line that it belongs beside"),
    ("closing bracket", "", "put a text that begins with a bracket into double quotes"),
    (
        "as a part of the text",
        "",
        "indent both lines alike; a text with `: ` in it needs double quotes",
    ),
    ("colon within a text", "", "put the text into double quotes"),
    (
        "bracket that is not closed",
        "",
        "close it; put a text that begins with a bracket into double quotes",
    ),
    ("tab", "", "indent with spaces: YAML does not allow a tab there"),
    (
        "expected ',' or",
        "no comma between two items in brackets",
        "put a comma there, or close the bracket",
    ),
    (
        "expected key",
        "no key where one is expected",
        "indent the line like its neighbours; if it is, look for an unclosed quote above",
    ),
    (
        "trailing content",
        "a text behind a closing quote",
        "write a quote inside a quoted text twice (`'it''s'`) or with a backslash \
         (`\"say \\\"hi\\\"\"`); between two items in brackets, put a comma",
    ),
    (
        "escape",
        "an unknown escape in double quotes",
        "write the backslash twice, or put the text into single quotes",
    ),
    (
        "unexpected character",
        "a character that no text begins with",
        "put a text that begins with this character into quotes",
    ),
    ("unprintable", "an invisible character", "remove the character"),
    (
        "quoted scalar",
        "a quote that is not closed",
        "close it; a quoted text of several lines is indented",
    ),
    (
        "flow",
        "brackets that are not closed",
        "close the bracket, or put a comma between its items",
    ),
    (
        "sequence entries",
        "a dash where no item can be",
        "begin the list on a line of its own; put a text that begins with `- ` into quotes",
    ),
    (
        "mapping keys",
        "a question mark where no key can be",
        "put a text that begins with `? ` into quotes",
    ),
    (
        "block scalar",
        "a text behind `|` or `>`",
        "begin the text on the next line, indented, or put it into quotes",
    ),
    (
        "directive",
        "a line that begins with `%`",
        "remove it, or put the text into quotes",
    ),
];
