//! An output folder that is mounted, as in a container.

use std::path::Path;
use std::{env, fs};

use codegen::tree::Swap;

use crate::process;
use crate::support::{generated, in_memory, large, names, put, scratch};

const OUT: &str = "TREE_TEST_MOUNTED";

/// No test: what the one below has done where it may mount.
#[test]
fn child() {
    let Ok(out) = env::var(OUT) else { return };
    let out = Path::new(&out);
    let (a, b) = (large("a"), large("b"));
    a.write(out).unwrap();
    put(out.join("target/debug/huge"), "huge");
    put(out.join(".out.regen-aB3dE9/new/half.rs"), "half");
    let written = b.write(out).unwrap();
    assert_eq!(written.swap, Some(Swap::InPlace));
    assert_eq!(generated(out), Some(in_memory(&b)));
    assert!(out.join("target/debug/huge").exists());
    println!("\nwritten");
}

/// Both a file system of its own, and a folder of the same one. Who may not mount has nothing to
/// see here.
#[cfg(target_os = "linux")]
#[test]
fn is_written_in_place() {
    for mount in ["mount --bind \"$1\" \"$1\"", "mount -t tmpfs none \"$1\""] {
        let (dir, out) = scratch();
        fs::create_dir(&out).unwrap();
        let mut shell = process::command("unshare");
        shell.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
        shell.arg(format!("{mount} && echo mounted && shift && exec \"$@\"")).arg("sh");
        shell.arg(&out).arg(env::current_exe().unwrap());
        shell.args(["--exact", "mounted::child", "--nocapture"]).env(OUT, &out);
        let Ok(output) = shell.output() else { return };
        let told = String::from_utf8_lossy(&output.stdout);
        if told.starts_with("mounted") {
            assert!(output.status.success() && told.contains("\nwritten"), "{told}");
        }
        assert_eq!(names(dir.path()), ["out"]);
    }
}
