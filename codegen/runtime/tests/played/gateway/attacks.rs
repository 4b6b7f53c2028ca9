//! Those who are not let in.

use super::{Answer, PAYMENT, Served};
use std::io::Write as _;

/// Whether it still serves, and has told nobody anything.
fn is_well(served: &Served) {
    let _ = served.fake.take_received();
    assert_eq!(served.pay(PAYMENT).status, 200);
    assert_eq!(served.fake.take_received().len(), 1);
}

/// The answer to a payment with these headers and no others.
fn pay(served: &Served, headers: &str) -> Answer {
    let text = format!(
        "POST /v1/payments HTTP/1.1\r\n{headers}Content-Type: application/json\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n{PAYMENT}",
        PAYMENT.len()
    );
    served.raw(text.as_bytes())
}

#[test]
fn nobody_is_let_in_without_the_token() {
    let served = Served::start("gateway-token", &[]);
    assert_eq!(served.token.len(), 64, "{}", served.token);
    let (address, token) = (&served.address, &served.token);
    let host = format!("Host: {address}\r\n");
    let with = |value: &str| format!("{host}Authorization: {value}\r\n");
    let mut refused = vec![
        host.clone(),
        with(""),
        with("Bearer"),
        with("Bearer "),
        with(token),
        with(&format!("Basic {token}")),
        with(&format!("Bearer {token}x")),
        with(&format!("Bearer {}", &token[..63])),
        with(&format!("Bearer  {token}")),
        with(&format!("Bearer {}", "0".repeat(64))),
        format!("{}Authorization: Bearer {token}\r\n", with(&format!("Bearer {token}"))),
    ];
    refused.extend((0..token.len()).map(|at| {
        let digit = if &token[at..=at] == "0" { "1" } else { "0" };
        with(&format!("Bearer {}{digit}{}", &token[..at], &token[at + 1..]))
    }));
    for headers in refused {
        let answer = pay(&served, &headers);
        assert_eq!(answer.status, 401, "{headers} {answer:?}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        assert_eq!(answer.json()["type"], "/problems/token");
    }
    assert_eq!(pay(&served, &with(&format!("bearer {token}"))).status, 200);
    for path in ["/metrics", "/openapi.json", "/v1/names/x", "/nothing"] {
        let answer = served.raw(
            format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes(),
        );
        assert_eq!(answer.status, 401, "{path}");
    }
    is_well(&served);
}

#[test]
fn another_host_gets_nothing_with_the_token_neither() {
    let served =
        Served::start("gateway-host", &["--host", "pay.example", "--host", "b:81"]);
    let port = served.address.split(':').nth(1).unwrap();
    let with = |host: &str| {
        format!("Host: {host}\r\nAuthorization: Bearer {}\r\n", served.token)
    };
    for host in [
        "attacker.example",
        &format!("attacker.example:{port}"),
        "127.0.0.1",
        "127.0.0.1:1",
        &format!("127.0.0.1:{port}:{port}"),
        &format!("127.0.0.1:{port}.attacker.example"),
        &format!("user@127.0.0.1:{port}"),
        &format!("127.0.0.1.:{port}"),
        &format!("0.0.0.0:{port}"),
        "pay.example.attacker.example",
        "b",
        "b:80",
        "",
    ] {
        let answer = pay(&served, &with(host));
        assert!(matches!(answer.status, 400 | 421), "{host} {answer:?}");
    }
    let token = format!("Authorization: Bearer {}\r\n", served.token);
    assert_eq!(pay(&served, &token).status, 400);
    let two = format!("{}Host: attacker.example\r\n", with(&served.address));
    assert_eq!(pay(&served, &two).status, 400);
    // What is asked for in the request line counts too.
    let line = "GET http://attacker.example/livez";
    assert_eq!(served.ask(line, "", "").status, 421);
    for path in ["/livez", "/readyz"] {
        let answer = format!(
            "GET {path} HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(served.raw(answer.as_bytes()).status, 421, "{path}");
    }
    for host in
        [&*format!("LocalHost:{port}"), "Pay.Example:8443", "pay.example", "b:81"]
    {
        assert_eq!(pay(&served, &with(host)).status, 200, "{host}");
    }
    is_well(&served);
}

#[test]
fn a_page_of_another_origin_gets_nothing_with_the_token_neither() {
    let served = Served::start("gateway-origin", &[]);
    let own = format!("http://{}", served.address);
    let with = |headers: &str| {
        format!(
            "Host: {}\r\nAuthorization: Bearer {}\r\n{headers}\r\n",
            served.address, served.token
        )
    };
    for headers in [
        "Origin: null",
        "Origin: ",
        "Origin: https://attacker.example",
        "Origin: http://127.0.0.1",
        "Origin: file://",
        &format!("Origin: {own}.attacker.example"),
        &format!("Origin: {own}\r\nOrigin: https://attacker.example"),
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        let answer = pay(&served, &with(headers));
        assert_eq!(answer.status, 403, "{headers} {answer:?}");
        assert!(
            !answer.head.to_ascii_lowercase().contains("access-control"),
            "{answer:?}"
        );
    }
    let asked = format!(
        "OPTIONS /v1/payments HTTP/1.1\r\nHost: {}\r\nOrigin: https://attacker.example\r\n\
         Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n",
        served.address
    );
    assert_eq!(served.raw(asked.as_bytes()).status, 403);
    assert_eq!(pay(&served, &with(&format!("Origin: {own}"))).status, 200);
    is_well(&served);
}

#[test]
fn paths_and_headers_lead_nowhere_else() {
    let served = Served::start("gateway-paths", &[]);
    for path in [
        "/v1/../v1/payments",
        "/v1/names/..",
        "/v1/names/%2e%2e",
        "/v1/names/%2e%2e%2fpayments",
        "/v1/names/..%2f..%2fetc%2fpasswd",
        "//v1/names/x",
        "/v1/names/%",
    ] {
        let answer = served.get(path);
        assert!(matches!(answer.status, 400 | 404 | 422), "{path} {answer:?}");
    }
    assert_eq!(served.fake.take_received().len(), 0);
    // What is encoded stays so.
    for path in
        ["/v1/names/a%2Fb", "/v1/names/%00a", "/v1/names/a%0D%0Ab", "/v1/names/%3Fa"]
    {
        assert_eq!(served.get(path).status, 200, "{path}");
        let received = served.fake.take_received();
        assert_eq!(received[0].uri().path(), path);
        assert_eq!(received[0].findings(), []);
    }
    for headers in [
        "X-User: somebody\r\nX-Access-Key: other\r\nX-Token: forged\r\n",
        "X-Call-Id: 231114221320-a200000\r\n",
        "X-Http-Method-Override: DELETE\r\n",
    ] {
        let asked = format!("Content-Type: application/json\r\n{headers}");
        assert_eq!(served.ask("POST /v1/payments", &asked, PAYMENT).status, 200);
        assert_eq!(served.fake.take_received()[0].findings(), []);
    }
    for broken in ["X-A: a\nX-B: b\r\n", "X-A\r\n", "X-A: a\0b\r\n", " X-A: folded\r\n"]
    {
        let answer = served.ask("POST /v1/payments", broken, PAYMENT);
        assert!(matches!(answer.status, 400 | 415), "{broken:?} {answer:?}");
    }
    is_well(&served);
}

#[test]
fn what_is_too_large_is_refused_without_being_read() {
    let served = Served::start("gateway-huge", &[]);
    let head = served.head("POST /v1/payments");
    let told = format!(
        "{head}Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"
    );
    let answer = served.raw(told.as_bytes());
    assert_eq!(
        (answer.status, &answer.json()["type"]),
        (413, &"/problems/too-large".into())
    );
    // One that does not say how large it is.
    let mut stream = served.connect();
    let told = format!(
        "{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(told.as_bytes()).unwrap();
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let sent =
        (0..1000).take_while(|_| stream.write_all(chunk.as_bytes()).is_ok()).count();
    assert!(sent < 1000, "all of it was taken");
    let long = format!("X-Long: {}\r\n", "a".repeat(100_000));
    assert_eq!(served.ask("GET /livez", &long, "").status, 431);
    let many = "X-Many: a\r\n".repeat(1000);
    assert_eq!(served.ask("GET /livez", &many, "").status, 431);
    let two = format!("{head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}");
    assert_eq!(served.raw(two.as_bytes()).status, 400);
    is_well(&served);
}
