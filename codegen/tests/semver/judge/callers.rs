//! What becomes of a caller's code that compiles: whether it builds, and means the same.

use std::collections::BTreeMap;

use codegen::ir::{HeaderOrigin, KnownScheme, Scheme};
use codegen::semver::Callers;
use serde_json::Value;

use super::pending::is_error_now;
use super::seen::{items, same};
use super::tries::{named, parameters};
use super::world::{State, operation, request_header, successor};

/// Whether building a client is refused until more is given, or something else.
fn is_refused_without_playing(old: &State, new: &State) -> bool {
    let mut needed = new.client.needed.iter();
    let needs_more = needed.any(|it| !old.client.needed.contains(it));
    // Where the spec does not say the offset of local times, callers do.
    let is_asked = |it: &State| it.vendor["protocol"]["utc_offset"].is_null();
    let needs_offset = is_asked(new) && !is_asked(old);
    // Callers give the id of a key with the key.
    let headers = old.api.header_sets.iter().flat_map(|set| &set.headers);
    let mut ids = headers.filter(|it| it.origin == HeaderOrigin::Encryption);
    let is_apart = |wire: &str| {
        let rule = |state: &State| {
            request_header(&state.vendor, wire).map(|it| it["length"].clone())
        };
        rule(old)
            .zip(rule(new))
            .is_some_and(|(a, b)| is_below(&a, &b) || is_below(&b, &a))
    };
    needs_more || needs_offset || ids.any(|it| is_apart(&it.wire))
}

/// What is seen without playing.
pub(crate) fn seen(old: &State, new: &State) -> Callers {
    let mut seen = if is_refused_without_playing(old, new) {
        Callers::Refused
    } else {
        Callers::Compile
    };
    seen = seen.max(credentials(old, new));
    for (name, codes) in &old.client.codes {
        let Some(now) = new.client.codes.get(name) else { continue };
        let (before, after) = (old.client.rows(name), new.client.rows(name));
        let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
        let words = if before.iter().any(|it| it.get("message").is_some()) {
            "message"
        } else {
            "name"
        };
        // A variant that is called what another one was called, and that one something else now.
        let is_other = |row: &Value| {
            let now = |row: &Value| named(after, "variant", &row["variant"]);
            let Some(becomes) = now(row).map(|it| &it[words]) else { return false };
            let mut others = before.iter().filter(|it| it["variant"] != row["variant"]);
            let taken = others.find(|it| it[words] == *becomes).and_then(now);
            row[words] != *becomes && taken.is_some_and(|it| it[words] != *becomes)
        };
        if codes.rows.len() == now.rows.len() && before.iter().any(is_other) {
            seen = Callers::Differs;
        }
    }
    for (name, was) in &old.client.structs {
        let Some(now) = new.client.structs.get(name) else { continue };
        let order = |of: &'_ super::syntax::Struct| -> Vec<String> {
            let required = of.fields.iter().filter(|it| it.is_required);
            required.map(|it| it.name.clone()).collect()
        };
        let (before, after) = (order(was), order(now));
        let (mut sorted, mut same) = (before.clone(), after.clone());
        sorted.sort();
        same.sort();
        if before != after && sorted == same {
            seen = Callers::Differs;
        }
    }
    seen
}

const BASIC: Scheme = Scheme::Known(KnownScheme::Basic);

/// Callers give a credential bare, however it is written; before, they may have written it.
fn credentials(old: &State, new: &State) -> Callers {
    let schemes = |state: &'_ State| -> BTreeMap<String, Option<Scheme>> {
        let headers = state.api.header_sets.iter().flat_map(|set| &set.headers);
        headers.map(|it| (it.wire.clone(), it.scheme.clone())).collect()
    };
    let now = schemes(new);
    let others =
        schemes(old).into_iter().map(|(wire, was)| match (was, now.get(&wire)) {
            (was, Some(is)) if *is == was => Callers::Compile,
            (_, Some(Some(BASIC))) => Callers::Refused,
            (None | Some(BASIC), Some(_)) => Callers::Differs,
            _ => Callers::Compile,
        });
    others.max().unwrap_or(Callers::Compile)
}

