//! No change of a page passes without a word.

use codegen::{audit, import};

use super::support::{PAGE, base, files, import, text_of, with};

#[test]
fn a_page_gives_a_spec_with_things_to_confirm_and_no_error() {
    let files = files();
    let checked = codegen::check(with(base(), &files));
    let codes: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|it| (it.explanation.code, it.message.as_str()))
        .collect();
    assert!(codes.iter().all(|(code, _)| *code == "L050"), "{codes:?}");
    assert!(!codes.is_empty() && checked.api.is_some());
    let again = import(with(base(), &files), PAGE);
    assert!(again.writes.is_empty(), "{:?}", again.writes);
    assert_eq!(again.pages[0].status, import::Status::Unchanged);
}

#[test]
fn line_ends_and_marks_do_not_matter() {
    let crlf = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    let writes: Vec<_> = import(base(), crlf).writes.into_iter().collect();
    assert_eq!(writes, files());
}

/// What a page says, line by line: without blank lines, characters that cannot be seen and the
/// portal's own lines, wherever its button stands, in one language, and each line once.
fn facts(page: &str) -> Vec<String> {
    let chrome = ["Paper Lantern", "Send", "Sent", "See the guide."];
    let page = page.replace("항상", "Always").replace("글자", "Letters");
    let page = page.replace(" :", ":").replace(": ", ":");
    let page: String = page.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let until = page.lines().take_while(|line| line.trim() != "Wait ...");
    let lines = until.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines =
        lines.filter(|line| !line.is_empty() && !chrome.contains(&line.as_str()));
    let (button, mut facts): (Vec<_>, Vec<_>) =
        lines.partition(|line| line == "More results");
    facts.dedup();
    // The case that is chosen in the portal's form.
    if let Some(trials) = facts.iter().position(|line| line == "Trials")
        && facts.len() > trials + 3
    {
        facts.remove(trials + 1);
    }
    facts.extend(button.into_iter().take(1));
    facts
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn mutation(chance: &mut Chance) -> Vec<u8> {
    let mut lines: Vec<&str> = PAGE.lines().collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(5) {
        0 => {
            lines.remove(one);
        }
        1 => lines.insert(one, lines[one]),
        2 => lines.swap(one, other),
        3 => lines.truncate(one),
        _ => {
            let mut bytes = PAGE.as_bytes().to_vec();
            let at = chance.below(bytes.len());
            bytes[at] = u8::try_from(chance.below(256)).unwrap();
            return bytes;
        }
    }
    (lines.join("\n") + "\n").into_bytes()
}

#[test]
fn no_change_of_a_page_passes_without_a_word() {
    let files = files();
    let original = facts(PAGE);
    let to_confirm = import(base(), PAGE).pages[0].to_confirm;
    let mut chance = Chance(2026);
    let mut silent = Vec::new();
    for _ in 0..2_000 {
        let page = mutation(&mut chance);
        let input = audit::Input {
            spec: with(base(), &files),
            layout: None,
            pages: vec![text_of("page.txt", page.clone())],
            id: None,
        };
        let audited = audit::audit(input).unwrap();
        let text = String::from_utf8_lossy(&page).into_owned();
        let is_told = !audited.pages[0].findings.is_empty();
        let changed = facts(&text);
        if changed == original || is_told {
            continue;
        }
        // What the audit lets pass, the import's report asks to be confirmed.
        if import(base(), page).pages[0].to_confirm == to_confirm {
            let first = changed.iter().zip(&original).find(|(a, b)| a != b);
            silent.push(format!("{first:?}"));
        }
    }
    assert!(silent.is_empty(), "{}\n{}", silent.len(), silent.join("\n"));
}
