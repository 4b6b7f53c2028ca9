//! The old client, what is compiled against it, and what plays it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use codegen::history::History;
use codegen::ir::Api;
use codegen::tree::Tree;
use serde_json::{Map, Value, json};

use super::answer_headers;
use super::caller::caller;
use super::emitted::Emitted;
use super::syntax::sources;
use super::tries;
use super::typed::typed;
use crate::drawn::{Spec, texts};
use crate::workspace::{CLIENTS, Workspace, write};

/// A state of the spec and the client that is made from it.
pub(crate) struct State {
    pub(crate) api: Api,
    pub(crate) tree: Tree,
    pub(crate) client: Emitted,
    pub(crate) vendor: Value,
}

impl State {
    pub(crate) fn of(api: Api) -> Self {
        let tree = codegen::generate(&api, &History::default()).unwrap();
        let client = Emitted::of(&tree);
        let vendor = client.vendor();
        Self { api, tree, client, vendor }
    }

    /// The sources without their documentation, which no caller compiles.
    fn code(&self) -> String {
        let files = sources(&self.tree).map(|(path, text)| {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            format!("{path}\n{}", lines.collect::<Vec<_>>().join("\n"))
        });
        files.collect()
    }
}

/// The model of a spec, if lint finds nothing wrong with it.
pub(crate) fn sound(spec: &Spec) -> Option<Api> {
    codegen::check(texts(spec)).api
}

/// The workspace in which an old caller is compiled against one new client after another.
pub(crate) struct Compiler {
    workspace: Workspace,
    krate: String,
    code: String,
}

impl Compiler {
    pub(crate) fn new(old: &State) -> Self {
        let members = ["client", "caller"].map(str::to_owned);
        let krate = old.api.id.clone();
        let workspace = Workspace::new("judged", &members);
        let folder = &workspace.folder;
        write(
            &folder.join("caller/Cargo.toml"),
            &format!(
                "[package]\nname = \"caller\"\nedition = \"2024\"\n\n\
                 [lib]\npath = \"lib.rs\"\n\n\
                 [dependencies]\n{krate} = {{ path = \"../client\", default-features = false }}\n"
            ),
        );
        write(&folder.join("caller/lib.rs"), &caller(&old.api, &old.client));
        let code = old.code();
        let compiler = Self { workspace, krate, code };
        let told = compiler.check(old);
        assert_eq!(told, None, "the caller itself is wrong");
        compiler
    }

    /// Why the old caller does not compile with a client, unless it does.
    pub(crate) fn refusal(&self, new: &State) -> Option<String> {
        if new.api.id != self.krate {
            return Some("there is no such crate".to_owned());
        }
        if new.code() == self.code { None } else { self.check(new) }
    }

    fn check(&self, client: &State) -> Option<String> {
        write_client(client, &self.workspace.folder.join("client"));
        let check =
            [&["check", "--lib", "--no-default-features"][..], &CLIENTS].concat();
        let mut cargo = self.workspace.cargo(&check);
        // From one client to the next little changes.
        let output = cargo.env("CARGO_INCREMENTAL", "1").output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        if output.status.success() {
            return None;
        }
        let is_client = told.contains("could not compile `caller`");
        assert!(is_client, "the client itself is wrong: {told}");
        let first = told.lines().find(|line| line.starts_with("error")).unwrap();
        Some(first.to_owned())
    }
}

/// Writes what has changed since the client that was there before, and nothing else, so that what
/// has not changed is not compiled again.
fn write_client(client: &State, folder: &Path) {
    let files: BTreeSet<_> =
        client.tree.iter().map(|(path, _)| path.to_string()).collect();
    for (path, bytes) in client.tree.iter() {
        write(&folder.join(path), str::from_utf8(bytes).unwrap());
    }
    let mut folders = vec![folder.join("src")];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            let name = name.replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if !files.contains(&name) {
                fs::remove_file(path).unwrap();
            }
        }
    }
}

/// The old client, running, beside mock servers of new states.
pub(crate) struct Player {
    child: Child,
    asked: ChildStdin,
    told: BufReader<ChildStdout>,
}

impl Player {
    pub(crate) fn new(old: &State) -> Self {
        let members = ["client", "player"].map(str::to_owned);
        let workspace = Workspace::new("player", &members);
        let folder = &workspace.folder;
        write_client(old, &folder.join("client"));
        write(
            &folder.join("player/Cargo.toml"),
            &format!(
                "[package]\nname = \"player\"\nedition = \"2024\"\n\n\
                 [dependencies]\nhttp = \"*\"\nserde_json = \"*\"\nencoding_rs = \"*\"\n\n\
                 [dependencies.client]\npackage = \"{}\"\npath = \"../client\"\n\
                 default-features = false\nfeatures = [\"fake\", \"ureq\"]\n",
                old.api.id
            ),
        );
        let source = folder.join("player/src");
        write(&source.join("main.rs"), include_str!("player.rs"));
        write(&source.join("data.rs"), include_str!("player_data.rs"));
        write(&source.join("shape.rs"), include_str!("player_shape.rs"));
        write(&source.join("signed.rs"), include_str!("player_signed.rs"));
        write(&source.join("told.rs"), include_str!("player_told.rs"));
        write(&source.join("typed.rs"), &typed(&old.api, &old.client));
        let mut cargo = workspace.cargo(&["run", "-p", "player"]);
        let cargo = cargo.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = cargo.spawn().unwrap();
        let mut player = Self {
            asked: child.stdin.take().unwrap(),
            told: BufReader::new(child.stdout.take().unwrap()),
            child,
        };
        // What is read from the source is what the compiler makes of it.
        let compiled = player.ask(&json!({ "told": true }));
        let read = player.ask(&json!({ "told": old.vendor }));
        assert_eq!(compiled, read);
        player
    }

