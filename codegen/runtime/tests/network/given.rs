//! Clients of the vendor, and what they are made of.

#[cfg(any(feature = "reqwest", feature = "ureq"))]
use crate::runtime::{CallLimits, Client};
use crate::runtime::{Core, FixedClock, FixedIds, Plain, Protocol, SecretKey, Setup};
use crate::vendor::{AccessKey, Find, Name, PROTOCOL};
use std::time::{Duration, SystemTime};

/// A name that no error and no trace may show.
pub(super) const PERSON: &str = "planted-person";
/// Another secret.
pub(super) const ACCESS_KEY: &str = "pl-acc-k";
/// Another secret.
pub(super) const SECRET_KEY: &str = "planted-secret-key";

/// A request.
pub(super) fn find() -> Find {
    Find(Name::unchecked(PERSON))
}

/// 2026-11-23 23:59:59.987 in UTC.
pub(super) fn night() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_478_399_987)
}

/// As much as every client needs, at a fixed time, nine hours ahead of UTC.
pub(super) fn setup_of(protocol: &'static Protocol, url: &str) -> Setup<Plain> {
    Setup::new(protocol, url)
        .header("X-User", "user-1")
        .secret_header("X-Access-Key", AccessKey::new(ACCESS_KEY).unwrap())
        .signing(SecretKey::new(SECRET_KEY).unwrap())
        .utc_offset(9 * 60)
}

/// The same with fixed ids.
pub(super) fn setup() -> Setup<Plain> {
    let setup = setup_of(&PROTOCOL, "https://vendor.example/api/");
    setup
        .clock(Box::new(FixedClock(night())))
        .ids(Box::new(FixedIds(0x0123_4567_89AB_CDEF)))
}

/// A client without a network.
pub(super) fn core() -> Core<Plain> {
    setup().build().unwrap()
}

/// A client of the server at `url`, by the machine's clock.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(super) fn client<T>(
    url: &str,
    transport: T,
    limits: CallLimits,
) -> Client<Plain, T> {
    Client::new(setup_of(&PROTOCOL, url).build().unwrap(), transport, limits)
}
