//! A caller's code, written for the client as it was before any edit. It names everything that a
//! caller can depend on.

use client::{codes, crossing};
use client::*;

fn passenger() -> Result<Passenger, Violations> {
    let builder: PassengerBuilder = Passenger::builder();
    builder.passenger_name("김나루").birth_date("19900131").build()?;
    Ok(Passenger::new(PassengerName::new("김나루")?, BirthDate::new(1990, 1, 31)?))
}

fn booking() -> Result<BookPassage, Violations> {
    let builder: BookPassageBuilder = BookPassage::builder()
        .passenger(passenger()?)
        .port_code("07")
        .ticket_number("00001234")
        .berths(2_u64)
        .remark("창가 자리")
        .meal(true)
        .labels(vec!["night"]);
    builder.build()?;
    let ticket: TicketNumber = crossing::TicketNumber::new("00001234")?;
    let (port, berths): (PortCode, Berths) = (PortCode::HillFerry, Berths::new(2)?);
    Remark::new("창가 자리")?;
    Labels::new("night")?;
    let _: Option<Meal> = None;
    Ok(BookPassage::new(passenger()?, port, ticket, berths))
}

fn question() -> Result<FindPort, Violations> {
    FindPort::builder().port("North").words("등불").build()?;
    crossing::Words::new("등불")?;
    Ok(FindPort::new(PortName::new("North")?))
}

fn ports(port: codes::PortCode) -> &'static str {
    match port {
        PortCode::NorthQuay => "north",
        PortCode::SouthQuay => "south",
        PortCode::HillFerry => "hill",
        PortCode::Undocumented(_) => "new",
        _ => "newer",
    }
}

fn zone(zone: codes::Zone) -> Option<i32> {
    match zone {
        Zone::Utc | Zone::BoatTime => zone.utc_offset(),
        _ => None,
    }
}

fn answer(answer: &BookPassageResponse) -> Option<(i128, PortCode)> {
    let legs: ListReading<'_, BookPassageLegs> = answer.legs();
    drop(legs);
    let leg: fn(&BookPassageLegs) -> Option<String> =
        |leg| leg.leg_name().value().map(std::borrow::Cow::into_owned);
    let _ = (leg, answer.json());
    let found: Option<FindPortResponse> = None;
    let _: Option<Json> = found;
    Some((answer.passage_id().value()?, answer.port().value()?))
}

fn result(code: &BookPassageCode) -> &'static str {
    match code {
        BookPassageCode::Done => "done",
        BookPassageCode::InvalidTicket => "wrong",
        BookPassageCode::TheBoatIsFull => "full",
        _ => "new",
    }
}

fn found(code: &FindPortCode) -> bool {
    *code == FindPortCode::Done
}

fn call<T>(sealed: &Client<Encrypting, T>, open: &Client<Plain, T>) {
    if let (Ok(booking), Ok(question)) = (booking(), question()) {
        drop(sealed.book_passage(booking));
        drop(open.find_port(question));
    }
}

fn sealing(key: CryptoKey) -> ClientBuilder<Encrypting> {
    Client::builder().accept_unmatched_answers().encryption(key)
}

fn received(reply: &Reply<Json>) -> Option<Result<CallNumber, Violations>> {
    reply.answer_headers().call_number()
}

fn headers() -> usize {
    let _: [Option<&str>; 3] = [
        None::<&AgentId>.map(AgentId::as_str),
        None::<&CallNumber>.map(CallNumber::as_str),
        None::<&AgentNote>.map(AgentNote::as_str),
    ];
    let _: (Option<KeyId>, Option<Seal>) = (None, None);
    REQUEST_HEADERS.len() + ANSWER_HEADERS.len()
}

fn main() {
    let places = [Environment::Test, Environment::Live("https://live".to_owned())];
    let begun = || {
        let secret = SecretKey::new("wax").expect("a key");
        let client = Client::builder().environment(places[0].clone()).secret_key(secret);
        client.agent_id("00000001").zone(Zone::Utc)
    };
    let cores = [begun().agent_note("단골").core(), begun().core()];
    let _ = (ports, zone, answer, result, found, sealing, headers);
    let _ = received;
    let _ = call::<()>;
    if let (_, Err(refused)) | (Err(refused), _) = (booking(), question()) {
        println!("{refused}");
        std::process::exit(3);
    }
    if let Some(Err(refused)) = cores.iter().find(|core| core.is_err()) {
        println!("{refused}");
        std::process::exit(3);
    }
}
