//! Requests of no documented operation.

use super::described::VENDOR;
use super::fake::{call, core, send};
use crate::runtime::fake::{Fake, Fault, Received};
use crate::runtime::{CallLimits, Encryption, Method, Prepared, Reached, Untyped};
use serde_json::json;

#[test]
fn a_request_of_no_operation_is_answered_as_it_is_told_and_checked_as_any() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let body = json!({ "이름": "홍길동" });
    let post = |path: &str| Untyped::post(path, &body, Encryption::Yes);
    let call = |ask: &Untyped| call(&fake, ask, CallLimits::default());
    assert!(call(&post("/v9/new")).is_err(), "nobody knows it yet");
    fake.untyped(Method::Post, "v9/new", r#"{"answer":42}"#);
    fake.untyped(Method::Get, "/v9/new", "{}");
    let reply = call(&post("/v9/new")).unwrap();
    assert_eq!(reply.get("answer").unwrap().get(), "42");
    assert!(call(&Untyped::get("/v9/new")).is_ok());
    assert!(call(&Untyped::post_form("/v9/new", [("a", "b")])).is_ok());
    // Another answer replaces it, and scenarios are as for any request.
    fake.untyped(Method::Post, "/v9/new", r#"{"answer":43}"#);
    fake.next(Fault::HangUpAfterReading);
    assert_eq!(call(&post("/v9/new")).unwrap_err().reached(), Reached::Maybe);
    assert_eq!(call(&post("/v9/new")).unwrap().get("answer").unwrap().get(), "43");
    let received = fake.take_received();
    let untyped: Vec<_> = received.iter().filter_map(Received::operation).collect();
    assert_eq!(untyped, ["untyped"; 4]);
    assert!(received.iter().skip(1).all(|it| it.findings().is_empty()), "{received:?}");
    // A wrong signature is found.
    let (mut request, _) =
        core(&fake).prepare(&post("/v9/new")).and_then(Prepared::into_http).unwrap();
    request.body_mut().push(b' ');
    assert_eq!(send(request).status(), 400);
    assert!(!fake.take_received()[0].findings().is_empty());
}
