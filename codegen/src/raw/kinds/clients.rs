//! The kinds of changes of the client itself, whatever the vendor.

/// Adds them to the kinds that `$next` declares.
macro_rules! kinds_of_clients {
    ($next:ident $($kinds:tt)*) => {
        $next! { $($kinds)*
    C001 "something public of every client is gone",
        "It concerns callers who name it; a feature, whoever asks for it.",
        "fn Prepared::url, removed: (&self) -> String";
    C002 "something public of every client is declared otherwise",
        "It concerns callers who use it, and those who implement it.",
        "fn Prepared::url, declaration: (&self) -> String → (&self) -> &str";
    C003 "something public of every client is new",
        "It concerns callers who want it.", "fn Prepared::path, added: (&self) -> &str";
    C004 "something public is new that has to be named",
        "A variant, a field or a required item. It concerns callers who match, build or implement.",
        "method Clock::zone, added: required (&self) -> i32";
    C005 "something public of every client asks for less",
        "It concerns callers who could not use it.", "bound fn Client::call A, removed: Send";
    C006 "something public of every client has another value",
        "A constant, or what is generated of the same spec. It concerns callers who rely on it.",
        "value const Rule::ANY, declaration: 1 → 2";
    C051 "every client sends something else",
        "The recording of requests is another one. The vendor has not changed, so deployed clients \
         go on working; whether it takes the new requests is to be tested.",
        "sent: a request with a body, recorded: x-time: 20261124085959 → x-time: 2026-11-24";
    C052 "every client takes answers for something else",
        "The recording of codes, remedies and of what has been reached is another one.",
        "read: no body, recorded: remedy RetryLater → remedy CheckOutcome";
    C053 "what clients of this code send is not recorded",
        "`cargo test -p runtime --all-features recorded` tells whether they send and read the same.",
        "code, changed in: codegen/runtime/src/core.rs";
    C054 "every client has other code, and sends and reads the same",
        "Comments aside. What no recording shows, such as times and the command line, may differ.",
        "code, changed in: codegen/runtime/src/core.rs";
    C055 "a case of the recording is new, or gone",
        "It concerns nobody.", "sent: a request with a query, added";
        }
    };
}
