//! Values to play: at the ends of what the old state allows and of what the new one does, each
//! code, and whatever may be left out.

use codegen::ir::{
    AnswerObject, Api, CodeType, Envelope, Operation, Reading, ResponseField,
};
use serde_json::{Map, Value, json};

use super::constants::number;
use super::shapes;

/// The parameters of an operation, or the fields of an object.
pub(crate) fn parameters(kind: &Value) -> &[Value] {
    kind[1].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn named<'v>(of: &'v [Value], key: &str, name: &Value) -> Option<&'v Value> {
    of.iter().find(|it| it[key] == *name)
}

/// Every parameter with its example.
pub(crate) fn base(kind: &Value) -> Value {
    let fields = parameters(kind).iter();
    fields.map(|it| (it["name"].as_str().unwrap().to_owned(), example(it))).collect()
}

fn example(parameter: &Value) -> Value {
    of_kind(&parameter["kind"], &parameter["example"])
}

fn of_kind(kind: &Value, example: &Value) -> Value {
    let text = example.as_str().unwrap_or("1");
    match kind[0].as_str().unwrap() {
        "Flag" => (text == "true").into(),
        "Object" => base(kind),
        "OneOf" => json!({ "shape": 0, "of": base(&kind[1][0][1]) }),
        "List" => json!([of_kind(&kind[2], example)]),
        // The client sends it by itself.
        "Constant" => serde_json::from_str(kind[1].as_str().unwrap()).unwrap(),
        "Code" if example.is_null() => kind[2][0]["code"].clone(),
        _ => text.into(),
    }
}

/// What to try for each parameter, by its name.
pub(crate) fn of_parameters(old: &Value, new: Option<&Value>) -> Value {
    let new = new.map(parameters).unwrap_or_default();
    let tries = parameters(old).iter().map(|it| {
        let now = named(new, "name", &it["name"]).or(named(new, "flag", &it["flag"]));
        (it["name"].as_str().unwrap().to_owned(), of_parameter(it, now))
    });
    tries.collect()
}

fn of_parameter(old: &Value, new: Option<&Value>) -> Value {
    let kinds: Vec<_> =
        [Some(old), new].into_iter().flatten().map(|it| &it["kind"]).collect();
    if kinds[0][0] == "Constant" {
        return json!([example(old)]);
    }
    let mut tries = of_kinds(&kinds, &old["example"]);
    if old["nullable"] == true {
        tries.push(json!({ "null": true }));
    }
    tries.push(Value::Null);
    tries.into()
}

/// What to try where the old state has the first of these kinds.
fn of_kinds(kinds: &[&Value], example: &Value) -> Vec<Value> {
    let old = kinds[0];
    let mut tries = vec![of_kind(old, example)];
    match old[0].as_str().unwrap() {
        "Text" | "Date" => tries.extend(kinds.iter().flat_map(|it| texts(&it[1]))),
        "Number" | "Decimal" => tries.extend(numbers(kinds)),
        "Code" => {
            let rows = old[2].as_array().unwrap().iter();
            tries.extend(rows.map(|row| row["code"].clone()));
        }
        "Flag" => tries.extend([true.into(), false.into()]),
        "Object" => tries.extend(objects(old, kinds.get(1).copied())),
        "OneOf" => tries.extend(shapes::tries(old, kinds.get(1).copied())),
        _ => {
            let items: Vec<_> =
                kinds.iter().filter(|it| it[0] == "List").map(|it| &it[2]).collect();
            let items = of_kinds(&items, example);
            tries.extend(items.iter().map(|item| json!([item])));
            for kind in kinds {
                let ends = ends(&kind[1]["items"]);
                let ends = ends.into_iter().filter(|it| (0..=50).contains(it));
                tries.extend(ends.map(|n| (0..n).map(|_| items[0].clone()).collect()));
            }
        }
    }
    once(tries)
}

fn once(values: Vec<Value>) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    values.into_iter().filter(|it| seen.insert(it.to_string())).collect()
}

