//! The encodings of bodies, byte by byte.

use super::given::core;
use super::request::http;
use crate::runtime::{Method, Untyped};
use crate::vendor::{Enrol, Name, Ring};

const JSON_ANSWER: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// As browsers write a form: of the signs, `*-._` stay as they are, and a space is `+`.
const NAME: &str = "한글 a&b=~*-._";
const ENCODED: &str = "name=%ED%95%9C%EA%B8%80+a%26b%3D%7E*-._";

/// Computed by Python's `hmac` over the form's bytes.
const MAC: &str = "2l7hVam/Yd55WA7MJVpkD6Q6htt85R1PO42daNjmawI=";

#[test]
fn a_form_is_written_as_browsers_do_and_signed_as_sent() {
    let (request, _) = http(&core(), &Enrol(Name::unchecked(NAME)));
    assert_eq!(str::from_utf8(request.body()).unwrap(), ENCODED);
    assert_eq!(request.headers()["content-type"], FORM);
    assert_eq!(request.headers()["accept"], JSON_ANSWER);
    assert_eq!(request.headers()["x-token"], format!("V1:20261124085959987:{MAC}"));
}

#[test]
fn a_form_needs_no_types() {
    let ask = Untyped::post_form("/v1/enrolments", [("name", NAME), ("a b", "")]);
    let (request, _) = http(&core(), &ask);
    let body = str::from_utf8(request.body()).unwrap();
    assert_eq!(body, format!("{ENCODED}&a+b="));
    assert_eq!(request.headers()["content-type"], FORM);
}

#[test]
fn what_is_posted_may_have_no_body() {
    let untyped = Untyped::get("/v1/bell/2").with_method(Method::Post);
    let typed = http(&core(), &Ring(Name::unchecked("2"))).0;
    for request in [typed, http(&core(), &untyped).0] {
        assert_eq!(request.method(), "POST");
        assert_eq!(request.uri(), "https://vendor.example/api/v1/bell/2");
        assert!(request.body().is_empty());
        assert!(!request.headers().contains_key("content-type"));
    }
}
