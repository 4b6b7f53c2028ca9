//! The length of files.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of more lines is split by what it does.
const MOST_LINES: usize = 400;

#[test]
fn no_file_is_longer_than_its_limit() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [here.to_owned(), here.with_file_name("xtask")] {
        collect(&folder, &mut files);
    }
    assert!(files.len() > 300, "the files were not found");
    let lines = |file: &PathBuf| fs::read_to_string(file).unwrap().lines().count();
    files.retain(|file| lines(file) >= MOST_LINES);
    assert!(files.is_empty(), "{MOST_LINES} lines or more; split them: {files:?}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}
