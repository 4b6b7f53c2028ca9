//! Secrets are taken when they are right, and are shown never.

use super::given::{ACCESS_KEY, SECRET_KEY, find, setup};
use crate::runtime::{
    FileFault, Prepared, SecretError, SecretKey, SecretOrigin, SecretProblem,
    ViolationKind,
};
use crate::vendor::AccessKey;
use std::path::PathBuf;

/// An environment variable that is set wherever the tests run, and too long for a key.
const SET: &str = "CARGO_PKG_DESCRIPTION";
const NOT_SET: &str = "NO_SUCH_VARIABLE_IS_EVER_SET";

#[test]
fn a_secret_is_taken_as_it_is_and_shown_as_its_type() {
    let key = AccessKey::new(ACCESS_KEY).unwrap();
    assert_eq!(key.clone().expose(), ACCESS_KEY);
    assert_eq!(format!("{key:?}"), "AccessKey(..)");
    assert_eq!("12345678".parse::<AccessKey>().unwrap().expose(), "12345678");
    let key = SecretKey::new(SECRET_KEY).unwrap();
    assert_eq!(format!("{key:?} {:?}", key.clone()), "SecretKey(..) SecretKey(..)");
}

#[test]
fn a_wrong_secret_is_refused_without_being_shown() {
    let error = AccessKey::new("planted").unwrap_err();
    assert!(matches!(
        error.iter().next().unwrap().kind,
        ViolationKind::WrongLength { .. }
    ));
    assert!(!format!("{error} {error:?}").contains("planted"));
    let error = SecretKey::new("").unwrap_err();
    assert_eq!(error.to_string(), "secret key: empty");
}

#[test]
fn the_environment_is_read() {
    assert!(SecretKey::from_env(SET).is_ok());
    let SecretError { origin, problem } = SecretKey::from_env(NOT_SET).unwrap_err();
    assert_eq!(origin, SecretOrigin::Variable(NOT_SET.to_owned()));
    assert_eq!(problem, SecretProblem::NotSet);
    let error = AccessKey::from_env(NOT_SET).unwrap_err();
    assert_eq!(error.to_string(), format!("environment variable {NOT_SET}: not set"));
    let error = AccessKey::from_env(SET).unwrap_err();
    let value = std::env::var(SET).unwrap();
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains("exactly 8 are required") && !shown.contains(&value),
        "{shown}"
    );
}

/// Where one process tells itself that it is the other one.
#[cfg(unix)]
const OTHER: &str = "PLANTED_OTHER_PROCESS";

#[cfg(unix)]
#[test]
fn a_process_reads_its_environment() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    if std::env::var_os(OTHER).is_some() {
        return what_that_process_finds();
    }
    let output = crate::process::command(std::env::current_exe().unwrap())
        .args(["network::secret::a_process_reads_its_environment", "--exact"])
        .envs([(OTHER, "1"), ("PLANTED_EMPTY", ""), ("PLANTED_KEY", "12345678")])
        .env("PLANTED_LINE", "planted-secret\n")
        .env("PLANTED_BYTES", OsStr::from_bytes(b"planted\xFF"))
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}

#[cfg(unix)]
fn what_that_process_finds() {
    let problem = |variable| SecretKey::from_env(variable).unwrap_err().problem;
    assert_eq!(problem("PLANTED_EMPTY"), SecretProblem::Empty);
    assert_eq!(problem("PLANTED_BYTES"), SecretProblem::NotUnicode);
    assert_eq!(problem("PLANTED_LINE"), SecretProblem::BlankEnd);
    assert_eq!(AccessKey::from_env("PLANTED_KEY").unwrap().expose(), "12345678");
}

