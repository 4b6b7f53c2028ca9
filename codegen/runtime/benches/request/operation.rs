//! A request of five fields, with seven headers, as a generator writes it.

use crate::runtime::macros::{code_table, object};
use crate::runtime::{
    Algorithm, AnswerFormat, Authentication, BinaryEncoding, Cited, CodeTable, Core,
    Date, Documented, Encryption, FieldState, Header, IntoField, Json, Length, Method,
    Named, Need, Number, NumberRule, Numeric, Object, Operation, Part, Plain, Protocol,
    Range, Redact, Remedy, Repeat, RequestBody, Rule, SecretKey, SentBy, Setup, Shape,
    SignaturePlace, SignedPart, Signing, Source, Spec, Text, TextRule, Undocumented,
    Violations, Visitor,
};

const SOURCE: Source = Source {
    document: "Page",
    section: "Section",
};
const YMD: Shape = Shape(&[Part::Year4, Part::Month, Part::Day]);
const TIME: &[Part] =
    &[Part::Year4, Part::Month, Part::Day, Part::Hour, Part::Minute, Part::Second];
const CALL_ID: &[Part] = &[
    Part::Year2,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Literal("-"),
    Part::Hex(7),
];
const WRITTEN: &[SignedPart] = &[
    SignedPart::Text("V1:"),
    SignedPart::Time(Shape(&[
        Part::Year4,
        Part::Month,
        Part::Day,
        Part::Hour,
        Part::Minute,
        Part::Second,
        Part::Millisecond,
    ])),
    SignedPart::Text(":"),
    SignedPart::Signature,
];
const TOKEN: &[Part] = &[
    Part::Literal("V1:"),
    Part::Year4,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Millisecond,
    Part::Literal(":"),
    Part::Base64(32),
];

const fn rule(field: &'static str, length: Length, shape: Shape) -> Rule {
    Rule {
        field,
        length,
        shape,
        redact: Redact::Hidden,
        source: SOURCE,
    }
}

const fn header(
    name: &'static str,
    lower: &'static str,
    shape: &'static [Part],
) -> Header {
    Header {
        name,
        lower,
        need: Need::Required,
        echoes: &[],
        rule: rule(name, Length::any(), Shape(shape)),
    }
}

static HEADERS: [Header; 6] = [
    header("X-Vendor-User-Id", "x-vendor-user-id", &[]),
    header("X-Vendor-Call-Id", "x-vendor-call-id", CALL_ID),
    header("X-Vendor-Access-Key", "x-vendor-access-key", &[]),
    header("X-Vendor-Token", "x-vendor-token", TOKEN),
    header("X-Vendor-Time", "x-vendor-time", TIME),
    header("X-Vendor-Zone", "x-vendor-zone", &[]),
];

const PROTOCOL: Protocol = Protocol {
    name: "Vendor",
    hosts: &[],
    headers: &HEADERS,
    response_headers: &[],
    configured: &["X-Vendor-User-Id", "X-Vendor-Access-Key", "X-Vendor-Zone"],
    authentication: Authentication::NONE,
    given: &[],
    signing: Some(Signing {
        algorithm: Algorithm::HMAC_SHA256,
        signs: &[SignedPart::Body],
        claims: &[],
        encoding: BinaryEncoding::Base64,
        place: SignaturePlace::Header("X-Vendor-Token"),
        written: WRITTEN,
        key_form: None,
    }),
    utc_offset: Some(0),
    recipes: &[],
    encryption: None,
    answer: AnswerFormat::PLAIN,
    source: SOURCE,
};

/// What requests are signed with.
pub const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// What a header holds.
pub const ACCESS_KEY: &str = "0123456789abcdef0123456789abcdef01234567";

/// A client without a network.
pub fn core() -> Result<Core<Plain>, Violations> {
    let key = SecretKey::new(SECRET).map_err(|_| ());
    let setup = Setup::new(&PROTOCOL, "https://vendor.example/open-api")
        .header("X-Vendor-User-Id", "000000000000001")
        .header("X-Vendor-Access-Key", ACCESS_KEY)
        .header("X-Vendor-Zone", "KST")
        .utc_offset(540);
    match key {
        Ok(key) => setup.signing(key).build(),
        Err(()) => setup.build(),
    }
}

macro_rules! texts {
    ($($rule:ident $field:literal $length:expr, $shape:expr;)*) => {
        $(
            #[doc = $field]
            pub enum $rule {}

            impl TextRule for $rule {
                const RULE: Rule = rule($field, $length, $shape);
            }
        )*
    };
}

texts! {
    AccountRule "bankAccount" Length::between(1, 20), Shape::DIGITS;
    BirthRule "birthDate" Length::exactly(8), YMD;
    HolderRule "userName" Length::between(1, 100), Shape::ANY;
}

/// userId
pub enum UserRule {}

impl Numeric for UserRule {
    const RULE: NumberRule = NumberRule {
        field: "userId",
        range: Range::between(1, 9_999_999_999_999_999_999),
        multiple_of: None,
        digits: Length::any(),
        redact: Redact::Shown,
        source: SOURCE,
    };
}

