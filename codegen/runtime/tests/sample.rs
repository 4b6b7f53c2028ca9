//! What a generator would write, in small.

use crate::runtime::macros::{code_table, object, response, value_type};
use crate::runtime::{
    AnswerFormat, CheckedList, Cited, CodeTable, Content, Date, Documented, Encryption,
    ErrorCode, FieldState, Flag, IntoField, Json, Length, ListRule, Listed, Method,
    Named, NoSecondCode, Number, NumberRule, Numeric, Object, Operation, Part, Range,
    Redact, Remedy, Repeat, RequestBody, Rule, Shape, Source, Spec, Text, TextRule,
    Undocumented, Violations, Visitor, YesNo,
};

/// Where everything here is documented.
pub const SOURCE: Source = Source {
    document: "Page",
    section: "Section",
};

macro_rules! texts {
    ($($rule:ident: $field:literal $length:expr, $shape:expr, $redact:ident;)*) => {
        $(
            #[doc = $field]
            pub enum $rule {}

            impl TextRule for $rule {
                const RULE: Rule = Rule {
                    field: $field,
                    length: $length,
                    shape: $shape,
                    redact: Redact::$redact,
                    source: SOURCE,
                };
            }
        )*
    };
}

texts! {
    AccountRule: "account" Length::between(3, 20), Shape::DIGITS, LastFour;
    HolderRule: "holder" Length::between(2, 5), Shape::ANY, Hidden;
    TagRule: "tags" Length::at_most(4), Shape::ANY, Shown;
    BirthRule: "birth" Length::exactly(8), YMD, Hidden;
    ShortBirthRule: "shortBirth" Length::exactly(6), SHORT, Shown;
    KeyRule: "key" Length::any(), Shape(&[Part::Base64(4)]), Hidden;
}

const YMD: Shape = Shape(&[Part::Year4, Part::Month, Part::Day]);
const SHORT: Shape = Shape(&[Part::Year2, Part::Month, Part::Day]);

/// 3 to 20 digits.
pub type Account = Text<AccountRule>;
/// 2 to 5 characters.
pub type Holder = Text<HolderRule>;
/// Up to 4 characters.
pub type Tag = Text<TagRule>;
/// `yyyyMMdd`.
pub type Birth = Date<BirthRule>;
/// `yyMMdd`.
pub type ShortBirth = Date<ShortBirthRule>;
/// Four bytes in Base64.
pub type Key = Text<KeyRule>;

/// `amount`
pub enum AmountRule {}

impl Numeric for AmountRule {
    const RULE: NumberRule = NumberRule {
        field: "amount",
        range: Range::between(-5, 99_999_999_999_999_999_999),
        digits: Length::at_most(20),
        redact: Redact::LastFour,
        source: SOURCE,
        ..NumberRule::ANY
    };
}

/// -5 to 99,999,999,999,999,999,999.
pub type Amount = Number<AmountRule>;

/// A bank.
#[derive(Clone, PartialEq)]
pub enum Bank {
    /// `004`
    First,
    /// `011`
    Second,
    /// Any other.
    Undocumented(Undocumented<Self>),
}

impl CodeTable for Bank {
    type Row = Named;
    const RULE: Rule = Rule {
        field: "bank",
        length: Length::exactly(3),
        shape: Shape::DIGITS,
        redact: Redact::Hidden,
        source: SOURCE,
    };
    const ROWS: &'static [(Self, Named)] = &[
        (Self::First, Named("004", "First Bank")),
        (Self::Second, Named("011", "Second Bank")),
    ];
}

code_table!(Bank);

/// An error.
#[derive(Clone, PartialEq)]
pub enum Failure {
    /// `E1`
    Busy,
    /// Any other.
    Undocumented(Undocumented<Self>),
}

impl CodeTable for Failure {
    type Row = Documented;
    const RULE: Rule = Rule {
        field: "code",
        length: Length::any(),
        shape: Shape::ANY,
        redact: Redact::Shown,
        source: SOURCE,
    };
    const ROWS: &'static [(Self, Documented)] = &[(
        Self::Busy,
        Documented {
            code: "E1",
            http: 503,
            message: "busy",
            description: "The system is busy.",
            remedy: Remedy::RetryLater,
        },
    )];
}

impl ErrorCode for Failure {
    type Second = NoSecondCode;
}

code_table!(Failure);

/// A part of a request.
#[derive(Clone)]
pub struct Item {
    id: Account,
}

impl Item {
    /// Builds one.
    pub fn build(id: impl IntoField<Account>) -> Result<Self, Violations> {
        let mut slot = FieldState::EMPTY;
        slot.set(id);
        let mut wrong = Vec::new();
        let id = slot.required("id", Cited::Here(&SOURCE), &mut wrong);
        id.map(|id| Self { id }).ok_or_else(|| Violations::new(wrong))
    }
}

impl Object for Item {
    const NAME: &'static str = "Item";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.field("id", &self.id);
    }
}

object!(Item);

value_type! {
    /// Tags.
    pub type Tags = CheckedList<TagsRule, Tag>: Listed = ListRule {
        field: "tags",
        source: SOURCE,
    }
}

