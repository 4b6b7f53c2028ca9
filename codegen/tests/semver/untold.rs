//! Edits that change the client are told, however little they are.

use super::edits::Location;
use super::vendor::{self, Spec};

/// A piece of a file, and what stands there instead.
type Piece = (Location, &'static str, &'static str);

fn edited(spec: &Spec, pieces: &'static [Piece]) -> Spec {
    let edit = super::edits::Edit { name: "untold", pieces };
    vendor::edited(spec, &edit).unwrap()
}

/// What is told of an edit of the vendor, or of the vendor with some more: subject and change.
fn told(more: &'static [Piece], edit: &'static [Piece]) -> Vec<String> {
    let old = edited(&vendor::old(), more);
    let new = edited(&old, edit);
    let changes = codegen::semver::diff(&vendor::model(&old), &vendor::model(&new));
    changes.iter().map(|it| format!("{} {}", it.subject, it.what())).collect()
}

#[test]
fn another_order_of_environments() {
    const TEST: &str = "  - id: test\n    base_url: https://test.paper-boat.example/open\n    cite: { source: guide, section: Hosts }\n";
    assert_eq!(
        told(
            &[],
            &[
                (Location::Api, TEST, ""),
                (
                    Location::Api,
                    "\nheader_sets:",
                    concat!(
                        "  - id: test\n    base_url: https://test.paper-boat.example/open\n    cite: { source: guide, section: Hosts }\n",
                        "\nheader_sets:"
                    )
                )
            ]
        ),
        ["environments order of environments: test, live → live, test"]
    );
}

#[test]
fn another_order_of_header_sets() {
    const SETS: &str = "header_sets:\n";
    const MORE: &str = "header_sets:\n  - id: none\n    cite: { source: guide, section: Headers }\n    headers: []\n";
    const LAST: &str = "\nsigning:";
    assert_eq!(
        told(
            &[(Location::Api, SETS, MORE)],
            &[
                (Location::Api, MORE, SETS),
                (
                    Location::Api,
                    LAST,
                    "  - id: none\n    cite: { source: guide, section: Headers }\n    headers: []\n\nsigning:"
                )
            ]
        ),
        [
            "header_sets order of header sets: none, request, answer → request, answer, none"
        ]
    );
}

#[test]
fn words_of_a_header_whose_type_a_field_has() {
    const FIELD: &str = "    - name: agentNote\n      type_name: AgentNote\n      type: string\n      need: optional\n      max_length: 20\n      redact: shown\n      about: As in the header.\n    - name: labels\n";
    assert_eq!(
        told(
            &[(Location::Book, "    - name: labels\n", FIELD)],
            &[(Location::Api, "about: A note of the agent's own.", "about: 쪽지.")]
        ),
        ["header_sets.request.X-Boat-Note about: A note of the agent's own. → 쪽지."]
    );
}

/// Nothing holds answers to them: the client's documentation has them.
#[test]
fn what_a_page_says_of_the_values_of_answers() {
    const LEG: &str =
        "        - name: legName\n          type: string\n          need: required\n";
    assert_eq!(
        told(
            &[(
                Location::Book,
                LEG,
                concat!(
                    "        - name: legName\n          type: string\n          need: required\n",
                    "          max_length: 9\n          form: digits\n          example: \"12\"\n"
                )
            )],
            &[
                (Location::Book, "max_length: 9", "max_length: 8"),
                (Location::Book, "example: \"12\"", "example: \"34\"")
            ]
        ),
        [
            "response.legs.legName values: text (at most 9 characters, digits) → text (at most 8 characters, digits)",
            "response.legs.legName example: 12 → 34"
        ]
    );
}

