//! What whole commands cost: `cargo xtask regen`, `lint` and `diff` as heavy use has them, in the
//! release profile, a first build of them in the default one, and `cargo check` of what they wrote;
//! each beside what it may cost. With `-- diff`, `lint` and `diff` alone; with `--profile dev`,
//! commands as the default profile builds them. See `README.md`.
//!
//! Needs git, and GNU time at `/usr/bin/time`.

#![expect(clippy::expect_used, reason = "a measurement that cannot be made has to stop")]
#![expect(clippy::print_stdout, reason = "a table of figures is what this is for")]

#[path = "../runtime/tests/commands/process.rs"]
mod process;
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

/// What a command may cost: its best run in time, every run in memory.
#[derive(Clone, Copy)]
struct Limits {
    wall_seconds: f64,
    cpu_seconds: f64,
    peak_megabytes: f64,
}

const ANY: Limits = Limits {
    wall_seconds: f64::INFINITY,
    cpu_seconds: f64::INFINITY,
    peak_megabytes: f64::INFINITY,
};

/// How much more 1000 operations may cost than 200.
const GROWTH: f64 = 6.0;

/// How much more `diff` may cost than `lint`.
const DIFF_TO_LINT: f64 = 3.0;

fn main() {
    let exe = std::env::current_exe().expect("a path");
    let target = exe.ancestors().nth(3).expect("a target folder");
    let (profile, built) =
        if cfg!(debug_assertions) { ("dev", "debug") } else { ("release", "release") };
    run(cargo("build", target).args(["--profile", profile, "--package", "xtask"]));
    let xtask = target.join(built).join("xtask");

    println!("{:<40} {:>14} {:>14} {:>7}", "", "wall s", "CPU s", "peak MB");
    if std::env::args().any(|argument| argument == "diff") {
        let folder = TempDir::new().expect("a folder");
        write(&folder.path().join("spec"), &synthetic::spec(1000));
        diff(&xtask, folder.path());
        return;
    }
    let mut unchanged = Vec::new();
    for operations in [1, 200, 1000] {
        let folder = TempDir::new().expect("a folder");
        unchanged.push(regen(&xtask, folder.path(), operations));
        match operations {
            200 => check(folder.path(), target),
            1000 => diff(&xtask, folder.path()),
            _ => {}
        }
    }
    if let [_, few, many] = unchanged[..] {
        compared("1000 to 200 operations, unchanged", many / few, GROWTH);
    }
    first_build();
}

fn cargo(command: &str, target: &Path) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args([command, "--quiet"]).env("CARGO_TARGET_DIR", target);
    cargo
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().expect("a command that starts");
    assert!(status.success(), "{command:?}");
}

/// Writes the client of so many operations to `client`, beside the spec. The CPU seconds of
/// the best run that had nothing to do.
fn regen(xtask: &Path, folder: &Path, operations: usize) -> f64 {
    let (spec, out) = (folder.join("spec"), folder.join("client"));
    let texts = synthetic::spec(operations);
    write(&spec, &texts);
    let mut edited = texts.clone();
    synthetic::edit(&mut edited);
    let options = ["regen".as_ref(), "--spec".as_ref(), spec.as_os_str()];
    let program = |out: &Path| {
        let mut program = timed(folder, xtask.as_os_str());
        program.args(options).arg("--out").arg(out);
        program
    };
    let limits = match operations {
        200 => Limits { wall_seconds: 0.3, ..ANY },
        1000 => Limits {
            wall_seconds: 1.0,
            cpu_seconds: 1.8,
            peak_megabytes: 300.0,
        },
        _ => ANY,
    };
    let what = |what: &str| format!("{operations} operations, {what}");
    // A folder of its own for each: what was just removed slows some file systems down.
    measure(&what("first write"), limits, TIMES, folder, |round| {
        program(&folder.join(format!("first{round}")))
    });
    run(&mut program(&out));
    let cpu = measure(&what("unchanged"), limits, TIMES, folder, |_| program(&out));
    measure(&what("one edited"), limits, TIMES, folder, |round| {
        write(&spec, if round % 2 == 0 { &edited } else { &texts });
        program(&out)
    });
    cpu
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
    let limits = Limits {
        cpu_seconds: 4.0,
        peak_megabytes: 400.0,
        ..ANY
    };
    for (features, options) in [("default", &[][..]), ("no", &["--no-default-features"])]
    {
        let program = || {
            let mut program = timed(folder, "cargo".as_ref());
            program.args(["check", "--quiet"]).args(options).current_dir(&out);
            program.env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0");
            program
        };
        run(&mut program());
        let touched = |_| {
            let root = File::options().append(true).open(out.join("src/lib.rs"));
            root.and_then(|file| file.set_modified(SystemTime::now()))
                .expect("a touched file");
            program()
        };
        let what = format!("check of a client of 200, {features} features");
        measure(&what, limits, TIMES, folder, touched);
    }
}

