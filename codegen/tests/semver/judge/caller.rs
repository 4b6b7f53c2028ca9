//! A caller's code that uses every public item of a client, so that whatever becomes of one is
//! seen by the compiler. It is written for the client as it was.

use std::fmt::Write as _;

use codegen::ir::{Api, Encrypted};

use super::emitted::Emitted;
use super::syntax::{Shapes, StructField};

/// The caller's code.
pub(crate) fn caller(api: &Api, client: &Emitted) -> String {
    let krate = api.id.replace('-', "_");
    let mut code =
        format!("#![allow(unused, nonstandard_style, clippy::all)]\nuse {krate}::*;\n");
    for (module, names) in &client.modules {
        let is_root =
            ["client", "environment", "lib", "fake", "descriptions", "protocol"]
                .contains(&module.as_str());
        let path = if is_root { krate.clone() } else { format!("{krate}::{module}") };
        for name in names.iter().filter(|it| *it != "VENDOR") {
            let _ = writeln!(code, "use {path}::{name} as _;");
        }
    }
    structs(&mut code, client);
    values(&mut code, client);
    codes(&mut code, client);
    answers(&mut code, client);
    calls(&mut code, api);
    vendor(&mut code, api, client);
    code
}

/// Constructors, builders and their methods.
fn structs(code: &mut String, client: &Emitted) {
    for it in client.structs.values() {
        let (name, builder) = (&it.name, &it.builder);
        let required = it.fields.iter().filter(|field| field.is_required);
        let ty = |it: &StructField| {
            if it.is_nullable {
                format!("validation::Nullable<{}>", it.ty)
            } else {
                it.ty.clone()
            }
        };
        let types: Vec<_> = required.map(ty).collect();
        let _ = writeln!(
            code,
            "fn make_{name}() {{\n    let it: {builder} = {name}::builder();\n    \
             let _: fn({}) -> {name} = {name}::new;",
            types.join(", ")
        );
        for field in &it.fields {
            let null = field.is_nullable.then(|| "validation::Null".to_owned());
            for value in setters(client, &field.ty).into_iter().chain(null) {
                let _ = writeln!(code, "    let it = it.{}({value});", field.name);
            }
        }
        if let Some(open) = &it.open {
            let _ = writeln!(code, "    let it = it.{open}(\"unknown\", 1);");
        }
        let _ =
            writeln!(code, "    let _: Result<{name}, Violations> = it.build();\n}}");
    }
}

/// Whatever a field of a type can be set to.
fn setters(client: &Emitted, ty: &str) -> Vec<String> {
    if let Some(shapes) = client.shapes.get(ty) {
        let shape = |(variant, of): &(String, String)| {
            format!("{of}::builder().build().map({ty}::{variant})")
        };
        return shapes.variants.iter().map(shape).collect();
    }
    if client.structs.contains_key(ty) {
        return vec![format!("{ty}::builder().build()")];
    }
    if let Some(codes) = client.codes.get(ty) {
        let variants = codes.rows.iter().map(|(variant, _)| format!("{ty}::{variant}"));
        return variants.chain(["\"1\"".to_owned()]).collect();
    }
    let Some(value) = client.values.get(ty) else {
        return vec!["true".to_owned(), format!("{ty}::from(true)")];
    };
    let given = match value.kind() {
        "Text" => "\"1\", {}::new(\"1\")",
        "Date" => "\"1\", {}::new(1990, 1, 31), {}::from_iso(\"1990-01-31\")",
        "Number" => "\"1\", 1_u64, {}::new(1)",
        "Decimal" => "\"1\", 1_u64, Decimal::new(1, 0), {}::new(Decimal::new(1, 0))",
        _ => {
            let item = value.item.as_ref().unwrap();
            let item = setters(client, item).swap_remove(0);
            return vec![format!("vec![{item}]"), format!("[{item}]")];
        }
    };
    // A constructor with several arguments is one value.
    given.replace("{}", ty).split(", ").fold(
        Vec::new(),
        |mut all: Vec<String>, piece| {
            match all.last_mut() {
                Some(last) if last.matches('(').count() > last.matches(')').count() => {
                    last.push_str(", ");
                    last.push_str(piece);
                }
                _ => all.push(piece.to_owned()),
            }
            all
        },
    )
}

/// What the types of values have.
fn values(code: &mut String, client: &Emitted) {
    let _ = writeln!(code, "fn values() {{");
    for value in client.values.values() {
        let name = &value.name;
        let (get, returned) = match (value.generic.as_str(), value.kind()) {
            ("Secret", _) => ("expose", "&str"),
            (_, "Text" | "Date") => ("as_str", "&str"),
            (_, "Number") => ("get", "i128"),
            (_, "Decimal") => ("get", "Decimal"),
            _ => continue,
        };
        let _ = writeln!(code, "    let _: fn(&{name}) -> {returned} = {name}::{get};");
    }
    code.push_str("}\n");
}

