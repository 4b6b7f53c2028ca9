//! What the client sends, and how it reads answers, as a test of the runtime has recorded it.

use std::collections::BTreeMap;

/// A recording: of which code it is, and its cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recording {
    /// The checksums of the code, by path as in a listing.
    pub(super) code: BTreeMap<String, String>,
    /// What was recorded, by the name of the case: `sent: a request without a body`.
    pub(super) cases: BTreeMap<String, String>,
}

/// The file of the recording, below the root of the repository.
pub(super) const FILE: &str = "codegen/interface/recording.snap";

/// What a case begins with.
const CASE: &str = "\n== ";

impl Recording {
    /// Reads the text that the test writes: the files, then the cases.
    pub(super) fn read(text: &str) -> Self {
        let mut parts = text.split(CASE);
        let code = parts.next().unwrap_or_default().lines();
        let code = code.filter_map(|line| line.split_once(' '));
        let cases = parts.map(|case| {
            let (name, lines) = case.split_once('\n').unwrap_or((case, ""));
            (name.to_owned(), lines.trim_end().to_owned())
        });
        Self {
            code: code.map(|(path, sum)| (path.to_owned(), sum.to_owned())).collect(),
            cases: cases.collect(),
        }
    }

    /// Whether it was made of this code of a file.
    pub(super) fn is_of(&self, path: &str, code: &str) -> bool {
        self.code.get(path).is_some_and(|it| it == code)
    }
}