/// Account
pub type Account = Text<AccountRule>;
/// Birth
pub type Birth = Date<BirthRule>;
/// Holder
pub type Holder = Text<HolderRule>;
/// User
pub type User = Number<UserRule>;

macro_rules! tables {
    ($type:ident $row:ident $rule:expr, $($variant:ident $data:expr;)*) => {
        #[derive(Clone, PartialEq)]
        #[doc = stringify!($type)]
        pub enum $type {
            $(#[doc = stringify!($variant)] $variant,)*
            /// Any other.
            Undocumented(Undocumented<Self>),
        }

        impl CodeTable for $type {
            type Row = $row;
            const RULE: Rule = $rule;
            const ROWS: &'static [(Self, $row)] = &[$((Self::$variant, $data)),*];
        }

        code_table!($type);
    };
}

tables! {
    Bank Named rule("bankCode", Length::exactly(3), Shape::DIGITS),
    A Named("002", "A");
    B Named("003", "B");
    C Named("004", "C");
    D Named("011", "D");
    E Named("012", "E");
    F Named("020", "F");
    G Named("023", "G");
    H Named("027", "H");
    I Named("031", "I");
    J Named("032", "J");
    K Named("034", "K");
    L Named("035", "L");
    M Named("037", "M");
    N Named("039", "N");
    O Named("045", "O");
    P Named("048", "P");
    Q Named("081", "Q");
    R Named("088", "R");
}

tables! {
    Outcome Documented rule("code", Length::any(), Shape::ANY),
    Success Documented {
        code: "0",
        http: 200,
        message: "",
        description: "",
        remedy: Remedy::None,
    };
}

/// The request.
#[derive(Clone)]
pub struct CheckHolder {
    /// A field.
    pub account: Account,
    /// A field.
    pub bank: Bank,
    /// A field.
    pub birth: Birth,
    /// A field.
    pub user: User,
    /// A field.
    pub holder: Holder,
}

impl Object for CheckHolder {
    const NAME: &'static str = "CheckHolder";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.field("bankAccount", &self.account);
        visitor.field("bankCode", &self.bank);
        visitor.field("birthDate", &self.birth);
        visitor.field("userId", &self.user);
        visitor.field("userName", &self.holder);
    }
}

object!(CheckHolder);

impl Operation for CheckHolder {
    const SPEC: Spec = Spec {
        id: "check-holder",
        title: "Check holder",
        method: Method::Post,
        path: "/api/v1/bankaccounts/user/valid",
        host: None,
        body: RequestBody::Json,
        request_headers: &HEADERS,
        response_headers: &[],
        request_encrypted: Some(Encryption::No),
        response_encrypted: Some(Encryption::No),
        repeat: Repeat::Unknown,
        answer: AnswerFormat::PLAIN,
        pending: None,
        source: SOURCE,
    };
    type Response = Json;
    type Code = Outcome;
}

impl<K> SentBy<K> for CheckHolder {}

/// Builds it.
#[must_use]
pub struct Builder {
    account: FieldState<Account>,
    bank: FieldState<Bank>,
    birth: FieldState<Birth>,
    user: FieldState<User>,
    holder: FieldState<Holder>,
}

impl CheckHolder {
    /// Nothing yet.
    pub fn builder() -> Builder {
        Builder {
            account: FieldState::EMPTY,
            bank: FieldState::EMPTY,
            birth: FieldState::EMPTY,
            user: FieldState::EMPTY,
            holder: FieldState::EMPTY,
        }
    }
}

macro_rules! setters {
    ($($name:ident: $type:ty;)*) => {
        impl Builder {
            $(
                /// Sets it.
                pub fn $name(mut self, value: impl IntoField<$type>) -> Self {
                    self.$name.set(value);
                    self
                }
            )*
        }
    };
}

setters! {
    account: Account;
    bank: Bank;
    birth: Birth;
    user: User;
    holder: Holder;
}

impl Builder {
    /// The request.
    pub fn build(self) -> Result<CheckHolder, Violations> {
        let mut wrong = Vec::new();
        let account =
            self.account.required("bankAccount", Cited::Here(&SOURCE), &mut wrong);
        let bank = self.bank.required("bankCode", Cited::Here(&SOURCE), &mut wrong);
        let birth = self.birth.required("birthDate", Cited::Here(&SOURCE), &mut wrong);
        let user = self.user.required("userId", Cited::Here(&SOURCE), &mut wrong);
        let holder = self.holder.required("userName", Cited::Here(&SOURCE), &mut wrong);
        let checked = || {
            Some(CheckHolder {
                account: account?,
                bank: bank?,
                birth: birth?,
                user: user?,
                holder: holder?,
            })
        };
        checked().ok_or_else(|| Violations::new(wrong))
    }
}

impl crate::runtime::ErrorCode for Outcome {
    type Second = crate::runtime::NoSecondCode;
}