    fn ask(&mut self, what: &Value) -> Value {
        writeln!(self.asked, "{what}").unwrap();
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer"))
    }

    /// What becomes of the old client's requests, and of the answers to them.
    pub(crate) fn play(&mut self, old: &State, new: &State) -> Value {
        let operations = old.client.operations.iter().map(|(name, spec)| {
            let was = operation(&old.vendor, &spec["id"]).unwrap();
            let now = successor(was, &new.vendor);
            let kind = now.map(|it| &it["kind"]);
            let model = now.map(|it| {
                let mut all = new.api.operations.iter();
                all.find(|known| it["id"] == known.id.as_str()).unwrap()
            });
            let codes = now.into_iter().flat_map(|it| it["results"].as_array().unwrap());
            json!({
                "type": name,
                "base": tries::base(&was["kind"]),
                "tries": tries::of_parameters(&was["kind"], kind),
                "codes": codes.map(|row| &row["code"]).collect::<Vec<_>>(),
                "cases": now.map_or(0, |it| it["cases"].as_array().unwrap().len()),
                "bodies": model.map(|it| tries::bodies(&new.api, it)),
                "statuses": model.and_then(|it| Some(&new.api.envelope_of(it)?.success_http)),
                "headers": now.map(answer_headers::headers),
                "own_headers": now.map(answer_headers::own_headers),
            })
        });
        let (own, configured) = settings(old, new);
        self.ask(&json!({
            "vendor": new.vendor,
            "operations": operations.collect::<Vec<_>>(),
            "settings": { "own": own },
            "configured": configured,
        }))
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub(crate) fn operation<'v>(vendor: &'v Value, id: &Value) -> Option<&'v Value> {
    vendor["operations"].as_array().unwrap().iter().find(|it| it["id"] == *id)
}

/// The operation that has become of one: that of the same name, or what is called in the same way.
pub(crate) fn successor<'v>(was: &Value, new: &'v Value) -> Option<&'v Value> {
    let call =
        |it: &Value| (it["method"].clone(), it["path"].clone(), it["title"].clone());
    let mut all = new["operations"].as_array().unwrap().iter();
    operation(new, &was["id"]).or_else(|| {
        all.find(|it| {
            let (was, now) = (call(was), call(it));
            (&was.0, &was.1) == (&now.0, &now.1) || was.2 == now.2
        })
    })
}

/// The values of the client's own settings, and what to try for each.
fn settings(old: &State, new: &State) -> (Value, Value) {
    let (mut own, mut tried) = (Map::new(), Map::new());
    for header in old.api.configured() {
        let ty = header.ty.name().as_str();
        let kind = old.client.kind(ty);
        let now = request_header(&new.vendor, &header.wire);
        let rules: Vec<_> = [Some(&kind[1]), now].into_iter().flatten().collect();
        let is_required = header.need != codegen::ir::Need::Optional;
        let codes = (kind[0] == "Code").then(|| &kind[2]);
        let values = tries::of_header(&rules, codes, is_required);
        let first = values.as_array().unwrap().iter().find(|it| fits(&kind, it));
        own.insert(header.wire.clone(), first.unwrap().clone());
        tried.insert(header.wire.clone(), values);
    }
    (own.into(), tried.into())
}

/// Whether a text has the length that a kind asks for.
fn fits(kind: &Value, text: &Value) -> bool {
    let end = |key: &str| kind[1]["length"][key].as_str()?.parse::<usize>().ok();
    text.as_str().is_some_and(|it| {
        kind[0] == "Code"
            || (end("min").is_none_or(|min| it.len() >= min)
                && end("max").is_none_or(|max| it.len() <= max))
    })
}

/// The rule of a header in requests.
pub(crate) fn request_header<'v>(vendor: &'v Value, wire: &str) -> Option<&'v Value> {
    let operations = vendor["operations"].as_array().unwrap().iter();
    let mut headers =
        operations.flat_map(|it| it["request_headers"].as_array().unwrap());
    headers.find(|it| it["name"] == wire).map(|it| &it["rule"])
}

/// Writes down what was seen, for who looks into it.
pub(crate) fn note(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("JUDGED") {
        fs::create_dir_all(&folder).unwrap();
        fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
    }
}
