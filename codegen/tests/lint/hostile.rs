//! Files that nobody would write: no panic, and a message that says what is wrong.

use codegen::diagnostic::to_json;
use codegen::source::MAX_BYTES;
use proptest::prelude::*;

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

/// The codes of the findings for an operation with this text.
fn codes_of(text: impl Into<Vec<u8>>) -> Vec<&'static str> {
    let linted = Texts::base().with(LEND, text).lint();
    linted.rendered();
    linted.codes()
}

#[test]
fn whole_files_that_are_nothing() {
    for (text, code) in [
        ("", "S005"),
        ("# only a comment\n", "S005"),
        ("~", "S005"),
        ("null\n", "S005"),
        ("- a\n- b\n", "S005"),
        ("just text\n", "S005"),
        ("[]", "S005"),
        ("{}", "S005"),
        ("---\n", "S005"),
        ("---\nid: a\n---\nid: b\n", "S003"),
        ("...\n", "S005"),
        ("\0", "S002"),
        ("%YAML 9.9\n", "S002"),
        ("\t", "S005"),
        ("a: [", "S002"),
        ("{", "S002"),
        ("'", "S002"),
        ("? ", "S005"),
    ] {
        let codes = codes_of(text);
        assert_eq!(codes.first(), Some(&code), "{text:?} {codes:?}");
        assert!(codes.iter().all(|it| *it == code), "{text:?} {codes:?}");
    }
}

#[test]
fn what_the_format_leaves_out() {
    let base = Texts::base().text(LEND);
    for (from, to, code) in [
        ("id: lend-book", "id: &id lend-book", "S003"),
        ("id: lend-book", "id: !!str lend-book", "S003"),
        ("id: lend-book", "id: !tag lend-book", "S003"),
        ("about: Who borrows.", "about: *id", "S003"),
        ("  version: v1", "  <<: { version: v1 }", "S003"),
        ("  version: v1", "  [a, b]: v1", "S002"),
        ("  version: v1", "  1: v1", "S005"),
        ("  version: v1", "  ? version\n  : v1\n  \"\": x", "S005"),
        ("  version: v1", "\tversion: v1", "S002"),
        ("  version: v1", "  version: v1\n  제목: x", "S005"),
    ] {
        let codes = codes_of(base.replacen(from, to, 1));
        assert!(
            !codes.is_empty() && codes.iter().all(|it| *it == code),
            "{to} {codes:?}"
        );
    }
}

#[test]
fn aliases_are_not_expanded() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for name in 'b'..'z' {
        let last = char::from_u32(u32::from(name) - 1).unwrap();
        let nine = vec![format!("*{last}"); 9].join(", ");
        bomb = format!("{bomb}{name}: &{name} [{nine}]\n");
    }
    assert_eq!(codes_of(bomb), ["S003"]);
}

#[test]
fn nesting_has_an_end() {
    for depth in [31, 32, 33, 200, 1000, 100_000] {
        let code = if depth < 32 { "S005" } else { "S001" };
        let flow = format!("about: {}{}", "[".repeat(depth), "]".repeat(depth));
        let block: String =
            (0..depth.min(1000)).map(|it| " ".repeat(it) + "a:\n").collect();
        for text in [flow, block] {
            let codes = codes_of(text);
            let block_fits = depth == 32 && codes.first() == Some(&"S005");
            assert!(
                block_fits || codes.iter().all(|it| *it == code),
                "{depth} {codes:?}"
            );
        }
        let codes = codes_of("[".repeat(depth));
        assert!(codes == ["S001"] || codes == ["S002"], "{depth} {codes:?}");
    }
}

#[test]
fn large_files_are_refused_before_they_are_read() {
    assert_eq!(codes_of(vec![b'a'; MAX_BYTES + 1]), ["S001"]);
    assert_eq!(codes_of(vec![b'\n'; MAX_BYTES]), ["S005"]);
}

#[test]
fn of_too_many_faults_the_number_is_told() {
    let last = |faults: usize| {
        let strange = |at: usize| format!("낯선{at}: 1\n");
        let keys: String = (0..faults).map(strange).collect();
        let base = Texts::base().text(LEND);
        let linted = Texts::base().with(LEND, (base + &keys).into_bytes()).lint();
        let last = linted.diagnostics.last().unwrap();
        (linted.diagnostics.len(), last.message.clone(), last.help.join(" "))
    };
    let (told, message, _) = last(64);
    assert_eq!((told, message.as_str()), (64, "unknown key `낯선63`"));
    for (faults, more) in
        [(65, "1 more place does not"), (1000, "936 more places do not")]
    {
        let (told, message, help) = last(faults);
        assert_eq!((told, message), (65, format!("{more} fit the format")));
        assert_eq!(help, "fix the other faults first");
    }
    // A file that is too large to count them says so.
    let (told, message, _) = last(40_000);
    assert_eq!(told, 65);
    assert!(message.starts_with("at least "), "{message}");
}

