//! No change of a page passes without a word.

use codegen::diagnostic::Diagnostic;
use codegen::draft::Input;
use codegen::load::load;
use codegen::raw::Pages;
use codegen::{audit, import};

use super::support::{PAGE, base, files, import, text_of, with};
use super::traps;

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
/// portal's own lines, wherever its buttons stand, in one language, and each line once.
fn facts(page: &str, layout: &Pages) -> Vec<String> {
    let (labels, items) = (&layout.labels, layout.items.as_ref().unwrap());
    let is = |words: &[String], line: &str| words.iter().any(|word| word == line);
    let page: String = page.chars().filter(|c| *c == '\n' || !is_unseen(*c)).collect();
    let lines = page.lines().map(|line| {
        let line = line
            .trim_start_matches(['•', '-', ' '])
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        in_one_language(&ungrouped(&tight(&line)), layout)
    });
    let lines = lines.take_while(|line| !is(&labels.end, line)).filter(|line| {
        let own = is(&layout.chrome, line) || is(&labels.encrypted_note, line);
        let is_caption = items.caption.as_ref().is_some_and(|it| line.ends_with(it));
        !line.is_empty() && !own && !is_caption
    });
    let is_button = |line: &String| {
        let mut widgets = layout.widgets.iter().map(|it| it.lines.as_slice());
        *line == labels.show_all[0] || widgets.any(|it| it == std::slice::from_ref(line))
    };
    let (mut buttons, mut facts): (Vec<_>, Vec<_>) = lines.partition(is_button);
    // The case that is chosen in the portal's form stands among the others once more.
    if let Some(trials) = facts.iter().position(|line| *line == labels.test_cases[0])
        && let [chosen, others @ ..] = &facts[trials + 1..]
        && others.contains(chosen)
    {
        facts.remove(trials + 1);
    }
    facts.dedup();
    buttons.dedup();
    facts.extend(buttons);
    facts
}

/// A line without the spaces around its signs.
fn tight(line: &str) -> String {
    [":", "-", ","].iter().fold(line.to_owned(), |line, sign| {
        line.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign)
    })
}

/// A line whose numbers have no commas between their digits.
fn ungrouped(line: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut parts = line.split(',');
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let is_group = part.len() == 3 && part.chars().all(is_digit);
        if !(is_group && text.ends_with(is_digit)) {
            text.push(',');
        }
        text.push_str(part);
    }
    text
}

fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// A line with the words of the portal's first language.
fn in_one_language(line: &str, layout: &Pages) -> String {
    let labels = &layout.labels;
    let needs = layout.needs.iter().map(|it| (it.label.as_str(), it.need));
    let need = needs.clone().find(|(label, _)| *label == line);
    if let Some((_, meant)) = need {
        let mut same = needs.filter(|(_, need)| *need == meant);
        return same.next().unwrap().0.to_owned();
    }
    let limits = [&labels.length, &labels.min, &labels.max];
    let whole = [&labels.show_all, &labels.test_cases, &labels.end];
    let part = |part: &str| {
        let (label, rest) = part.split_at(part.find(':').unwrap_or(part.len()));
        let lists: &[&Vec<String>] = if rest.is_empty() { &whole } else { &limits };
        let is_label = |word: &String| match rest {
            "" => word == label,
            // That of a limit is read in whatever letters.
            _ => word.eq_ignore_ascii_case(label),
        };
        let words = lists.iter().find(|words| words.iter().any(is_label));
        format!("{}{rest}", words.map_or(label, |words| words[0].as_str()))
    };
    line.split(',').map(part).collect::<Vec<_>>().join(",")
}

/// Numbers that look like chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn mutation(page: &str, chance: &mut Chance) -> Vec<u8> {
    let mut lines: Vec<&str> = page.lines().collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(8) {
        0 => {
            lines.remove(one);
        }
        1 => lines.insert(one, lines[one]),
        2 => lines.swap(one, other),
        3 => lines.truncate(one),
        4 => return page.as_bytes()[..chance.below(page.len())].to_vec(),
        5 => return letter(page, chance),
        6 => {
            let mut bytes = page.as_bytes().to_vec();
            bytes.remove(chance.below(page.len()));
            return bytes;
        }
        _ => {
            let mut bytes = page.as_bytes().to_vec();
            bytes[chance.below(page.len())] = u8::try_from(chance.below(256)).unwrap();
            return bytes;
        }
    }
    (lines.join("\n") + "\n").into_bytes()
}

