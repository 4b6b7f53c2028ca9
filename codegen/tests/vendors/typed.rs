//! Calls by the types of each client, over the transport that is asked for: `typed upbit reqwest
//! URL`. The stand-in at the URL is as just started. `typed receive VENDOR KEY` receives callbacks.

mod receiver;

use std::process::ExitCode;

/// Sends a request over either client of a crate.
macro_rules! sender {
    ($krate:ident) => {
        use $krate::error::{Error, Remedy};
        use $krate::keys::Plain;
        use $krate::operation::{Endpoint, SentBy};
        use $krate::{Client, Reply, blocking};

        trait Sender {
            async fn sent<A: Endpoint + SentBy<Plain>>(
                &self,
                request: A,
            ) -> Result<Reply<A::Response>, Error<A::Code>>;
        }

        impl Sender for Client<Plain> {
            async fn sent<A: Endpoint + SentBy<Plain>>(
                &self,
                request: A,
            ) -> Result<Reply<A::Response>, Error<A::Code>> {
                self.call(request).await
            }
        }

        impl Sender for blocking::Client<Plain> {
            async fn sent<A: Endpoint + SentBy<Plain>>(
                &self,
                request: A,
            ) -> Result<Reply<A::Response>, Error<A::Code>> {
                self.call(request).send()
            }
        }

        pub(crate) async fn run(transport: &str, url: &str) {
            match transport {
                "reqwest" => calls(&builder(url).build().expect("a client")).await,
                _ => calls(&builder(url).build_blocking().expect("a client")).await,
            }
        }
    };
}

mod inicis_calls {
    sender!(inicis);

    use inicis::keys::SecretKey;
    use inicis::refund::{Refund, RefundCode};
    use inicis::{ClientBuilder, Environment};

    fn builder(url: &str) -> ClientBuilder<Plain> {
        let key = SecretKey::new(b"invented-iniapi-key").expect("a key");
        let here = Environment::Production(url.to_owned());
        let client = Client::builder().environment(here).secret_key(key);
        client.merchant_id("STANDIN001").utc_offset(540)
    }

    fn refund(number: u32, reason: &str) -> Refund {
        let refund = Refund::builder()
            .client_ip("192.0.2.1")
            .tid(format!("Invented{number:032}"))
            .msg(reason);
        refund.build().expect("valid values")
    }

    async fn calls(client: &impl Sender) {
        let reply = client.sent(refund(1, "지어낸 취소")).await.expect("a success");
        assert_eq!(reply.answer_code(), Some("00"));
        assert_eq!(reply.cancel_date().value().as_deref(), Some("20220101"));
        let reply = client.sent(refund(2, "null-fields")).await.expect("a success");
        assert_eq!(reply.cancel_date().value(), None);
        client.sent(refund(3, "unknown-fields")).await.expect("a success");
        for reason in ["01", "지어낸 취소"] {
            let number = if reason == "01" { 9 } else { 1 };
            match client.sent(refund(number, reason)).await {
                Err(error @ Error::Api(_)) => {
                    assert_eq!(error.remedy(), Remedy::CheckOutcome);
                    let Error::Api(refusal) = error else { unreachable!() };
                    assert_eq!(refusal.code(), RefundCode::Failed);
                }
                other => panic!("{:?}", other.map(|_| ())),
            }
        }
        let lost = client.sent(refund(4, "lost-answer")).await.expect_err("no answer");
        assert_eq!(lost.remedy(), Remedy::CheckOutcome);
        let page = client.sent(refund(5, "html-502")).await.expect_err("no answer");
        assert!(matches!(page, Error::Undocumented(_)), "{page:?}");
        let limited = client.sent(refund(5, "rate-limited")).await.expect_err("429");
        assert_eq!(limited.remedy(), Remedy::RetryLater);
        assert_eq!(limited.retry_after().map(|it| it.as_secs()), Some(1));
    }
}

mod open_banking_calls {
    sender!(open_banking);

    use open_banking::account::{ListTransactions, ListTransactionsCode};
    use open_banking::authorization::IssueToken;
    use open_banking::codes::{BankCode, InquiryBase, InquiryType, Remedied, SortOrder};
    use open_banking::response::RowOutcome;
    use open_banking::transfer::{Deposit, DepositRow};
    use open_banking::{ClientBuilder, Environment};

    fn builder(url: &str) -> ClientBuilder<Plain> {
        let here = Environment::Production(url.to_owned());
        let (id, secret) = ("invented-client-id", "invented-client-secret");
        let client = Client::builder().environment(here);
        expire_first(url);
        let client = client.client_id(id).client_secret(secret);
        client.institution_code("STANDIN001").utc_offset(540)
    }

    /// The token of the first call ends: the client fetches another one, and calls again.
    fn expire_first(url: &str) {
        use std::io::{Read, Write};
        let place = url.trim_start_matches("http://").trim_end_matches('/');
        let how = r#"{"fault":"token-expired","path":"/v2.0/account/transaction_list/fin_num"}"#;
        let mut standin = std::net::TcpStream::connect(place).expect("the stand-in");
        write!(
            standin,
            "POST /__standin/next HTTP/1.1\r\nhost: {place}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{how}",
            how.len()
        )
        .expect("it listens");
        let mut told = String::new();
        standin.read_to_string(&mut told).expect("it answers");
        assert!(told.contains(" 200 "), "{told}");
    }

