//! The clients of the vendors, compiled in one workspace, and a program that plays other states of
//! their specs.

use std::sync::OnceLock;

use codegen::history::History;
use codegen::ir::Api;
use codegen::load::SourceText;
use codegen::tree::Tree;

use super::workspace::{CLIENTS, Workspace, write};
use super::{VENDORS, folder};

/// The clients and the programs, compiled once for all tests.
pub(crate) fn built() -> &'static Workspace {
    static BUILT: OnceLock<Workspace> = OnceLock::new();
    BUILT.get_or_init(build)
}

fn build() -> Workspace {
    let mut members = VENDORS.map(str::to_owned).to_vec();
    members.extend(["player", "typed"].map(str::to_owned));
    let workspace = Workspace::new("standins", &members);
    for vendor in VENDORS {
        let texts = codegen::load::read(&folder(vendor).join("spec")).unwrap();
        let tree =
            generate(&sound(texts).unwrap_or_else(|told| panic!("{vendor}: {told}")));
        tree.write(&workspace.folder.join(vendor)).unwrap();
    }
    let player = workspace.folder.join("player");
    write(
        &player.join("Cargo.toml"),
        "[package]\nname = \"player\"\nedition = \"2024\"\n\n\
         [dependencies]\nserde_json = \"*\"\nencoding_rs = \"*\"\n\n\
         [dependencies.client]\npackage = \"inicis\"\npath = \"../inicis\"\n\
         default-features = false\nfeatures = [\"cli\"]\n",
    );
    for (name, text) in [
        ("main.rs", include_str!("player.rs")),
        ("data.rs", include_str!("../semver/judge/player_data.rs")),
        ("shape.rs", include_str!("../semver/judge/player_shape.rs")),
        ("signed.rs", include_str!("../semver/judge/player_signed.rs")),
    ] {
        write(&player.join("src").join(name), text);
    }
    write_typed(&workspace);
    let build = [&["build", "--bins", "--features", "cli"][..], &CLIENTS].concat();
    let output = workspace.cargo(&build).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    workspace
}

/// The program that calls by types, over both transports.
fn write_typed(workspace: &Workspace) {
    let typed = workspace.folder.join("typed");
    let clients = VENDORS.map(|vendor| {
        format!(
            "{vendor} = {{ path = \"../{vendor}\", default-features = false, \
             features = [\"reqwest\", \"ureq\"] }}\n"
        )
    });
    write(
        &typed.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"typed\"\nedition = \"2024\"\n\n\
             [dependencies]\nhttp = \"*\"\ntokio = {{ version = \"*\", features = [\"net\", \"rt\", \"time\"] }}\n{}",
            clients.concat()
        ),
    );
    write(&typed.join("src/main.rs"), include_str!("typed.rs"));
    write(&typed.join("src/receiver.rs"), include_str!("receiver.rs"));
}

/// The model of a spec, or all errors in it.
pub(crate) fn sound(texts: Vec<SourceText>) -> Result<Api, String> {
    let checked = codegen::check(texts);
    let told = checked.diagnostics.iter().map(|it| it.message.as_str());
    let told: Vec<_> = told.collect();
    checked.api.ok_or_else(|| told.join("\n"))
}

pub(crate) fn generate(api: &Api) -> Tree {
    codegen::generate(api, &History::default()).unwrap()
}
