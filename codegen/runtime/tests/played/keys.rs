//! Two keys at the fake vendor, and keys and secrets on the command line.

use super::cli::{Desk, pay};
use super::described::VENDOR;
use super::fake::{core_with, found, payment, send};
use crate::runtime::fake::{Fake, Fault};
use crate::runtime::{CryptoKey, CryptoKeys, Encryption, Untyped};
use std::path::Path;

/// The second key of a project.
fn second_key(fake: &Fake) -> CryptoKey {
    let second = fake.second_credentials().unwrap();
    let [server, client] = [second.server_public_key(), second.client_private_key()];
    CryptoKey::from_pem(second.key_id(), server, client).unwrap()
}

#[test]
fn a_project_has_two_keys_and_changes_them_without_a_new_client() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let keys = CryptoKeys::new(fake.crypto_key());
    let core = core_with(&fake, keys.clone());
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let call = || {
        let (request, sent) = core.prepare(&ask).unwrap().into_http().unwrap();
        let named = request.headers()["x-key-id"].to_str().unwrap().to_owned();
        (named, core.decode(sent, send(request)).map(drop))
    };
    fake.always(Fault::EncryptedAnswer);
    let first = fake.credentials().key_id().to_owned();
    let (named, reply) = call();
    assert_eq!(named, first);
    reply.unwrap();
    // A key that the vendor has not given is none.
    let foreign = CryptoKey::from_pem(
        "never-given",
        fake.credentials().server_public_key(),
        fake.credentials().client_private_key(),
    );
    let foreign = core_with(&fake, foreign.unwrap().into());
    let (request, _) = foreign.prepare(&ask).unwrap().into_http().unwrap();
    let _ = fake.take_received();
    assert_eq!(send(request).status(), 400);
    assert_eq!(found(&fake), "X-Key-Id: not the id of a key issued by the mock server");
    keys.rotate(second_key(&fake)).unwrap();
    let second = fake.second_credentials().unwrap().key_id().to_owned();
    assert_ne!(first, second);
    for answering in [None, Some(&first), Some(&second)] {
        if let Some(id) = answering {
            fake.answer_with(id);
        }
        let (named, reply) = call();
        assert_eq!(named, second);
        reply.unwrap();
    }
    // Without the first, its answers cannot be read.
    fake.answer_with(&first);
    let alone = core_with(&fake, second_key(&fake).into());
    let (request, sent) = alone.prepare(&ask).unwrap().into_http().unwrap();
    assert!(alone.decode(sent, send(request)).is_err());
    let received = fake.take_received();
    assert!(received.iter().all(|received| received.findings().is_empty()));
}

#[test]
fn the_command_line_decrypts_with_a_second_key() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let second = fake.second_credentials().unwrap();
    let desk = Desk::of(&fake, "two-keys");
    let file = desk.folder.join("second-client.pem");
    std::fs::write(&file, second.client_private_key()).unwrap();
    fake.always(Fault::EncryptedAnswer);
    fake.answer_with(second.key_id());
    let said = desk.run(&pay(&[]));
    assert_eq!(said.code, 1, "{}", said.err);
    let desk = desk.with("CRYPTO_KEY_ID_2", second.key_id());
    let said = desk.run(&pay(&[]));
    assert_eq!(said.code, 2);
    let missing = "error: TEST_VENDOR_CLIENT_KEY_2 (the client's second private key): \
                   required but not set\n";
    assert!(said.err.starts_with(missing), "{}", said.err);
    let desk = desk.with("CLIENT_KEY_2", file.to_str().unwrap());
    let said = desk.run(&pay(&[]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains(fake.credentials().key_id()), "{}", said.err);
    // Files of the second are told by its own names.
    let desk = desk.with("CLIENT_KEY_2", "/nowhere/없음");
    let said = desk.run(&pay(&[])).err;
    let told = "TEST_VENDOR_CLIENT_KEY_2 (encryption key): client's private key \
                (/nowhere/없음): no such file; check the path";
    assert!(said.contains(told), "{said}");
    let help = desk.run(&["call", "pay", "--help"]).out.replace('\n', " ");
    for name in ["CRYPTO_KEY_ID_2", "CLIENT_KEY_2", "SERVER_CERT"] {
        assert!(help.contains(&format!("TEST_VENDOR_{name}")), "{help}");
    }
}

#[test]
fn what_is_no_key_file_ends_at_once() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "no-file");
    let large = desk.folder.join("large");
    std::fs::write(&large, vec![b' '; (64 << 10) + 1]).unwrap();
    let [folder, large] =
        [&*desk.folder, &*large].map(|path: &Path| path.display().to_string());
    let mut wrong = vec![
        (folder, "a directory, a device or a named pipe"),
        (large, "larger than 64 KiB"),
        ("/nowhere/없음\u{1b}[31m".to_owned(), r"/nowhere/없음\u{1b}[31m"),
    ];
    if cfg!(unix) {
        wrong.push(("/dev/zero".to_owned(), "a directory, a device or a named pipe"));
    }
    let mut desk = desk;
    for (path, told) in wrong {
        for name in ["SERVER_CERT", "CLIENT_KEY"] {
            let before = desk.value(name);
            desk = desk.with(name, &path);
            let said = desk.run(&pay(&[]));
            desk = desk.with(name, &before);
            assert_eq!(said.code, 2, "{path:?}");
            assert!(said.err.contains(told), "{name}: {}", said.err);
        }
        let said = desk.run(&pay(&["--credentials", &path]));
        assert_eq!(said.code, 2, "{path:?}");
        assert!(said.err.contains(told.split('\\').next().unwrap()), "{}", said.err);
    }
}

#[test]
fn a_secret_with_a_line_end_is_told() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    for name in ["SECRET_KEY", "ACCESS_KEY"] {
        let desk = Desk::of(&fake, "line-end");
        let value = desk.value(name) + "\n";
        let said = desk.with(name, &value).run(&pay(&[]));
        assert_eq!(said.code, 2, "{}", said.err);
        let told = format!("error: TEST_VENDOR_{name} (");
        assert!(said.err.starts_with(&told), "{}", said.err);
        assert!(
            said.err.contains("white space or an invisible character"),
            "{}",
            said.err
        );
    }
    assert!(fake.take_received().is_empty());
}

#[test]
fn a_key_that_is_given_as_a_path_is_not_shown() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "key-as-path");
    let key = fake.credentials().client_private_key().to_owned();
    let said = desk.with("CLIENT_KEY", &key).run(&pay(&[]));
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("its contents were given instead of its path"),
        "{}",
        said.err
    );
    let secret = key.lines().nth(3).unwrap();
    assert!(!(said.out + &said.err).contains(secret));
}
