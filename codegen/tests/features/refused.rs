//! What the compiler tells a caller who gives a field what it does not take, or sends an encrypted
//! request by a client without keys.

use super::support::Feature;
use super::workspace::{Workspace, write};

const CALLER: &str = r"//! Two calls that do not compile.

use sealed::general::Notify;
use sealed::keys::Plain;
use sealed::Client;

pub fn wrong_type() {
    let _ = Notify::builder().pin_number(3.5_f32);
}

pub fn without_keys<T>(client: &Client<Plain, T>, request: Notify) {
    let _ = client.notify(request);
}
";

const TOLD: [&str; 5] = [
    "`f32` is no value of a field of type `sealed::Text<PinNumberRule>`",
    "not a value of this field",
    "a field takes its own type, its text as `&str` or `String`",
    "`Notify` is sent encrypted, but a `Plain` client has no encryption key",
    "set a key on the client's builder: `.encryption(CryptoKey::from_pem(..)?)`",
];

#[test]
fn the_compiler_says_what_a_field_takes_and_which_client_has_no_keys() {
    let sealed = Feature::read("sealed");
    let workspace =
        Workspace::new("refused", &["sealed".to_owned(), "caller".to_owned()]);
    sealed.generate().write(&workspace.folder.join("sealed")).unwrap();
    let caller = workspace.folder.join("caller");
    write(
        &caller.join("Cargo.toml"),
        "[package]\nname = \"caller\"\nedition = \"2024\"\n\n[dependencies]\n\
         sealed = { path = \"../sealed\", default-features = false }\n",
    );
    write(&caller.join("src/lib.rs"), CALLER);
    let output = workspace.cargo(&["check", "--package", "caller"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "it compiles:\n{told}");
    let missing: Vec<_> = TOLD.iter().filter(|it| !told.contains(**it)).collect();
    assert!(missing.is_empty(), "not told: {missing:#?}\n{told}");
}
