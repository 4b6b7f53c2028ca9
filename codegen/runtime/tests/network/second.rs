//! Answers with a second code, beside the first one or in each row of a list.

use super::answer::response;
use super::given::setup_of;
use crate::banked::{BankCode, HubCode};
use crate::runtime::{
    AnswerFormat, Core, Draft, Encryption, Endpoint, Envelope, Error, Json, Minter,
    Named, Plain, Prepared, Protocol, Reading, Remedy, ResultBeside as _, RowOutcome,
    SecondPlace, SentBy, Shape, Untyped, Violations,
};
use crate::vendor::{ENVELOPE, PROTOCOL};

const BESIDE: SecondPlace = SecondPlace {
    object: &[],
    code: "bank_rsp_code",
    message: Some("bank_rsp_message"),
    success_code: &["000"],
    rows: None,
};

const fn envelope(second: SecondPlace) -> Envelope {
    Envelope {
        object: &[],
        code: "rsp_code",
        code_shape: Shape::ANY,
        success_http: &[200],
        success_code: &["A0000"],
        second: Some(second),
        ..ENVELOPE
    }
}

/// A transfer.
#[derive(Clone)]
struct Transfer;

impl Endpoint for Transfer {
    type Response = Json;
    type Code = HubCode;

    fn operation(&self) -> &'static str {
        "transfer"
    }

    fn draft(
        &self,
        protocol: &'static Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        Untyped::post("/transfer", &1, Encryption::No).draft(protocol, minter)
    }
}

impl SentBy<Plain> for Transfer {}

fn answered(
    envelope: &'static Envelope,
    status: u16,
    body: &str,
) -> Result<Json, Error<HubCode>> {
    let answer = AnswerFormat {
        envelope: Some(envelope),
        statuses: &[201, 404, 503],
        ..PROTOCOL.answer
    };
    let protocol = Box::leak(Box::new(Protocol { answer, ..PROTOCOL }));
    let core: Core<Plain> =
        setup_of(protocol, "https://vendor.example").build().unwrap();
    let request = Transfer;
    let (_, sent) = core.prepare(&request).and_then(Prepared::into_http)?;
    core.decode(sent, response(status, body)).map(crate::runtime::Reply::into_response)
}

/// `ok`, both codes and the remedy of a refusal, or why it is undocumented.
fn told(envelope: &'static Envelope, status: u16, body: &str) -> String {
    match answered(envelope, status, body) {
        Ok(_) => "ok".to_owned(),
        Err(Error::Api(refusal)) => {
            let second = refusal.second_code();
            let second = second.as_ref().map(BankCode::as_str);
            format!("{:?} {second:?} {:?}", refusal.code(), refusal.remedy())
        }
        Err(Error::Undocumented(unexpected)) => format!("{:?}", unexpected.reason()),
        Err(error) => panic!("{error}"),
    }
}

