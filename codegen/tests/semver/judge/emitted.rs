//! What a generated client says of its requests, answers and protocol, read from its source: what
//! the compiler would make of it, as data. That it is the same is what the player checks.

use std::collections::{BTreeMap, BTreeSet};

use codegen::tree::Tree;
use serde_json::{Map, Value, json};
use syn::{Expr, Item};

use super::constants::{called, literal, members, number};
use super::syntax::{
    Codes, Shapes, Struct, ValueType, arms, names, remedies, sources, text,
};

/// The declarations of a client, by name. No two of them have the same one.
pub(crate) struct Emitted {
    pub(crate) structs: BTreeMap<String, Struct>,
    pub(crate) values: BTreeMap<String, ValueType>,
    pub(crate) codes: BTreeMap<String, Codes>,
    /// Objects of one of several shapes, in requests and in answers.
    pub(crate) shapes: BTreeMap<String, Shapes>,
    /// The types of answers: for each accessor its name, what it reads, as which type, and the
    /// name on the wire.
    pub(crate) answers: BTreeMap<String, Vec<Accessor>>,
    /// Operations by the names of their types, in the order of the files.
    pub(crate) operations: Vec<(String, Value)>,
    /// Constants, statics and the constants of implementations: `PROTOCOL`, `CutStone::KIND`.
    constants: BTreeMap<String, Expr>,
    flags: BTreeMap<String, String>,
    /// The offset of each variant, by table.
    offsets: BTreeMap<String, BTreeMap<String, i64>>,
    /// The remedy of each variant, by table.
    remedies: BTreeMap<String, BTreeMap<String, String>>,
    /// The names in each module of the client.
    pub(crate) modules: BTreeMap<String, BTreeSet<String>>,
    /// Methods that read a header of answers, and what they return.
    pub(crate) answer_headers: Vec<(String, String)>,
    /// The names of the settings that a client cannot do without.
    pub(crate) needed: Vec<String>,
}

/// A method that reads a field of an answer.
#[derive(Debug, Clone)]
pub(crate) struct Accessor {
    pub(crate) name: String,
    pub(crate) reader: String,
    pub(crate) returns: String,
    pub(crate) wire: String,
}

impl Accessor {
    /// The type of the value, or of each item.
    pub(crate) fn ty(&self) -> &str {
        self.returns.split_once(',').unwrap().1.trim_end_matches('>')
    }
}

