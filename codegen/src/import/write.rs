//! Writes imported files to the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes files below a folder: first all of them beside their places, then each into its
/// place, so that no file is ever half written.
///
/// # Errors
/// When one cannot be written.
pub fn write(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    let mut staged = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)?;
        let mut file = NamedTempFile::with_prefix_in(".import-", parent)?;
        file.write_all(text.as_bytes())?;
        // Others may read what is written, as with any new file.
        #[cfg(unix)]
        readable(file.as_file())?;
        staged.push((file, path));
    }
    for (file, path) in staged {
        file.persist(path)?;
    }
    Ok(())
}

#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    file.set_permissions(fs::Permissions::from_mode(0o644))
}