/// The whole object, with one field after another as it is tried.
pub(crate) fn objects(old: &Value, new: Option<&Value>) -> Vec<Value> {
    let base = base(old);
    let tries = of_parameters(old, new);
    let mut all = Vec::new();
    for (name, tries) in tries.as_object().unwrap() {
        for value in tries.as_array().unwrap() {
            let mut object = base.as_object().unwrap().clone();
            if value.is_null() {
                object.remove(name);
            } else {
                object.insert(name.clone(), value.clone());
            }
            all.push(object.into());
        }
    }
    once(all)
}

/// The ends of limits, and what is just beyond.
fn ends(limits: &Value) -> Vec<i128> {
    let end = |key: &str| limits[key].as_str().and_then(|it| it.parse::<i128>().ok());
    let ends = [end("min"), end("max")].into_iter().flatten();
    ends.flat_map(|it| [it, it - 1, it + 1]).collect()
}

/// The values of a setting.
pub(crate) fn of_header(
    rules: &[&Value],
    codes: Option<&Value>,
    is_required: bool,
) -> Value {
    let mut tries: Vec<Value> = rules.iter().flat_map(|rule| texts(rule)).collect();
    // What a header cannot carry is no business of its rule.
    tries.retain(|it| it.as_str().unwrap().is_ascii());
    if let Some(codes) = codes {
        let rows = codes.as_array().unwrap().iter();
        tries = rows.map(|row| row["code"].clone()).collect();
    }
    if !is_required {
        tries.push(false.into());
    }
    once(tries).into()
}

fn texts(rule: &Value) -> Vec<Value> {
    let lengths = ends(&rule["length"]).into_iter().chain([1, 2, 8]);
    let lengths = lengths.filter(|it| (1..=200).contains(it));
    let mut texts: Vec<String> = Vec::new();
    for length in lengths {
        let length = usize::try_from(length).unwrap();
        for (letter, bytes) in [("x", 1), ("가", 1), ("가", 2), ("가", 3), ("7", 1)] {
            texts.push(letter.repeat(length / bytes));
        }
    }
    let parts = rule["shape"].as_array().into_iter().flatten();
    let parts: Vec<_> = parts.collect();
    if !parts.is_empty() {
        for digit in ['0', '1', '9', 'a'] {
            for most in [1, 3, 8] {
                texts.push(shaped(&parts, digit, most));
            }
        }
        texts.extend(
            ["20260131", "20101112", "101112", "12112010", "260131", "2026-01-31"]
                .map(str::to_owned),
        );
    }
    // What EUC-KR does not have.
    texts.push("🚢".to_owned());
    texts.retain(|it| !it.is_empty());
    texts.sort();
    texts.dedup();
    texts.into_iter().map(Value::from).collect()
}

pub(crate) fn shaped(parts: &[&Value], digit: char, most: usize) -> String {
    let part = |part: &&Value| {
        let count = || number(&part[1]).parse::<usize>().unwrap();
        match part.as_str().or(part[0].as_str()).unwrap() {
            "Year4" => "2010".to_owned(),
            "Year2" | "Day" | "Month" => "11".to_owned(),
            "Hour" | "Minute" | "Second" => "10".to_owned(),
            "Millisecond" => "100".to_owned(),
            "Decimal" => "1.50".to_owned(),
            "Offset" => "+09:00".to_owned(),
            "Uuid" => {
                let group = |count: usize| digit.to_string().repeat(count);
                [8, 4, 4, 4, 12].map(group).join("-")
            }
            "EpochSeconds" => "1000000000".to_owned(),
            "EpochMilliseconds" => "1000000000000".to_owned(),
            "Counter" => digit.to_ascii_uppercase().to_string().repeat(count()),
            "AnyDigits" if digit == 'a' => "1".repeat(most),
            "AnyDigits" => digit.to_string().repeat(most),
            "Digits" if digit == 'a' => "1".repeat(count()),
            "Hex" | "Digits" => digit.to_string().repeat(count()),
            "Base64" => {
                let padding = (3 - count() % 3) % 3;
                "A".repeat(count().div_ceil(3) * 4 - padding) + &"=".repeat(padding)
            }
            _ => part[1].as_str().unwrap().to_owned(),
        }
    };
    parts.iter().map(part).collect()
}

