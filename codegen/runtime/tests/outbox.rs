//! An outbox: a request that one process stores, and loses the answer to, is sent again by another,
//! with the same key.

use crate::played::once::{KEEP, KEEPING};
use crate::process;
use crate::runtime::fake::{Fake, Fault};
use crate::runtime::macros::{checked_struct, stored, value_type};
use crate::runtime::*;
use crate::vendor::{Found, Outcome};
use std::{env, fs};

const SOURCE: Source = Source {
    document: "Page",
    section: "Outbox",
};

value_type! {
    /// A text.
    pub type Nick = Text<NickRule>: TextRule = Rule {
        field: "nick",
        source: SOURCE,
    }
}

value_type! {
    /// The key.
    pub type Key = Text<KeyRule>: TextRule = Rule {
        field: "Once-Key",
        source: SOURCE,
    }
}

checked_struct! {
    /// Keeps something.
    #[derive(Clone)]
    pub struct Keep, KeepBuilder: SOURCE;

    /// A text.
    nick: required(Nick), field "nick";

    /// The key.
    key: minted(Key), header "Once-Key";
}

impl Operation for Keep {
    const SPEC: Spec = KEEP;
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Keep {}

stored!(Keep);

/// What a process of the outbox does: `send` stores a request before it sends it, and `again` sends
/// what is stored.
const TASK: &str = "PLANTED_OUTBOX_TASK";

fn client() -> Client<Plain, Ureq> {
    let variable = |name: &str| env::var(format!("OUTBOX_{name}")).unwrap();
    let core = Setup::new(KEEPING.protocol, &variable("URL"))
        .header("X-User", &variable("USER"))
        .header("X-Access-Key", &variable("ACCESS_KEY"))
        .signing(SecretKey::new(variable("SECRET_KEY")).unwrap());
    Client::new(core.build().unwrap(), Ureq::new(), CallLimits::default())
}

fn task(task: &str) {
    let file = env::var("OUTBOX_FILE").unwrap();
    let request = if task == "send" {
        let request = Keep::new(Nick::new("별님").unwrap());
        let stored = request.to_stored().unwrap();
        assert!(stored.expose().contains(request.key().as_str()));
        fs::write(&file, stored.expose()).unwrap();
        request
    } else {
        Keep::from_stored(&fs::read_to_string(&file).unwrap()).unwrap()
    };
    let result = client().call(request).send();
    match result {
        Err(error) => assert_eq!(error.remedy(), Remedy::RetryWithKey, "{error}"),
        Ok(_) => assert_eq!(task, "again"),
    }
}

#[test]
fn two_processes_make_one_payment() {
    if let Ok(name) = env::var(TASK) {
        return task(&name);
    }
    let fake = Fake::of(&KEEPING, 0).unwrap();
    let file = env::temp_dir().join(format!("{}-outbox.json", std::process::id()));
    let credentials = fake.credentials();
    let run = |task: &str| {
        let output = process::command(env::current_exe().unwrap())
            .args(["outbox::two_processes_make_one_payment", "--exact"])
            .env(TASK, task)
            .env("OUTBOX_FILE", &file)
            .env("OUTBOX_URL", fake.base_url())
            .env("OUTBOX_USER", credentials.header("X-User"))
            .env("OUTBOX_ACCESS_KEY", credentials.header("X-Access-Key"))
            .env("OUTBOX_SECRET_KEY", credentials.secret_key())
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
    };
    fake.next(Fault::HangUpAfterReading);
    run("send");
    run("again");
    let received = fake.take_received();
    let payments: Vec<_> =
        received.iter().map(|it| (it.header("Once-Key").unwrap(), it.body())).collect();
    assert_eq!(payments.len(), 2);
    assert_eq!(payments[0], payments[1], "the vendor does it once, by its key");
    assert!(received.iter().all(|it| it.findings().is_empty()), "{received:?}");
    fs::remove_file(file).unwrap();
}