/// Whether every length that one rule allows is less than those of the other.
fn is_below(a: &Value, b: &Value) -> bool {
    let end = |of: &Value, key: &str| of[key].as_str()?.parse::<u64>().ok();
    end(a, "max").zip(end(b, "min")).is_some_and(|(max, min)| max < min)
}

/// What is seen of the values of an operation that were played.
pub(crate) fn played(old: &State, new: &State, played: &Value) -> Callers {
    let name = played["type"].as_str().unwrap();
    let was = operation(&old.vendor, &old.client.operation(name)["id"]).unwrap();
    let Some(now) = successor(was, &new.vendor) else { return Callers::Compile };
    let plays: Vec<_> = items(&played["requests"]).collect();
    let mut seen = Callers::Compile;
    for play in &plays {
        let times =
            super::meaning::sent_times((&was["kind"], &now["kind"]), &play["values"]);
        if !times.is_empty() {
            seen = Callers::Differs;
        }
    }
    let is_made_otherwise = |field: &Value| {
        let Some(now) = same(field, "name", &now["kind"]) else { return false };
        // What has one value is the client's.
        let is_constant = |it: &Value| it["kind"][0] == "Constant";
        if is_constant(field) && !is_constant(now) && now["need"] != "Required" {
            return true;
        }
        let is_asked = |it: &Value| {
            it["need"] == "Required" && it["made"].is_null() && !is_constant(it)
        };
        let is_configured = |it: &Value| it["made"] == "Configuration";
        field["made"] != now["made"]
            && ![field, now].iter().any(|it| is_asked(it) || is_configured(it))
    };
    if parameters(&was["kind"]).iter().any(is_made_otherwise) {
        seen = Callers::Differs;
    }
    let answers = plays.iter().copied().chain(items(&played["answers"]));
    if answers.into_iter().any(|it| is_error_now(was, now, &it["outcome"])) {
        seen = Callers::Differs;
    }
    let refused = parameters(&was["kind"]).iter().any(|field| {
        let wire = field["name"].as_str().unwrap();
        // The words of a boolean are the client's.
        let is_flag = |it: &Value| it["kind"][0] == "Flag";
        // What has one value is nobody's to give.
        if field["kind"][0] == "Constant" {
            return false;
        }
        let is_kept = same(field, "name", &now["kind"]).is_some_and(|it| {
            it["flag"] == field["flag"] && !(is_flag(it) && is_flag(field))
        });
        is_kept && is_refused(&plays, wire, |play| play["values"].get(wire).is_some())
    });
    let settings: Vec<_> = items(&played["settings"]).collect();
    let settings_refused = items(&was["request_headers"]).any(|header| {
        let wire = header["name"].as_str().unwrap();
        let is_set =
            |play: &Value| play["configured"].get(wire).is_some_and(Value::is_string);
        is_refused(&settings, wire, is_set)
    });
    if refused || settings_refused { seen.max(Callers::Refused) } else { seen }
}

/// Whether every value of a field was refused for what it is.
fn is_refused(plays: &[&Value], wire: &str, has: impl Fn(&Value) -> bool) -> bool {
    let given: Vec<_> =
        plays.iter().filter(|it| it.get("unbuilt").is_none() && has(it)).collect();
    !given.is_empty()
        && given.iter().all(|play| {
            items(&play["findings"]).any(|found| {
                let at = found["at"].as_str().unwrap().split(['.', '[']).next();
                let what = found["what"].as_str().unwrap();
                // How a credential is written is the client's, and what tells a shape.
                at == Some(wire)
                    && what != "of no documented shape"
                    && !what.starts_with("not written by the scheme")
                    && !what.starts_with("not a documented ")
                    && what != "required but missing"
            })
        })
}
