//! The clients of the vendors, compiled in one workspace, and a program that plays other states of
//! their specs.

use codegen::history::History;
use codegen::ir::Api;
use codegen::load::SourceText;
use codegen::tree::Tree;

use super::workspace::{CLIENTS, Workspace, write};
use super::{VENDORS, folder};

/// Writes the clients and the player, and compiles them.
pub(crate) fn built() -> Workspace {
    let mut members = VENDORS.map(str::to_owned).to_vec();
    members.push("player".to_owned());
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
    let build = [&["build", "--bins", "--features", "cli"][..], &CLIENTS].concat();
    let output = workspace.cargo(&build).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    workspace
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