/// In hundredths, so that ends with decimals have neighbours.
fn numbers(kinds: &[&Value]) -> Vec<Value> {
    let mut all = vec![0, 1, 7, 10, 100, 110];
    let mut steps = vec![1_i128];
    for kind in kinds {
        let rule = &kind[1];
        for key in ["min", "max"] {
            if let Some(end) = rule["range"][key].as_str().and_then(hundredths) {
                all.extend([end, end - 100, end + 100, end - 1, end + 1, end - 10]);
            }
        }
        if let Some(step) = rule["multiple_of"].as_str().and_then(hundredths) {
            steps.push(step);
        }
        for end in ends(&rule["digits"]).into_iter().filter(|it| (1..=18).contains(it)) {
            let power = 10_i128.pow(u32::try_from(end).unwrap());
            all.extend([(power - 1) * 100, power * 100, power * 10]);
        }
        // The most decimals, and one more.
        all.extend([100, 125, 110, 150]);
    }
    let product: i128 = steps.iter().product();
    let whole = steps.iter().flat_map(|step| [*step, step * 2, step * 3]);
    let multiples: Vec<_> = whole.chain([product, product * 2]).collect();
    let near = all.clone();
    all.extend(multiples);
    all.extend(near.iter().flat_map(|it| {
        steps.iter().filter(|step| **step > 1).flat_map(move |step| {
            let below = it.div_euclid(*step) * step;
            [below, below + step]
        })
    }));
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|it| written(it).into()).collect()
}

fn hundredths(text: &str) -> Option<i128> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |it| (-1, it));
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest = format!("{rest:0<2}");
    let number = whole.parse::<i128>().ok()?.checked_mul(100)?;
    Some(sign * (number + rest.get(..2)?.parse::<i128>().ok()?))
}

