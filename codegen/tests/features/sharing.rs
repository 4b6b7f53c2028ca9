//! A field that many operations have is one type.

use super::support::{Feature, file, generate};

/// A spec of so many operations, each of which sends `userId` and `pageRequest` and receives
/// `pageResponse`.
fn many(count: usize, field: fn(usize) -> String) -> Feature {
    let operation = |number: usize| {
        format!(
            "=== operations/list-{number}.yaml\n\
             id: list-{number}\nsubject: general\npage: {{ title: 목록 {number} }}\nmethod: POST\n\
             path: /list/{number}\nsection: Top\nrepeat: safe\nabout: Lists.\n\
             request:\n  section: Parameters\n  fields:\n    - {}\n\
             \x20   - name: pageRequest\n      type: object\n      need: required\n      about: Which part.\n\
             \x20     fields: [{{ name: page, type: number, need: required, min_value: 0, about: Which. }}]\n\
             response:\n  section: Answer\n  fields:\n\
             \x20   - name: pageResponse\n      type: object\n      type_name: PageResponse\n\
             \x20     need: required\n      about: Which part it is.\n\
             \x20     fields: [{{ name: totalPages, type: number, need: required, about: How many. }}]\n\
             response_codes: {{ section: Results, codes: [{{ http: 200, message: Done., remedy: none }}] }}\n",
            field(number)
        )
    };
    let spec: String = (0..count).map(operation).collect();
    Feature::parse("sharing", &spec)
}

const USER: &str = "{ name: userId, type: number, need: required, min_value: 1, max_value: 9999999999999999999, redact: shown, example: \"42\", about: The member. }";

#[test]
fn two_hundred_operations_have_one_user_id() {
    let tree = many(200, |_| USER.to_owned()).generate();
    let count = |piece: &str| {
        let texts = tree.iter().map(|(_, bytes)| str::from_utf8(bytes).unwrap());
        texts.map(|text| text.matches(piece).count()).sum::<usize>()
    };
    for piece in
        ["pub type UserId =", "pub struct PageRequest,", "pub struct PageResponse("]
    {
        assert_eq!(count(piece), 1, "{piece}");
        assert!(file(&tree, "src/fields.rs").contains(piece), "{piece}");
    }
    assert_eq!(count("    user_id: required(UserId),"), 200);
}

#[test]
fn what_is_shown_is_stated_once() {
    let hidden = |number: usize| match number {
        1 => USER.to_owned(),
        _ => USER.replace("redact: shown, ", ""),
    };
    let tree = many(3, hidden).generate();
    let fields = file(&tree, "src/fields.rs");
    let rule = fields.split("Number<UserIdRule>: Numeric =").nth(1).unwrap();
    let (rule, _) = rule.split_once("\n}").unwrap();
    assert!(rule.contains("redact: Redact::Shown"), "{rule}");
    let unstated = many(2, |_| USER.replace("redact: shown, ", "")).generate();
    assert!(file(&unstated, "src/fields.rs").contains("redact: Redact::Hidden"));
}

#[test]
fn offsets_of_values_are_stated_once_and_alike() {
    const SEOUL: &str = ", utc_offset: \"+09:00\"";
    fn zoned(offset: &str) -> String {
        format!(
            "{{ name: zone, type: string, need: required, redact: shown, example: KST, about: 시간대., \
             values: [{{ code: \"KST\", name: 서울, variant: Seoul{offset} }}, {{ code: \"UTC\", name: UTC }}] }}"
        )
    }
    let codes = |feature: Feature| {
        let tree = feature.generate();
        file(&tree, "src/codes/zone.rs").to_owned()
    };
    let both = codes(many(2, |_| zoned(SEOUL)));
    assert!(both.contains("540"), "{both}");
    assert_eq!(
        both,
        codes(many(2, |number| zoned(if number == 0 { "" } else { SEOUL })))
    );
    let told = disagreement(|number| {
        let offset = if number == 0 { SEOUL } else { ", utc_offset: \"+08:00\"" };
        zoned(offset)
    });
    for piece in
        ["error[N003]", "`KST` as `Seoul` with 480 minutes from UTC", "with 540 minutes"]
    {
        assert!(told.contains(piece), "{piece}\n{told}");
    }
}

/// What is told of a field that the second of two operations has differently.
fn disagreement(second: fn(usize) -> String) -> String {
    let told = generate(many(2, second).texts()).unwrap_err();
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    told
}