fn codes(code: &mut String, client: &Emitted) {
    for it in client.codes.values() {
        let name = &it.name;
        let _ =
            writeln!(code, "fn read_{name}(it: &{name}) -> &str {{\n    match it {{");
        for (variant, _) in &it.rows {
            let _ = writeln!(code, "        {name}::{variant} => \"{variant}\",");
        }
        let _ = writeln!(
            code,
            "        {name}::Undocumented(it) => it.as_str(),\n        _ => it.as_str(),\n    }}\n}}"
        );
    }
    for name in client.zones() {
        let _ = writeln!(
            code,
            "fn offset_{name}(it: &{name}) -> Option<i32> {{ it.utc_offset() }}"
        );
    }
}

fn answers(code: &mut String, client: &Emitted) {
    for (name, accessors) in &client.answers {
        let _ = writeln!(
            code,
            "fn answer_{name}(it: &{name}) {{\n    let _: &Json = it.json();"
        );
        for it in accessors {
            let _ = writeln!(code, "    let _: {} = it.{}();", it.returns, it.name);
        }
        code.push_str("}\n");
    }
    for Shapes { name, variants } in client.shapes.values() {
        let _ = writeln!(code, "fn shape_{name}(it: &{name}) {{\n    match it {{");
        for (variant, ty) in variants {
            let _ = writeln!(
                code,
                "        {name}::{variant}(it) => {{ let _: &{ty} = it; }}"
            );
        }
        code.push_str("        _ => {}\n    }\n}\n");
    }
    let _ = writeln!(code, "fn received(it: AnswerHeaders<'_>) {{");
    for (name, returned) in &client.answer_headers {
        let _ = writeln!(code, "    let _: {returned} = it.{name}();");
    }
    code.push_str("}\n");
    // What has no fields is JSON, or a file.
    for (operation, spec) in &client.operations {
        let answer = format!("{operation}Response");
        let ty = if spec["answer"]["body"] == "Bytes" { "Download" } else { "Json" };
        if !client.answers.contains_key(&answer) {
            let _ =
                writeln!(code, "fn whole_{operation}(it: {answer}) -> {ty} {{ it }}");
        }
    }
}

fn calls(code: &mut String, api: &Api) {
    for operation in &api.operations {
        let (name, method) = (&operation.name, &operation.module);
        let (generic, keys) = match operation.encrypted {
            Encrypted::No => ("K: Keys, T", "K"),
            Encrypted::Yes | Encrypted::Unknown => ("T", "Encrypting"),
        };
        let _ = writeln!(
            code,
            "fn call_{name}<{generic}>(client: &Client<{keys}, T>, it: {name}) {{\n    \
             let _: Call<'_, {keys}, T, {name}> = client.{method}(it);\n    \
             let _: Spec = <{name} as Operation>::SPEC;\n    \
             let _: Option<<{name} as Operation>::Response> = None::<{name}Response>;\n    \
             let _: Option<<{name} as Operation>::Code> = None::<{}>;\n}}",
            operation.code_type
        );
    }
}

fn vendor(code: &mut String, api: &Api, client: &Emitted) {
    let mut places: Vec<_> = api
        .environments
        .iter()
        .map(|it| (it.name.as_str(), it.base_url.is_none()))
        .collect();
    // Where one is named whose address is not known, there is none for any other address.
    if places.iter().all(|(_, is_given)| !is_given) {
        places.push(("Url", true));
    }
    let _ = writeln!(code, "fn place(it: &Environment) -> &str {{\n    match it {{");
    for (name, is_given) in &places {
        let given = if *is_given { "(_)" } else { "" };
        let _ = writeln!(code, "        Environment::{name}{given} => \"\",");
    }
    let _ = writeln!(code, "        _ => it.base_url(),\n    }}\n}}\nfn build() {{");
    for (name, is_given) in &places {
        let given = if *is_given { "(String::new())" } else { "" };
        let _ = writeln!(code, "    let place = Environment::{name}{given};");
    }
    let _ = writeln!(code, "    let it = Client::builder().environment(place);");
    for header in api.configured() {
        let ty = header.ty.name().as_str();
        let method = codegen::name::Ident::snake(ty).unwrap();
        for value in setters(client, ty) {
            let _ = writeln!(code, "    let it = it.{method}({value});");
        }
    }
    if api.signing.is_some() {
        let _ = writeln!(
            code,
            "    let it = it.secret_key(SecretKey::new(\"wax\").unwrap());"
        );
    }
    if api.checks_answers() {
        let _ = writeln!(code, "    let it = it.accept_unmatched_answers();");
    }
    let _ =
        writeln!(code, "    let _: Result<Core<Plain>, Violations> = it.core();\n}}");
    if api.encryption.is_some() {
        let _ = writeln!(
            code,
            "fn sealing(key: CryptoKey) -> ClientBuilder<Encrypting> {{\n    \
             Client::builder().encryption(key)\n}}"
        );
    }
    for set in &api.header_sets {
        let name = set.name.constant();
        let _ = writeln!(
            code,
            "fn set_{}() -> &'static [Header] {{ &{name}_HEADERS }}",
            set.name
        );
    }
}
