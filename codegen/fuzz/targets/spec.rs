//! Any texts as the files of a spec: nothing panics or hangs, and what the linter lets pass gives
//! a client.

#![no_main]

use codegen::load::SourceText;
use libfuzzer_sys::fuzz_target;

/// The files of a spec, each behind a line `=== <its name>`.
fn files(bytes: &[u8]) -> Vec<SourceText> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("=== ").filter_map(|part| part.split_once('\n'));
    parts
        .map(|(name, text)| SourceText {
            name: name.to_owned(),
            shown: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            unread: None,
        })
        .collect()
}

fuzz_target!(|bytes: &[u8]| {
    let checked = codegen::check(files(bytes));
    if let Some(api) = checked.api {
        codegen::generate(&api, &checked.history).expect("what the linter lets pass can be generated");
    }
});
