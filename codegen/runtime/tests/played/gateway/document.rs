//! The document that the gateway has of itself.

use super::super::cli::Desk;
use super::super::described::{PAY, VENDOR};
use super::Served;
use crate::runtime::description::{Description, Location, Made, Parameter, Vendor};
use crate::runtime::fake::Fake;
use serde_json::{Value, json};

fn document(vendor: &'static Vendor) -> (String, Value) {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "gateway-document");
    let mut out = Vec::new();
    // Nothing of a client's settings is needed.
    let desk = desk.without("SECRET_KEY").without("CLIENT_KEY");
    let (code, err) = desk.run_in(vendor, &["gateway", "--openapi"], &mut out, &|_| ());
    assert_eq!((code, err.as_str()), (0, ""));
    let text = String::from_utf8(out).unwrap();
    let value = serde_json::from_str(&text).unwrap();
    (text, value)
}

#[test]
fn it_has_neither_signatures_nor_encryption() {
    let (text, document) = document(&VENDOR);
    for gone in [
        "sealed",
        "X-User",
        "X-Time",
        "X-Token",
        "X-Access-Key",
        "X-Key-Id",
        "vendor.example",
        "x-signing",
        "x-encrypt",
        "x-plain-examples",
        "@generated",
    ] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    let pay = &document["paths"]["/v1/payments"]["post"];
    assert_eq!(pay["parameters"], Value::Null);
    assert_eq!(document["components"]["parameters"], Value::Null);
    assert_eq!(
        pay["requestBody"]["content"],
        json!({"application/json": {"schema": {"$ref": "#/components/schemas/Pay"}}})
    );
    let done = &pay["responses"]["200"];
    assert_eq!(
        done["content"]["application/json"],
        json!({
            "schema": {"$ref": "#/components/schemas/Paid"},
            "examples": {"Done": {"value": {"total": 1}}},
        })
    );
    assert_eq!(document["servers"][0]["url"], "/");
    let schemas = &document["components"]["schemas"];
    let result = &schemas["Envelope"]["properties"]["result"];
    assert_eq!(result["$ref"], "#/components/schemas/GatewayResult");
    assert_eq!(schemas["GatewayResult"]["properties"]["code"]["type"], "string");
    // Big numbers keep their digits, and texts their letters.
    assert!(text.contains(r#""maximum":99999999999999999999"#), "{text}");
    assert!(text.contains("메모"), "{text}");
}

#[test]
fn it_has_the_token_the_headers_and_the_problems_of_the_gateway() {
    let (_, document) = document(&VENDOR);
    assert_eq!(document["security"], json!([{"gateway": []}]));
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["gateway"]["scheme"], "bearer");
    assert_eq!(schemes.as_object().unwrap().len(), 1);
    let responses = &document["paths"]["/v1/payments"]["post"]["responses"];
    let headers = responses["200"]["headers"].as_object().unwrap();
    // Those of the vendor have no component of their own here.
    assert_eq!(headers["X-Call-Id"], json!({"schema": {"type": "string"}}));
    for name in ["Gateway-Outcome", "Gateway-Reached", "Gateway-Remedy", "Gateway-Code"]
    {
        let reference = format!("#/components/headers/{name}");
        assert_eq!(headers[name]["$ref"], reference);
        assert!(document["components"]["headers"][name]["schema"].is_object());
    }
    // One that the vendor documents may be either.
    let refused = responses["400"]["content"].as_object().unwrap();
    let media: Vec<_> = refused.keys().collect();
    assert_eq!(media, ["application/json", "application/problem+json"]);
    for status in ["401", "413", "415", "422", "502", "503", "504", "default"] {
        let reference = responses[status]["$ref"].as_str().unwrap();
        let name = reference.rsplit('/').next().unwrap();
        let content = &document["components"]["responses"][name]["content"];
        let schema = &content["application/problem+json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/GatewayProblem");
    }
    assert_eq!(document["x-not-served"], json!(["nobody-knows"]));
    assert_eq!(document["paths"]["/v1/other"], Value::Null);
}

/// A field that is configured, and one that is made where a caller gives none.
static CONFIGURED: Vendor = Vendor {
    operations: &[Description {
        parameters: &[
            Parameter {
                made: Some(Made::Configuration),
                ..PAY.parameters[0]
            },
            Parameter {
                made: Some(Made::Request),
                ..PAY.parameters[1]
            },
        ],
        ..PAY
    }],
    openapi: r##"{"paths":{"/v1/payments":{"post":{"operationId":"pay","requestBody":{"content":
{"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/Pay"}}}},
"responses":{}}}},"components":{"schemas":{"Pay":{"required":["accountNo","birthDate"],
"properties":{"accountNo":{"type":"string"},"birthDate":{"type":"string"}},
"examples":[{"accountNo":"1","birthDate":"2"}]}}}}"##,
    ..VENDOR
};

#[test]
fn it_asks_for_nothing_that_the_gateway_has_or_makes() {
    assert_eq!(CONFIGURED.operations[0].parameters[0].place, Location::Body);
    let (_, document) = document(&CONFIGURED);
    assert_eq!(
        document["components"]["schemas"]["Pay"],
        json!({"properties": {"birthDate": {"type": "string"}}, "examples": [{"birthDate": "2"}]})
    );
    let body = &document["paths"]["/v1/payments"]["post"]["requestBody"]["content"];
    assert!(body["application/json"].is_object(), "{body}");
}

#[test]
fn it_is_served_to_those_who_are_let_in() {
    let served = Served::start("gateway-served", &[]);
    let answer = served.get("/openapi.json");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("application/json"))
    );
    assert_eq!(answer.json(), document(&VENDOR).1);
}