/// Where the documentation has the status as a result by itself, a code that it does not list
/// adds no doubt.
#[test]
fn an_unlisted_code_has_the_remedy_of_a_status_that_is_a_result() {
    static BOTH: Envelope = envelope(BESIDE);
    for (status, code, expected) in [
        (404, "A0404", "HubCode(\"A0404\") None AskUser"),
        (503, "A0503", "HubCode(\"A0503\") None RetryLater"),
        // Listed: its own remedy.
        (404, "A0002", "HubCode(A0002) None FixRequest"),
        // Not listed, neither by its code nor by its status.
        (400, "A0400", "HubCode(\"A0400\") None Unknown"),
        (429, "A0429", "HubCode(\"A0429\") None RetryLater"),
        // The status is that of a success.
        (201, "A0201", "HubCode(\"A0201\") None Unknown"),
    ] {
        let body = format!(r#"{{"rsp_code":"{code}"}}"#);
        assert_eq!(told(&BOTH, status, &body), expected, "{status} {code}");
    }
}

#[test]
fn both_codes_decide() {
    static BOTH: Envelope = envelope(BESIDE);
    for (body, expected) in [
        (r#"{"rsp_code":"A0000","bank_rsp_code":"000"}"#, "ok"),
        (
            r#"{"rsp_code":"A0000","bank_rsp_code":"451"}"#,
            "HubCode(A0000) Some(\"451\") AskUser",
        ),
        (
            r#"{"rsp_code":"A0000","bank_rsp_code":803}"#,
            "HubCode(A0000) Some(\"803\") CheckOutcome",
        ),
        (
            r#"{"rsp_code":"A0002","bank_rsp_code":"803"}"#,
            "HubCode(A0002) Some(\"803\") CheckOutcome",
        ),
        // The first one is enough to doubt the outcome.
        (
            r#"{"rsp_code":"A0007","bank_rsp_code":"451"}"#,
            "HubCode(A0007) Some(\"451\") CheckOutcome",
        ),
        // An undocumented code could mean anything.
        (
            r#"{"rsp_code":"A9999","bank_rsp_code":"451"}"#,
            "HubCode(\"A9999\") Some(\"451\") Unknown",
        ),
        (
            r#"{"rsp_code":"A9999","bank_rsp_code":"803"}"#,
            "HubCode(\"A9999\") Some(\"803\") CheckOutcome",
        ),
        (
            r#"{"rsp_code":"A0002","bank_rsp_code":"777"}"#,
            "HubCode(A0002) Some(\"777\") Unknown",
        ),
        (
            r#"{"rsp_code":"A0002","bank_rsp_code":"000"}"#,
            "HubCode(A0002) None FixRequest",
        ),
        (r#"{"rsp_code":"A0002","bank_rsp_code":""}"#, "HubCode(A0002) None FixRequest"),
        (r#"{"rsp_code":"A0002"}"#, "HubCode(A0002) None FixRequest"),
        (r#"{"rsp_code":"A0000"}"#, "NoSecondCode"),
        (r#"{"rsp_code":"A0000","bank_rsp_code":null}"#, "NoSecondCode"),
        (r#"{"rsp_code":"A0000","bank_rsp_code":{}}"#, "NoSecondCode"),
        (r#"{"rsp_code":"A0000","bank_rsp_code":"가나"}"#, "NoSecondCode"),
        (r#"{"bank_rsp_code":"000"}"#, "NoCode"),
        (r#"{"bank_rsp_code":"451"}"#, "NoCode"),
        (
            r#"{"rsp_code":"A0000","bank_rsp_code":"000","bank_rsp_code":"451"}"#,
            "Ambiguous",
        ),
    ] {
        assert_eq!(told(&BOTH, 200, body), expected, "{body}");
    }
    let contradictory = r#"{"rsp_code":"A0000","bank_rsp_code":"000"}"#;
    assert_eq!(told(&BOTH, 500, contradictory), "Contradiction");
}

#[test]
fn a_second_code_can_be_in_failures_alone() {
    static DETAIL: Envelope = envelope(SecondPlace {
        success_code: &[],
        ..BESIDE
    });
    for (body, expected) in [
        (r#"{"rsp_code":"A0000"}"#, "ok"),
        (r#"{"rsp_code":"A0000","bank_rsp_code":""}"#, "ok"),
        (
            r#"{"rsp_code":"A0002","bank_rsp_code":"451"}"#,
            "HubCode(A0002) Some(\"451\") AskUser",
        ),
    ] {
        assert_eq!(told(&DETAIL, 200, body), expected, "{body}");
    }
}

#[test]
fn a_second_code_can_be_in_an_object_of_its_own() {
    static INNER: Envelope = envelope(SecondPlace {
        object: &["extras", "bank"],
        success_code: &[],
        ..BESIDE
    });
    for (body, expected) in [
        (r#"{"rsp_code":"A0000"}"#, "ok"),
        (r#"{"rsp_code":"A0000","bank_rsp_code":"451"}"#, "ok"),
        (r#"{"rsp_code":"A0000","extras":{"bank":{"bank_rsp_message":"정상"}}}"#, "ok"),
        (r#"{"rsp_code":"A0002","extras":null}"#, "HubCode(A0002) None FixRequest"),
        (
            r#"{"rsp_code":"A0002","extras":{"bank":{"bank_rsp_code":"451"}}}"#,
            "HubCode(A0002) Some(\"451\") AskUser",
        ),
        (r#"{"rsp_code":"A0000","extras":"한글"}"#, "NoSecondCode"),
        (r#"{"rsp_code":"A0000","extras":{},"extras":{"bank":1}}"#, "Ambiguous"),
    ] {
        assert_eq!(told(&INNER, 200, body), expected, "{body}");
    }
}

#[test]
fn an_error_shows_both_codes_and_no_message_that_was_received() {
    static BOTH: Envelope = envelope(BESIDE);
    let body =
        r#"{"rsp_code":"A0000","bank_rsp_code":"451","bank_rsp_message":"planted"}"#;
    let Err(error) = answered(&BOTH, 200, body) else { panic!("a success") };
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains("A0000") && shown.contains("second code 451, 잔액 부족"),
        "{shown}"
    );
    assert!(!shown.contains("planted"), "{shown}");
    let Error::Api(refusal) = error else { panic!("{shown}") };
    assert_eq!(refusal.second_message(), Some("planted"));
}

#[test]
fn a_row_that_failed_is_no_success() {
    static ROWS: SecondPlace = SecondPlace {
        rows: Some("res_list"),
        ..BESIDE
    };
    static ENVELOPE: Envelope = envelope(ROWS);
    let body = r#"{"rsp_code":"A0000","res_list":[
        {"tran_no":"1","bank_rsp_code":"000"},
        {"tran_no":"2","bank_rsp_code":"451"},
        {"tran_no":"3"},
        {"tran_no":"4","bank_rsp_code":"가"},
        {"tran_no":"5","bank_rsp_code":"000","bank_rsp_code":"803"},
        null
    ]}"#;
    let json = answered(&ENVELOPE, 200, body).unwrap();
    let Reading::Value(rows) = json.rows::<Json, BankCode>("res_list", &ROWS) else {
        panic!("no list")
    };
    let shown = rows.iter().map(|row| match row {
        Reading::Value(row) => {
            let number = row.row_of_any_outcome().text("tran_no").value().unwrap();
            let code = row.code().map(|code| code.text().to_owned());
            format!("{number} {} {code:?} {:?}", row.success().is_some(), row.remedy())
        }
        other => format!("{other:?}"),
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "1 true None None",
            "2 false Some(\"451\") AskUser",
            "3 false None CheckOutcome",
            "4 false None CheckOutcome",
            "5 false None CheckOutcome",
            "Null",
        ]
    );
    assert!(matches!(rows.get(1), Some(Reading::Value(RowOutcome::Refused { .. }))));
    // The answer itself fails by the first code.
    let refused = r#"{"rsp_code":"A0002","res_list":[]}"#;
    assert_eq!(told(&ENVELOPE, 200, refused), "HubCode(A0002) None FixRequest");
    let undocumented = told(&ENVELOPE, 200, r#"{"rsp_code":"A0001"}"#);
    assert!(undocumented.ends_with("None Unknown"), "{undocumented}");
}

#[test]
fn a_table_knows_the_remedies_of_its_codes() {
    let documented = BankCode::documented();
    let shown: Vec<_> =
        documented.iter().map(|(Named(code, _), it)| (*code, *it)).collect();
    assert_eq!(
        shown,
        [("000", Remedy::None), ("451", Remedy::AskUser), ("803", Remedy::CheckOutcome)]
    );
}