value_type! {
    /// Items.
    pub type Items = CheckedList<ItemsRule, Item>: Listed = ListRule {
        field: "items",
        source: SOURCE,
    }
}

/// A request that has everything in it.
#[derive(Clone)]
pub struct Everything {
    account: Account,
    holder: Holder,
    birth: Birth,
    amount: Option<Amount>,
    agreed: Flag<YesNo>,
    bank: Bank,
    tags: Option<Tags>,
    items: Items,
    key: Option<Key>,
}

impl Everything {
    /// An empty request.
    #[must_use]
    pub fn builder() -> EverythingBuilder {
        EverythingBuilder {
            account: FieldState::EMPTY,
            holder: FieldState::EMPTY,
            birth: FieldState::EMPTY,
            amount: FieldState::EMPTY,
            agreed: FieldState::EMPTY,
            bank: FieldState::EMPTY,
            tags: FieldState::EMPTY,
            items: FieldState::EMPTY,
            key: FieldState::EMPTY,
        }
    }
}

impl Object for Everything {
    const NAME: &'static str = "Everything";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.path("account", &self.account);
        visitor.query("holder", &self.holder);
        visitor.query("amount", &self.amount);
        visitor.query("tags", &self.tags);
        visitor.field("holder", &self.holder);
        visitor.field("birth", &self.birth);
        visitor.field("amount", &self.amount);
        visitor.field("agreed", &self.agreed);
        visitor.field("bank", &self.bank);
        visitor.field("tags", &self.tags);
        visitor.field("items", &self.items);
        visitor.field("key", &self.key);
    }
}

object!(Everything);

impl Operation for Everything {
    const SPEC: Spec = Spec {
        id: "everything",
        title: "Everything",
        method: Method::Post,
        path: "/v1/{account}/all",
        host: None,
        body: RequestBody::Json,
        request_headers: &[],
        response_headers: &[],
        request_encrypted: Some(Encryption::Yes),
        response_encrypted: Some(Encryption::No),
        repeat: Repeat::Unsafe,
        answer: AnswerFormat::PLAIN,
        pending: None,
        source: SOURCE,
    };
    type Response = Answer;
    type Code = Failure;
}

/// What comes back.
#[derive(Clone)]
pub struct Answer(pub Json);

impl Answer {
    fn known() -> &'static [&'static str] {
        &["name", "code", "message"]
    }

    fn shown() -> &'static [&'static str] {
        &["code", "message"]
    }
}

response!(Answer);

/// Builds [`Everything`].
#[derive(Clone, Debug)]
pub struct EverythingBuilder {
    account: FieldState<Account>,
    holder: FieldState<Holder>,
    birth: FieldState<Birth>,
    amount: FieldState<Amount>,
    agreed: FieldState<Flag<YesNo>>,
    bank: FieldState<Bank>,
    tags: FieldState<Tags>,
    items: FieldState<Items>,
    key: FieldState<Key>,
}

macro_rules! setters {
    ($($name:ident: $type:ty;)*) => {
        impl EverythingBuilder {
            $(
                #[doc = stringify!($name)]
                #[must_use]
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
    holder: Holder;
    birth: Birth;
    amount: Amount;
    agreed: Flag<YesNo>;
    bank: Bank;
    tags: Tags;
    items: Items;
    key: Key;
}

impl EverythingBuilder {
    /// The request.
    pub fn build(self) -> Result<Everything, Violations> {
        let mut wrong = Vec::new();
        let account = self.account.required("account", Cited::Here(&SOURCE), &mut wrong);
        let holder = self.holder.required("holder", Cited::Here(&SOURCE), &mut wrong);
        let birth = self.birth.required("birth", Cited::Here(&SOURCE), &mut wrong);
        let amount = self.amount.optional("amount", Cited::Here(&SOURCE), &mut wrong);
        let agreed = self.agreed.required("agreed", Cited::Here(&SOURCE), &mut wrong);
        let bank = self.bank.required("bank", Cited::Here(&SOURCE), &mut wrong);
        let tags = self.tags.optional("tags", Cited::Here(&SOURCE), &mut wrong);
        let items = self.items.required("items", Cited::Here(&SOURCE), &mut wrong);
        let key = self.key.optional("key", Cited::Here(&SOURCE), &mut wrong);
        let everything = || {
            Some(Everything {
                account: account?,
                holder: holder?,
                birth: birth?,
                amount: amount?,
                agreed: agreed?,
                bank: bank?,
                tags: tags?,
                items: items?,
                key: key?,
            })
        };
        everything().ok_or_else(|| Violations::new(wrong))
    }
}

/// A request in which everything is set.
pub fn full() -> Result<Everything, Violations> {
    Everything::builder()
        .account("110123456789")
        .holder("홍길동")
        .birth("19900131")
        .amount(1000)
        .agreed(true)
        .bank("004")
        .tags(["a&b", "한글"])
        .items(vec![Item::build("777777771234"), Item::build("123")])
        .key("AAECAw==")
        .build()
}

/// As much of `value` as its `Debug` shows.
pub fn debug(value: &impl Content) -> String {
    struct Shown<'a, T>(&'a T);

    impl<T: Content> std::fmt::Debug for Shown<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.show(f)
        }
    }

    format!("{:?}", Shown(value))
}
