//! Commands that are stopped by signals.

use super::*;

/// Stopped by a person or a supervisor, it leaves no keys behind.
#[cfg(unix)]
pub fn stopped_server_leaves_no_files(program: &str) {
    for signal in ["-INT", "-TERM"] {
        let mut serving = Serving::of(program, &[]);
        assert!(serving.folder.is_dir(), "{}", serving.folder.display());
        let pid = serving.child.id().to_string();
        let told = process::command("kill").args([signal, &pid]).status();
        assert!(told.is_ok_and(|status| status.success()));
        assert_eq!(serving.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(!serving.folder.exists(), "{signal}");
    }
}

/// Stopped while it waits for an answer, it reports what is known of the call.
#[cfg(unix)]
pub fn stopped_call_reports_its_outcome(program: &str) {
    use std::io::Read as _;
    let Some(description) = VENDOR.operations.first() else { return };
    let serving = Serving::start(program, &[]);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    for (signal, format) in [("-INT", "json"), ("-TERM", "json"), ("-INT", "human")] {
        let more = ["--base-url", &url, "--format", format];
        let call = serving
            .command(program, description, &more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is there");
        let (mut stream, _) = listener.accept().unwrap();
        assert!(stream.read(&mut [0; 64]).unwrap() > 0);
        let pid = call.id().to_string();
        let told = process::command("kill").args([signal, &pid]).status();
        assert!(told.is_ok_and(|status| status.success()));
        let output = call.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{signal} {output:?}");
        let out = String::from_utf8(output.stdout).unwrap();
        if format == "json" {
            let told: Value = serde_json::from_str(&out).unwrap();
            assert_eq!(told["outcome"], "transport");
            assert_eq!(told["reached"], "maybe");
        } else {
            assert!(out.contains("the request may have reached the vendor"), "{out}");
            assert!(out.contains("\nreached the vendor: maybe\n"), "{out}");
        }
    }
}

/// Stopped while nobody reads its output, it reports on the standard error.
#[cfg(target_os = "linux")]
pub fn call_stopped_while_writing_reports_its_outcome(program: &str) {
    use std::io::Write as _;
    use std::time::Duration;
    let Some(description) = VENDOR.operations.first() else { return };
    let serving = Serving::start(program, &[]);
    let shown = serving.call(program, description, &[]);
    let has_id = String::from_utf8(shown.stdout).unwrap().contains("correlation id: ");
    let (reader, writer) = std::io::pipe().unwrap();
    let mut filling = writer.try_clone().unwrap();
    let (took, takes) = std::sync::mpsc::channel();
    // It ends when the reader does.
    let filler = std::thread::spawn(move || {
        while filling.write_all(&[b' '; 4096]).is_ok() && took.send(()).is_ok() {}
    });
    while takes.recv_timeout(Duration::from_millis(500)).is_ok() {}
    let mut call = serving
        .command(program, description, &["--format", "json"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let pid = call.id().to_string();
    while call.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(500));
        let _ = process::command("kill").args(["-INT", &pid]).output();
    }
    let output = call.wait_with_output().unwrap();
    drop((reader, takes));
    filler.join().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    // The answer may not have been there yet.
    assert!(matches!(output.status.code(), Some(3 | 4)), "{} {err}", output.status);
    assert!(err.contains("\nreached the vendor: "), "{err}");
    assert!(err.contains("\ncorrelation id: ") || !has_id, "{err}");
}
