//! What a request costs, beside the least that somebody would write by hand.
//!
//! `cargo bench -p runtime`. `a_request` validates and makes a request, and `a_request_of_http`
//! turns it into what the crate `http` has for requests; `by_hand_with_headers` makes the same
//! and validates nothing; `by_hand` makes a body and its signature only. What is made is dropped
//! within the measured time, as it is when a call ends. Figures: `README.md`.

#[path = "../../src/lib.rs"]
pub mod runtime;

pub mod operation;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use divan::{Bencher, black_box};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderName, HeaderValue, Request, Uri, header};
use operation::{Account, Bank, Birth, CheckHolder, Holder, User};
use runtime::{Core, Moment, Plain, Prepared, Violations};
use sha2::Sha256;

fn main() {
    divan::main();
}

/// The fields of a request, as the caller has them.
const FIELDS: (&str, &str, &str, u64, &str) =
    ("110123456789", "088", "19900131", 42, "홍길동");

fn built() -> Result<CheckHolder, Violations> {
    let (account, bank, birth, user, name) = black_box(FIELDS);
    let builder = CheckHolder::builder().account(account).bank(bank).birth(birth);
    builder.user(user).holder(name).build()
}

mod validation {
    use super::{
        Account, Bank, Birth, CheckHolder, FIELDS, Holder, User, Violations, black_box,
    };

    /// Every field through the builder.
    #[divan::bench(sample_size = 100)]
    fn built() {
        drop(black_box(super::built()));
    }

    /// Every field by itself.
    #[divan::bench(sample_size = 100)]
    fn direct() {
        drop(black_box(checked()));
    }

    fn checked() -> Result<CheckHolder, Violations> {
        let (account, bank, birth, user, name) = black_box(FIELDS);
        Ok(CheckHolder {
            account: Account::new(account)?,
            bank: bank.parse::<Bank>()?,
            birth: Birth::parse(birth)?,
            user: User::new(user)?,
            holder: Holder::new(name)?,
        })
    }
}

/// Validated, signed, with the values of all its headers.
#[divan::bench(sample_size = 100)]
fn a_request(bencher: Bencher<'_, '_>) {
    let core: Result<Core<Plain>, Violations> = operation::core();
    let Ok(core) = &core else { return };
    bencher.bench_local(|| {
        if let Ok(request) = built() {
            drop(black_box(core.prepare(&request)));
        }
    });
}

/// The same of a request that is validated already.
#[divan::bench(sample_size = 100)]
fn prepared(bencher: Bencher<'_, '_>) {
    let (Ok(core), Ok(request)) = (operation::core(), built()) else { return };
    bencher.bench_local(|| drop(black_box(core.prepare(black_box(&request)))));
}

/// The same as a request of the crate `http`.
#[divan::bench(sample_size = 100)]
fn a_request_of_http(bencher: Bencher<'_, '_>) {
    let core: Result<Core<Plain>, Violations> = operation::core();
    let Ok(core) = &core else { return };
    bencher.bench_local(|| {
        if let Ok(request) = built() {
            drop(black_box(core.prepare(&request).map(Prepared::into_http)));
        }
    });
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct ByHand {
    bank_account: String,
    bank_code: String,
    birth_date: String,
    user_id: u64,
    user_name: String,
}

fn signed_by_hand() -> Option<(Vec<u8>, String)> {
    let (account, bank, birth, user, name) = black_box(FIELDS);
    let request = ByHand {
        bank_account: account.to_owned(),
        bank_code: bank.to_owned(),
        birth_date: birth.to_owned(),
        user_id: user,
        user_name: name.to_owned(),
    };
    let body = serde_json::to_vec(&request).ok()?;
    let mac = Hmac::<Sha256>::new_from_slice(black_box(operation::SECRET.as_bytes()));
    let mac = mac.ok()?.chain_update(&body).finalize().into_bytes();
    Some((body, STANDARD.encode(mac)))
}

/// A body and its signature, and nothing else: no rule is checked, and no request made.
#[divan::bench(sample_size = 100)]
fn by_hand() {
    drop(black_box(signed_by_hand()));
}

/// The same, and the request with all its headers: what `a_request_of_http` makes, with every name and
/// every fixed value a constant, and the time given.
#[divan::bench(sample_size = 100)]
fn by_hand_with_headers() {
    drop(black_box(requested_by_hand()));
}

fn requested_by_hand() -> Option<Request<Vec<u8>>> {
    let (body, mac) = signed_by_hand()?;
    let Moment {
        year,
        month,
        day,
        hour,
        minute,
        second,
        millisecond,
    } = black_box(MOMENT);
    let date = format!("{month:02}{day:02}{hour:02}{minute:02}{second:02}");
    let request = Request::post(Uri::from_static(URL))
        .header(header::ACCEPT, HeaderValue::from_static("application/json"))
        .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .header(USER_ID, HeaderValue::from_static("000000000000001"))
        .header(CALL_ID, format!("{:02}{date}-{:07x}", year % 100, black_box(17)))
        .header(ACCESS_KEY, HeaderValue::from_static(operation::ACCESS_KEY))
        .header(TOKEN, format!("V1:{year:04}{date}{millisecond:03}:{mac}"))
        .header(TIME, format!("{year:04}{date}"))
        .header(ZONE, HeaderValue::from_static("KST"));
    request.body(body).ok()
}

const URL: &str = "https://vendor.example/open-api/api/v1/bankaccounts/user/valid";
const USER_ID: HeaderName = HeaderName::from_static("x-vendor-user-id");
const CALL_ID: HeaderName = HeaderName::from_static("x-vendor-call-id");
const ACCESS_KEY: HeaderName = HeaderName::from_static("x-vendor-access-key");
const TOKEN: HeaderName = HeaderName::from_static("x-vendor-token");
const TIME: HeaderName = HeaderName::from_static("x-vendor-time");
const ZONE: HeaderName = HeaderName::from_static("x-vendor-zone");
const MOMENT: Moment = Moment {
    year: 2026,
    month: 11,
    day: 23,
    hour: 23,
    minute: 59,
    second: 59,
    millisecond: 987,
};
