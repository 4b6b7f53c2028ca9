//! The data of one person and the secrets of one caller are put everywhere, and looked for in
//! everything that anybody is ever shown.

use super::cli::{Desk, Said};
use super::described::VENDOR;
use super::fake::core;
use crate::listener::{Hear, Listener};
use crate::runtime::fake::{Fake, Fault, Scenario};
use crate::runtime::{
    BlockingTransport, CallLimits, CheckedList, Client, Code, Core, CryptoKey,
    Encrypting, Encryption, Error, Json, Reply, Reqwest, SecretKey, Setup,
    TransportError, Untyped, Ureq,
};
use crate::sample::{
    Account, Amount, Bank, Birth, Everything, Holder, Item, Key, TagsRule, debug,
};
use crate::vendor::{AccessKey, Find, Name};
use http::{Request, Response};
use serde_json::{Value, json};
use std::fmt::{self, Debug, Write as _};
use std::sync::{Arc, Mutex, OnceLock};
use std::{panic, time::Duration};

const ACCOUNT: &str = "110987654321";
const NAME: &str = "홍비밀";
const BIRTH: &str = "19771231";
const USER: i64 = 4_242_777_442_424;
const SECRET: &str = "planted-signing-key";
const ACCESS: &str = "pl-acc-7";

/// What must not be seen. Of an account the last four digits may be.
fn planted(fake: &Fake) -> Vec<String> {
    let mut all = [&ACCOUNT[..8], NAME, "비밀", BIRTH, "1977-12-31", SECRET, ACCESS]
        .map(str::to_owned)
        .to_vec();
    let user = USER.to_string();
    all.push(user[..user.len() - 4].to_owned());
    let credentials = fake.credentials();
    all.push(credentials.secret_key().to_owned());
    all.push(credentials.header("X-Access-Key").to_owned());
    let key = credentials.client_private_key().lines();
    all.extend(key.filter(|line| !line.starts_with('-')).map(str::to_owned));
    all
}

/// Everything that was shown.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<String>>);

impl Shown {
    fn text(&self, text: impl fmt::Display) {
        writeln!(self.0.lock().unwrap(), "{text}").unwrap();
    }

    fn debug(&self, value: &impl Debug) {
        self.text(format_args!("{value:?} {value:#?}"));
    }

    /// An error as its owner shows it, with every cause.
    fn error(&self, error: &dyn std::error::Error) {
        self.text(format_args!("{error} {error:#} {error:?} {error:#?}"));
        if let Some(cause) = error.source() {
            self.error(cause);
        }
    }

    /// What somebody sees whose program panics at it.
    fn panic<T, E: Debug>(&self, result: Result<T, E>) {
        let told =
            panic::catch_unwind(panic::AssertUnwindSafe(|| result.map(drop).unwrap()));
        if let Err(told) = told {
            self.text(told.downcast_ref::<String>().map_or("", String::as_str));
        }
    }

    fn result<T: Debug, E: std::error::Error>(&self, result: Result<T, E>) {
        match &result {
            Ok(value) => self.debug(value),
            Err(error) => self.error(error),
        }
        self.panic(result);
    }

    fn call<R: Debug, C: Code>(&self, result: Result<Reply<R>, Error<C>>) {
        if let Err(error) = &result {
            self.text(format_args!("{:?} {:?}", error.remedy(), error.reached()));
            if let Error::Undocumented(unexpected) = error {
                self.debug(unexpected);
                self.debug(&unexpected.reason());
            }
            if let Error::Api(refusal) = error {
                self.debug(refusal);
                self.debug(refusal.json());
            }
        }
        self.result(result);
    }
}

impl Hear for Shown {
    fn field(&self, name: &str, value: &dyn Debug) {
        self.text(format_args!("{name}={value:?}"));
    }
}

/// What the libraries below tell `log`, which is one for all tests of the process.
static LOGGED: OnceLock<Shown> = OnceLock::new();

struct Logger;

impl log::Log for Logger {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        LOGGED.get_or_init(Shown::default).text(record.args());
    }

    fn flush(&self) {}
}

fn payment() -> Value {
    json!({
        "accountNo": ACCOUNT, "birthDate": BIRTH, "amount": USER, "agreed": "Y",
        "bank": "004", "buyer": { "fullName": NAME },
    })
}

