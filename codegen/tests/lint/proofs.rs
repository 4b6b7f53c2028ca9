//! What `explain` tells is true: each good example is a piece of the base spec, which lints
//! clean, and putting the bad one in its place yields that finding and no other.

use codegen::diagnostic::Explanation;
use codegen::explanations;

use super::support::Texts;

#[test]
fn the_specs_are_clean() {
    Texts::base().lint_and_lower().clean();
    // What the vendor alone can answer is open.
    let real = Texts::real().lint_and_lower();
    assert!(real.codes().iter().all(|code| *code == "L050"), "{}", real.rendered());
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<_> = explanations::all().map(|it| it.code).collect();
    let letter = |code: &&str| !code.starts_with('S');
    assert!(codes.is_sorted_by_key(|code| (letter(code), *code)), "{codes:?}");
    assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "{codes:?}");
}

#[test]
fn every_rule_is_proven_by_its_own_example() {
    let wrong: Vec<_> = spec_rules().filter_map(|it| proof(it).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Findings about pages are proven on pages, see `tests/pages/proofs.rs`.
fn spec_rules() -> impl Iterator<Item = &'static Explanation> {
    explanations::all().filter(|it| !it.code.starts_with('P'))
}

fn proof(explanation: &Explanation) -> Result<(), String> {
    let code = explanation.code;
    let mistaken = mistaken(explanation)?;
    // What is wrong by a rule may also spoil a name.
    let linted =
        if code.starts_with('N') { mistaken.lint_and_lower() } else { mistaken.lint() };
    if linted.codes().iter().any(|it| *it != code) || linted.diagnostics.is_empty() {
        let rendered = linted.rendered();
        return Err(format!(
            "{code}: this finding and no other is expected\n{rendered}"
        ));
    }
    for diagnostic in &linted.diagnostics {
        if diagnostic.help.is_empty() || diagnostic.label.is_empty() {
            return Err(format!(
                "{code}: what stands there, and what to write instead?"
            ));
        }
    }
    insta::assert_snapshot!(code, linted.rendered());
    Ok(())
}

/// The base spec with the bad example in place of the good one.
fn mistaken(explanation: &Explanation) -> Result<Texts, String> {
    let Explanation { code, good, bad, .. } = *explanation;
    let base = Texts::base();
    if let Some(file) = base.0.iter().position(|text| text.name == good) {
        let mut renamed = base;
        bad.clone_into(&mut renamed.0[file].name);
        renamed.0[file].shown = format!("spec/{bad}");
        return Ok(renamed);
    }
    let found: Vec<_> = base
        .0
        .iter()
        .filter_map(|text| {
            Some((text.name.clone(), replaced(&base.text(&text.name), good, bad)?))
        })
        .collect();
    match found.as_slice() {
        [(name, text)] => Ok(base.with(name, raw_bytes(text))),
        _ => Err(format!("{code}: the good example stands in {} files", found.len())),
    }
}

/// The text with `bad` in the lines where `good` stands, wherever they are indented to.
fn replaced(text: &str, good: &str, bad: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let good: Vec<&str> = good.lines().collect();
    let indent_of = |lines: &[&str]| {
        let indent = lines[0].strip_suffix(good[0])?;
        let matches = indent.trim().is_empty()
            && lines.iter().zip(&good).all(|(a, b)| a.strip_prefix(indent) == Some(b));
        matches.then(|| indent.to_owned())
    };
    let mut found = lines
        .windows(good.len())
        .enumerate()
        .filter_map(|(at, it)| Some((at, indent_of(it)?)));
    let (at, indent) = found.next()?;
    assert!(found.next().is_none(), "the good example stands twice: {good:?}");
    let bad = bad.lines().map(|line| format!("{indent}{line}"));
    let before = lines[..at].iter().map(|line| (*line).to_owned());
    let after = lines[at + good.len()..].iter().map(|line| (*line).to_owned());
    Some(before.chain(bad).chain(after).map(|line| line + "\n").collect())
}

/// An example of bytes that are no UTF-8 has to be written as text all the same.
fn raw_bytes(text: &str) -> Vec<u8> {
    match text.split_once("\\xff") {
        Some((before, after)) => [before.as_bytes(), b"\xff", after.as_bytes()].concat(),
        None => text.as_bytes().to_vec(),
    }
}
