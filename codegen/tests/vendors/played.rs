//! Who makes calls: the programs of the clients, or one program for any state of a spec.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::process;
use super::workspace::{Workspace, target};

/// The variables of the environment that configure a client.
pub(crate) type Variables = BTreeMap<String, String>;

/// Calls an operation: the arguments behind the program's name.
pub(crate) trait Caller {
    /// What is told of the call, as JSON.
    fn call(&mut self, variables: &Variables, arguments: &[String]) -> Value;
}

/// The command line of a vendor's client.
pub(crate) struct Program(PathBuf);

impl Program {
    pub(crate) fn of(built: &Workspace, vendor: &str) -> Self {
        Self(program(built, vendor))
    }
}

impl Caller for Program {
    fn call(&mut self, variables: &Variables, arguments: &[String]) -> Value {
        let mut command = process::command(&self.0);
        let output = command.envs(variables).args(arguments).output().unwrap();
        let [out, err] =
            [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        told(&out, &err)
    }
}

/// The player, running.
pub(crate) struct Player {
    child: Child,
    asked: ChildStdin,
    told: BufReader<ChildStdout>,
}

impl Player {
    pub(crate) fn of(built: &Workspace) -> Self {
        let mut command = process::command(program(built, "player"));
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        Self {
            asked: child.stdin.take().unwrap(),
            told: BufReader::new(child.stdout.take().unwrap()),
            child,
        }
    }

    /// Whom the next calls are made to.
    pub(crate) fn vendor(&mut self, vendor: &Value) {
        writeln!(self.asked, "{}", json!({ "vendor": vendor })).unwrap();
    }
}

impl Caller for Player {
    fn call(&mut self, variables: &Variables, arguments: &[String]) -> Value {
        let arguments: Vec<_> = [&["player".to_owned()], arguments].concat();
        let asked = json!({ "arguments": arguments, "variables": variables });
        writeln!(self.asked, "{asked}").unwrap();
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        let answer: Value = serde_json::from_str(&line).expect("the player runs");
        told(answer["out"].as_str().unwrap(), answer["err"].as_str().unwrap())
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A program of the workspace, which is built.
pub(crate) fn program(_: &Workspace, name: &str) -> PathBuf {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Path::new(target()).join("debug").join(name)
}

fn told(out: &str, err: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|_| json!({ "out": out, "err": err }))
}
