//! Successes that are not final.

use codegen::semver::Deployed;
use serde_json::Value;

/// Whether an answer says that its success is not final, by what one state documents. Nobody
/// knows of an answer without such a field.
fn is_pending(operation: &Value, outcome: &Value) -> Option<bool> {
    let pending = &operation["pending"];
    if pending.is_null() {
        return Some(false);
    }
    // Without a field that tells it, no success is final.
    let [Value::String(field), Value::String(equals)] =
        [&pending["told_by"][0], &pending["told_by"][1]]
    else {
        return Some(true);
    };
    let read = outcome["read"].get(field)?;
    Some(match (read.get("value")?, equals.as_str()) {
        (Value::Bool(flag), word) => ["true", "Y", "1"].contains(&word) == *flag,
        (value, word) => value == word,
    })
}

/// An answer that the old client takes for final, or not, and that is the other.
pub(crate) fn taken(
    was: &Value,
    now: &Value,
    outcome: &Value,
) -> Option<(Deployed, String)> {
    let is_final = outcome.get("pending").is_none();
    outcome.get("read")?;
    match (is_final, is_pending(now, outcome)?) {
        (true, true) => {
            Some((Deployed::Harms, "what is not final is taken for done".to_owned()))
        }
        (false, false) => {
            Some((Deployed::Depends, format!("not final by {}", was["pending"])))
        }
        _ => None,
    }
}

/// Whether a caller gets an error now for what was a success.
pub(crate) fn is_error_now(was: &Value, now: &Value, outcome: &Value) -> bool {
    is_pending(was, outcome) == Some(false) && is_pending(now, outcome) == Some(true)
}
