//! What each step of a run costs, for specs of 1, 200 and 1000 operations. See `README.md`.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has to stop")]

mod synthetic;

use std::path::PathBuf;

use codegen::history::History;
use codegen::load::SourceText;
use codegen::tree::Tree;
use codegen::{check, emit, ir, lint, load, lower, semver};
use divan::Bencher;
use tempfile::TempDir;

const OPERATIONS: [usize; 3] = [1, 200, 1000];

fn main() {
    divan::main();
}

#[divan::bench(args = OPERATIONS)]
fn load_files(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    bencher.with_inputs(|| texts.clone()).bench_values(load::load);
}

#[divan::bench(args = OPERATIONS)]
fn lint_rules(bencher: Bencher<'_, '_>, operations: usize) {
    let spec = load::load(synthetic::spec(operations)).spec.expect("a whole spec");
    bencher.bench_local(|| lint::lint(&spec));
}

#[divan::bench(args = OPERATIONS)]
fn lower_model(bencher: Bencher<'_, '_>, operations: usize) {
    let loading = load::load(synthetic::spec(operations));
    let spec = loading.spec.expect("a whole spec");
    bencher.bench_local(|| lower::lower(&loading.files, &spec));
}

#[divan::bench(args = OPERATIONS)]
fn generate_files(bencher: Bencher<'_, '_>, operations: usize) {
    let api = model(synthetic::spec(operations));
    bencher.bench_local(|| codegen::generate(&api, &History::default()));
}

/// From two models to the changes between them, of which there is one.
#[divan::bench(args = OPERATIONS)]
fn diff_models(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    let mut edited = texts.clone();
    synthetic::edit(&mut edited);
    let (old, new) = (model(texts), model(edited));
    bencher.bench_local(|| semver::diff(&old, &new));
}

/// All that `diff` does but for reading: the present spec is linted, the earlier one is not.
#[divan::bench(args = OPERATIONS)]
fn diff_whole(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    let mut edited = texts.clone();
    synthetic::edit(&mut edited);
    bencher.with_inputs(|| (texts.clone(), edited.clone())).bench_local_values(
        |(old, new)| {
            let (old, _) =
                codegen::release::baseline(old, None).expect("a spec that can be read");
            semver::diff(&old, &model(new))
        },
    );
}

/// All of it, but for reading and writing.
#[divan::bench(args = OPERATIONS)]
fn whole_in_memory(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    bencher.with_inputs(|| texts.clone()).bench_values(tree);
}

/// All of it, into a folder that is not there yet.
#[divan::bench(args = OPERATIONS)]
fn whole_first_write(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    bencher
        .with_inputs(|| (texts.clone(), Folder::new()))
        .bench_values(|(texts, folder)| folder.write(&tree(texts)));
}

/// All of it, into a folder that holds the same already.
#[divan::bench(args = OPERATIONS)]
fn whole_unchanged(bencher: Bencher<'_, '_>, operations: usize) {
    let (texts, folder) = (synthetic::spec(operations), Folder::new());
    let folder = folder.write(&tree(texts.clone()));
    bencher
        .with_inputs(|| texts.clone())
        .bench_local_values(|texts| tree(texts).write(&folder.out()));
}

/// The part of `whole_unchanged` that the OpenAPI document has.
#[divan::bench(args = OPERATIONS)]
fn openapi_unchanged(bencher: Bencher<'_, '_>, operations: usize) {
    let api = model(synthetic::spec(operations));
    let folder = Folder::new().write(&openapi(&api));
    bencher.bench_local(|| openapi(&api).write(&folder.out()));
}

/// All of it, into a folder in which one operation is as it was before an edit.
#[divan::bench(args = OPERATIONS)]
fn whole_one_edit(bencher: Bencher<'_, '_>, operations: usize) {
    let texts = synthetic::spec(operations);
    let mut edited = texts.clone();
    synthetic::edit(&mut edited);
    let folder = Folder::new().write(&tree(texts.clone()));
    // There and back again: each run finds the other version.
    let mut next = [edited, texts].into_iter().cycle();
    bencher
        .with_inputs(|| next.next().expect("a cycle has no end"))
        .bench_local_values(|texts| tree(texts).write(&folder.out()));
}

fn model(texts: Vec<SourceText>) -> ir::Api {
    check(texts).api.expect("a spec without findings")
}

fn tree(texts: Vec<SourceText>) -> Tree {
    codegen::generate(&model(texts), &History::default()).expect("a client")
}

/// A folder of the generator's with nothing but the document.
fn openapi(api: &ir::Api) -> Tree {
    let document = emit::openapi::document(api, &History::default(), None);
    let mut tree = Tree::new("bench");
    tree.insert("Cargo.toml", "# bench\n").expect("a file name");
    tree.insert("openapi.json", document).expect("a file name");
    tree.seal().expect("checksums");
    tree
}

/// A folder that goes away with its value.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("client")
    }

    fn write(self, tree: &Tree) -> Self {
        tree.write(&self.out()).expect("a written client");
        self
    }
}