    fn list(number: u32, account: &str) -> ListTransactions {
        let list = ListTransactions::builder()
            .bank_tran_id(format!("STANDIN001U{number:09}"))
            .fintech_use_num(account)
            .inquiry_type(InquiryType::All)
            .inquiry_base(InquiryBase::ByDay)
            .from_date("20220101")
            .to_date("20220131")
            .sort_order(SortOrder::Descending);
        list.build().expect("valid values")
    }

    fn deposit(number: u32, account: &str) -> Deposit {
        let row = DepositRow::builder()
            .tran_no("1")
            .bank_tran_id(format!("STANDIN001U{number:09}"))
            .fintech_use_num(account)
            .tran_amt("1000");
        let row = row.build().expect("valid values");
        Deposit::builder().req_cnt("1").req_list([row]).build().expect("valid values")
    }

    async fn calls(client: &impl Sender) {
        let token = IssueToken::builder().build().expect("valid values");
        let token = client.sent(token).await;
        let token = token.expect("a success");
        assert_eq!(token.access_token().value().as_deref(), Some("invented-token-1"));
        assert_eq!(token.expires_in().value(), Some(7_776_000));
        // The client makes the number of the call, which begins with the institution.
        let numbered = ListTransactions::builder()
            .fintech_use_num("INVENTED0000000000000001")
            .inquiry_type(InquiryType::All)
            .inquiry_base(InquiryBase::ByDay)
            .from_date("20220101")
            .to_date("20220131")
            .sort_order(SortOrder::Descending);
        let listed = client.sent(numbered.build().expect("valid values")).await;
        let listed = listed.expect("a success");
        assert_eq!(listed.next_page_yn().value(), Some(false));
        assert_eq!(listed.res_list().value().map_or(0, |it| it.len()), 2);
        let refused = client.sent(list(2, "INVENTED0000000000000201")).await;
        let refused = refused.expect_err("a refusal");
        // The bank's code is on no page: what it means is not known.
        assert_eq!(refused.remedy(), Remedy::Unknown);
        let Error::Api(refusal) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code(), ListTransactionsCode::BankRefused);
        let sent = client.sent(deposit(3, "INVENTED0000000000000001")).await;
        let sent = sent.expect("a success");
        assert_eq!(sent.res_list().value().map_or(0, |it| it.len()), 1);
        // The row may not have been done, and its code alone tells it.
        let open = client.sent(deposit(4, "INVENTED0000000000000803")).await;
        let open = open.expect("a success");
        let rows = open.res_list().value().expect("a list");
        let row = rows.first().and_then(|it| it.clone().value()).expect("a row");
        let RowOutcome::Refused { code, .. } = row else { panic!("{row:?}") };
        assert_eq!(code, BankCode::Inquire803);
        assert_eq!(code.remedy(), Remedy::CheckOutcome);
    }
}

mod toss_calls {
    sender!(toss_payments);

    use toss_payments::codes::PaymentState;
    use toss_payments::payment::{CancelPayment, ConfirmPayment, ConfirmPaymentCode, GetPayment};
    use toss_payments::transaction::ListTransactions;
    use toss_payments::{ClientBuilder, Environment};

    fn builder(url: &str) -> ClientBuilder<Plain> {
        let secret = "invented_sk_toss";
        let here = Environment::Url(url.to_owned());
        Client::builder().environment(here).secret_api_key(secret)
    }

    fn confirm(payment: &str, order: &str) -> ConfirmPayment {
        let confirm = ConfirmPayment::builder();
        let confirm = confirm.payment_key(payment).order_id(order).amount(1000_u64);
        confirm.build().expect("valid values")
    }

    async fn calls(client: &impl Sender) {
        once(client).await;
        let reply = client.sent(get("full-fields")).await.expect("a success");
        assert_eq!(reply.status().value(), Some(PaymentState::Done));
        let accounts = reply.virtual_account().value().expect("an object");
        assert_eq!(accounts.due_date().value().as_deref(), Some("2022-01-01T00:00:00+09:00"));
        let reply = client.sent(get("null-fields")).await.expect("a success");
        assert!(reply.card().value().is_none());
        client.sent(get("unknown-fields")).await.expect("a success");
        let cancel = CancelPayment::builder().payment_key("paid").cancel_reason("지어낸 사유");
        let cancel = cancel.cancel_amount(1_u64).build().expect("valid values");
        let reply = client.sent(cancel).await.expect("a success");
        assert_eq!(reply.status().value(), Some(PaymentState::CanceledInPart));
        let list = ListTransactions::builder().start_date("2022-01-01").end_date("2022-01-31");
        let list = client.sent(list.build().expect("valid values")).await.expect("a success");
        assert_eq!(list.transactions().value().map_or(0, |it| it.len()), 3);
        for (order, code, remedy) in [
            (
                "already-processed-payment",
                ConfirmPaymentCode::AlreadyProcessedPayment,
                Remedy::CheckOutcome,
            ),
            ("invalid-request", ConfirmPaymentCode::InvalidRequest, Remedy::FixRequest),
            ("unauthorized-key", ConfirmPaymentCode::UnauthorizedKey, Remedy::FixRequest),
            ("reject-card-payment", ConfirmPaymentCode::RejectCardPayment, Remedy::AskUser),
            (
                "failed-payment-internal-system-processing",
                ConfirmPaymentCode::FailedPaymentInternalSystemProcessing,
                Remedy::CheckOutcome,
            ),
        ] {
            let failed = client.sent(confirm("other", order)).await.expect_err("a failure");
            assert_eq!(failed.remedy(), remedy);
            let Error::Api(refusal) = failed else { panic!("{failed:?}") };
            assert_eq!(refusal.code(), code);
        }
    }

