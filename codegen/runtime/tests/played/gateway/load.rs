//! Thousands of calls by way of the gateway to a vendor with faults, in a process of their own,
//! whose memory is theirs. A few hundred by default; all of them by
//!
//! ```sh
//! CALLS=10000 cargo test -p runtime --all-features gateway::load -- --nocapture
//! ```

use super::super::fake::core;
use super::{PAYMENT, Served};
use crate::attack::Chance;
use crate::runtime::fake::{Fault, Scenario};
use crate::runtime::{CallLimits, Client, Encryption, Reqwest, Untyped};
use serde_json::{Value, value::RawValue};
use std::collections::{BTreeMap, HashMap};
use std::env;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const IN_FLIGHT: usize = 64;
/// Calls between two looks at the memory.
const ROUND: usize = 500;
/// In KiB: what the calls between the first thousand and the last one may add.
const GROWTH: usize = 5 * 1024;
/// Set in the process that makes the calls.
const ALONE: &str = "RUNTIME_TEST_GATEWAY_LOAD";

#[test]
fn no_call_is_lost_doubled_or_mismatched() {
    if env::var_os(ALONE).is_some() {
        return make_them();
    }
    let name = "played::gateway::load::no_call_is_lost_doubled_or_mismatched";
    let output = crate::process::command(env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
    println!("{told}");
}

/// What the vendor does, the same in every run.
fn play(number: usize) -> Scenario {
    let mut chance = Chance::of(7, u64::try_from(number).unwrap());
    match chance.below(20) {
        0 => Fault::HangUpAfterReading.into(),
        1 => Fault::HangUpWhileAnswering.into(),
        2 => Fault::OtherCallsId.into(),
        3 => Fault::Delay(Duration::from_millis(100)).into(),
        4 => Scenario::Code("E3".to_owned()),
        _ => Scenario::Success,
    }
}

/// The account by which a call is known.
fn account(number: usize) -> String {
    format!("{:012}", number + 1)
}

/// What became of a call: its outcome, and its correlation id.
#[derive(Clone)]
struct Made {
    outcome: String,
    id: String,
    is_success: bool,
}

fn make_them() {
    let calls = env::var("CALLS").map_or(2 * ROUND, |calls| calls.parse().unwrap());
    let served = Served::start("gateway-load", &[]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap();
    let (mut outcomes, mut memory) = (BTreeMap::<String, usize>::new(), Vec::new());
    for first in (0..calls).step_by(ROUND) {
        (first..first + ROUND).for_each(|number| served.fake.next(play(number)));
        let made = runtime.block_on(round(&served, first));
        let mut received = HashMap::new();
        for request in served.fake.take_received() {
            assert_eq!(request.findings(), []);
            // What was reset has not been looked at.
            let plain =
                request.plain().map(|it| serde_json::from_slice::<Value>(it).unwrap());
            let account = plain.map(|it| it["accountNo"].as_str().unwrap().to_owned());
            let id = request.headers()["x-call-id"].to_str().unwrap().to_owned();
            assert_eq!(received.insert(id, account), None, "a call was doubled");
        }
        assert_eq!((made.len(), received.len()), (ROUND, ROUND), "a call was lost");
        for (number, made) in made {
            let sent = received.remove(&made.id).expect("a call was lost");
            assert!(
                sent.is_none_or(|it| it == account(number)),
                "a call was mismatched"
            );
            assert_eq!(made.is_success, made.outcome == "success");
            *outcomes.entry(made.outcome).or_default() += 1;
        }
        memory.extend(resident());
    }
    let expected =
        (0..calls).filter(|number| play(*number) == Scenario::Success).count();
    assert!(outcomes["success"] >= expected, "{outcomes:?}");
    for outcome in ["api", "mismatch", "transport", "undocumented"] {
        assert!(outcomes[outcome] > 0, "{outcomes:?}");
    }
    println!("{calls} calls, {IN_FLIGHT} in flight: {outcomes:?}");
    if calls >= 10_000 {
        let (first, last) = (memory[1000 / ROUND - 1], memory[memory.len() - 1]);
        println!("KiB after each {ROUND}: {memory:?}");
        assert!(last <= first + GROWTH, "{memory:?}");
    }
    let (added, direct) = runtime.block_on(medians(&served));
    println!("median of a call: {added:?} by way of the gateway, {direct:?} without");
    let (code, log) = served.stopped();
    assert_eq!(code, 0);
    let lines = log.lines().filter(|line| line.contains(r#""event":"call""#));
    assert!(lines.count() >= calls);
}

/// So many calls at a time.
async fn round(served: &Served, first: usize) -> Vec<(usize, Made)> {
    let http = http();
    let mut tasks = JoinSet::new();
    for task in 0..IN_FLIGHT {
        let (http, url) =
            (http.clone(), format!("http://{}/v1/payments", served.address));
        let token = served.token.clone();
        tasks.spawn(async move {
            let mut all = Vec::new();
            for number in (first + task..first + ROUND).step_by(IN_FLIGHT) {
                let body = PAYMENT.replace("110123456789", &account(number));
                all.push((number, call(&http, &url, &token, body).await));
            }
            all
        });
    }
    tasks.join_all().await.concat()
}

fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    builder.retry(reqwest::retry::never()).build().unwrap()
}

async fn call(http: &reqwest::Client, url: &str, token: &str, body: String) -> Made {
    let request = http.post(url).bearer_auth(token);
    let request = request.header("content-type", "application/json").body(body);
    let answer = request.send().await.unwrap();
    let header = |name| answer.headers()[name].to_str().unwrap().to_owned();
    let (outcome, id) = (header("gateway-outcome"), header("gateway-correlation-id"));
    assert_eq!(header("gateway-reached") == "maybe", outcome == "transport");
    let is_success = answer.status().is_success();
    let text = answer.text().await.unwrap();
    assert_eq!(text.contains(r#""code":"E0""#), is_success, "{text}");
    Made { outcome, id, is_success }
}

/// The median of a call by way of the gateway, and without it.
async fn medians(served: &Served) -> (Duration, Duration) {
    let (http, url) = (http(), format!("http://{}/v1/payments", served.address));
    let client =
        Client::new(core(&served.fake), Reqwest::new().unwrap(), CallLimits::default());
    let payment: Box<RawValue> = serde_json::from_str(PAYMENT).unwrap();
    let (mut through, mut direct) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        let begun = Instant::now();
        let made = call(&http, &url, &served.token, PAYMENT.to_owned()).await;
        through.push(begun.elapsed());
        assert!(made.is_success);
        let begun = Instant::now();
        let ask = Untyped::post("/v1/payments", &payment, Encryption::Yes);
        client.call(ask).await.unwrap();
        direct.push(begun.elapsed());
    }
    through.sort_unstable();
    direct.sort_unstable();
    (through[100], direct[100])
}

/// What the process holds, in KiB, where the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