fn values(shown: &Shown) {
    let everything = Everything::builder()
        .account(ACCOUNT)
        .holder(NAME)
        .birth(BIRTH)
        .amount(USER)
        .agreed(true)
        .bank("777")
        .items(vec![Item::build(ACCOUNT)]);
    shown.debug(&everything);
    shown.debug(&everything.clone().key("AAECAw==").build().unwrap());
    for wrong in [NAME.repeat(9), format!("{ACCOUNT}{ACCOUNT}"), format!("{BIRTH}x")] {
        let wrong = wrong.as_str();
        shown.result(
            everything
                .clone()
                .account(wrong)
                .holder(wrong)
                .birth(wrong)
                .amount(wrong)
                .bank(wrong)
                .tags([wrong])
                .items(vec![Item::build(wrong)])
                .key(wrong)
                .build(),
        );
        shown.debug(&Holder::unchecked(wrong));
        shown.debug(&Birth::unchecked(wrong));
        shown.debug(&Key::unchecked(wrong));
        shown.result(wrong.parse::<Amount>());
        shown.result(wrong.parse::<Bank>());
        shown.result(Birth::from_iso(wrong));
        let quoted = serde_json::to_string(wrong).unwrap();
        shown.result(serde_json::from_str::<Amount>(&quoted));
        shown.result(serde_json::from_str::<Birth>(&quoted));
        shown.result(Json::from_slice(wrong.as_bytes()));
    }
    shown.debug(&Account::unchecked(ACCOUNT));
    shown.debug(&Amount::unchecked(USER));
    shown.text(debug(&Some(CheckedList::<TagsRule, _>::unchecked(vec![
        Holder::unchecked(NAME),
    ]))));
    let json = json!({ "name": NAME, "list": [ACCOUNT], "user": USER });
    let json = Json::from_slice(json.to_string().as_bytes()).unwrap();
    shown.debug(&json);
    shown.debug(&(json.text("name"), json.texts("list"), json.integer("user")));
    shown.debug(&(json.flag("name"), json.decimal("user"), json.code::<Bank>("name")));
    shown.debug(&Find(Name::unchecked(NAME)));
    shown.debug(&Untyped::post(format!("/{NAME}"), &payment(), Encryption::Yes));
}

fn secrets(shown: &Shown, fake: &Fake) {
    shown.result(AccessKey::new(ACCESS));
    shown.result(AccessKey::new(SECRET));
    shown.result(SecretKey::new(SECRET));
    shown.debug(&fake.crypto_key());
    shown.debug(fake.credentials());
    shown.debug(fake);
    let private = fake.credentials().client_private_key();
    let public = fake.credentials().server_public_key();
    let middle = &private[40..private.len() - 40];
    for (server, client) in [
        (private, private),
        (public, public),
        (public, SECRET),
        (SECRET, private),
        (public, &private[..private.len() / 2]),
        (public, &private.replacen("PRIVATE", SECRET, 2)),
        (public, middle),
        (middle, private),
    ] {
        shown.result(CryptoKey::from_pem(SECRET, server, client));
    }
    let setup = Setup::new(VENDOR.protocol, &format!("not a url {SECRET}"))
        .header("X-User", &format!("{SECRET}\n"))
        .secret_header("X-Access-Key", AccessKey::new(ACCESS).unwrap())
        .signing(SecretKey::new(SECRET).unwrap());
    shown.debug(&setup);
    shown.result(setup.build());
}

/// Answers with what it is given, or not at all.
struct Fixed(u16, Vec<u8>);

impl BlockingTransport for Fixed {
    fn send(
        &self,
        _: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let response = Response::builder().status(self.0).header("X-Name", SECRET);
        Ok(response.body(self.1.clone()).unwrap())
    }
}

/// Answers that repeat what they were sent, as vendors' do.
fn answers(shown: &Shown, fake: &Fake) {
    let said = |code: &str| {
        let text = format!("{NAME} {ACCOUNT} {BIRTH}");
        json!({ "result": { "code": code, "text": text }, "name": NAME, "user": USER })
    };
    for body in [
        said("E0").to_string().into_bytes(),
        said("E1").to_string().into_bytes(),
        said("E77").to_string().into_bytes(),
        said(NAME).to_string().into_bytes(),
        json!({ "sealed": format!("{NAME}.{SECRET}.c.d.e") }).to_string().into_bytes(),
        format!("<html>{NAME} {ACCOUNT}</html>").into_bytes(),
        format!("{{\"name\":\"{NAME}\",").into_bytes(),
        [NAME.as_bytes(), b"\xff"].concat(),
        json!([NAME]).to_string().into_bytes(),
    ] {
        for status in [200, 400, 500] {
            let transport = Fixed(status, body.clone());
            let client = Client::new(core(fake), transport, CallLimits::default());
            shown.call(client.call(Find(Name::unchecked(NAME))).send());
            let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
            shown.call(client.call(ask).send());
        }
    }
}

