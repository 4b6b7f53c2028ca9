//! What whole commands cost: `cargo xtask regen` as it is really used, in the dev profile, and
//! `cargo check` of what it wrote. See `README.md`.
//!
//! Needs GNU time at `/usr/bin/time`.

#![expect(clippy::expect_used, reason = "a measurement that cannot be made has to stop")]
#![expect(clippy::print_stdout, reason = "a table of figures is what this is for")]

mod synthetic;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use codegen::load::SourceText;
use tempfile::TempDir;

/// How often each command is measured.
const TIMES: usize = 7;

fn main() {
    let exe = std::env::current_exe().expect("a path");
    let target = exe.ancestors().nth(3).expect("a target folder");
    run(cargo("build", target).args(["--package", "xtask"]));
    let xtask = target.join("debug/xtask");

    println!("{:<42} {:>16} {:>16} {:>9}", "", "wall s", "CPU s", "peak MB");
    for operations in [1, 200, 1000] {
        let folder = TempDir::new().expect("a folder");
        regen(&xtask, folder.path(), operations);
        if operations == 200 {
            check(folder.path(), target);
        }
    }
}

fn cargo(command: &str, target: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args([command, "--quiet"]).env("CARGO_TARGET_DIR", target);
    cargo
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().expect("a command that starts");
    assert!(status.success(), "{command:?}");
}

/// Writes the client of so many operations to `client`, beside the spec.
fn regen(xtask: &Path, folder: &Path, operations: usize) {
    let (spec, out) = (folder.join("spec"), folder.join("client"));
    let texts = synthetic::spec(operations);
    write(&spec, &texts);
    let mut edited = texts.clone();
    synthetic::edit(&mut edited);
    let options = ["regen".as_ref(), "--spec".as_ref(), spec.as_os_str()];
    let program = || {
        let mut program = timed(folder, xtask.as_os_str());
        program.args(options).arg("--out").arg(&out);
        program
    };
    let remove = |_: usize| fs::remove_dir_all(&out).unwrap_or_default();
    measure(&format!("{operations} operations, first write"), folder, program, remove);
    measure(&format!("{operations} operations, unchanged"), folder, program, |_| ());
    measure(&format!("{operations} operations, one edited"), folder, program, |round| {
        write(&spec, if round % 2 == 0 { &edited } else { &texts });
    });
}

fn write(spec: &Path, texts: &[SourceText]) {
    for text in texts {
        let path = spec.join(&text.name);
        let above = path.parent().expect("a folder above");
        fs::create_dir_all(above).expect("a folder");
        fs::write(path, &text.bytes).expect("a file");
    }
}

/// `cargo check` of the client alone, all of it: its dependencies are checked before, and
/// nothing is remembered of the client itself.
fn check(folder: &Path, target: &Path) {
    let (out, target) = (folder.join("client"), target.join("processes"));
    run(cargo("check", &target).env("CARGO_INCREMENTAL", "0").current_dir(&out));
    let program = || {
        let mut program = timed(folder, "cargo".as_ref());
        program.args(["check", "--quiet"]).current_dir(&out);
        program.env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0");
        program
    };
    measure("200 operations, `cargo check` of the client", folder, program, |_| {
        let root = File::options().append(true).open(out.join("src/lib.rs"));
        root.and_then(|file| file.set_modified(SystemTime::now()))
            .expect("a touched file");
    });
}

/// A program whose figures go to a file.
fn timed(folder: &Path, program: &OsStr) -> Command {
    let mut time = Command::new("/usr/bin/time");
    time.args(["--format", "%e %U %S %M", "--output"]).arg(folder.join("figures"));
    time.arg(program);
    time
}

/// Prints the least and the greatest of several runs.
fn measure(
    what: &str,
    folder: &Path,
    program: impl Fn() -> Command,
    prepare: impl Fn(usize),
) {
    let (mut wall, mut cpu, mut peak) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..TIMES {
        prepare(round);
        run(&mut program());
        let figures = fs::read_to_string(folder.join("figures")).expect("figures");
        let figures: Vec<f64> =
            figures.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [elapsed, user, system, kilobytes] =
            <[f64; 4]>::try_from(figures).expect("four figures");
        wall.push(elapsed);
        cpu.push(user + system);
        peak.push(kilobytes / 1000.0);
    }
    let range = |mut figures: Vec<f64>| {
        figures.sort_by(f64::total_cmp);
        let least = figures.first().copied().unwrap_or_default();
        let most = figures.last().copied().unwrap_or_default();
        (least, most)
    };
    let ((wall, wall_most), (cpu, cpu_most)) = (range(wall), range(cpu));
    let (_, peak) = range(peak);
    println!(
        "{what:<42} {wall:>6.2} to {wall_most:>6.2} {cpu:>6.2} to {cpu_most:>6.2} {peak:>9.0}"
    );
}