/// `lint` of 1000 operations in `spec`, and their `diff` against a commit.
fn diff(xtask: &Path, folder: &Path) {
    let git = |arguments: &[&str]| {
        let mut git = process::command("git");
        git.args(["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"]);
        run(git.args(arguments).current_dir(folder));
    };
    let texts = synthetic::spec(1000);
    write(&folder.join("spec"), &texts);
    git(&["init", "--quiet"]);
    git(&["add", "spec"]);
    git(&["commit", "--quiet", "--message", "the spec as it was"]);
    let program = |arguments: &'static [&'static str]| {
        move |_| {
            let mut program = timed(folder, xtask.as_os_str());
            program.args(arguments).current_dir(folder);
            program
        }
    };
    let lint =
        measure("lint of 1000 operations", ANY, TIMES, folder, program(&["lint"]));
    let mut one = texts.clone();
    synthetic::edit(&mut one);
    let mut all = texts;
    for text in &mut all {
        synthetic::edit(std::slice::from_mut(text));
    }
    for (edited, spec) in [("one", one), ("all", all)] {
        write(&folder.join("spec"), &spec);
        let what = format!("diff of 1000 operations, {edited} edited");
        let limits = Limits { wall_seconds: 1.5, ..ANY };
        let program = program(&["diff", "--fail-on", "none", "HEAD"]);
        let diff = measure(&what, limits, TIMES, folder, program);
        compared(&format!("{what}, to lint: CPU"), diff / lint, DIFF_TO_LINT);
    }
}

/// `cargo xtask regen` where nothing is built yet; what it downloads is there.
fn first_build() {
    let folder = TempDir::new().expect("a folder");
    let limits = Limits { wall_seconds: 40.0, ..ANY };
    let target = folder.path().join("target");
    let program = |_| {
        let mut program = timed(folder.path(), "cargo".as_ref());
        program.args(["xtask", "regen", "--out"]).arg(folder.path().join("client"));
        program.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        program.env("CARGO_TARGET_DIR", &target).stderr(Stdio::null());
        program
    };
    measure("first build and regen", limits, 1, folder.path(), program);
}

/// A program whose figures go to a file.
fn timed(folder: &Path, program: &OsStr) -> Command {
    let mut time = process::command("/usr/bin/time");
    time.args(["--format", "%e %U %S %M", "--output"]).arg(folder.join("figures"));
    time.arg(program);
    time
}

/// Prints the least and the greatest of several runs, and whether they are within limits.
/// The least CPU seconds.
fn measure(
    what: &str,
    limits: Limits,
    times: usize,
    folder: &Path,
    program: impl Fn(usize) -> Command,
) -> f64 {
    let (mut wall, mut cpu, mut peak) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..times {
        run(&mut program(round));
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
    let holds = wall <= limits.wall_seconds
        && cpu <= limits.cpu_seconds
        && peak <= limits.peak_megabytes;
    println!(
        "{what:<40} {wall:>5.2} to {wall_most:>5.2} {cpu:>5.2} to {cpu_most:>5.2} {peak:>7.0} \
         {:>8} {}",
        verdict(holds),
        limits.shown()
    );
    cpu
}

/// Prints how many times as much something costs, and whether that is within a limit.
fn compared(what: &str, times: f64, limit: f64) {
    println!("{what:<55} {times:>14.1} {:>8} {limit} times", verdict(times <= limit));
}

fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "is over" }
}

impl Limits {
    fn shown(self) -> String {
        let limits = [
            (self.wall_seconds, "wall s"),
            (self.cpu_seconds, "CPU s"),
            (self.peak_megabytes, "MB"),
        ];
        let limits = limits.iter().filter(|(limit, _)| limit.is_finite());
        let limits: Vec<_> =
            limits.map(|(limit, unit)| format!("{limit} {unit}")).collect();
        limits.join(", ")
    }
}