/// Calls over both transports, good and bad.
fn calls(shown: &Shown, fake: &Fake) {
    let limits = CallLimits {
        total: Duration::from_millis(400),
        max_body: 1 << 16,
        ..CallLimits::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap();
    let blocking = Client::new(core(fake), Ureq::new(), limits);
    let awaited = Client::new(core(fake), Reqwest::new().unwrap(), limits);
    shown.debug(&blocking);
    shown.debug(&awaited);
    let mut plays =
        vec![Scenario::Success, Scenario::Case(2), Scenario::Code("E1".to_owned())];
    plays.extend(Fault::ALL.map(|(_, how)| Scenario::Fault(how)));
    let mut wrong = payment();
    wrong["birthDate"] = format!("{BIRTH}x").into();
    for body in [payment(), wrong] {
        for play in &plays {
            let ask = || Untyped::post("/v1/payments", &body, Encryption::Yes);
            fake.next(play.clone());
            shown.call(blocking.call(ask()).send());
            fake.next(play.clone());
            shown.call(runtime.block_on(awaited.call(ask()).into_future()));
        }
    }
    for path in
        [format!("/v1/names/{NAME}"), format!("/{NAME}/.."), "/nowhere".to_owned()]
    {
        shown.call(blocking.call(Untyped::get(path.clone())).send());
        shown.call(runtime.block_on(awaited.call(Untyped::get(path)).into_future()));
    }
    // One that is not there, and one that does not speak TLS.
    let port = fake.base_url().replace("http:", "https:");
    for url in ["http://127.0.0.1:1", &port, "https://name.invalid"] {
        let core = || of(fake, url);
        let client = Client::new(core(), Ureq::new(), limits);
        shown.call(client.call(Find(Name::unchecked(NAME))).send());
        let client = Client::new(core(), Reqwest::new().unwrap(), limits);
        let call = client.call(Find(Name::unchecked(NAME)));
        shown.call(runtime.block_on(call.into_future()));
    }
    let (core, find) = (core(fake), Find(Name::unchecked(NAME)));
    let prepared = core.prepare(&find).unwrap();
    shown.debug(&prepared);
    let (request, sent) = prepared.into_http().unwrap();
    shown.debug(&request.headers());
    shown.debug(&sent);
    shown.debug(&fake.take_received());
}

fn of(fake: &Fake, url: &str) -> Core<Encrypting> {
    Setup::new(VENDOR.protocol, url)
        .header("X-User", "user")
        .secret_header("X-Access-Key", AccessKey::new(ACCESS).unwrap())
        .signing(SecretKey::new(SECRET).unwrap())
        .encryption(fake.crypto_key())
        .build()
        .unwrap()
}

fn commands(shown: &Shown, fake: &Fake) {
    let desk = Desk::of(fake, "planted");
    let name = format!("--buyer.full-name={NAME}");
    let pay = [
        "call",
        "pay",
        "--account-no",
        ACCOUNT,
        "--birth-date",
        "1977-12-31",
        "--amount",
        "1000",
        "--agreed",
        "yes",
        "--bank",
        "004",
        &name,
    ];
    for more in [
        &[][..],
        &["--dry-run"],
        &["--format", "json"],
        &["--dry-run", "--format", "json"],
        &["--birth-date", BIRTH],
        &["--bank", NAME],
        &["--agreed", NAME],
        &["--lines", NAME],
        &["--format", NAME],
        &["--no-such-option", NAME],
        &[NAME],
        &["--base-url", "http://127.0.0.1:1"],
        &["--base-url", SECRET],
    ] {
        let mut arguments = pay.to_vec();
        let given =
            more.first().and_then(|option| pay.iter().position(|it| it == option));
        if let Some(at) = given {
            arguments.drain(at..at + 2);
        }
        let Said { out, err, .. } = desk.run(&[&arguments[..], more].concat());
        shown.text(out + &err);
    }
}

#[test]
fn nothing_that_is_planted_is_ever_shown() {
    // Another logger of the process would see the same.
    let _ = log::set_logger(&Logger);
    // At `Trace`, ureq writes every byte that it sends, as its transport says.
    log::set_max_level(log::LevelFilter::Debug);
    let shown = Shown::default();
    let fake = Fake::of(&VENDOR, 0).unwrap();
    tracing::subscriber::with_default(Listener(shown.clone()), || {
        values(&shown);
        secrets(&shown, &fake);
        answers(&shown, &fake);
        calls(&shown, &fake);
        commands(&shown, &fake);
    });
    log::set_max_level(log::LevelFilter::Off);
    let text = shown.0.lock().unwrap();
    let logged = LOGGED.get_or_init(Shown::default).0.lock().unwrap();
    assert!(text.contains("operation=\"untyped\"") && text.contains("..4321"));
    for planted in planted(&fake) {
        for line in text.lines().chain(logged.lines()) {
            assert!(!line.contains(&planted), "{planted} in {line}");
        }
    }
}
