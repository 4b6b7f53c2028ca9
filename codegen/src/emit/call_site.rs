//! A complete call as an example, from secrets in the environment to error handling.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::settings::{settings, variable};
use super::{example, paths};
use crate::ir::{Api, LocalTimes, Operation, Remedy, TypeRef};

/// A function that makes the call, as a code block; absent where a required field has no example.
pub(super) fn of(api: &Api, operation: &Operation) -> Option<String> {
    let (request, names) = example::typed(api, operation)?;
    let mut site = Site { names, ..Site::default() };
    site.names.extend(["Client", "Environment", "Remedy"]);
    site.configure(api, operation);
    let refusal = site.refusal(operation) + &site.pending(operation);
    let Site { parameters, calls, names } = site;
    let imports = paths::imports(api, [(&operation.subject, &names)]);
    let method = &operation.module;
    Some(format!(
        "```rust\n\
         {imports}use std::time::Duration;\n\
         \n\
         async fn call({parameters}\n) -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let client = Client::builder(){calls}\n        \
                 .build()?;\n\
         \n    \
             let request = {request}?;\n\
         \n    \
             match client.{method}(request).timeout(Duration::from_secs(10)).await {{\n        \
                 Ok(reply) => println!(\"done, {{:?}}\", reply.correlation_id()),\n\
         {refusal}        \
                 Err(e) if e.remedy() == Remedy::RetryLater => println!(\"not now: {{e}}\"),\n        \
                 // `e.reached()` returns whether the vendor may have received it.\n        \
                 Err(e) => return Err(e.into()),\n    \
             }}\n    \
             Ok(())\n\
         }}\n\
         ```"
    ))
}

/// The calls that build the client.
#[derive(Default)]
struct Site<'a> {
    /// The types that are used.
    names: BTreeSet<&'a str>,
    /// The parameters of the function.
    parameters: String,
    /// The calls of the builder.
    calls: String,
}

impl<'a> Site<'a> {
    fn configure(&mut self, api: &'a Api, operation: &Operation) {
        let environment = environment(api);
        if environment.contains("base_url") {
            self.parameter("base_url", "&str");
        }
        self.call(&format!("environment({environment})"));
        if api.local_times == LocalTimes::Unknown {
            self.parameter("utc_offset", "i32");
            self.call("utc_offset(utc_offset)");
        }
        let of = |name: &str| variable(api, name);
        for setting in settings(api).into_iter().filter(|it| !api.fetches(it.header)) {
            let (name, ty) = (setting.name.as_str(), setting.header.ty.name());
            if setting.secret {
                self.names.insert(ty.as_str());
                self.call(&format!("{name}({ty}::from_env({:?})?)", of(name)));
            } else if let Some(code) = zone(api, &setting.header.ty) {
                self.names.insert(ty.as_str());
                self.call(&format!("{name}({code})"));
            } else {
                self.parameter(name, "&str");
                self.call(&format!("{name}({name})"));
            }
        }
        if api.signing.is_some() {
            let variable = of("secret_key");
            self.names.insert("SecretKey");
            self.call(&format!("secret_key(SecretKey::from_env({variable:?})?)"));
        }
        if operation.encrypted.is_possible() {
            self.names.insert("CryptoKey");
            self.parameter("key_id", "&str");
            self.parameter("certificate", "&[u8]");
            self.parameter("private_key", "&[u8]");
            self.call(
                "encryption(CryptoKey::from_pem(key_id, certificate, private_key)?)",
            );
        }
    }

    /// The handling of a code that the user can correct.
    fn refusal(&mut self, operation: &'a Operation) -> String {
        let mut codes = operation.codes.iter();
        let Some(code) = codes.find(|code| code.remedy == Remedy::AskUser) else {
            return String::new();
        };
        self.names.extend(["Error", operation.code_type.as_str()]);
        format!(
            "        Err(Error::Api(e)) if e.code() == {}::{} => {{\n            \
                 println!(\"ask the user again\");\n        }}\n",
            operation.code_type, code.variant
        )
    }

    /// The handling of a success that is not final.
    fn pending(&mut self, operation: &'a Operation) -> String {
        let response = operation.response.as_ref();
        if response.is_none_or(|response| response.pending.is_none()) {
            return String::new();
        }
        self.names.insert("Error");
        "        Err(Error::Pending(e)) => println!(\"not done yet, {}\", e.inquiry()),\n".to_owned()
    }

    fn parameter(&mut self, name: &str, ty: &str) {
        // Writing to a `String` does not fail.
        let _ = write!(self.parameters, "\n    {name}: {ty},");
    }

    fn call(&mut self, call: &str) {
        let _ = write!(self.calls, "\n        .{call}");
    }
}

/// The first environment with a documented base URL.
fn environment(api: &Api) -> String {
    let mut known = api.environments.iter().filter(|place| place.base_url.is_some());
    match (known.next(), api.environments.first()) {
        (Some(known), _) => format!("Environment::{}", known.name),
        (None, Some(given)) => {
            format!("Environment::{}(base_url.to_owned())", given.name)
        }
        (None, None) => "Environment::Url(base_url.to_owned())".to_owned(),
    }
}

/// The last code of a header's table whose offset from UTC is known, if it has a table.
fn zone(api: &Api, ty: &TypeRef) -> Option<String> {
    let TypeRef::Code(name) = ty else { return None };
    let table = api.code_tables.iter().find(|table| table.name == *name)?;
    let known = table.codes.iter().rfind(|code| code.utc_offset.is_some());
    let code = known.or(table.codes.first())?;
    Some(format!("{name}::{}", code.variant))
}
