//! The gateway as an OpenAPI document: the vendor's, without signatures, encryption, and values
//! that the gateway has or makes by itself; with its token, its headers and its problems.

use super::super::super::description::{
    Description, Location, Made, Parameter, ValueKind, Vendor,
};
use super::super::super::{AnswerBody, UploadRule};
use super::super::tree::Tree;
use super::own;

/// The document.
pub(super) fn document(vendor: &Vendor) -> String {
    let mut document = Tree::parse(vendor.openapi);
    for key in [
        "x-generated",
        "webhooks",
        "x-signing",
        "x-encryption",
        "x-environments-without-url",
    ] {
        let _ = document.take(key);
    }
    if let Some(info) = document.get_mut("info") {
        let about = info.get("description").and_then(Tree::text).unwrap_or_default();
        info.set("description", Tree::of_text(&format!("{about}\n\n{}", own::ABOUT)));
    }
    document
        .set("servers", Tree::parse(r#"[{"url":"/","description":"This gateway."}]"#));
    document.set("security", Tree::parse(r#"[{"gateway":[]}]"#));
    let mut components = document.get_mut("components");
    let shared = ["parameters", "headers"].map(|kind| {
        components
            .as_mut()
            .and_then(|it| it.take(kind))
            .unwrap_or(Tree::Object(Vec::new()))
    });
    let mut view = View {
        vendor,
        shared,
        bodies: Vec::new(),
        left_out: Vec::new(),
    };
    if let Some(paths) = document.get_mut("paths") {
        paths.entries().for_each(|(_, item)| view.path(item));
        if let Tree::Object(paths) = paths {
            paths.retain(|(_, item)| !item.is_empty());
        }
    }
    if let Some(components) = document.get_mut("components") {
        view.components(components);
    }
    if !view.left_out.is_empty() {
        document.set("x-not-served", Tree::List(view.left_out));
    }
    let mut text = String::new();
    document.write(&mut text, None);
    text
}

struct View<'a> {
    vendor: &'a Vendor,
    /// The parameters and the headers that operations refer to.
    shared: [Tree; 2],
    /// The components of bodies, with the operations that send them.
    bodies: Vec<(String, &'static Description)>,
    /// The ids of the operations that are not served.
    left_out: Vec<Tree>,
}

impl View<'_> {
    /// Leaves the operations at a path that are served.
    fn path(&mut self, item: &mut Tree) {
        let Tree::Object(methods) = item else { return };
        methods.retain_mut(|(_, operation)| {
            let id = operation.get("operationId").and_then(Tree::text);
            let description = id.as_deref().and_then(|id| self.vendor.operation(id));
            if let Some(description) = description {
                self.operation(operation, description);
            } else {
                self.left_out.extend(id.as_deref().map(Tree::of_text));
            }
            description.is_some()
        });
    }

    fn operation(&mut self, operation: &mut Tree, description: &'static Description) {
        for key in ["security", "servers", "x-codeSamples", "x-encrypted", "x-rust"] {
            let _ = operation.take(key);
        }
        let mut parameters =
            operation.take("parameters").unwrap_or(Tree::List(Vec::new()));
        self.parameters(&mut parameters, description);
        if !parameters.is_empty() {
            operation.set("parameters", parameters);
        }
        if let Some(content) =
            operation.get_mut("requestBody").and_then(|it| it.get_mut("content"))
        {
            let schema = content.entries().next().and_then(|(_, it)| it.take("schema"));
            let schema = self.unsealed(schema.unwrap_or(Tree::Object(Vec::new())));
            let component = schema.get("$ref").and_then(Tree::text);
            let component = component.as_deref().and_then(|it| it.rsplit('/').next());
            self.bodies.extend(component.map(|it| (it.to_owned(), description)));
            let schema = Tree::Object(vec![("schema".to_owned(), schema)]);
            *content = Tree::Object(vec![(own::JSON.to_owned(), schema)]);
        }
        if let Some(responses) = operation.get_mut("responses") {
            self.responses(responses, description);
        }
    }

    /// Leaves the parameters that callers give.
    fn parameters(&self, parameters: &mut Tree, description: &Description) {
        let [shared, _] = &self.shared;
        if let Tree::List(all) = parameters {
            for parameter in all {
                inline(parameter, shared);
            }
        }
        parameters.retain(|parameter| {
            let text = |key| parameter.get(key).and_then(Tree::text).unwrap_or_default();
            let (name, place) = (text("name"), text("in"));
            if place == "header" {
                let mut given = self.vendor.protocol.given.iter();
                return given.any(|it| it.header.name == name);
            }
            let mut known = description.parameters.iter();
            known.all(|it| it.name != name || it.made != Some(Made::Configuration))
        });
        let Tree::List(all) = parameters else { return };
        for parameter in all.iter_mut() {
            let _ = parameter.take("x-origin");
            let name = parameter.get("name").and_then(Tree::text);
            let is_made =
                |it: &Parameter| Some(it.name) == name.as_deref() && it.made.is_some();
            if description.parameters.iter().any(is_made) {
                parameter.set("required", Tree::Leaf("false".to_owned()));
            }
        }
        if description.spec.request_encrypted.is_none() {
            all.push(Tree::parse(own::ENCRYPTION));
        }
    }

    fn responses(&self, responses: &mut Tree, description: &Description) {
        let Tree::Object(all) = responses else { return };
        // Another answer is a problem here.
        all.retain(|(status, _)| status != "default");
        for (_, response) in all.iter_mut() {
            self.response(response, description);
        }
        if description.spec.pending.is_some()
            && let Some((_, success)) =
                all.iter().find(|(status, _)| status.starts_with('2'))
        {
            let mut pending = success.clone();
            pending.set("description", Tree::of_text(own::PENDING));
            let _ = pending.take("x-results");
            let at =
                all.iter().take_while(|(status, _)| status.as_str() < "202").count();
            all.insert(at, ("202".to_owned(), pending));
        }
        for (status, name) in own::PROBLEMS {
            let known = all.iter_mut().find(|(known, _)| known == status);
            match known.and_then(|(_, response)| response.get_mut("content")) {
                Some(content) => content.set(own::PROBLEM_JSON, own::problem_content()),
                None => {
                    all.push(((*status).to_owned(), reference("responses", name)));
                }
            }
        }
    }

    /// An answer of the vendor.
    fn response(&self, response: &mut Tree, description: &Description) {
        let mut headers = response.take("headers").unwrap_or(Tree::Object(Vec::new()));
        let key_id = self.vendor.protocol.encryption.and_then(|it| it.key_id_header);
        let _ = key_id.and_then(|name| headers.take(name));
        let [_, shared] = &self.shared;
        for (_, header) in headers.entries() {
            inline(header, shared);
        }
        for (name, _) in own::HEADERS {
            headers.set(name, reference("headers", name));
        }
        response.set("headers", headers);
        let Some(content) = response.get_mut("content") else { return };
        if matches!(description.spec.answer.body, AnswerBody::Form | AnswerBody::Lines)
            && let Some((name, _)) = content.entries().next()
        {
            own::JSON.clone_into(name);
        }
        for (_, media) in content.entries() {
            media.rename("x-plain-examples", "examples");
            if let Some(schema) = media.take("schema") {
                media.set("schema", self.unsealed(schema));
            }
        }
    }

    /// The schema of a body before it is encrypted.
    fn unsealed(&self, schema: Tree) -> Tree {
        let field = self.vendor.protocol.encryption.map(|it| it.field);
        let sealed = |schema: &Tree| {
            schema.get("properties")?.get(field?)?.get("contentSchema").cloned()
        };
        if let Some(plain) = sealed(&schema) {
            return plain;
        }
        match schema.get("anyOf") {
            Some(Tree::List(both)) => match &**both {
                [plain, other] if sealed(other).is_some() => plain.clone(),
                _ => schema,
            },
            _ => schema,
        }
    }

    fn components(&self, components: &mut Tree) {
        components.set("securitySchemes", Tree::parse(own::SECURITY));
        let headers = own::HEADERS.iter();
        let headers =
            headers.map(|(name, json)| ((*name).to_owned(), Tree::parse(json)));
        components.set("headers", Tree::Object(headers.collect()));
        components.set("responses", own::problem_responses());
        let Some(schemas) = components.get_mut("schemas") else { return };
        name_result(schemas);
        join_scalars(schemas);
        schemas.set(own::PROBLEM, Tree::parse(own::PROBLEM_SCHEMA));
        for (name, description) in &self.bodies {
            let Some(schema) = schemas.get_mut(name) else { continue };
            let fields = description.parameters.iter();
            for field in fields.filter(|it| it.place == Location::Body) {
                if let ValueKind::File(rule) = &field.kind {
                    file(schema, field.name, rule);
                }
                if field.made == Some(Made::Configuration) {
                    unknown(schema, field.name);
                }
                if field.made.is_some() {
                    optional(schema, field.name);
                }
            }
        }
    }
}

/// Gives the object around the result a schema of its own: readers that make a class of each object
/// would make one in every answer.
fn name_result(schemas: &mut Tree) {
    let envelope =
        schemas.get_mut(own::ENVELOPE).and_then(|it| it.get_mut("properties"));
    let mut fields = envelope.into_iter().flat_map(Tree::entries);
    let is_object =
        |it: &Tree| it.get("type").and_then(Tree::text).as_deref() == Some("object");
    let Some((_, field)) = fields.find(|(_, it)| is_object(it)) else { return };
    let result = std::mem::replace(field, reference("schemas", own::RESULT));
    drop(fields);
    schemas.set(own::RESULT, result);
}

/// Writes the limits of a value beside the reference to its table, which means the same: readers that
/// make classes take a combination for one of objects.
fn join_scalars(tree: &mut Tree) {
    let parts = match tree.get("allOf") {
        Some(Tree::List(parts)) => match &**parts {
            [table, Tree::Object(limits)] if table.get("$ref").is_some() => {
                Some((table.clone(), limits.clone()))
            }
            _ => None,
        },
        _ => None,
    };
    let is_scalar = |limits: &[(String, Tree)]| {
        let kind = limits.iter().find(|(name, _)| name == "type");
        kind.and_then(|(_, it)| it.text())
            .is_some_and(|it| it != "object" && it != "array")
    };
    if let Some((mut joined, limits)) = parts.filter(|(_, limits)| is_scalar(limits)) {
        let _ = tree.take("allOf");
        for (name, value) in limits {
            joined.set(&name, value);
        }
        for (name, value) in tree.entries() {
            joined.set(name, value.clone());
        }
        *tree = joined;
    }
    match tree {
        Tree::Leaf(_) => {}
        Tree::List(items) => items.iter_mut().for_each(join_scalars),
        Tree::Object(entries) => entries.iter_mut().for_each(|(_, it)| join_scalars(it)),
    }
}

/// Puts a component in the place of the reference to it.
fn inline(tree: &mut Tree, components: &Tree) {
    let reference = tree.get("$ref").and_then(Tree::text);
    let name = reference.as_deref().and_then(|it| it.rsplit('/').next());
    if let Some(component) = name.and_then(|name| components.get(name)) {
        *tree = component.clone();
    }
}

fn reference(kind: &str, name: &str) -> Tree {
    let reference = Tree::of_text(&format!("#/components/{kind}/{name}"));
    Tree::Object(vec![("$ref".to_owned(), reference)])
}

/// Makes a field of an object a file as the gateway reads it.
fn file(schema: &mut Tree, name: &str, rule: &UploadRule) {
    let Some(field) = schema.get_mut("properties").and_then(|it| it.get_mut(name))
    else {
        return;
    };
    for key in ["format", "contentMediaType", "maxLength"] {
        let _ = field.take(key);
    }
    let longest = rule.max_bytes.map(|max| u64::from(max).div_ceil(3) * 4);
    for (key, value) in own::file(longest) {
        field.set(key, value);
    }
}

/// Takes a field out of an object's schema.
fn unknown(schema: &mut Tree, name: &str) {
    let _ = schema.get_mut("properties").and_then(|it| it.take(name));
    if let Some(Tree::List(examples)) = schema.get_mut("examples") {
        for example in examples {
            let _ = example.take(name);
        }
    }
}

/// Makes a field of an object optional.
fn optional(schema: &mut Tree, name: &str) {
    let Some(required) = schema.get_mut("required") else { return };
    required.retain(|it| it.text().as_deref() != Some(name));
    if required.is_empty() {
        let _ = schema.take("required");
    }
}