    fn get(payment: &str) -> GetPayment {
        GetPayment::builder().payment_key(payment).build().expect("a valid value")
    }

    /// One request keeps its key, and two orders never share one.
    async fn once(client: &impl Sender) {
        let (lost, other) = (confirm("lost", "lost-answer"), confirm("paid", "주문-2"));
        assert_ne!(lost.idempotency_key(), other.idempotency_key());
        let error = client.sent(lost.clone()).await.expect_err("no answer");
        assert_eq!(error.remedy(), Remedy::RetryWithKey);
        assert_eq!(error.idempotency_key(), Some(lost.idempotency_key().as_str()));
        // The stand-in loses the answer to the order again, unless it is told of a key it knows.
        let again = client.sent(lost.clone()).await.expect_err("no answer");
        assert_eq!(again.idempotency_key(), error.idempotency_key());
        for _ in 0..2 {
            let reply = client.sent(other.clone()).await.expect("a success");
            assert_eq!(reply.payment_key().value().as_deref(), Some("paid"));
        }
    }
}

mod upbit_calls {
    sender!(upbit);

    use upbit::codes::{OrderType, Side};
    use upbit::keys::SecretKey;
    use upbit::order::{CancelOrder, ListOpenOrders, PlaceOrder, PlaceOrderCode};
    use upbit::{ClientBuilder, Environment};

    fn builder(url: &str) -> ClientBuilder<Plain> {
        let key = SecretKey::new(b"invented-secret-key").expect("a key");
        let here = Environment::Production(url.to_owned());
        let client = Client::builder().environment(here).secret_key(key);
        client.access_key("invented-access-key")
    }

    fn order(identifier: &str) -> PlaceOrder {
        let order = PlaceOrder::builder()
            .market("KRW-BTC")
            .side(Side::Buying)
            .volume("0.010")
            .price("100.0")
            .ord_type(OrderType::AtAPrice)
            .identifier(identifier);
        order.build().expect("valid values")
    }

    async fn calls(client: &impl Sender) {
        let reply = client.sent(order("나의 주문/1")).await.expect("a success");
        let price = reply.price().value().expect("a number");
        assert_eq!(price.as_str(), "100.0");
        assert_eq!(reply.side().value(), Some(Side::Buying));
        let left = reply.answer_headers().remaining_requests();
        let left = left.expect("it is there").expect("a valid value");
        assert_eq!(left.as_str(), "group=order; min=59; sec=4");
        let uuid = reply.uuid().value().expect("a name").into_owned();
        let list = ListOpenOrders::builder().states(["wait", "watch"]);
        let list = list.build().expect("valid values");
        let orders = client.sent(list).await.expect("a success");
        assert_eq!(orders.orders().value().map_or(0, |it| it.len()), 2);
        let cancel = CancelOrder::builder().uuid(uuid).build().expect("a valid value");
        let reply = client.sent(cancel.clone()).await.expect("a success");
        assert_eq!(reply.state().value().as_deref(), Some("cancel"));
        client.sent(cancel).await.expect_err("it is cancelled already");
        for (identifier, code, remedy) in [
            (
                "insufficient-funds-bid",
                PlaceOrderCode::InsufficientFundsBid,
                Remedy::AskUser,
            ),
            ("나의 주문/1", PlaceOrderCode::DuplicatedIdentifier, Remedy::CheckOutcome),
        ] {
            let failed = client.sent(order(identifier)).await.expect_err("a failure");
            assert_eq!(failed.remedy(), remedy);
            let Error::Api(refusal) = failed else { panic!("{failed:?}") };
            assert_eq!(refusal.code(), code);
        }
        let lost = client.sent(order("lost-answer")).await.expect_err("no answer");
        assert_eq!(lost.remedy(), Remedy::CheckOutcome);
    }
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().collect();
    let [_, vendor, transport, url] = &arguments[..] else { return ExitCode::FAILURE };
    if vendor == "receive" {
        receiver::run(url);
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        match vendor.as_str() {
            "inicis" => inicis_calls::run(transport, url).await,
            "open-banking" => open_banking_calls::run(transport, url).await,
            "toss-payments" => toss_calls::run(transport, url).await,
            "upbit" => upbit_calls::run(transport, url).await,
            _ => panic!("{vendor}"),
        }
    });
    ExitCode::SUCCESS
}
