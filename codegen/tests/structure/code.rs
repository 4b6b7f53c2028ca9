//! What the files of the crates import.
//!
//! A file imports the file that defines a name that it uses, also by way of a re-export, and a
//! file that re-exports a name imports it too. Methods, and what macros make, are not followed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The roots of the crates, and the names that other crates know them by.
const ROOTS: [(&str, &str); 3] = [
    ("codegen", "codegen/src/lib.rs"),
    ("runtime", "codegen/runtime/src/lib.rs"),
    ("xtask", "xtask/src/main.rs"),
];

/// From a file to each file that it imports, with the names that it takes from there.
pub(crate) type Arrows = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// All modules of all crates; one in the file of another is a module of its own.
#[derive(Default)]
pub(crate) struct Code {
    /// The repository.
    pub(crate) root: PathBuf,
    modules: Vec<Module>,
    crates: HashMap<String, usize>,
}

#[derive(Default)]
struct Module {
    file: PathBuf,
    /// Where the files of its modules are.
    folder: PathBuf,
    parent: Option<usize>,
    children: HashMap<String, usize>,
    items: HashSet<String>,
    /// The name that each `use` gives to a path; none where it is a glob.
    uses: Vec<(Option<String>, Vec<String>)>,
    /// The other paths of its code.
    paths: Vec<Vec<String>>,
}

impl Code {
    pub(crate) fn of_repository() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = fs::canonicalize(here.parent().unwrap()).unwrap();
        let mut code = Self { root, ..Self::default() };
        for (name, file) in ROOTS {
            let module = code.file(&code.root.join(file), None);
            code.crates.insert(name.to_owned(), module);
        }
        code
    }

    /// The names of the modules at the root of a crate.
    pub(crate) fn modules(&self, name: &str) -> Vec<&str> {
        self.modules[self.crates[name]].children.keys().map(String::as_str).collect()
    }

    /// Reads a file, and those of the modules that it declares.
    fn file(&mut self, file: &Path, parent: Option<usize>) -> usize {
        let is_root =
            ["lib.rs", "main.rs", "mod.rs"].iter().any(|it| file.ends_with(it));
        let folder = if is_root { file.parent().unwrap() } else { file };
        let folder = folder.with_extension("");
        let text = fs::read_to_string(file).unwrap();
        let file = fs::canonicalize(file).unwrap();
        self.module(
            Module {
                file,
                folder,
                parent,
                ..Module::default()
            },
            text.parse().unwrap(),
        )
    }

    fn module(&mut self, module: Module, body: TokenStream) -> usize {
        let at = self.modules.len();
        self.modules.push(module);
        self.read(at, body, true);
        at
    }

    fn read(&mut self, at: usize, body: TokenStream, is_items: bool) {
        let tokens: Vec<_> = body.into_iter().collect();
        let mut attributes = Vec::new();
        let mut rest = tokens.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let word = first.to_string();
            rest = match (word.as_str(), after) {
                ("#", [TokenTree::Group(group), after @ ..]) => {
                    attributes.push(group.stream());
                    after
                }
                ("mod", [TokenTree::Ident(name), TokenTree::Punct(_), after @ ..]) => {
                    self.declared(at, &name.to_string(), None, &attributes);
                    after
                }
                (
                    "mod",
                    [TokenTree::Ident(name), TokenTree::Group(body), after @ ..],
                ) => {
                    self.declared(at, &name.to_string(), Some(body), &attributes);
                    after
                }
                // What is captured by an `impl` is a `use` too.
                ("use", [next, ..]) if next.to_string() != "<" => {
                    let end = after.iter().position(|it| it.to_string() == ";").unwrap();
                    use_tree(&after[..end], &[], &mut self.modules[at].uses);
                    &after[end..]
                }
                // What it makes is code of another file, or of another crate.
                ("quote", [TokenTree::Punct(_), TokenTree::Group(_), after @ ..]) => {
                    after
                }
                (
                    "macro_rules",
                    [_, TokenTree::Ident(_), TokenTree::Group(_), after @ ..],
                ) => after,
                (_, _) if let TokenTree::Group(group) = first => {
                    self.read(at, group.stream(), false);
                    after
                }
                (_, _) if let TokenTree::Ident(_) = first => {
                    let (path, after) = path(rest);
                    if path.len() > 1 {
                        self.modules[at].paths.push(path);
                    }
                    after
                }
                _ => after,
            };
            if is_items {
                self.item(at, &word, after);
            }
            if matches!(word.as_str(), "mod" | ";") || word.starts_with('{') {
                attributes.clear();
            }
        }
    }

    fn item(&mut self, at: usize, word: &str, after: &[TokenTree]) {
        let name = match word {
            "macro_rules" => after.get(1),
            "struct" | "enum" | "union" | "trait" | "fn" | "type" | "const"
            | "static" => after.first(),
            _ => None,
        };
        self.modules[at].items.extend(name.map(ToString::to_string));
    }

    /// A module, unless it is one of tests.
    fn declared(
        &mut self,
        at: usize,
        name: &str,
        body: Option<&Group>,
        attributes: &[TokenStream],
    ) {
        let attributes: Vec<_> = attributes.iter().map(ToString::to_string).collect();
        if attributes.iter().any(|it| it == "cfg (test)") {
            return;
        }
        let folder = self.modules[at].folder.clone();
        let child = if let Some(body) = body {
            let module = Module {
                file: self.modules[at].file.clone(),
                folder: folder.join(name),
                parent: Some(at),
                ..Module::default()
            };
            self.module(module, body.stream())
        } else {
            let path = attributes.iter().find_map(|it| it.strip_prefix("path = "));
            let file = self.modules[at].file.clone();
            let beside = [
                folder.join(name).with_extension("rs"),
                folder.join(name).join("mod.rs"),
            ];
            let file = match path {
                Some(path) => file.parent().unwrap().join(path.trim_matches('"')),
                None => beside.into_iter().find(|it| it.exists()).unwrap(),
            };
            self.file(&file, Some(at))
        };
        self.modules[at].children.insert(name.to_owned(), child);
    }

    pub(crate) fn arrows(&self) -> Arrows {
        let name = |module: usize| {
            let file = &self.modules[module].file;
            file.strip_prefix(&self.root).unwrap().to_string_lossy().replace('\\', "/")
        };
        let mut arrows = Arrows::new();
        for (at, module) in self.modules.iter().enumerate() {
            let uses = module.uses.iter().map(|(_, path)| path);
            for path in uses.chain(&module.paths) {
                let Some(to) = self.resolve(at, path, 0).and_then(Target::file) else {
                    continue;
                };
                if self.modules[to].file != module.file {
                    let names =
                        arrows.entry(name(at)).or_default().entry(name(to)).or_default();
                    names.extend(path.last().cloned());
                }
            }
        }
        arrows
    }

    /// What a path means in a module, if it is anything of these crates.
    fn resolve(&self, at: usize, path: &[String], depth: usize) -> Option<Target> {
        let (first, mut rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(self.root(at)),
            "self" => Target::Module(at),
            "super" => Target::Module(self.modules[at].parent?),
            name => self
                .member(at, name, depth)
                .or_else(|| self.crates.get(name).copied().map(Target::Module))?,
        };
        while let (Target::Module(module), Some((name, after))) =
            (target, rest.split_first())
        {
            target = match name.as_str() {
                "super" => Target::Module(self.modules[module].parent?),
                "self" => target,
                "*" => Target::Item(module),
                // What is made by a macro is not known by name.
                name => self.member(module, name, depth).unwrap_or(Target::Item(module)),
            };
            rest = after;
        }
        Some(target)
    }

    fn member(&self, at: usize, name: &str, depth: usize) -> Option<Target> {
        let module = &self.modules[at];
        if let Some(child) = module.children.get(name) {
            return Some(Target::Module(*child));
        }
        if module.items.contains(name) {
            return Some(Target::Item(at));
        }
        if depth > 8 {
            return None;
        }
        let mut named = module.uses.iter().filter(|(it, _)| it.as_deref() == Some(name));
        named.find_map(|(_, path)| self.resolve(at, path, depth + 1))
    }

    fn root(&self, at: usize) -> usize {
        self.modules[at].parent.map_or(at, |parent| self.root(parent))
    }
}