/// What people do not see at the ends of a secret.
const BLANKS: [&str; 9] =
    ["\n", "\r\n", " ", "\t", "\0", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{3000}"];

#[test]
fn white_space_at_the_ends_is_told_and_not_cut_off() {
    for blank in BLANKS {
        for secret in [format!("planted{blank}"), format!("{blank}planted")] {
            let error = SecretKey::new(secret.as_str()).unwrap_err();
            assert_eq!(error.problem, SecretProblem::BlankEnd, "{blank:?}");
            let shown = format!("{error} {error:?}");
            assert!(shown.contains("`SecretKey::from_bytes`"), "{shown}");
            assert!(!shown.contains("planted"), "{shown}");
            // A key may be of bytes, and end with any of them.
            assert!(SecretKey::from_bytes(secret).is_ok(), "{blank:?}");
        }
        // Within it, it may mean something.
        assert!(SecretKey::new(format!("a{blank}b")).is_ok(), "{blank:?}");
        let key = format!("{:1$}", "", 8 - blank.chars().count()).replace(' ', "k");
        let error = AccessKey::new(key + blank).unwrap_err();
        assert_eq!(
            error.iter().next().unwrap().kind,
            ViolationKind::BlankEnd,
            "{blank:?}"
        );
    }
    for bytes in [&b"\xFFplanted\n"[..], b"\0planted\xFF"] {
        assert!(SecretKey::new(bytes).is_err());
        assert!(SecretKey::from_bytes(bytes).is_ok());
    }
    assert!(SecretKey::new(&b"\xFFplanted\xFE"[..]).is_ok());
    assert_eq!(SecretKey::from_bytes("").unwrap_err().problem, SecretProblem::Empty);
}

/// A file of the test that asks for it.
fn file(name: &str, contents: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("{}-secrets", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, contents).unwrap();
    path
}

#[test]
fn one_line_end_of_a_file_is_cut_off() {
    let token = |key: SecretKey| {
        let core = setup().signing(key).build().unwrap();
        let (request, _) = core.prepare(&find()).and_then(Prepared::into_http).unwrap();
        request.headers()["x-token"].clone()
    };
    let expected = token(SecretKey::new("비밀 열쇠").unwrap());
    for contents in ["비밀 열쇠", "비밀 열쇠\n", "비밀 열쇠\r\n"] {
        let path = file("secret", contents.as_bytes());
        let key = SecretKey::from_file(&path).unwrap();
        assert_eq!(token(key), expected, "{contents:?}");
    }
    for contents in ["12345678", "12345678\n", "12345678\r\n"] {
        let path = file("access", contents.as_bytes());
        assert_eq!(AccessKey::from_file(path).unwrap().expose(), "12345678");
    }
    for contents in ["planted\n\n", "planted\r", " planted\n", "planted \r\n", "\n\n"] {
        let path = file("blank", contents.as_bytes());
        let error = SecretKey::from_file(&path).unwrap_err();
        assert_eq!(error.problem, SecretProblem::BlankEnd, "{contents:?}");
        assert_eq!(error.origin, SecretOrigin::File(path));
        assert!(!format!("{error} {error:?}").contains("planted\n"));
    }
    for contents in ["", "\n", "\r\n"] {
        let error =
            SecretKey::from_file(file("empty", contents.as_bytes())).unwrap_err();
        assert_eq!(error.problem, SecretProblem::Empty, "{contents:?}");
    }
    let bytes = AccessKey::from_file(file("bytes", b"\xFF2345678")).unwrap_err();
    assert_eq!(bytes.problem, SecretProblem::NotUnicode);
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_path() {
    let missing = file("there", b"").with_file_name("없음\u{1b}[31m\n");
    let error = SecretKey::from_file(&missing).unwrap_err().to_string();
    assert!(error.starts_with("file "), "{error}");
    let expected = r"없음\u{1b}[31m\n: no such file; check the path";
    assert!(error.ends_with(expected), "{error}");
    let problem = |path: PathBuf| SecretKey::from_file(path).unwrap_err().problem;
    assert_eq!(problem(std::env::temp_dir()), SecretProblem::File(FileFault::NotAFile));
    let large = file("large", &vec![b'k'; (64 << 10) + 1]);
    assert_eq!(problem(large), SecretProblem::File(FileFault::TooLarge));
    assert!(SecretKey::from_file(file("most", &vec![b'k'; 64 << 10])).is_ok());
    #[cfg(unix)]
    {
        // Whoever reads this for ever does not come to an end.
        let device = problem(PathBuf::from("/dev/zero"));
        assert_eq!(device, SecretProblem::File(FileFault::NotAFile));
        let pipe = file("pipe", b"").with_extension("fifo");
        let made = crate::process::command("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(problem(pipe), SecretProblem::File(FileFault::NotAFile));
        }
    }
}