fn written(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let text = format!("{sign}{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Answers of an operation as the spec allows them, one after another.
pub(crate) fn bodies(api: &Api, operation: &Operation) -> Vec<Value> {
    let Some(response) = &operation.response else { return Vec::new() };
    let tries = of_answer(api, operation, &response.fields);
    let most = tries.iter().map(|(_, tries)| tries.len()).max().unwrap_or(0);
    let envelope = api.envelope_of(operation);
    let codes: Vec<_> = envelope.iter().flat_map(|it| &it.success_code).collect();
    let of = |at, code| body(envelope, code, &nth(&tries, at));
    let all = (0..most).map(|at| of(at, codes.first().copied()));
    all.chain(codes.iter().skip(1).map(|code| of(0, Some(*code)))).collect()
}

fn nth(tries: &[(String, Vec<Option<Value>>)], at: usize) -> Map<String, Value> {
    let values = tries.iter().filter_map(|(name, tries)| {
        Some((name.clone(), tries[at % tries.len()].clone()?))
    });
    values.collect()
}

fn body(
    envelope: Option<&Envelope>,
    code: Option<&String>,
    fields: &Map<String, Value>,
) -> Value {
    let mut body = fields.clone();
    if let Some((envelope, code)) = envelope.zip(code) {
        let code = match envelope.code_type {
            CodeType::Text => json!(code),
            CodeType::Integer | CodeType::Boolean => serde_json::from_str(code).unwrap(),
        };
        let result = json!({ envelope.code.as_str(): code });
        let objects = envelope.object.iter().rev();
        let result = objects.fold(result, |inner, name| json!({ name.as_str(): inner }));
        body.extend(result.as_object().unwrap().clone());
    }
    Value::from(body).to_string().into()
}

/// What to try for each field; nothing leaves it out.
fn of_answer(
    api: &Api,
    operation: &Operation,
    fields: &[ResponseField],
) -> Vec<(String, Vec<Option<Value>>)> {
    let tries = fields.iter().map(|field| {
        let values = of_reading(api, operation, field);
        let mut values: Vec<_> = values.into_iter().map(Some).collect();
        if field.need != codegen::ir::Need::Required {
            values.extend([None, Some(Value::Null)]);
        }
        (field.wire.clone(), values)
    });
    tries.collect()
}

fn of_reading(api: &Api, operation: &Operation, field: &ResponseField) -> Vec<Value> {
    let object = |name: &codegen::ir::Ident| -> Vec<Value> {
        let known = |it: &&AnswerObject| it.name == *name;
        let mut all = operation.answers.iter().chain(&api.field_answers);
        let own = all.find(known).unwrap();
        if let Some(signs) = &own.shapes {
            let shapes = own.fields.iter().zip(signs);
            let of_shape = |(field, sign)| {
                let objects = of_reading(api, operation, field).into_iter();
                objects.map(move |it| shapes::with_sign(it, sign))
            };
            return shapes.flat_map(of_shape).collect();
        }
        let tries = of_answer(api, operation, &own.fields);
        let most = tries.iter().map(|(_, tries)| tries.len()).max().unwrap_or(1);
        (0..most).map(|at| nth(&tries, at).into()).collect()
    };
    match &field.reading {
        Reading::Text => {
            ["invented", "가나다", "", "x", "12", "Y"].map(Value::from).to_vec()
        }
        Reading::Number => vec![json!(1), json!(0), json!(70), json!("8")],
        Reading::Decimal => vec![json!(1.25), json!(1), json!("0.5"), json!(70)],
        Reading::Written => vec![json!("1.50"), json!("0"), json!("x")],
        Reading::Flag => flags(field),
        Reading::Code(table) => {
            let table = api.code_tables.iter().find(|it| it.name == *table).unwrap();
            let codes = table.codes.iter().map(|it| it.code.clone());
            let others = undocumented(table);
            let texts = codes.chain(others);
            if table.numbers {
                return texts.map(|it| json!(it.parse::<i64>().unwrap())).collect();
            }
            texts.map(Value::from).collect()
        }
        Reading::Codes(table) => {
            let table = api.code_tables.iter().find(|it| it.name == *table).unwrap();
            let codes: Vec<_> = table.codes.iter().map(|it| it.code.clone()).collect();
            vec![json!(codes), json!([])]
        }
        Reading::Numbers => vec![json!([1, 70]), json!([])],
        Reading::Decimals => vec![json!([1.25, "0.5"]), json!([])],
        Reading::Map => vec![json!({ "가": "나" }), json!({})],
        Reading::Texts => vec![json!(["a", "가"]), json!([]), json!(["12"])],
        Reading::Object(name) => object(name),
        Reading::Objects(name) => {
            let items = object(name);
            let one = items.iter().map(|it| json!([it])).collect::<Vec<_>>();
            one.into_iter().chain([json!([]), items.clone().into()]).collect()
        }
    }
}

/// Codes of the table's form that it does not list.
fn undocumented(table: &codegen::ir::CodeTable) -> Vec<String> {
    let length = table.constraint.limits.of_length();
    let (min, max) = (length.min().unwrap_or(1), length.max());
    let most = max.unwrap_or(min + 2).min(60);
    let form =
        table.constraint.shape.as_ref().filter(|_| table.constraint.shape_enforced);
    let characters: &[&str] = match form {
        _ if table.numbers => &["9"],
        None => &["9", "x"],
        Some(it) if it.parts == [codegen::ir::Part::AnyDigits] => &["9"],
        Some(_) => &[],
    };
    let texts =
        characters.iter().flat_map(|it| [min, most].map(|n| it.repeat(n as usize)));
    let mut texts: Vec<_> = texts.collect();
    texts.retain(|it| table.codes.iter().all(|code| code.code != *it));
    texts.dedup();
    texts
}

fn flags(field: &ResponseField) -> Vec<Value> {
    use codegen::ir::{ValueKind, Wire};
    match &field.kind {
        Some(ValueKind::Flag(Wire::YesNo)) => vec![json!("Y"), json!("N")],
        Some(ValueKind::Flag(Wire::OneZero)) => vec![json!("1"), json!("0")],
        _ => vec![json!(true), json!(false)],
    }
}
