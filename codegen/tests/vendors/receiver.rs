//! A server of a caller, which receives what a vendor sends: `typed receive toss-payments KEY`. It
//! tells its address, and answers until its input ends.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use http::{HeaderMap, HeaderName, HeaderValue, Response};
use toss_payments::callbacks::{
    CallbackAnswer, CallbackBody, CallbackError, CallbackReceiver, Event, SignedEvent,
    UnverifiedCallback,
};
use toss_payments::keys::SecretKey;

pub(crate) fn run(key: &str) {
    let receiver = CallbackReceiver::new(SecretKey::new(key).expect("a key"));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let (path, headers, body) = received(&mut BufReader::new(&stream));
            let answer = handled(&receiver, &path, &headers, &body);
            let answer: Response<&str> = answer.into_response();
            let text = format!(
                "HTTP/1.1 {} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{}",
                answer.status().as_u16(),
                answer.body().len(),
                answer.body()
            );
            (&stream).write_all(text.as_bytes()).expect("it listens");
        }
    });
    io::stdin().read_to_end(&mut Vec::new()).expect("its input ends");
}

fn handled(
    receiver: &CallbackReceiver,
    path: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> CallbackAnswer {
    let of_payment = |kind: Option<String>| {
        assert_eq!(kind.as_deref(), Some("PAYMENT_STATUS_CHANGED"));
    };
    let answer = |error: CallbackError| error.answer();
    let handled = if path == "/signed" {
        receiver.decode::<SignedEvent>(headers, body).map(|event| {
            of_payment(event.event_type().value().map(Into::into));
            SignedEvent::answer()
        })
    } else {
        UnverifiedCallback::<Event>::decode(body).map(|event| {
            of_payment(event.trust().event_type().value().map(Into::into));
            Event::answer()
        })
    };
    handled.unwrap_or_else(answer)
}

/// The path, the headers and the body of a request.
fn received(reader: &mut impl BufRead) -> (String, HeaderMap, Vec<u8>) {
    let mut lines = reader.by_ref().lines().map(|line| line.expect("a line"));
    let first = lines.next().expect("a request");
    let path = first.split(' ').nth(1).expect("a path").to_owned();
    let mut headers = HeaderMap::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").expect("a header");
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        headers.insert(name, HeaderValue::from_str(value).expect("a value"));
    }
    let length = headers["content-length"].to_str().ok().and_then(|it| it.parse().ok());
    let mut body = vec![0; length.expect("a length")];
    reader.read_exact(&mut body).expect("a body");
    (path, headers, body)
}
