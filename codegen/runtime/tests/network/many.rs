//! Many calls at once, and calls that nobody waits for any more.

use super::given::{client, find};
use super::server::{PATIENT, Server, ms, pause, polite, run};
use crate::runtime::Reqwest;
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

#[test]
fn calls_share_their_connections() {
    const AT_ONCE: usize = 64;
    let server = polite();
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    run(async {
        let mut tasks = JoinSet::new();
        for _ in 0..AT_ONCE {
            let client = client.clone();
            tasks.spawn(async move {
                for _ in 0..4 {
                    client.call(find()).await.unwrap();
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
    });
    // A call that waits for its connection takes one that another call gives back, and leaves its
    // own to those who come: there may be some more than calls at once, and far fewer than calls.
    assert!(server.connections() < 2 * AT_ONCE, "{}", server.connections());
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
