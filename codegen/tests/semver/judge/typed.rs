//! The part of the player that is written for one client: its requests from data, and what it
//! reads of answers as data.

use std::fmt::Write as _;

use codegen::ir::{Api, HeaderOrigin, Need};
use codegen::name::Ident;

use super::emitted::{Accessor, Emitted};
use super::syntax::Shapes;

pub(crate) fn typed(api: &Api, client: &Emitted) -> String {
    let mut code = concat!(
        "//! Requests and answers of the old client.\n",
        "use super::Player;\nuse client::*;\nuse client::fake::Fake;\n",
        "use serde_json::{Value as Data, json};\n",
    )
    .to_owned();
    core(&mut code, api);
    structs(&mut code, client);
    codes(&mut code, client);
    answers(&mut code, client);
    shapes(&mut code, client);
    headers(&mut code, client);
    plays(&mut code, client);
    code.push_str(READING);
    code
}

/// A client for a mock server. Each setting is what the play says; else what the mock server
/// issued, unless the old client does not have such values; else the client's own, or none.
fn core(code: &mut String, api: &Api) {
    let open = api.environments.iter().find(|it| it.base_url.is_none());
    let open = open.map_or("Url".to_owned(), |it| it.name.to_string());
    let secret =
        if api.signing.is_some() { ".secret_key(fake.secret_key())" } else { "" };
    let _ = writeln!(
        code,
        "pub fn core(fake: &Fake, settings: &Data) -> Result<Core<Encrypting>, Violations> {{\n    \
         let it = Client::builder().environment(Environment::{open}(fake.base_url()));\n    \
         let it = it{secret}.utc_offset(0);"
    );
    for header in api.configured() {
        let (wire, ty) = (&header.wire, header.ty.name());
        let method = Ident::snake(ty.as_str()).unwrap();
        // A mock server answers nobody with another value than the one that it issued.
        let own = if header.need == Need::Optional {
            "it".to_owned()
        } else {
            format!(
                "it.{method}(settings[\"own\"][{wire:?}].as_str().expect(\"a value\"))"
            )
        };
        let _ = writeln!(
            code,
            "    let issued = fake.credentials().header({wire:?});\n    \
             let is_issued = !issued.is_empty() && issued.parse::<{ty}>().is_ok();\n    \
             let it = match &settings[{wire:?}] {{\n        \
             Data::Bool(false) => it,\n        \
             Data::String(given) => it.{method}(given),\n        \
             _ if is_issued => it.{method}(issued),\n        \
             _ => {own},\n    \
             }};"
        );
    }
    let mut headers = api.header_sets.iter().flat_map(|set| &set.headers);
    let key_id = headers.find(|it| it.origin == HeaderOrigin::Encryption).unwrap();
    let id = "k".repeat(key_id.length.min().unwrap() as usize);
    let _ = writeln!(
        code,
        "    let mut key = fake.crypto_key();\n    \
         if key.key_id().parse::<{}>().is_err() {{\n        \
         let given = fake.credentials();\n        \
         let keys = (given.server_public_key(), given.client_private_key());\n        \
         key = CryptoKey::from_pem({id:?}, keys.0, keys.1).expect(\"a key\");\n    \
         }}\n    it.encryption(key).core()\n}}",
        key_id.ty.name()
    );
}

fn structs(code: &mut String, client: &Emitted) {
    for it in client.structs.values() {
        let name = &it.name;
        let _ = writeln!(
            code,
            "fn make_{name}(given: &Data) -> Result<{name}, Violations> {{\n    \
             let mut it = {name}::builder();"
        );
        for field in &it.fields {
            let (name, set) = (&field.name, setter(client, &field.ty));
            let set = format!("it.{name}({set})");
            let set = if field.is_nullable {
                format!(
                    "if given[\"null\"] == true {{ it.{name}(validation::Null) }} else {{ {set} }}"
                )
            } else {
                set
            };
            let _ = writeln!(
                code,
                "    if let Some(given) = given.get({:?}) {{ it = {set}; }}",
                field.wire
            );
        }
        code.push_str("    it.build()\n}\n");
    }
}

fn setter(client: &Emitted, ty: &str) -> String {
    let is_list = client.values.get(ty).and_then(|value| value.item.as_ref());
    if let Some(item) = is_list {
        let item = setter(client, item);
        return format!(
            "given.as_array().expect(\"a list\").iter().map(|given| {item}).collect::<Vec<_>>()"
        );
    }
    if let Some(shapes) = client.shapes.get(ty) {
        let shapes = shapes.variants.iter().enumerate().map(|(at, (variant, of))| {
            format!("Some({at}) => make_{of}(&given[\"of\"]).map({ty}::{variant}),")
        });
        let shapes: String = shapes.collect();
        format!(
            "match given[\"shape\"].as_u64() {{ {shapes} _ => panic!(\"no shape\") }}"
        )
    } else if client.structs.contains_key(ty) {
        format!("make_{ty}(given)")
    } else if client.codes.contains_key(ty) || client.values.contains_key(ty) {
        "given.as_str().expect(\"a text\")".to_owned()
    } else {
        "given.as_bool().expect(\"a flag\")".to_owned()
    }
}

