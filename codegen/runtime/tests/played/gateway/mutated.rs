//! Requests with small changes, the same in every run. A few hundred by default; all of them by
//!
//! ```sh
//! ATTACKS=100000 cargo test -p runtime --all-features gateway::mutated -- --nocapture
//! ```

use super::{PAYMENT, Served, connect};
use crate::attack::{Chance, mutated};
use crate::runtime::fake::Fake;
use std::collections::BTreeMap;
use std::env;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::Shutdown;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// What means something in a request.
const TOKENS: &[&[u8]] = &[
    b"\r\n",
    b"\r\n\r\n",
    b": ",
    b" HTTP/1.1",
    b"HTTP/1.0",
    b"GET ",
    b"POST ",
    b"OPTIONS ",
    b"CONNECT ",
    b"Host: attacker.example\r\n",
    b"Origin: https://attacker.example\r\n",
    b"Authorization: Bearer ",
    b"Content-Length: 0\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Expect: 100-continue\r\n",
    b"Upgrade: h2c\r\n",
    b"Connection: keep-alive\r\n",
    b"/metrics",
    b"/openapi.json",
    b"/v1/names/",
    b"/..",
    b"%2e%2e%2f",
    b"%00",
    b"?",
    b"\0",
    b"{",
    b"[",
    b"\"",
    b",",
    b"null",
    b"1e999",
    "홍길동".as_bytes(),
    b"\xff",
    b"\"accountNo\":",
];

#[test]
fn nothing_gets_through_and_nothing_leaks() {
    let inputs: u64 = env::var("ATTACKS").map_or(400, |inputs| inputs.parse().unwrap());
    let served = Served::start("gateway-mutated", &["--client-timeout", "5"]);
    let target = Target::of(&served);
    let (fake, next) = (&served.fake, AtomicU64::new(0));
    let ends = thread::scope(|scope| {
        let workers: Vec<_> = (0..32)
            .map(|_| {
                scope.spawn(|| {
                    let mut ends = BTreeMap::<String, u64>::new();
                    loop {
                        let input = next.fetch_add(1, Ordering::SeqCst);
                        if input >= inputs {
                            return ends;
                        }
                        *ends.entry(attack(&target, input)).or_default() += 1;
                        if input % 1000 == 999 {
                            look(fake);
                        }
                    }
                })
            })
            .collect();
        let mut all = BTreeMap::<String, u64>::new();
        for worker in workers {
            for (end, count) in worker.join().unwrap() {
                *all.entry(end).or_default() += count;
            }
        }
        all
    });
    look(fake);
    println!("{inputs} requests: {ends:?}");
    assert!(ends.contains_key("200") && ends.contains_key("401"), "{ends:?}");
    assert_eq!(served.pay(PAYMENT).status, 200);
    assert_eq!(served.get("/readyz").status, 200);
    // Its log has no personal data either.
    assert_eq!(served.stopped().0, 0);
}

/// Whatever reaches the vendor is what the documentation allows.
fn look(fake: &Fake) {
    for received in fake.take_received() {
        assert_eq!(received.findings(), []);
    }
}

/// What is attacked.
struct Target {
    address: String,
    /// Requests that are let in.
    whole: [String; 2],
    /// What nobody may be told.
    secrets: Vec<String>,
}

impl Target {
    fn of(served: &Served) -> Self {
        let credentials = served.fake.credentials();
        let secrets = [
            served.token.as_str(),
            credentials.secret_key(),
            credentials.header("X-Access-Key"),
            "PRIVATE KEY",
        ];
        Self {
            address: served.address.clone(),
            whole: [
                format!(
                    "{}\r\n",
                    served.head("GET /v1/names/%ED%99%8D%EA%B8%B8%EB%8F%99")
                ),
                format!(
                    "{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{PAYMENT}",
                    served.head("POST /v1/payments"),
                    PAYMENT.len()
                ),
            ],
            secrets: secrets.map(str::to_owned).into(),
        }
    }
}

/// Sends a request with changes, and returns how it ends.
fn attack(target: &Target, input: u64) -> String {
    let mut chance = Chance::of(11, input);
    let whole = target.whole[usize::from(chance.below(3) > 0)].clone();
    let bytes = mutated(whole.into_bytes(), TOKENS, &mut chance);
    let mut stream = connect(&target.address);
    // It may be refused before it is read.
    let _ = stream.write_all(&bytes);
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let mut answer = vec![0; 1 << 16];
    let mut read = stream.read(&mut answer);
    if matches!(&read, Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut))
    {
        // It is not whole, and the gateway waits.
        let _ = stream.shutdown(Shutdown::Write);
        read = stream.read(&mut answer);
    }
    let length = read.unwrap_or(0);
    let text = String::from_utf8_lossy(&answer[..length]);
    for secret in &target.secrets {
        assert!(!text.contains(secret.as_str()), "{input}: {text}");
    }
    let status = text.split(' ').nth(1).unwrap_or("closed").to_owned();
    // What is wrong with a request is never the fault of the gateway or of the vendor.
    assert!(!status.starts_with('5'), "{input}: {text}");
    status
}
