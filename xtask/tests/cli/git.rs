//! A place with a history.

use super::process;
use super::support::Location;

impl Location {
    /// A small vendor whose first state is committed.
    pub(crate) fn committed() -> Self {
        let place = Self::new();
        let attributes = include_str!("../../../.gitattributes");
        place.write(".gitattributes", attributes);
        place.git(&["init", "--quiet", "--initial-branch=main"]);
        place.commit();
        place
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=A state"]);
    }

    /// What git says; it has to succeed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let (succeeded, told) = self.try_git(arguments);
        assert!(succeeded, "git {arguments:?}: {told}");
        told
    }

    pub(crate) fn try_git(&self, arguments: &[&str]) -> (bool, String) {
        let output = process::command("git")
            .args(["-c", "user.name=A tester", "-c", "user.email=tester@small.example"])
            .args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"])
            .args(arguments)
            .current_dir(self.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(told).unwrap())
    }
}
