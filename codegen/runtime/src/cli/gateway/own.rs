//! What the gateway's document has of its own.

use super::super::tree::Tree;

pub(super) const JSON: &str = "application/json";
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

pub(super) const ABOUT: &str = "This is a gateway: requests and answers are plain JSON, which the \
gateway signs, encrypts and decrypts. Documented answers of the vendor have their status and their \
body. If there is none, the answer is a problem by RFC 9457.";

pub(super) const PENDING: &str = "The vendor has accepted the request, and its outcome is not known \
yet: this is no success.";

pub(super) const SECURITY: &str = r#"{"gateway":{"type":"http","scheme":"bearer",
"description":"The token of the gateway."}}"#;

/// The header by which callers state what no documentation shows.
pub(super) const ENCRYPTION: &str = r#"{"name":"Gateway-Encryption","in":"header","required":true,
"description":"Whether the body is encrypted on its way to the vendor: no documentation shows it.",
"schema":{"type":"string","enum":["yes","no"]}}"#;

/// The headers of answers to calls.
pub(super) const HEADERS: &[(&str, &str)] = &[
    (
        "Gateway-Outcome",
        r#"{"description":"How the call ended.","required":true,"schema":{"type":"string","enum":
["success","partial","pending","api","undocumented","mismatch","transport","invalid"]}}"#,
    ),
    (
        "Gateway-Reached",
        r#"{"description":"Whether the request has reached the vendor.","required":true,
"schema":{"type":"string","enum":["no","maybe","yes"]}}"#,
    ),
    (
        "Gateway-Remedy",
        r#"{"description":"What to do about the outcome.","required":true,
"schema":{"type":"string"}}"#,
    ),
    (
        "Gateway-Code",
        r#"{"description":"The vendor's code.","required":false,"schema":{"type":"string"}}"#,
    ),
    (
        "Gateway-Second-Code",
        r#"{"description":"The vendor's second code.","required":false,"schema":{"type":"string"}}"#,
    ),
    (
        "Gateway-Correlation-Id",
        r#"{"description":"The id that identifies the call for the vendor's support.",
"required":false,"schema":{"type":"string"}}"#,
    ),
    (
        "Gateway-Idempotency-Key",
        r#"{"description":"The idempotency key of the request, given or made.","required":false,
"schema":{"type":"string"}}"#,
    ),
];

/// What the schema of a file has: the longest content is that in Base64, in characters.
pub(super) fn file(longest: Option<u64>) -> Vec<(&'static str, Tree)> {
    let mut schema = Tree::parse(FILE);
    let content = schema.get_mut("properties").and_then(|it| it.get_mut("content"));
    if let (Some(content), Some(longest)) = (content, longest) {
        content.set("maxLength", Tree::Leaf(longest.to_string()));
    }
    FILE_KEYS.into_iter().filter_map(|key| Some((key, schema.take(key)?))).collect()
}

const FILE_KEYS: [&str; 4] = ["type", "required", "additionalProperties", "properties"];
const FILE: &str = r#"{"type":"object","required":["name","media_type","content"],
"additionalProperties":false,"properties":{"name":{"type":"string","minLength":1},
"media_type":{"type":"string","examples":["image/png"]},
"content":{"type":"string","contentEncoding":"base64"}}}"#;

/// The schema of the result in the vendor's document, and the one of the object in it.
pub(super) const ENVELOPE: &str = "Envelope";
pub(super) const RESULT: &str = "GatewayResult";

/// The schema of problems.
pub(super) const PROBLEM: &str = "GatewayProblem";

pub(super) const PROBLEM_SCHEMA: &str = r#"{"type":"object",
"description":"A problem by RFC 9457. It has no values of the request.",
"required":["type","title","status","detail"],"properties":{
"type":{"type":"string","description":"The kind of problem."},
"title":{"type":"string"},
"status":{"type":"integer","description":"The HTTP status."},
"detail":{"type":"string","description":"What happened, for people."},
"outcome":{"type":"string","enum":["undocumented","mismatch","transport","invalid"]},
"reached":{"type":"string","enum":["no","maybe","yes"],
"description":"Whether the request has reached the vendor."},
"remedy":{"type":"string","description":"What to do."},
"advice":{"type":"string","description":"What to do, for people."},
"correlation_id":{"type":"string"},
"idempotency_key":{"type":"string"},
"vendor_status":{"type":"integer","description":"The HTTP status of the vendor's answer."},
"inquire":{"type":"string","description":"The operation by which the outcome is learned."},
"violations":{"type":"array","description":"Every broken rule.","items":{"type":"object",
"required":["path","problem"],"properties":{
"path":{"type":"string","description":"The path of the value in the request."},
"problem":{"type":"string"},
"source":{"type":["string","null"],"description":"Where the rule is documented."}}}}}}"#;

/// The statuses of problems, with the names of their responses.
pub(super) const PROBLEMS: &[(&str, &str)] = &[
    ("400", "GatewayUnreadable"),
    ("401", "GatewayUnauthorized"),
    ("413", "GatewayTooLarge"),
    ("415", "GatewayNotJson"),
    ("422", "GatewayInvalid"),
    ("502", "GatewayNoAnswer"),
    ("503", "GatewayUnavailable"),
    ("504", "GatewayTimeout"),
    ("default", "GatewayRefused"),
];

/// The descriptions of the responses, in the order of the statuses.
const DESCRIPTIONS: [&str; 9] = [
    "The request cannot be read. Nothing was sent.",
    "The token of the gateway is missing or wrong. Nothing was sent.",
    "The request is too large. Nothing was sent.",
    "The body is not JSON. Nothing was sent.",
    "The request breaks rules, all of which are listed. Nothing was sent.",
    "No answer was received, or none that is documented and belongs to the request.",
    "The gateway is stopping, or answers as many requests as it can. Nothing was sent.",
    "No answer was received in time.",
    "The gateway has refused the request. Nothing was sent.",
];

/// The content of a problem.
pub(super) fn problem_content() -> Tree {
    Tree::parse(&format!(
        r##"{{"schema":{{"$ref":"#/components/schemas/{PROBLEM}"}}}}"##
    ))
}

/// The responses that are problems, by name.
pub(super) fn problem_responses() -> Tree {
    let responses = PROBLEMS.iter().zip(DESCRIPTIONS).map(|((_, name), about)| {
        let content = Tree::Object(vec![(PROBLEM_JSON.to_owned(), problem_content())]);
        let response = Tree::Object(vec![
            ("description".to_owned(), Tree::of_text(about)),
            ("content".to_owned(), content),
        ]);
        ((*name).to_owned(), response)
    });
    Tree::Object(responses.collect())
}