fn codes(code: &mut String, client: &Emitted) {
    for it in client.codes.values() {
        let name = &it.name;
        let _ =
            writeln!(code, "fn read_{name}(it: &{name}) -> Data {{\n    match it {{");
        for (variant, _) in &it.rows {
            let _ = writeln!(code, "        {name}::{variant} => {variant:?}.into(),");
        }
        code.push_str("        other => json!([other.as_str()]),\n    }\n}\n");
    }
}

fn answers(code: &mut String, client: &Emitted) {
    for (name, accessors) in &client.answers {
        let _ = writeln!(code, "fn read_{name}(it: &{name}) -> Data {{\n    json!({{");
        for it in accessors {
            let _ = writeln!(
                code,
                "        {:?}: reading(it.{}(), |it| {}),",
                it.wire,
                it.name,
                value(it)
            );
        }
        code.push_str("    })\n}\n");
    }
}

/// Of an object of one of several shapes, the position of its shape beside what is read of that;
/// of another one, all of it.
fn shapes(code: &mut String, client: &Emitted) {
    let is_read = |it: &&Shapes| client.answers.contains_key(&it.variants[0].1);
    for Shapes { name, variants } in client.shapes.values().filter(is_read) {
        let _ =
            writeln!(code, "fn read_{name}(it: &{name}) -> Data {{\n    match it {{");
        for (at, (variant, ty)) in variants.iter().enumerate() {
            let _ = writeln!(
                code,
                "        {name}::{variant}(it) => shaped({at}, read_{ty}(it)),"
            );
        }
        code.push_str(
            "        other => json!({ \"other shape\": whole(other.json()) }),\n    }\n}\n",
        );
    }
}

/// What was read, as data.
fn value(accessor: &Accessor) -> String {
    let ty = accessor.ty();
    match accessor.reader.as_str() {
        "text" => "it.into_owned().into()".to_owned(),
        "integer" | "decimal" => "it.to_string().into()".to_owned(),
        "flag" => "it.into()".to_owned(),
        "code" | "object" => format!("read_{ty}(&it)"),
        "texts" => "items(it, |it| it.into_owned().into())".to_owned(),
        _ => format!("items(it, |it| read_{ty}(&it))"),
    }
}

fn headers(code: &mut String, client: &Emitted) {
    code.push_str("pub fn headers(it: AnswerHeaders<'_>) -> Data {\n    json!({\n");
    for (name, _) in &client.answer_headers {
        let _ = writeln!(code, "        {name:?}: it.{name}().map(|it| it.is_ok()),");
    }
    code.push_str("    })\n}\n");
}

fn plays(code: &mut String, client: &Emitted) {
    code.push_str("pub fn builds(ty: &str, values: &Data) -> bool {\n    match ty {\n");
    for (name, _) in &client.operations {
        let _ = writeln!(code, "        {name:?} => make_{name}(values).is_ok(),");
    }
    code.push_str(
        "        other => panic!(\"{other}\"),\n    }\n}\n\n\
         pub fn play(player: &Player<'_>, ty: &str, values: &Data, how: &Data) -> Data {\n    \
         match ty {\n",
    );
    for (name, _) in &client.operations {
        let answer = format!("{name}Response");
        let read = if client.answers.contains_key(&answer) {
            format!("read_{answer}")
        } else {
            "|_| json!({})".to_owned()
        };
        let _ = writeln!(
            code,
            "        {name:?} => match make_{name}(values) {{\n            \
             Ok(it) => player.call(&it, how, read_{name}Code, {read}),\n            \
             Err(wrong) => json!({{ \"unbuilt\": wrong.to_string() }}),\n        }},"
        );
    }
    code.push_str("        other => panic!(\"{other}\"),\n    }\n}\n");
}

const READING: &str = r#"
fn reading<T>(reading: Reading<'_, T>, of: impl Fn(T) -> Data) -> Data {
    match reading {
        Reading::Value(it) => json!({ "value": of(it) }),
        other => format!("{other:?}").into(),
    }
}

fn shaped(at: usize, mut read: Data) -> Data {
    read["shape"] = at.into();
    read
}

fn whole(json: &Json) -> Data {
    let field = |name: &str| {
        let value: Data = serde_json::from_str(json.get(name)?.get()).ok()?;
        Some((name.to_owned(), value))
    };
    json.names().filter_map(field).collect()
}

fn items<T>(items: Vec<Reading<'_, T>>, of: impl Fn(T) -> Data) -> Data {
    items.into_iter().map(|it| reading(it, &of)).collect()
}
"#;
