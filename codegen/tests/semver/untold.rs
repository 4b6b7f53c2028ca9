//! Edits that change the client are told, however little they are.

use super::edits::Place;
use super::vendor::{self, Spec};

/// A piece of a file, and what stands there instead.
type Piece = (Place, &'static str, &'static str);

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
                (Place::Api, TEST, ""),
                (
                    Place::Api,
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
fn words_of_a_header_whose_type_a_field_has() {
    const FIELD: &str = "    - name: agentNote\n      type_name: AgentNote\n      type: string\n      need: optional\n      max_length: 20\n      redact: shown\n      about: As in the header.\n    - name: labels\n";
    assert_eq!(
        told(
            &[(Place::Book, "    - name: labels\n", FIELD)],
            &[(Place::Api, "about: A note of the agent's own.", "about: 쪽지.")]
        ),
        ["header_sets.request.X-Boat-Note about: A note of the agent's own. → 쪽지."]
    );
}