/// A contradiction between the page and the old guide.
macro_rules! resolution {
    ($place:ident, $subject:literal, $says:literal) => {
        &[(
            Location::$place,
            "resolutions:\n",
            concat!(
                "resolutions:\n  - { id: one, subject: ",
                $subject,
                ", page_says: \"",
                $says,
                "\", elsewhere: { source: old-guide, says: none }, adopted: \"",
                $says,
                "\", because: Because., evidence: [guide], standing: documented }\n"
            ),
        )]
    };
}

/// Of whatever a resolution speaks, some documentation has it.
#[test]
fn readings_of_what_has_no_type_of_its_own() {
    for (edit, subject, fact, reading) in [
        (
            resolution!(Book, "request.portCode.need", "required") as &[_],
            "operation",
            "request.portCode.need",
            "required",
        ),
        (
            resolution!(Book, "request.passenger.need", "required"),
            "operation",
            "request.passenger.need",
            "required",
        ),
        (
            resolution!(Book, "request.encrypted", "true"),
            "operation",
            "request.encrypted",
            "true",
        ),
        (resolution!(Ports, "codes.length", "2"), "codes.ports", "length", "2"),
        (
            resolution!(Api, "request.X-Boat-Zone.need", "required"),
            "service",
            "request.X-Boat-Zone.need",
            "required",
        ),
        (
            resolution!(Api, "signing.key", "Sealing wax"),
            "service",
            "signing.key",
            "Sealing wax",
        ),
        (
            resolution!(
                Api,
                "environments.test.base_url",
                "https://test.paper-boat.example/open"
            ),
            "service",
            "environments.test.base_url",
            "https://test.paper-boat.example/open",
        ),
    ] {
        let added = format!(
            "{subject} contradiction added: nothing → {fact}, adopted is {reading}"
        );
        assert_eq!(told(&[], edit), [added]);
    }
}

/// A code table is described elsewhere, and the header that has its codes with the set.
#[test]
fn words_of_a_header_with_codes() {
    const ZONE: &[Piece] =
        &[(Location::Api, "about: The zone of the times.", "about: 시간대.")];
    assert_eq!(
        told(&[], ZONE),
        ["header_sets.request.X-Boat-Zone about: The zone of the times. → 시간대."]
    );
}

#[test]
fn lengths_of_what_a_code_table_lists() {
    const FIELD: &[Piece] = &[(
        Location::Book,
        "      length: 2\n      codes: ports",
        "      max_length: 2\n      codes: ports",
    )];
    const HEADER: &[Piece] = &[(
        Location::Api,
        "        length: 3\n        codes: zones",
        "        max_length: 4\n        codes: zones",
    )];
    assert_eq!(
        told(&[], FIELD),
        ["request.portCode values: text (2 characters) → text (at most 2 characters)"]
    );
    assert_eq!(
        told(&[], HEADER),
        [
            "header_sets.request.X-Boat-Zone values: text (3 characters) → text (at most 4 characters)"
        ]
    );
}

/// Nothing depends on it.
#[test]
fn who_gives_the_header_of_an_answer() {
    const ANSWERED: &[Piece] = &[(
        Location::Api,
        "        form: yyMMddHHmmss-hex7\n        from: call\n        redact: shown\n        about: The number of the call.\n\nsigning:",
        "        form: yyMMddHHmmss-hex7\n        from: configuration\n        redact: shown\n        about: The number of the call.\n\nsigning:",
    )];
    assert_eq!(told(&[], ANSWERED), [""; 0]);
}

/// What has another kind of type, under the same name.
#[test]
fn another_kind_of_the_same_name() {
    const LABELS: &str = "    - name: labels\n";
    const TEXT: &str = "    - { name: wish, type: string, need: optional, about: A wish. }\n    - name: labels\n";
    const OBJECT: &str = "    - { name: wish, type: object, need: optional, about: A wish., fields: [{ name: bed, type: string, need: optional, about: Which. }] }\n    - name: labels\n";
    assert_eq!(
        told(&[(Location::Book, LABELS, TEXT)], &[(Location::Book, TEXT, OBJECT)]),
        ["request.wish type: text → object"]
    );
}
