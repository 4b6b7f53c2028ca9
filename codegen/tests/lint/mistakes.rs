//! Mistakes that a transcriber makes: each is told at its line, once, with what to write.
//!
//! A mistake of `mistakes/*.txt` has a name, then the file that it is in, and lines of it: those that
//! begin with `-` become those with `+`, beside those with a space. Without any to begin with, the
//! lines are the whole file, or, behind ` = `, a copy of another. `> ` begins what is told: code,
//! line and column, message and help, or how that begins.

use std::fmt::Write as _;

use codegen::load::SourceText;

use super::support::Texts;

const FILES: [&str; 6] = [
    include_str!("mistakes/layout.txt"),
    include_str!("mistakes/keys.txt"),
    include_str!("mistakes/values.txt"),
    include_str!("mistakes/facts.txt"),
    include_str!("mistakes/files.txt"),
    include_str!("mistakes/pasted.txt"),
];

/// The words that a deserialiser has for what it finds, and those for what nobody has words for.
const FOREIGN: [&str; 8] = [
    "invalid type",
    "invalid value",
    "missing field",
    "unknown field",
    "unknown variant",
    "any variant",
    "at line",
    "compare it with another file",
];

struct Mistake {
    name: &'static str,
    file: &'static str,
    from: String,
    to: String,
    expected: String,
}

fn mistakes() -> impl Iterator<Item = Mistake> {
    let all = FILES.iter().flat_map(|file| file.split("=== ").skip(1));
    all.map(|mistake| {
        let mut lines = mistake.lines().filter(|line| !line.is_empty());
        let name = lines.next().unwrap();
        let file = lines.next().unwrap().strip_prefix('@').unwrap();
        let [mut from, mut to, mut expected] = [const { String::new() }; 3];
        for line in lines {
            let (sign, text) = line.split_at(1);
            let sides: &mut [&mut String] = match sign {
                "-" => &mut [&mut from],
                "+" => &mut [&mut to],
                " " => &mut [&mut from, &mut to],
                ">" => &mut [&mut expected],
                _ => panic!("{name}: {line}"),
            };
            for side in sides {
                writeln!(side, "{text}").unwrap();
            }
        }
        Mistake {
            name,
            file,
            from,
            to,
            expected,
        }
    })
}

/// The bytes of a text in which some characters are written as escapes, to be seen.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (escape, meant) in [
        (r"\t", b"\t".as_slice()),
        (r"\xb5\xee\xba\xd2", b"\xb5\xee\xba\xd2"),
        (r"\u{a0}", "\u{a0}".as_bytes()),
        (r"\u{200b}", "\u{200b}".as_bytes()),
        (r"\u{feff}", "\u{feff}".as_bytes()),
    ] {
        let found = |bytes: &[u8]| {
            bytes.windows(escape.len()).position(|it| it == escape.as_bytes())
        };
        while let Some(at) = found(&bytes) {
            bytes.splice(at..at + escape.len(), meant.iter().copied());
        }
    }
    bytes
}

impl Mistake {
    fn texts(&self) -> Vec<SourceText> {
        let Self { name, file, from, to, .. } = self;
        let base = Texts::base();
        let (file, text) = match file.split_once(" = ") {
            Some((copy, file)) => (copy, base.text(file)),
            None if from.is_empty() => (*file, String::new()),
            None => (*file, base.text(file)),
        };
        assert!(from.is_empty() || text.matches(from).count() == 1, "{name}: {from}");
        let text =
            if from.is_empty() { text + to } else { text.replace(from.as_str(), to) };
        let mut texts = base.with(file, bytes(&text)).0;
        // What it accepts ends with the changes since a release, of which there are none.
        texts.retain(|text| text.name != "accepted.yaml");
        texts
    }

    fn told(&self) -> String {
        let checked = codegen::check(self.texts());
        let mut told = String::new();
        for found in &checked.diagnostics {
            let place = checked.files.locate(found.span);
            // Where it stands in another file than the mistake, that is told.
            let own = self.file.split(" = ").next().unwrap_or("");
            let place = place.trim_start_matches("spec/");
            let rest = place.strip_prefix(own).and_then(|it| it.strip_prefix(':'));
            let place = rest.unwrap_or(place);
            let (code, help) = (found.explanation.code, found.help.join("; "));
            // What follows is a piece to put into the file.
            let help = help.lines().next().unwrap_or("");
            writeln!(told, " {code} {place} {} | {help}", found.message).unwrap();
        }
        told
    }
}

#[test]
fn each_is_told_at_its_line_with_what_to_write() {
    let (mut count, mut wrong) = (0, String::new());
    for mistake in mistakes() {
        count += 1;
        let told = mistake.told();
        let is_foreign = FOREIGN.iter().any(|words| told.contains(words));
        let is_as_expected = told.lines().count() == mistake.expected.lines().count()
            && told.lines().zip(mistake.expected.lines()).all(|(a, b)| a.starts_with(b));
        if !is_as_expected || is_foreign {
            let told = told.replace("\n ", "\n> ");
            writeln!(wrong, "=== {}\n>{told}", mistake.name).unwrap();
        }
    }
    assert!(count > 150, "{count} mistakes are read");
    assert!(
        wrong.is_empty(),
        "told otherwise than expected, or in foreign words:\n{wrong}"
    );
}
