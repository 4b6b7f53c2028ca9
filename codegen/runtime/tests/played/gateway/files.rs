//! Files by way of the gateway: JSON has them with their content in Base64.

use super::super::cli::Desk;
use super::super::parts::SENDING;
use super::{Answer, Served};
use crate::runtime::fake::Fake;
use serde_json::{Value, json};

fn start(name: &str) -> Served {
    let fake = Fake::of(&SENDING, 0).unwrap();
    let desk = Desk::of(&fake, name);
    Served::of(&SENDING, (fake, desk), &[])
}

fn send(served: &Served, body: &str) -> Answer {
    served.ask("POST /v1/photos", "Content-Type: application/json\r\n", body)
}

#[test]
fn a_file_is_sent_as_a_part() {
    let served = start("gateway-file");
    let answer = send(
        &served,
        r#"{"nick":"홍길동","tags":["b"],"note":null,
            "photo":{"name":"사진.png","media_type":"image/png","content":"UE5HDQotLQD/"}}"#,
    );
    assert_eq!((answer.status, answer.told()), (200, ["success", "yes", "none"]));
    let received = served.fake.take_received();
    let [received] = &*received else { panic!("{received:?}") };
    assert_eq!(received.findings(), []);
    let sent = received.body();
    let part =
        "name=\"photo\"; filename=\"사진.png\"\r\nContent-Type: image/png\r\n\r\n";
    let part = [part.as_bytes(), b"PNG\r\n--\x00\xff\r\n"].concat();
    assert!(sent.windows(part.len()).any(|it| it == part), "{sent:?}");
}

#[test]
fn a_list_has_the_name_that_is_documented() {
    let served = start("gateway-file-lists");
    let photo = r#""photo":{"name":"a","media_type":"image/png","content":""}"#;
    let answer =
        send(&served, &format!(r#"{{"nick":"a","words":["한글","c"],{photo}}}"#));
    assert_eq!((answer.status, answer.told()), (200, ["success", "yes", "none"]));
    let received = served.fake.take_received();
    assert_eq!(received[0].findings(), []);
    let sent = String::from_utf8_lossy(received[0].body()).into_owned();
    assert!(sent.contains("name=\"words[]\"\r\n\r\n한글\r\n"), "{sent}");
    // With brackets it is a name of forms, and not of JSON.
    let answer = send(&served, &format!(r#"{{"nick":"a","words[]":["c"],{photo}}}"#));
    assert_eq!(answer.status, 422, "{answer:?}");
}

#[test]
fn what_is_wrong_with_a_file_is_told_without_it() {
    let served = start("gateway-file-wrong");
    let said = |photo: &str| {
        let answer = send(&served, &format!(r#"{{"nick":"a","photo":{photo}}}"#));
        assert_eq!(
            (answer.status, answer.told()),
            (422, ["invalid", "no", "fix-request"])
        );
        assert!(!answer.body.contains("홍길동"), "{answer:?}");
        let all = answer.json()["violations"].as_array().unwrap().clone();
        let all = all.iter().map(|it| {
            format!(
                "{}: {}",
                it["path"].as_str().unwrap(),
                it["problem"].as_str().unwrap()
            )
        });
        all.collect::<Vec<_>>().join("\n")
    };
    let file = |name: &str, media_type: &str, content: &str| {
        said(
            &json!({"name": name, "media_type": media_type, "content": content})
                .to_string(),
        )
    };
    let all = [
        said("null"),
        said("\"홍길동\""),
        said("[]"),
        said(r#"{"name":"a","media_type":"image/png"}"#),
        said(r#"{"name":"a","media_type":"image/png","content":"","size":1}"#),
        said(r#"{"name":"a","media_type":"image/png","content":"","name":"b"}"#),
        file("a", "image/png", "홍길동"),
        file("홍/길동", "text/html", "AAAAAAAAAAAAAAAAAA=="),
    ];
    insta::assert_snapshot!(all.join("\n--\n"), @r"
    photo: required but missing
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: not an object of a file's `name`, its `media_type`, and its `content` in Base64
    --
    photo: its file name is empty, longer than 255 bytes, or has a slash, a backslash, a quotation mark or an invisible character
    photo: its media type is not image/*
    photo: a file of 13 bytes, at most 12 are allowed
    ");
    assert!(served.fake.take_received().is_empty());
}

#[test]
fn the_document_describes_a_file_as_it_is_taken() {
    let served = start("gateway-file-document");
    let document = served.get("/openapi.json").json();
    let media = &document["paths"]["/v1/photos"]["post"]["requestBody"]["content"];
    assert_eq!(
        media.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["application/json"]
    );
    let fields = &document["components"]["schemas"]["SendPhoto"]["properties"];
    let photo = &fields["photo"];
    assert_eq!(photo["type"], "object");
    assert_eq!(photo["description"], "사진");
    assert_eq!((&photo["format"], &photo["maxLength"]), (&Value::Null, &Value::Null));
    assert_eq!(photo["required"], json!(["name", "media_type", "content"]));
    let content =
        json!({"type": "string", "contentEncoding": "base64", "maxLength": 16});
    assert_eq!(photo["properties"]["content"], content);
    assert_eq!(fields["note"]["properties"]["content"]["maxLength"], Value::Null);
}
