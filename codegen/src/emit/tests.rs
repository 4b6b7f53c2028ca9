//! The output of each emitter for a small spec. An emitter without a snapshot fails.

use super::{EMITTERS, Emitted};
use crate::history::History;
use crate::load::SourceText;
use crate::{check, print};

const API: &str = include_str!("tests/api.yaml");
const BELL: &str = include_str!("tests/bell.yaml");
const PINGS: &str = include_str!("tests/ping.yaml");
const COLOURS: &str = include_str!("tests/colours.yaml");

#[test]
fn each_emitter_writes_what_its_snapshot_shows() {
    let files = [
        ("api.yaml", API),
        ("callbacks/bell-rung.yaml", BELL),
        ("codes/colours.yaml", COLOURS),
        ("operations/ping.yaml", PINGS),
    ];
    let texts = files.map(|(name, text)| SourceText {
        name: name.to_owned(),
        shown: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        unread: None,
    });
    let checked = check(texts.to_vec());
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    let api = checked.api.unwrap();
    for emitter in EMITTERS {
        for (position, path) in (emitter.paths)(&api).iter().enumerate() {
            let Some(content) = (emitter.emit)(&api, &History::default(), position)
            else {
                continue;
            };
            // Files of the runtime are copied as they are.
            if let Emitted::Text { origin, .. } = &content
                && origin.starts_with("codegen/runtime")
            {
                continue;
            }
            let text = print::print(path, emitter, content).unwrap();
            let text = String::from_utf8(text).unwrap();
            let name = path.replace(['/', '.'], "-");
            insta::assert_snapshot!(format!("{}-{name}", emitter.name), text);
        }
    }
}
