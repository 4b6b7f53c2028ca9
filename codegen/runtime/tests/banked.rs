//! Codes of a hub, and those of banks beside them.

use crate::runtime::macros::code_enum;
use crate::runtime::{
    Documented, Length, Named, Redact, Remedied, Remedy, Rule, Shape, Source,
};

const SOURCE: Source = Source {
    document: "Bank",
    section: "Codes",
};

const RULE: Rule = Rule {
    field: "code",
    length: Length::any(),
    shape: Shape::DIGITS,
    redact: Redact::Shown,
    source: SOURCE,
};

code_enum! {
    /// Codes of banks.
    pub enum BankCode: Named, RULE;

    /// Done.
    Done = Named("000", "정상");

    /// Not enough.
    TooLittle = Named("451", "잔액 부족");

    /// Open.
    Open = Named("803", "처리 여부 불명");
}

impl Remedied for BankCode {
    fn remedy(&self) -> Remedy {
        match self {
            Self::Done => Remedy::None,
            Self::TooLittle => Remedy::AskUser,
            Self::Open => Remedy::CheckOutcome,
            Self::Undocumented(_) => Remedy::Unknown,
        }
    }
}

code_enum! {
    /// Codes of the hub.
    pub enum HubCode: Documented, Rule { shape: Shape::ANY, ..RULE }, BankCode;

    /// Done.
    Done = Documented {
        code: "A0000", http: 200, message: "", description: "", remedy: Remedy::None,
    };

    /// Refused by the bank.
    Refused = Documented {
        code: "A0002", http: 200, message: "", description: "", remedy: Remedy::FixRequest,
    };

    /// Not known.
    Open = Documented {
        code: "A0007", http: 200, message: "", description: "", remedy: Remedy::CheckOutcome,
    };

    /// No such account, by the status alone.
    NoAccount = Documented {
        code: "404", http: 404, message: "", description: "", remedy: Remedy::AskUser,
    };

    /// Closed, by the status alone.
    Closed = Documented {
        code: "503", http: 503, message: "", description: "", remedy: Remedy::RetryLater,
    };

    /// Done, by the status alone.
    Created = Documented {
        code: "201", http: 201, message: "", description: "", remedy: Remedy::None,
    };
}
