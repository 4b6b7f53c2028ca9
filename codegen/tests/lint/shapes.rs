//! One of several shapes: what is no shape, and what nothing tells.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

const LABELS: &str = "    - name: labels
      type: array-of-strings
      need: optional
      max_length: 20
      redact: shown
      example: holiday
      about: Words of the reader's own.
";

/// What is found with these lines in a one-of, and these shapes.
fn told(lines: &str, shapes: &[&str]) -> String {
    let shapes: Vec<_> = shapes.iter().map(|it| format!("        - {it}\n")).collect();
    let shapes = shapes.concat();
    let field = format!(
        "    - name: how\n      type: one-of\n      need: optional\n      about: 방법.\n{lines}      fields:\n{shapes}"
    );
    let linted = Texts::base()
        .without_walkthrough()
        .replace(LEND, LABELS, &field)
        .lint_and_lower();
    let (places, found) = (linted.places(), linted.diagnostics.iter());
    let lines =
        places.iter().zip(found).map(|(place, it)| format!("{place} {}", it.message));
    lines.collect::<Vec<_>>().join("\n")
}

const TOLD: &str = "      discriminator: kind\n";

fn shape(name: &str, more: &str) -> String {
    format!(
        "{{ name: {name}, type: object, need: required, about: 모양., {more} fields: [{{ name: of{name}, type: string, need: required, max_length: 9, about: A text. }}] }}"
    )
}

#[test]
fn shapes_are_told_by_a_field_or_by_their_own() {
    let [card, bank] = [shape("card", "tag: 카드,"), shape("bank", "tag: 이체,")];
    assert_eq!(told(TOLD, &[&card, &bank]), "");
    let [card, bank] = [shape("card", ""), shape("bank", "")];
    assert_eq!(told("", &[&card, &bank]), "");
    let numbered = format!("{TOLD}      discriminator_type: integer\n");
    let [one, two] = [shape("one", "tag: \"1\","), shape("two", "tag: \"2\",")];
    assert_eq!(told(&numbered, &[&one, &two]), "");
}

#[test]
fn what_is_no_shape_or_told_twice_is_found() {
    let [card, bank] = [shape("card", "tag: 카드,"), shape("bank", "tag: 카드,")];
    let text =
        "{ name: text, type: string, need: required, max_length: 9, about: A text. }";
    let found = [
        told(TOLD, &[&card]),
        told(TOLD, &[&card, &bank, text]),
        told("", &[&card, &shape("bank", "")]),
        told(TOLD, &[&card, &shape("bank", "")]),
        told(
            &format!("{TOLD}      discriminator_type: integer\n"),
            &[&card, &shape("two", "tag: \"02\",")],
        ),
        told("      discriminator: ofcard\n", &[&card, &shape("bank", "tag: 이체,")]),
        told(
            "",
            &[
                &shape("card", ""),
                "{ name: any, type: object, need: optional, about: 모양., known: part }",
            ],
        ),
        told(
            &format!("{TOLD}      known: part\n"),
            &[&card, &shape("bank", "tag: 이체,")],
        ),
        told(TOLD, &[&card, &shape("undocumented", "tag: 이체,")]),
    ];
    insta::assert_snapshot!(found.join("\n\n"), @r"
L131 spec/operations/lend-book.yaml:87:7 `how` has fewer than two shapes

L131 spec/operations/lend-book.yaml:89:67 the shape `bank` of `how` has the tag of another one
L131 spec/operations/lend-book.yaml:90:13 the shape `text` of `how` is no object
N002 spec/operations/lend-book.yaml:90:19 the name `Text` is reserved for the client

L131 spec/operations/lend-book.yaml:87:67 the shape `card` of `how` has a tag, but no field tells it

L131 spec/operations/lend-book.yaml:89:13 the shape `bank` of `how` has no tag

L131 spec/operations/lend-book.yaml:89:67 the shape `card` of `how` has a tag of another type
L131 spec/operations/lend-book.yaml:90:66 the shape `two` of `how` has a tag of another type

L131 spec/operations/lend-book.yaml:88:67 the shape `card` of `how` lists the discriminator

L132 spec/operations/lend-book.yaml:87:19 what the shape `card` of `how` has to have, `any` can have too
L131 spec/operations/lend-book.yaml:88:13 the shape `any` of `how` has a need of its own
L132 spec/operations/lend-book.yaml:88:19 what the shape `any` of `how` has to have, `card` can have too

L131 spec/operations/lend-book.yaml:87:7 `how` is one of several shapes, which say this

N002 spec/operations/lend-book.yaml:89:19 the name `Undocumented` is reserved for the client
L131 spec/operations/lend-book.yaml:89:75 the shape `undocumented` of `how` has the name of any other
");
}

#[test]
fn what_any_shape_can_have_tells_none() {
    let known_in_part = shape("bank", "known: part,");
    insta::assert_snapshot!(told("", &[&shape("card", ""), &known_in_part]), @r"L132 spec/operations/lend-book.yaml:87:19 what the shape `card` of `how` has to have, `bank` can have too");
}
