//! The limits of a value: in its declaration, in its documentation, and in its test.

use super::literal;
use crate::checker::{Decimal, Length, Limits as Ends};
use crate::ir::{Api, List, Upload, ValueKind};
use crate::raw::{LengthUnit, Limits};

/// The fields of a rule, one per line.
pub(super) fn lines(limits: &[(&'static str, String)]) -> String {
    let line =
        |(key, limit): &(&str, String)| ["        ", key, ": ", limit, ",\n"].concat();
    limits.iter().map(line).collect()
}

/// The length of a text.
pub(super) fn length(limits: &Limits) -> String {
    let bounds = literal::bounds(limits.of_length(), |n| n.to_string());
    let bytes = limits.bytes().map(|unit| {
        let count = match unit {
            LengthUnit::Utf8Bytes => "Some(text.len())",
            LengthUnit::EucKrBytes => {
                "Length::encoded(::encoding_rs::EUC_KR.encode(text))"
            }
        };
        let charset = literal::quoted(unit.charset());
        format!("\n            .bytes_of({charset}, |text| {count})")
    });
    format!("Length::{bounds}{}", bytes.unwrap_or_default())
}

/// Whether lengths of the API are counted in a unit.
pub(super) fn have_unit(api: &Api, unit: LengthUnit) -> bool {
    let of_operations = api.operations.iter().flat_map(|operation| &operation.types);
    api.field_types.iter().chain(of_operations).any(|value| match &value.kind {
        ValueKind::Text(it) | ValueKind::Date(it) => it.limits.bytes() == Some(unit),
        _ => false,
    })
}

/// The fields of a whole number's rule: key and value.
pub(super) fn number(limits: &Limits) -> Vec<(&'static str, String)> {
    let range = literal::bounds(limits.of_whole(), literal::integer);
    let digits = literal::bounds(limits.of_digits(), |n| n.to_string());
    let step = whole_step(limits).map(|n| format!("Some({})", literal::integer(n)));
    let known =
        [("range", format!("Range::{range}")), ("digits", format!("Length::{digits}"))];
    known.into_iter().chain(step.map(|step| ("multiple_of", step))).collect()
}

/// The fields of a decimal number's rule: key and value.
pub(super) fn decimal(limits: &Limits) -> Vec<(&'static str, String)> {
    let range = literal::bounds(limits.of_value(), literal::decimal);
    let places = limits.decimals.unwrap_or_default();
    let step = limits.of_step().map(|n| format!("Some({})", literal::decimal(n)));
    let known = [("range", format!("Limits::{range}")), ("places", places.to_string())];
    known.into_iter().chain(step.map(|step| ("multiple_of", step))).collect()
}

/// The fields of a file's rule: key and value.
pub(super) fn file(upload: &Upload) -> Vec<(&'static str, String)> {
    let most = upload.limits.max_bytes.map(|most| format!("Some({most})"));
    let media_types: Vec<_> =
        upload.media_types.iter().map(|it| literal::quoted(it)).collect();
    let media_types = format!("&[{}]", media_types.join(", "));
    let most = most.map(|most| ("max_bytes", most));
    most.into_iter().chain([("media_types", media_types)]).collect()
}

/// The row of a file.
pub(super) fn file_row(upload: &Upload, rule: &str) -> String {
    let most = Ends::of(None, upload.limits.max_bytes);
    format!("    file::<{rule}>({});\n", tried(most))
}

/// The fields of a list's rule: key and value.
pub(super) fn list(limits: &Limits) -> Vec<(&'static str, String)> {
    let items = literal::bounds(limits.of_items(), |n| n.to_string());
    vec![("items", format!("Length::{items}"))]
}

/// The row of a list, or of a map.
pub(super) fn list_row(list: &List) -> String {
    let (rule, items) = (list.name.with("Rule"), tried(list.limits.of_items()));
    let check = if list.is_map { "map" } else { "list" };
    let of_rows = list.rows.as_ref().map(|rows| {
        let (rule, items) = (rows.name.with("Rule"), tried(rows.limits.of_items()));
        format!("    list::<{rule}>({items});\n")
    });
    format!("    {check}::<{rule}>({items});\n") + &of_rows.unwrap_or_default()
}

/// A list of one item, or of as many as it has to have.
pub(super) fn filled(item: &str, list: &List) -> String {
    if list.is_map {
        let entry = |number: u32| format!("(\"name{number}\", {item})");
        let least = list.limits.min_items.unwrap_or(1).max(1);
        let entries: Vec<_> = (1..=least).map(entry).collect();
        return format!("[{}]", entries.join(", "));
    }
    let row = repeated(item, &list.limits);
    match &list.rows {
        Some(rows) => repeated(&row, &rows.limits),
        None => row,
    }
}

fn repeated(item: &str, limits: &Limits) -> String {
    match limits.min_items {
        Some(least) if least > 1 => format!("vec![{item}; {least}]"),
        _ => format!("[{item}]"),
    }
}

/// What the page says of the items of a list in an answer, in a sentence, if it says anything.
pub(super) fn expected_items(limits: &Limits) -> Option<String> {
    counted(limits.of_items(), "item").map(|items| format!("The page says: {items}."))
}

/// What the page says of an array of arrays in an answer.
pub(super) fn expected_rows(limits: &Limits) -> String {
    let rows = counted(limits.of_items(), "array").map(|rows| format!("; {rows}"));
    format!("An array of arrays{}.", rows.unwrap_or_default())
}

/// How many items a list has.
pub(super) fn items(limits: &Limits) -> String {
    counted(limits.of_items(), "item")
        .unwrap_or_else(|| "any number of items (not documented)".to_owned())
}

fn whole_step(limits: &Limits) -> Option<i128> {
    limits.of_step()?.whole()
}

/// The rows of a whole number, or of a decimal one, in the table that its limits are tried by.
pub(super) fn rows(limits: &Limits, rule: &str) -> String {
    let quoted = |number: Decimal| literal::quoted(&number.to_string());
    if let Some(places) = limits.decimals {
        let range = range(limits.of_value(), quoted);
        return match limits.of_step() {
            None => format!("    decimal::<{rule}>({places}, {range});\n"),
            Some(step) => {
                let step = quoted(step);
                format!("    decimal_multiples::<{rule}>({places}, {step}, {range});\n")
            }
        };
    }
    let range = range(limits.of_whole(), literal::integer);
    let number = match whole_step(limits).map(literal::integer) {
        None => format!("    number::<{rule}>({range});\n"),
        Some(step) => format!("    multiples::<{rule}>({step}, {range});\n"),
    };
    let digits = |n| format!("    digits::<{rule}>({n});\n");
    number + &limits.max_digits.map(digits).unwrap_or_default()
}

/// The row of a text.
pub(super) fn text_row(limits: &Limits, check: &str, rule: &str) -> String {
    let range = tried(limits.of_length());
    match limits.bytes() {
        None => format!("    {check}::<{rule}>({range});\n"),
        Some(unit) => {
            let charset = literal::quoted(unit.charset());
            let of_hangul = unit.of_hangul();
            format!("    {check}_bytes::<{rule}>({charset}, {of_hangul}, {range});\n")
        }
    }
}

/// The ends of a length, as far as a text or a list at the limit is worth its memory.
fn tried(length: Length) -> String {
    const LONGEST: u32 = 1_000_000;
    let tried = |end: Option<u32>| end.filter(|end| *end <= LONGEST);
    range(Ends::of(tried(length.min()), tried(length.max())), |n| n.to_string())
}

fn range<T: Copy>(ends: Ends<T>, value: impl Fn(T) -> String + Copy) -> String {
    let min = ends.min().map(value).unwrap_or_default();
    match ends.max().map(value) {
        Some(max) => format!("{min}..={max}"),
        None => format!("{min}.."),
    }
}

/// The limits of a number in words: ` from 1 to 4, at most 2 decimals`. Empty if there are none.
pub(super) fn words(limits: &Limits) -> String {
    let Limits {
        length: _,
        min_length: _,
        max_length: _,
        length_unit: _,
        min_value: _,
        max_value: _,
        max_digits,
        decimals,
        multiple_of,
        max_bytes,
        min_items: _,
        max_items: _,
    } = *limits;
    let is_limited = limits.of_length() != Length::any();
    let length = is_limited.then(|| format!(", {}", length_words(limits)));
    let value = values(limits.of_value()).or_else(|| {
        // Told of a number with decimals alone, too.
        decimals.filter(|_| length.is_none()).map(|_| UNDOCUMENTED.to_owned())
    });
    let digits = max_digits.map(|digits| format!(", at most {digits} digits"));
    let decimals = decimals.map(|places| {
        let decimals = if places == 1 { "decimal" } else { "decimals" };
        format!(", with at most {places} {decimals}")
    });
    let step = multiple_of.map(|step| format!(", a multiple of {step}"));
    let items = counted(limits.of_items(), "item").map(|items| format!(", {items}"));
    let bytes = counted(Ends::of(None, max_bytes), "byte").map(|it| format!(", {it}"));
    [length, value, digits, decimals, step, bytes, items].into_iter().flatten().collect()
}

/// The text for a number without limits.
pub(super) const UNDOCUMENTED: &str = " whose limits are not documented";

/// The length of a text, in words.
pub(super) fn length_words(limits: &Limits) -> String {
    let length = limits.of_length();
    let words = match limits.bytes() {
        None => counted(length, "character"),
        Some(unit) => counted(length, "byte").map(|bytes| {
            let (charset, of_hangul) = (unit.charset(), unit.of_hangul());
            format!("{bytes} of {charset} (a Hangul syllable has {of_hangul})")
        }),
    };
    words.unwrap_or_else(|| "a text whose length is not documented".to_owned())
}

/// A count with its unit; `None` if any number is allowed.
pub(super) fn counted(number: Length, unit: &str) -> Option<String> {
    let plural = if number.max().or(number.min()) == Some(1) { "" } else { "s" };
    let range = match (number.min(), number.max()) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return None,
    };
    Some(format!("{range} {unit}{plural}"))
}

fn values(value: Ends<Decimal>) -> Option<String> {
    Some(match (value.min(), value.max()) {
        (Some(min), Some(max)) if min == max => format!(", {min} and no other"),
        (Some(min), Some(max)) => format!(" from {min} to {max}"),
        (Some(min), None) => format!(", at least {min}"),
        (None, Some(max)) => format!(", at most {max}"),
        (None, None) => return None,
    })
}
