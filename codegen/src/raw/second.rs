//! A second code of answers.

use super::Several;
use super::effect::{MESSAGE, OTHER_SECOND, SECOND_ELSEWHERE};

facts! {
    /// A code beside the first one of an answer: both decide whether it is a success.
    pub struct SecondCode {
        /// The object that holds it, within the one that holds the first code, with a dot before
        /// each object within another, as `extras.bank`; absent where it stands beside the first
        /// code, or in rows.
        object: Option<String> = effect(SECOND_ELSEWHERE);
        /// The field that holds it: in `object`, beside that of the first code, or in each row of
        /// `rows`.
        code: String = effect(SECOND_ELSEWHERE);
        /// The field that holds its message.
        message: Option<String> = effect(MESSAGE);
        /// The code of success, or a list of several; absent when a success has no second code.
        #[serde(default)]
        success_code: Several<String> = by_use, code;
        /// The code table that lists the codes, each with its remedy.
        codes: String = effect(OTHER_SECOND), table;
        /// The list of the answer in whose rows the code stands: each row succeeds or fails by its
        /// own, and the answer by the first code alone.
        rows: Option<String> = effect(OTHER_SECOND);
    }
}
