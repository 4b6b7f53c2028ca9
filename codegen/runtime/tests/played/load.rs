//! Thousands of calls to the fake vendor, in a process of their own, whose memory is theirs.

use super::described::VENDOR;
use super::fake::{core, payment};
use crate::runtime::fake::Fake;
use crate::runtime::{CallLimits, Client, Encrypting, Encryption, Reqwest, Untyped};
use std::{collections::HashSet, env, time::Duration};
use tokio::task::JoinSet;

const IN_FLIGHT: usize = 64;
/// Of each task, in each round.
const CALLS: usize = 8;
const ROUNDS: usize = 20;
/// As many as make 2,048 calls: from then on the memory is flat.
const FIRST: usize = 4;
/// In KiB: what 8,192 calls more may add.
const GROWTH: usize = 3 * 1024;
/// Set in the process that makes the calls.
const ALONE: &str = "RUNTIME_TEST_LOAD";

#[test]
fn ten_thousand_calls_lose_nothing_repeat_no_id_and_hold_no_memory() {
    if env::var_os(ALONE).is_some() {
        return make_them();
    }
    let name =
        "played::load::ten_thousand_calls_lose_nothing_repeat_no_id_and_hold_no_memory";
    let output = crate::process::command(env::current_exe().unwrap())
        .args([name, "--exact"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

fn make_them() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let patient = CallLimits {
        total: Duration::from_secs(60),
        read: Duration::from_secs(60),
        ..CallLimits::default()
    };
    let client = Client::new(core(&fake), Reqwest::new().unwrap(), patient);
    let mut seen = HashSet::new();
    let mut memory = Vec::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap();
    for _ in 0..ROUNDS {
        let ids = runtime.block_on(round(&client));
        let received = fake.take_received();
        let arrived: HashSet<_> = received
            .iter()
            .inspect(|request| assert_eq!(request.findings(), []))
            .map(|request| request.headers()["x-call-id"].to_str().unwrap().to_owned())
            .collect();
        assert_eq!(received.len(), IN_FLIGHT * CALLS);
        assert_eq!(arrived, ids.into_iter().collect());
        seen.extend(arrived);
        memory.extend(resident());
    }
    assert_eq!(seen.len(), ROUNDS * IN_FLIGHT * CALLS);
    if let (Some(first), Some(last)) = (memory.get(FIRST - 1), memory.last()) {
        assert!(*last <= first + GROWTH, "KiB after each round: {memory:?}");
    }
}

/// The ids of so many calls, one in eight of them encrypted.
async fn round(client: &Client<Encrypting, Reqwest>) -> Vec<String> {
    let mut tasks = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        let client = client.clone();
        tasks.spawn(async move {
            let mut ids = Vec::new();
            for call in 0..CALLS {
                let ask = if call == 0 {
                    Untyped::post("/v1/payments", &payment(), Encryption::Yes)
                } else {
                    Untyped::get("/v1/names/%ED%99%8D%EA%B8%B8%EB%8F%99")
                };
                let reply = client.call(ask).await.unwrap();
                ids.push(reply.correlation_id().unwrap().to_owned());
            }
            ids
        });
    }
    tasks.join_all().await.concat()
}

/// What the process holds, in KiB, where the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
