//! Opening the link in a browser.

use super::super::super::serving::Bearer;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A page that leads to the link, which is removed when this is dropped.
pub(super) struct Opened(PathBuf);

impl Drop for Opened {
    fn drop(&mut self) {
        // What is left is private, and its token is void.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(target_os = "macos")]
const OPENER: &[&str] = &["open"];
#[cfg(windows)]
const OPENER: &[&str] = &["cmd", "/c", "start", ""];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: &[&str] = &["xdg-open"];

/// Opens a link by way of a private file: other users of the machine can see arguments, and the
/// link has the token.
pub(super) fn open(link: &str) -> io::Result<Opened> {
    let [program, arguments @ ..] = OPENER else { return Err(io::Error::other("none")) };
    let random =
        Bearer::generate().ok_or_else(|| io::Error::other("no random numbers"))?;
    let name = format!("documentation-{}", *random);
    let folder = std::env::temp_dir().join(name);
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    let opened = Opened(folder);
    let page = opened.0.join("open.html");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // A link of this program has no character that HTML writes otherwise.
    let text = format!(
        "<!doctype html><title>Documentation</title>\
         <meta http-equiv=\"refresh\" content=\"0;url={link}\"><a href=\"{link}\">Documentation</a>"
    );
    options.open(&page)?.write_all(text.as_bytes())?;
    let mut command = Command::new(program);
    command.args(arguments).arg(&page);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn()?;
    Ok(opened)
}