impl Emitted {
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut emitted = Self {
            structs: BTreeMap::new(),
            values: BTreeMap::new(),
            codes: BTreeMap::new(),
            shapes: BTreeMap::new(),
            answers: BTreeMap::new(),
            operations: Vec::new(),
            constants: BTreeMap::new(),
            flags: BTreeMap::new(),
            offsets: BTreeMap::new(),
            remedies: BTreeMap::new(),
            modules: BTreeMap::new(),
            answer_headers: Vec::new(),
            needed: Vec::new(),
        };
        for (path, text) in sources(tree) {
            let file = syn::parse_file(text).unwrap();
            // `src/stones/cut_stone.rs` and `src/headers.rs`
            let module = path.trim_start_matches("src/").trim_end_matches(".rs");
            let module = module.split('/').next().unwrap();
            for item in &file.items {
                emitted
                    .modules
                    .entry(module.to_owned())
                    .or_default()
                    .extend(names(item));
            }
            let before = emitted.operations.len();
            file.items.into_iter().for_each(|item| emitted.item(item));
            // The envelope of the operation in this file.
            if let Some(own) = emitted.constants.remove("ENVELOPE") {
                for (name, _) in &emitted.operations[before..] {
                    let name = format!("{name}::ENVELOPE");
                    emitted.constants.insert(name, own.clone());
                }
            }
            if path == "src/client.rs" {
                // `let mason_id = self.mason_id.setting("X-Stone-Mason", ..)`
                let pieces: Vec<_> = text.split(".setting(").collect();
                let (_, before) = pieces.split_last().unwrap();
                let names = before.iter().filter_map(|it| it.rsplit_once("let "));
                let names = names.filter_map(|(_, rest)| rest.split(' ').next());
                emitted.needed = names.map(str::to_owned).collect();
            }
        }
        let operations = emitted.operations.clone();
        for (at, (name, _)) in operations.iter().enumerate() {
            let spec = emitted.constants[&format!("{name}::SPEC")].clone();
            if let Some(own) = emitted.constants.get(&format!("{name}::ENVELOPE")) {
                let own = own.clone();
                emitted.constants.insert("ENVELOPE".to_owned(), own);
            }
            emitted.operations[at].1 = emitted.value(&spec);
        }
        emitted
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Macro(it) => self.declaration(&it.mac),
            Item::Impl(it) => self.implementation(it),
            Item::Static(it) => {
                self.constants.insert(it.ident.to_string(), *it.expr);
            }
            // How answers are read.
            Item::Const(it) if it.ident == "ANSWER" || it.ident == "ENVELOPE" => {
                self.constants.insert(it.ident.to_string(), *it.expr);
            }
            Item::Type(it) => {
                let ty = text(&it.ty);
                if let Some(words) = ty.strip_prefix("Flag<") {
                    let words = words.trim_end_matches('>').to_owned();
                    self.flags.insert(it.ident.to_string(), words);
                }
            }
            Item::Mod(it) => {
                let items = it.content.into_iter().flat_map(|(_, items)| items);
                items.for_each(|item| self.item(item));
            }
            _ => {}
        }
    }

    fn declaration(&mut self, declared: &syn::Macro) {
        match declared.path.segments.last().unwrap().ident.to_string().as_str() {
            "value_type" => {
                let it: ValueType = declared.parse_body().unwrap();
                self.values.insert(it.name.clone(), it);
            }
            "checked_struct" => {
                let it: Struct = declared.parse_body().unwrap();
                self.structs.insert(it.name.clone(), it);
            }
            "code_enum" => {
                let it: Codes = declared.parse_body().unwrap();
                self.codes.insert(it.name.clone(), it);
            }
            "sent_shapes" | "received_shapes" => {
                let it: Shapes = declared.parse_body().unwrap();
                self.shapes.insert(it.name.clone(), it);
            }
            _ => {}
        }
    }

    fn implementation(&mut self, it: syn::ItemImpl) {
        let of = text(&it.self_ty);
        let what = it
            .trait_
            .as_ref()
            .map(|(path, _)| path.segments.last().unwrap().ident.to_string());
        if what.as_deref() == Some("Operation") {
            self.operations.push((of.clone(), Value::Null));
        }
        for item in it.items {
            match item {
                syn::ImplItem::Const(it) => {
                    self.constants.insert(format!("{of}::{}", it.ident), it.expr);
                }
                syn::ImplItem::Fn(it) if what.is_none() => self.method(&of, &it),
                syn::ImplItem::Fn(it) if what.as_deref() == Some("Remedied") => {
                    let remedies = remedies(&text(&it.block));
                    self.remedies.insert(of.clone(), remedies);
                }
                _ => {}
            }
        }
    }

    fn method(&mut self, of: &str, it: &syn::ImplItemFn) {
        let name = it.sig.ident.to_string();
        let body = text(&it.block);
        if name == "utc_offset" && self.codes.contains_key(of) {
            let minutes = |text: &str| text.replace('_', "").parse().ok();
            let arms = arms(&body, "=>Some(", ')')
                .filter_map(|(variant, text)| Some((variant, minutes(text)?)));
            self.offsets.insert(of.to_owned(), arms.collect());
        }
        let syn::ReturnType::Type(_, ty) = &it.sig.output else { return };
        if of == "AnswerHeaders<'_>" {
            self.answer_headers.push((name, text(ty)));
            return;
        }
        // `{self.0.code("stone")}`
        let Some((reader, rest)) =
            body.strip_prefix("{self.0.").and_then(|it| it.split_once("(\""))
        else {
            return;
        };
        self.answers.entry(of.to_owned()).or_default().push(Accessor {
            name,
            reader: reader.to_owned(),
            returns: text(ty),
            wire: rest.split('"').next().unwrap().to_owned(),
        });
    }

    /// The description of the vendor, as far as the mock server goes by it.
    pub(crate) fn vendor(&self) -> Value {
        let vendor = self.value(&self.constants["VENDOR"]);
        let described = vendor["operations"].as_array().unwrap().iter().map(|of| {
            let name = of["of"].as_str().unwrap();
            let Value::Object(mut spec) = self.operation(name).clone() else {
                panic!("{name}")
            };
            spec.insert("kind".to_owned(), self.kind(name));
            let answer = self.fields(&format!("{name}Response"));
            spec.insert("answered".to_owned(), answer);
            let cases = self.value(&self.constants[&format!("{name}::CASES")]);
            spec.insert("cases".to_owned(), cases);
            let codes = format!("{name}Code");
            spec.insert("results".to_owned(), self.rows(&codes));
            spec.insert("second_codes".to_owned(), self.second_codes(&codes));
            Value::Object(spec)
        });
        json!({
            "id": vendor["id"],
            "protocol": self.value(&self.constants["PROTOCOL"]),
            "settings": vendor["settings"],
            "operations": described.collect::<Vec<_>>(),
        })
    }

    /// The tables whose codes are time zones.
    pub(crate) fn zones(&self) -> impl Iterator<Item = &String> {
        self.offsets.keys()
    }

    pub(crate) fn operation(&self, name: &str) -> &Value {
        &self.operations.iter().find(|(it, _)| it == name).unwrap().1
    }

    /// The documented codes of a table, each with its variant.
    pub(crate) fn rows(&self, table: &str) -> Value {
        let offsets = self.offsets.get(table);
        let row = |(variant, row): &(String, Expr)| {
            let row = self.value(row);
            // `Named("01", "Granite")`
            let mut row = match row {
                Value::Array(named) => json!({ "code": named[0], "name": named[1] }),
                row => row,
            };
            row["variant"] = variant.as_str().into();
            let offset = offsets.and_then(|it| it.get(variant));
            row["offset"] = offset.map_or(Value::Null, |it| (*it).into());
            row
        };
        self.codes[table].rows.iter().map(row).collect()
    }

    /// The codes that may stand beside those of a table, each with its remedy.
    fn second_codes(&self, table: &str) -> Value {
        let Some(second) = &self.codes[table].second else { return json!([]) };
        let Value::Array(mut rows) = self.rows(second) else { panic!("{second}") };
        for row in &mut rows {
            let variant = row["variant"].as_str().unwrap();
            row["remedy"] = self.remedies[second][variant].as_str().into();
        }
        rows.into()
    }

    /// The kind of a type: `["Text", rule]`.
    pub(crate) fn kind(&self, ty: &str) -> Value {
        if let Some(value) = self.values.get(ty) {
            let rule = self.value(&value.rule);
            return match &value.item {
                Some(item) => json!([value.kind(), rule, self.kind(item)]),
                None => json!([value.kind(), rule]),
            };
        }
        if let Some(words) = self.flags.get(ty) {
            return json!(["Flag", words]);
        }
        if let Some(codes) = self.codes.get(ty) {
            return json!(["Code", self.value(&codes.rule), self.rows(ty)]);
        }
        let mut kind = self.value(&self.constants[&format!("{ty}::KIND")]);
        if let (Some(shapes), Some(kind)) = (self.shapes.get(ty), kind.as_array_mut()) {
            kind.push(shapes.variants.iter().map(|(name, _)| name.as_str()).collect());
        }
        kind
    }

    fn fields(&self, ty: &str) -> Value {
        let known = self.constants.get(&format!("{ty}::FIELDS"));
        known.map_or_else(|| json!([]), |fields| self.value(fields))
    }

    /// An expression of constants, evaluated.
    fn value(&self, expr: &Expr) -> Value {
        match expr {
            Expr::Lit(it) => literal(&it.lit),
            Expr::Reference(it) => self.value(&it.expr),
            Expr::Unary(it) => format!("-{}", number(&self.value(&it.expr))).into(),
            Expr::Array(it) => it.elems.iter().map(|it| self.value(it)).collect(),
            Expr::Tuple(it) => it.elems.iter().map(|it| self.value(it)).collect(),
            Expr::Struct(it) => {
                let mut whole = match it.rest.as_deref().map(text).as_deref() {
                    None => Map::new(),
                    Some("AnswerFormat::PLAIN") => {
                        members(json!({ "envelope": null, "statuses": [] }))
                    }
                    Some("crate::protocol::ANSWER") => {
                        members(self.value(&self.constants["ANSWER"]))
                    }
                    // `..Rule::ANY`
                    Some(_) => {
                        members(json!({ "field": "", "length": {}, "shape": [] }))
                    }
                };
                whole.extend(self.members(it));
                whole.into()
            }
            Expr::Path(it) => self.path(it),
            // `SENT_HEADERS[1]`
            Expr::Index(it) => {
                let at = self.value(&it.index);
                self.value(&it.expr)[number(&at).parse::<usize>().unwrap()].clone()
            }
            Expr::Call(it) => {
                let arguments = it.args.iter().map(|it| self.value(it)).collect();
                called(&text(&it.func), arguments)
            }
            // `.bytes_of("EUC-KR", |text| ..)`
            Expr::MethodCall(it) => {
                let mut limits = self.value(&it.receiver);
                limits["charset"] = self.value(&it.args[0]);
                limits
            }
            // `include_str!("../openapi.json")`: nothing that is played.
            Expr::Macro(_) => Value::Null,
            // `|code| d::offset(code, Zone::utc_offset)`
            Expr::Closure(_) => true.into(),
            other => panic!("{}", text(other)),
        }
    }

    /// The rule of a code table, or that which a type of rules has.
    fn rule(&self, ty: &str) -> Value {
        let value = ty.strip_suffix("Rule").and_then(|it| self.values.get(it));
        self.value(value.map_or_else(|| &self.codes[ty].rule, |it| &it.rule))
    }

    fn members(&self, it: &syn::ExprStruct) -> impl Iterator<Item = (String, Value)> {
        // Where the documentation has it does not matter to the mock server.
        let members = it.fields.iter().filter(|it| text(&it.member) != "source");
        members.map(|it| (text(&it.member), self.value(&it.expr)))
    }

    fn path(&self, path: &syn::ExprPath) -> Value {
        let last = path.path.segments.last().unwrap().ident.to_string();
        let whole = text(path);
        if let Some(qself) = &path.qself {
            let ty = text(&qself.ty);
            return match last.as_str() {
                "KIND" => self.kind(&ty),
                "RULE" => self.rule(&ty),
                _ => self.fields(&ty),
            };
        }
        if let Some(ty) = whole.strip_suffix("::RULE") {
            return self.rule(ty.trim_start_matches("crate::fields::"));
        }
        if whole.contains("rows::<") {
            let ty = whole.rsplit_once("::<").unwrap().1.trim_end_matches('>');
            return self.rows(ty);
        }
        match self.constants.get(&last) {
            Some(known) => self.value(known),
            None if whole == "None" => Value::Null,
            None if whole == "Shape::ANY" => json!([]),
            None if whole == "Shape::DIGITS" => json!(["AnyDigits"]),
            None if whole == "Shape::DECIMAL" => json!(["Decimal"]),
            None => last.into(),
        }
    }
}
