//! How an operation is called, as code: in Rust, and by way of the gateway.

use super::node::{Node, Object};
use super::request;
use crate::emit::{example, paths};
use crate::ir::{Api, Encrypted, FieldOrigin, Location, Operation, RequestBody, Upload};

/// The samples of which all required values have an example.
pub(super) fn of(api: &Api, operation: &Operation) -> Vec<Object> {
    let sample = |lang: &str, label: &str, source: String| {
        Object::new().with("lang", lang).with("label", label).with("source", source)
    };
    let rust = rust(api, operation).map(|it| sample("Rust", "Rust", it));
    let curl = curl(api, operation)
        .map(|it| sample("Shell", "curl, by way of the gateway", it));
    rust.into_iter().chain(curl).collect()
}

fn rust(api: &Api, operation: &Operation) -> Option<String> {
    let (request, mut names) = example::typed(api, operation)?;
    names.insert("Client");
    let imports = paths::imports(api, [(&operation.subject, &names)]);
    Some(format!(
        "{imports}\n\
         async fn call(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let request = {request}?;\n    \
             let reply = client.{}(request).await?;\n    \
             println!(\"{{:?}}\", reply.correlation_id());\n    \
             Ok(())\n\
         }}\n",
        operation.module
    ))
}

fn curl(api: &Api, operation: &Operation) -> Option<String> {
    let prefix = api.id.replace('-', "_").to_uppercase();
    let mut path = operation.path.clone();
    let mut lines =
        vec![format!("-H \"Authorization: Bearer ${prefix}_GATEWAY_TOKEN\"")];
    for field in &operation.fields {
        let is_given = field.origin == FieldOrigin::Caller && field.constant.is_none();
        if !is_given || field.place == Location::Body {
            continue;
        }
        let Some(example) = field.example.as_ref().filter(|_| field.list.is_none())
        else {
            if field.is_asked() {
                return None;
            }
            continue;
        };
        match field.place {
            Location::Path => {
                let named = format!("{{{}}}", field.wire);
                path = path.replace(&named, &percent_encoded(example));
            }
            Location::Query => {
                let text = format!("{}={example}", field.wire);
                lines.push(format!("--url-query {}", quoted(&text)));
            }
            Location::Header => {
                let text = format!("{}: {example}", field.wire);
                lines.push(format!("-H {}", quoted(&text)));
            }
            Location::Body => {}
        }
    }
    if operation.encrypted == Encrypted::Unknown {
        lines.push("-H 'Gateway-Encryption: yes'".to_owned());
    }
    if operation.encoding() != RequestBody::None {
        let files = operation.fields.iter().filter_map(|field| {
            let upload = api.upload(field.ty.name()).filter(|_| field.is_asked())?;
            Some((field.wire.clone(), Node::from(file(upload))))
        });
        let body = request::given(api, operation).all(files.collect()).document();
        lines.push("-H 'Content-Type: application/json'".to_owned());
        lines.push(format!("-d {}", quoted(body.trim_end())));
    }
    Some(format!(
        "curl -i -X {} \"${prefix}_GATEWAY_URL{path}\" \\\n    {}\n",
        operation.method.as_str(),
        lines.join(" \\\n    ")
    ))
}

/// A file as the gateway reads it: as invented as the one of the call in Rust, with a byte of zero.
fn file(upload: &Upload) -> Object {
    let file = Object::new().with("name", "example");
    file.with("media_type", upload.example()).with("content", "AA==")
}

/// An argument for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn percent_encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}
