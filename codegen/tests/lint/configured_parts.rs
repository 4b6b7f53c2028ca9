//! Parts of values that the client is configured with.

use super::support::Texts;

/// What is told where a header of this kind is part of a value that lending has.
fn told(header: &str, form: &str) -> String {
    let lending = "    cite: { source: readers-guide, section: Headers for lending }\n    headers:\n";
    let code = "      length: 5\n      form: \"'P'digits4\"\n      redact: hidden\n      example: P0042\n";
    Texts::base()
        .replace("api.yaml", lending, &format!("{lending}{header}"))
        .replace(
            "operations/lend-book.yaml",
            code,
            &format!("      redact: hidden\n{form}"),
        )
        .lint()
        .rendered()
}

fn header(lines: &str) -> String {
    format!(
        "      - name: Reader-Code\n        redact: shown\n        only_signed: true\n        \
         about: 번호.\n{lines}"
    )
}

const CONFIGURED: &str =
    "        need: required\n        length: 10\n        from: configuration\n";
const FORM: &str =
    "      from: call\n      form: \"{header:Reader-Code:10}'U'counter9\"\n";

#[test]
fn a_value_begins_with_what_is_configured_or_cannot_be_made() {
    let fine = told(&header(CONFIGURED), FORM);
    assert!(!fine.contains("L142") && !fine.contains("L121"), "{fine}");
    for (header, form, why) in [
        (header(CONFIGURED), FORM.replace(":10}", ":9}"), "does not have that length"),
        (
            header(CONFIGURED),
            FORM.replace("      from: call\n", ""),
            "does not make the value",
        ),
        (
            header(CONFIGURED),
            FORM.replace("Reader-Code", "Reader-Cod"),
            "has no such header",
        ),
        (
            header(&CONFIGURED.replace("required", "optional")),
            FORM.to_owned(),
            "need not be configured",
        ),
        (
            header(&CONFIGURED.replace("configuration", "caller")),
            FORM.to_owned(),
            "is not configured as it is",
        ),
    ] {
        let told = told(&header, &form);
        assert!(told.contains("error[L142]") && told.contains(why), "{why}\n{told}");
    }
    let unused = told(&header(CONFIGURED), "      example: 등불\n");
    assert!(unused.contains("no recipe signs it, and no form has it"), "{unused}");
}

#[test]
fn a_part_names_a_header_and_its_length() {
    for form in
        ["{header:Reader-Code", "{header:Reader-Code}", "{header::9}", "{header:A:0}"]
    {
        let told = told(
            &header(CONFIGURED),
            &format!("      from: call\n      form: \"{form}\"\n"),
        );
        assert!(told.contains("error[L020]") || told.contains("is invalid"), "{told}");
    }
}
