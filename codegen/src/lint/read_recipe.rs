//! Reading the recipes of signatures.

use super::rule::Findings;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::recipe::{Recipe, RecipeError};
use crate::source::NodeRef;

/// Reads a recipe that is to have these parts.
pub(super) fn read_as(
    explanation: &'static Explanation,
    parts: &str,
    at: NodeRef<'_>,
    findings: &mut Findings,
) -> Option<Recipe> {
    match Recipe::parse(at.text()?) {
        Ok(recipe) => Some(recipe),
        Err(RecipeError { message, at: position }) => {
            let help =
                format!("the parts are {parts}; a brace as text is written twice");
            let message_of = "the recipe cannot be read".to_owned();
            let span = at.span_of_char(position);
            findings.add(
                Diagnostic::error(explanation, span, message_of)
                    .label(message)
                    .help(help),
            );
            None
        }
    }
}
