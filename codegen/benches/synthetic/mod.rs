//! The spec of an invented vendor with as many operations as one likes.
//!
//! Every operation has what a real page has: 5 fields, 10 results described in Korean, 13 test
//! cases and 4 resolutions. Each has types of its own for its fields, the most that a page can
//! cost; the table of piers is shared. The same number always gives the same texts.

use std::fmt::Write as _;

use codegen::load::SourceText;

/// How many codes the shared table has.
const PIERS: usize = 52;

/// The texts of a spec with so many operations.
pub(crate) fn spec(operations: usize) -> Vec<SourceText> {
    let mut texts = vec![
        text("api.yaml", include_str!("api.yaml").to_owned()),
        text("catalog.yaml", catalog(operations)),
        text("codes/piers.yaml", piers()),
        text("codes/zones.yaml", ZONES.to_owned()),
    ];
    texts.extend((0..operations).map(|position| {
        let number = number(position);
        let content = include_str!("operation.yaml").replace("{n}", &number);
        text(&format!("operations/reserve-berth-{number}.yaml"), content)
    }));
    texts
}

/// Changes a limit in the operation in the middle: the page allows one character more.
pub(crate) fn edit(texts: &mut [SourceText]) {
    let is_operation = |text: &&mut SourceText| text.name.starts_with("operations/");
    let mut operations: Vec<_> = texts.iter_mut().filter(is_operation).collect();
    let middle = operations.len() / 2;
    if let Some(text) = operations.get_mut(middle) {
        let content = String::from_utf8_lossy(&text.bytes);
        text.bytes = content.replace("max_length: 100", "max_length: 101").into();
    }
}

fn number(position: usize) -> String {
    format!("{:04}", position + 1)
}

fn text(name: &str, content: String) -> SourceText {
    SourceText {
        name: name.to_owned(),
        shown: format!("spec/{name}"),
        bytes: content.into(),
        unread: None,
    }
}

const ZONES: &str = "\
id: zones
about: The zone that the times of a request are written in.
cite: { source: harbour-guide, section: Request headers }
length: 3
codes:
  - { code: \"UTC\", name: Universal time, utc_offset: \"+00:00\" }
  - { code: \"HBT\", name: Harbour time, utc_offset: \"+09:00\" }
";

fn piers() -> String {
    let mut text = "\
id: piers
type_name: PierCode
about: The piers of the harbour, by their three-digit code.
cite: { source: harbour-guide, section: Piers }
length: 3
form: digits
codes:
"
    .to_owned();
    for pier in 101..101 + PIERS {
        let _ =
            writeln!(text, "  - {{ code: \"{pier}\", name: Pier of lantern {pier} }}");
    }
    text
}

fn catalog(operations: usize) -> String {
    let mut text =
        "cite: { source: harbour-guide, section: List of APIs }\napis:\n".to_owned();
    for number in (0..operations).map(number) {
        let _ = writeln!(
            text,
            "  - {{ name: Reservation of berth {number}, operation: reserve-berth-{number} }}"
        );
    }
    text
}
