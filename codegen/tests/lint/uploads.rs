//! Files, and the bodies of several parts that they are in.

use super::support::{Linted, Texts};

/// The base spec with an operation whose request is this.
fn with(request: &str) -> Texts {
    let operation = format!(
        "id: hand-in\nsubject: loans\npage: {{ title: Hand in }}\nmethod: POST\npath: /v2/papers\n\
         section: Hand in\nrepeat: unsafe\nabout: Hands in a paper.\nresponse_codes: {{ section: \
         Results, codes: [{{ code: \"0000\", http: 200, message: Done., remedy: none }}] \
         }}\nrequest:\n  section: Parameters\n  {request}\n"
    );
    let mut texts =
        Texts::base().with("operations/hand-in.yaml", operation.into_bytes());
    texts.0.retain(|it| it.name != "catalog.yaml");
    texts
}

fn asked(request: &str) -> Linted {
    with(request).lint()
}

/// The same with a file of these lines in a body of several parts.
fn file(lines: &str) -> Linted {
    asked(&format!(
        "body: multipart\n  fields:\n    - {{ name: paper, type: file, need: required, about: \
         종이., {lines} }}"
    ))
}

#[track_caller]
fn told(linted: &Linted, code: &str, message: &str) {
    let rendered = linted.rendered();
    assert_eq!(linted.codes(), [code], "{rendered}");
    assert!(rendered.contains(message), "{message}\n{rendered}");
}

#[test]
fn a_file_has_limits_of_its_own() {
    file("max_bytes: 1").clean();
    file("media_types: [image/png, application/vnd.own+json, \"image/*\"]").clean();
    for (lines, code, message) in [
        ("max_bytes: 0", "L110", "has a `max_bytes` of 0"),
        ("media_types: [png]", "L110", "`png` is no media type"),
        ("media_types: [image/PNG]", "L110", "`image/PNG` is no media type"),
        ("media_types: [image/]", "L110", "`image/` is no media type"),
        ("media_types: [\"*/*\"]", "L110", "`*/*` is no media type"),
        ("media_types: [\"image/p*\"]", "L110", "`image/p*` is no media type"),
        ("media_types: [\"text/csv; header=absent\"]", "L110", "is no media type"),
        ("media_types: [a/b, \"그림/png\"]", "L110", "`그림/png` is no media type"),
        ("media_types: [a/b, c/d, a/b]", "L110", "`a/b` is listed twice"),
        ("redact: shown", "L110", "has a `redact`"),
        ("default: 없음", "L110", "has a `default`"),
        ("max_length: 5", "L024", "is a file, which has no `max_length`"),
        ("example: a.png", "L024", "is a file, which has no `example`"),
        ("list_style: comma", "L024", "is a file, which has no `list_style`"),
    ] {
        told(&file(lines), code, message);
    }
    let text = "name: heading, type: string, need: optional, redact: shown, about: 말.";
    told(
        &asked(&format!("fields: [{{ {text}, max_bytes: 5 }}]")),
        "L024",
        "which has no `max_bytes`",
    );
    told(
        &asked(&format!("fields: [{{ {text}, media_types: [a/b] }}]")),
        "L024",
        "which has no `media_types`",
    );
}

#[test]
fn a_file_is_in_a_body_of_several_parts() {
    let paper = "name: paper, type: file, need: required, about: 종이.";
    for body in ["json", "form"] {
        let linted = asked(&format!("body: {body}\n  fields: [{{ {paper} }}]"));
        told(&linted, "L110", "is in a body without parts");
    }
    let linted =
        asked(&format!("body: multipart\n  fields: [{{ {paper}, in: query }}]"));
    told(&linted, "L110", "is not in the body");
    let linted = asked(&format!(
        "body: multipart\n  fields: [{{ name: all, type: object, need: required, about: 모두., \
         fields: [{{ {paper} }}] }}]"
    ));
    let rendered = linted.rendered();
    assert_eq!(linted.codes(), ["L146", "L110"], "{rendered}");
    assert!(rendered.contains("is within an object"), "{rendered}");
    let linted = asked(&format!(
        "body: multipart\n  fields: []\nresponse:\n  section: Answer\n  fields: [{{ {paper} }}]"
    ));
    told(&linted, "L110", "is received");
    let encrypted = asked(&format!(
        "body: multipart\n  headers: lending\n  encrypted: true\n  fields: [{{ {paper} }}]"
    ));
    assert!(encrypted.codes().contains(&"L070"), "{}", encrypted.rendered());
}

#[test]
fn a_body_of_several_parts_is_not_signed() {
    let signs = "  signs: \"{time:yyyyMMddHHmmss}{body}\"\n";
    let request = "headers: lending\n  body: multipart\n  fields:\n    - { name: paper, type: file, \
                   need: required, about: 종이. }\n    - { name: words, type: string, need: \
                   required, max_length: 9, redact: shown, about: 말. }";
    for (recipe, part) in [
        ("{time:yyyyMMddHHmmss}{body}", "`{body}`"),
        ("{time:yyyyMMddHHmmss}{body.sha256.hex}", "`{body.sha256.hex}`"),
        ("{time:yyyyMMddHHmmss}{parameters}", "`{parameters}`"),
        ("{time:yyyyMMddHHmmss}{method} {path}", ""),
    ] {
        let linted = with(request)
            .replace("api.yaml", signs, &format!("  signs: \"{recipe}\"\n"))
            .lint();
        let found = linted.diagnostics.iter().find(|it| it.code() == "L111");
        let message = found.map(|it| it.message.clone()).unwrap_or_default();
        assert_eq!(found.is_some(), !part.is_empty(), "{}", linted.rendered());
        assert!(message.contains(part), "{message}");
    }
}