#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    let folder =
        std::env::temp_dir().join(format!("codegen-lint-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::fs::File::create(folder.join("api.yaml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let texts = codegen::load::read(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let texts = Texts(texts.unwrap());
    assert!(texts.0[0].bytes.len() <= MAX_BYTES + 1);
    assert_eq!(texts.lint().codes(), ["S001"]);
}

#[test]
fn bytes_that_are_no_text() {
    let linted =
        Texts::base().with(LEND, b"id: lend-book\npage: \xc3\x28".to_vec()).lint();
    assert_eq!(linted.places(), ["S001 spec/operations/lend-book.yaml:2:7"]);
    assert_eq!(codes_of(b"\xff\xfei\0d\0".to_vec()), ["S001"]);
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let mut texts = Texts::base();
    for text in &mut texts.0 {
        let crlf = String::from_utf8(text.bytes.clone()).unwrap().replace('\n', "\r\n");
        text.bytes = format!("\u{feff}{crlf}").into_bytes();
    }
    texts.clone().lint().clean();
    let linted = texts.replace(LEND, "example: P0042", "example: P42").lint();
    assert_eq!(linted.places(), ["L027 spec/operations/lend-book.yaml:73:16"]);
}

#[test]
fn a_file_that_ends_anywhere_is_reported_where_it_ends_or_before() {
    let mut base = Texts::base();
    let text = base.text(LEND);
    base.0.retain(|it| [LEND, "api.yaml"].contains(&it.name.as_str()));
    for end in 0..text.len() {
        let linted = base.clone().with(LEND, text.as_bytes()[..end].to_vec()).lint();
        // Rendering is the slow part.
        if end % 16 == 0 {
            linted.rendered();
        }
        let files = &linted.loading.files;
        for diagnostic in &linted.diagnostics {
            let file = files.get(diagnostic.span.file).unwrap();
            assert!(diagnostic.span.end as usize <= file.text.len() + 1, "{end}");
        }
    }
}

#[test]
fn syntax_errors_stand_where_they_are() {
    for (from, to, place) in [
        (
            "need: optional\n      max_length: 20",
            "need: [optional\n      max_length: 20",
            "84:13",
        ),
        ("example: holiday", "example: @holiday", "87:16"),
        ("example: holiday", "example: a: b", "87:17"),
        ("example: holiday", "example: '한글' 뒤", "87:21"),
        ("example: holiday", "example: \"\\q\"", "87:16"),
        ("      example: holiday", "     example: holiday", "87:6"),
    ] {
        let linted = Texts::base().replace(LEND, from, to).lint();
        let expected = format!("S002 spec/operations/lend-book.yaml:{place}");
        assert_eq!(linted.places(), [expected], "{}", linted.rendered());
    }
}

#[test]
fn a_spec_without_api_says_so() {
    let mut texts = Texts::base();
    texts.0.retain(|text| text.name != "api.yaml");
    assert_eq!(texts.lint().codes(), ["S006"]);
    assert_eq!(Texts(Vec::new()).lint().codes(), ["S006"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..Default::default() })]

    /// Whatever becomes of the bytes of a spec: findings, no panic.
    #[test]
    fn changed_bytes_never_panic(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), piece(), 0_usize..12), 1..8),
    ) {
        let mut texts = Texts::base();
        let text = file.index(texts.0.len());
        let bytes = &mut texts.0[text].bytes;
        for (at, piece, removed) in changes {
            let start = at.index(bytes.len());
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, piece);
        }
        let linted = texts.lint();
        linted.rendered();
        assert!(to_json(&linted.loading.files, &linted.diagnostics).ends_with("]\n"));
    }
}

/// Bytes that mean something to YAML, and bytes that mean nothing to anybody.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let meaningful = prop::sample::select(vec![
        "",
        "\n",
        "\r",
        "\t",
        " ",
        "  - ",
        ": ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "#",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "? ",
        "~",
        "한",
        "\u{202e}",
        "\u{feff}",
        "0",
        "-1",
        "99999999999999999999999999",
        "digits",
        "MM",
        "yyyy",
        "'",
        "\\",
        "{x}",
        "..",
        "%",
    ]);
    prop_oneof![
        4 => meaningful.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ]
}