#[derive(Clone, Copy)]
enum Target {
    Module(usize),
    /// Something that this module defines.
    Item(usize),
}

impl Target {
    /// A module is imported for the sake of what is used of it, which is a path of its own.
    fn file(self) -> Option<usize> {
        match self {
            Self::Module(_) => None,
            Self::Item(module) => Some(module),
        }
    }
}

/// The path that begins here, and what follows it.
fn path(tokens: &[TokenTree]) -> (Vec<String>, &[TokenTree]) {
    let (mut path, mut rest) = (Vec::new(), tokens);
    while let [TokenTree::Ident(name), after @ ..] = rest {
        path.push(name.to_string());
        rest = after;
        match rest {
            [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(_), ..]
                if a.as_char() == ':' && b.as_char() == ':' =>
            {
                rest = &rest[2..];
            }
            _ => break,
        }
    }
    (path, rest)
}

fn use_tree(
    tokens: &[TokenTree],
    before: &[String],
    uses: &mut Vec<(Option<String>, Vec<String>)>,
) {
    for tree in tokens.split(|it| it.to_string() == ",") {
        let mut path = before.to_vec();
        let mut name = None;
        let mut tokens = tree.iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.next().map(ToString::to_string);
                }
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(sign) if sign.as_char() == '*' => {
                    path.push("*".to_owned());
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    use_tree(&inner, &path, uses);
                    path.clear();
                }
                _ => {}
            }
        }
        if let Some(last) = path.last() {
            let name = name.or_else(|| (last != "*").then(|| last.clone()));
            uses.push((name, path));
        }
    }
}