#[test]
fn pages_that_disagree_are_told_in_what() {
    let limits = disagreement(|number| match number {
        0 => USER.to_owned(),
        _ => USER.replace("9999999999999999999", "999999999999999"),
    });
    for piece in [
        "error[N003]: `UserId` is defined differently in two places",
        "here it has `max_value: 999999999999999`",
        "first defined here, with `max_value: 9999999999999999999`",
        "give this one a type of its own: `type_name: <what it is called here>`",
    ] {
        assert!(limits.contains(piece), "{piece}\n{limits}");
    }
    let shown = many(2, |number| match number {
        0 => USER.to_owned(),
        _ => USER.replace("shown", "hidden"),
    });
    let told = generate(shown.texts()).unwrap_err();
    assert!(told.contains("here it has `redact: hidden`"), "{told}");
    let apart = many(2, |number| match number {
        0 => USER.to_owned(),
        _ => USER
            .replace("9999999999999999999", "999999999999999")
            .replace("userId,", "userId, type_name: ShortUserId,"),
    });
    assert!(
        file(&apart.generate(), "src/general/list_1.rs")
            .contains("pub type ShortUserId")
    );
}

#[test]
fn objects_of_answers_that_disagree_are_told_in_what() {
    let mut feature = many(2, |_| USER.to_owned());
    let text = feature.spec.get_mut("operations/list-1.yaml").unwrap();
    *text =
        text.replace("name: totalPages, type: number", "name: totalPages, type: string");
    let told = generate(feature.texts()).unwrap_err();
    for piece in [
        "`PageResponse` is defined differently in two places",
        "here it has `totalPages`, required, a text, in debug output hidden",
        "with `totalPages`, required, a whole number, in debug output hidden",
    ] {
        assert!(told.contains(piece), "{piece}\n{told}");
    }
}

/// Their limits and forms are in the documentation, and which would be there?
#[test]
fn objects_of_answers_whose_values_disagree_are_told_in_what() {
    let mut feature = many(2, |_| USER.to_owned());
    let text = feature.spec.get_mut("operations/list-1.yaml").unwrap();
    *text = text.replace(
        "name: totalPages, type: number",
        "name: totalPages, type: number, max_digits: 4",
    );
    let told = generate(feature.texts()).unwrap_err();
    for piece in [
        "`PageResponse` is defined differently in two places",
        "here it has `totalPages` with `max_digits: 4`",
        "with `totalPages` with no `max_digits`",
    ] {
        assert!(told.contains(piece), "{piece}\n{told}");
    }
}

/// A type that several pages have is documented with all of them; what each page says, and what
/// was decided about it, stays with its field.
#[test]
fn each_use_of_a_shared_type_keeps_its_source_and_its_contradiction() {
    let birth = |number: usize| {
        match number {
        0 => "{ name: birthDate, type: string, need: required, length: 6, form: yyyyMMdd, redact: hidden, example: \"19900131\", about: 회원의 생일. }".to_owned(),
        _ => "{ name: birthDate, type: string, need: required, length: 8, form: yyyyMMdd, redact: hidden, wording: The day. }".to_owned(),
    }
    };
    let mut feature = many(2, birth);
    feature.spec.get_mut("operations/list-0.yaml").unwrap().push_str(
        "resolutions:\n  - { id: birth-date-has-8, subject: request.birthDate.length, page_says: \"6\", \
         adopted: \"8\", because: The form has eight., evidence: [list-0], standing: documented }\n",
    );
    let tree = feature.generate();
    let shared = file(&tree, "src/fields.rs");
    let sources =
        "/// Source: 목록 0, Parameters; 목록 1, Parameters.\n    pub type BirthDate";
    assert!(shared.contains(sources), "{shared}");
    assert!(!shared.contains("Contradiction"), "{shared}");
    let [first, second] =
        ["src/general/list_0.rs", "src/general/list_1.rs"].map(|it| file(&tree, it));
    let decided = "/// 회원의 생일. See [`BirthDate`].\n    ///\n    /// Required.\n    ///\n    /// \
                   Contradiction about `length`: the page says `6`; adopted: `8`";
    assert!(first.contains(decided), "{first}");
    assert!(second.contains("The page says: “The day.” See [`BirthDate`]"), "{second}");
    assert!(!second.contains("Contradiction"), "{second}");
    for (text, number) in [(first, 0), (second, 1)] {
        let source =
            format!("const PARAMETERS: Source = Source {{ document: \"목록 {number}\"");
        assert!(text.contains(&source), "{text}");
    }
}
