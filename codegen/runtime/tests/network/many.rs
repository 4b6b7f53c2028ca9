//! Many calls at once, and calls that nobody waits for any more.

use super::given::{client, find};
use super::server::{PATIENT, Server, ms, pause, polite, run};
use crate::runtime::Reqwest;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

const AT_ONCE: usize = 64;
const EACH: usize = 157;

/// What the process holds, in KiB, where the system tells.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn ten_thousand_calls_lose_nothing_and_share_their_connections() {
    let server = polite();
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    let rounds = async || {
        let mut tasks = JoinSet::new();
        for _ in 0..AT_ONCE {
            let client = client.clone();
            tasks.spawn(async move {
                let mut ids = Vec::new();
                for _ in 0..EACH {
                    let reply = client.call(find()).await.unwrap();
                    ids.push(reply.correlation_id().unwrap().to_owned());
                }
                ids
            });
        }
        let mut seen = HashSet::new();
        while let Some(ids) = tasks.join_next().await {
            seen.extend(ids.unwrap());
        }
        assert_eq!(seen.len(), AT_ONCE * EACH);
        memory()
    };
    let (before, after) = run(async { (rounds().await, rounds().await) });
    assert!(server.connections() <= AT_ONCE, "{}", server.connections());
    if let (Some(before), Some(after)) = (before, after) {
        // Other tests hold something too.
        assert!(after < before + 30_000, "{before} KiB, then {after} KiB");
    }
}

#[test]
fn a_call_that_is_dropped_ends_there_and_then() {
    let ended = Arc::new(Mutex::new(false));
    let noted = Arc::clone(&ended);
    let server = Server::start(move |mut peer| {
        peer.receive()?;
        peer.wait();
        *noted.lock().unwrap() = true;
        None
    });
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    run(async {
        let call = client.call(find()).into_future();
        assert!(tokio::time::timeout(ms(100), call).await.is_err());
        drop(client);
        tokio::time::sleep(ms(100)).await;
    });
    for _ in 0..20 {
        if *ended.lock().unwrap() {
            return;
        }
        pause(50);
    }
    panic!("the connection is still open");
}