/// Puts another letter or digit in the place of one: a mutation that nothing but the comparison
/// of a fact can find.
fn letter(page: &str, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = page.as_bytes().to_vec();
    let places: Vec<_> =
        (0..bytes.len()).filter(|at| bytes[*at].is_ascii_alphanumeric()).collect();
    let at = places[chance.below(places.len())];
    bytes[at] = if bytes[at].is_ascii_digit() {
        b'0' + (bytes[at] - b'0' + 1) % 10
    } else {
        bytes[at] ^ 1
    };
    bytes
}

/// What an import tells: what is to be confirmed, and what was done.
fn report(imported: &import::ImportReport) -> Vec<&str> {
    let lines = imported.writes.values().flat_map(|text| text.lines());
    let open = lines.filter(|line| line.trim().starts_with("confirm:"));
    open.chain(imported.pages[0].notes.iter().map(String::as_str)).collect()
}

fn messages(findings: &[Diagnostic]) -> Vec<&str> {
    findings.iter().map(|found| found.message.as_str()).collect()
}

/// The mutations of a page that alter a fact of it, and of which no command says a word.
fn silent(page: &str, mutations: &[Vec<u8>], layout: &Pages) -> Vec<String> {
    let imported = import(base(), page);
    let writes = imported.writes.iter();
    let files: Vec<_> =
        writes.map(|(name, text)| (name.clone(), text.clone())).collect();
    let texts = mutations.iter().map(|page| text_of("page.txt", page.clone()));
    let input = Input {
        spec: with(base(), &files),
        layout: None,
        pages: texts.collect(),
        id: None,
    };
    let original = facts(page, layout);
    let audited = audit::audit(input).unwrap().pages;
    let mut silent = Vec::new();
    for (mutation, audited) in mutations.iter().zip(audited) {
        let changed = facts(&String::from_utf8_lossy(mutation), layout);
        let known = messages(&imported.pages[0].findings);
        if changed == original || messages(&audited.findings) != known {
            continue;
        }
        // What the audit lets pass, the import's report tells.
        if report(&import(base(), mutation.clone())) == report(&imported) {
            let first = changed.iter().zip(&original).find(|(a, b)| a != b);
            silent.push(format!("{first:?}"));
        }
    }
    silent
}

/// A line that says something else: another need, another type, another digit or letter at its
/// end.
fn otherwise(line: &str, layout: &Pages) -> String {
    let needs: Vec<_> = layout.needs.iter().map(|it| it.label.as_str()).collect();
    let types: Vec<_> = layout.types.iter().map(|it| it.label.as_str()).collect();
    for words in [needs, types] {
        if let Some(at) = words.iter().position(|word| *word == line) {
            return words[(at + 1) % words.len()].to_owned();
        }
    }
    let end = line.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let Some(last) = end.bytes().last() else { return format!("{line}!") };
    let other =
        if last.is_ascii_digit() { b'0' + (last - b'0' + 1) % 10 } else { last ^ 1 };
    let kept = &end[..end.len() - 1];
    format!("{kept}{}{}", char::from(other), &line[end.len()..])
}

/// One page for each line that is gone, and one for each that says something else.
fn each_line(page: &str, layout: &Pages) -> Vec<Vec<u8>> {
    let lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let filled = (0..lines.len()).filter(|at| !lines[*at].trim().is_empty());
    let mut pages = Vec::new();
    for at in filled {
        let (mut gone, mut altered) = (lines.clone(), lines.clone());
        gone.remove(at);
        altered[at] = otherwise(&lines[at], layout);
        pages
            .extend([gone, altered].map(|lines| (lines.join("\n") + "\n").into_bytes()));
    }
    pages
}

#[test]
fn no_change_of_a_line_passes_without_a_word() {
    let layout = load(base()).spec.unwrap().pages.unwrap();
    let mut all = silent(PAGE, &each_line(PAGE, &layout), &layout);
    for trap in traps::all() {
        let silent = silent(&trap.page, &each_line(&trap.page, &layout), &layout);
        all.extend(silent.iter().map(|change| format!("{}: {change}", trap.name)));
    }
    assert!(all.is_empty(), "{}\n{}", all.len(), all.join("\n"));
}

#[test]
fn no_change_of_a_page_passes_without_a_word() {
    let layout = load(base()).spec.unwrap().pages.unwrap();
    let mut chance = Chance(2026);
    let mut all = Vec::new();
    let many = |page: &str, chance: &mut Chance, count| {
        (0..count).map(|_| mutation(page, chance)).collect::<Vec<_>>()
    };
    all.extend(silent(PAGE, &many(PAGE, &mut chance, 1_000), &layout));
    for trap in traps::all() {
        let mutations = many(&trap.page, &mut chance, 40);
        let silent = silent(&trap.page, &mutations, &layout);
        all.extend(silent.iter().map(|change| format!("{}: {change}", trap.name)));
    }
    assert!(all.is_empty(), "{}\n{}", all.len(), all.join("\n"));
}
