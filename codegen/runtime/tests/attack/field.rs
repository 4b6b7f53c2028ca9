//! Fields of requests: what is accepted keeps its rule and stands on the wire as it was given, and
//! what may not be shown is not.

use super::{Chance, Fault, Held, address::decoded, must, mutated, shows_nothing};
use crate::runtime::{Decimal, Violations, target};
use crate::sample::{Account, Amount, Bank, Birth, Everything, Holder, Item, Key, Tag};
use serde_json::Value;

const VALID: [&[&str]; 7] = [
    &["110123456789", "123", "99999999999999999999"],
    &["홍길동", "ab", "a\tb", "e\u{301}e"],
    &["19900131", "20000229", "00010101"],
    &["1000", "-5", "0", "99999999999999999999"],
    &["004", "011", "999"],
    &["a&b", "한글", "", "a=%?"],
    &["AAECAw==", "/+8=", "AAAAAA=="],
];

const TOKENS: &[&[u8]] = &[
    b"0",
    b"9",
    b"-",
    b"+",
    b".",
    b"e3",
    b"\"",
    b"\\",
    b"\\u0000",
    b"&",
    b"=",
    b"%",
    b"?",
    b"#",
    b" ",
    b"\t",
    b"\n",
    b"\0",
    b"\x1B[31m",
    b"{account}",
    b"29",
    b"31",
    b"13",
    b"\xC8\xAB",
    "홍".as_bytes(),
    "\u{1F600}".as_bytes(),
    "\u{202E}".as_bytes(),
    "\u{0660}".as_bytes(),
    "\u{FF11}".as_bytes(),
    "e\u{301}".as_bytes(),
    b"170141183460469231731687303715884105728",
];

/// Stands between the fields: no text has it.
const BORDER: u8 = 0xFF;

/// A text for each field: most of them valid.
pub fn make(chance: &mut Chance) -> Vec<u8> {
    let texts = VALID.map(|valid| {
        let text = chance.pick(valid).as_bytes().to_vec();
        if chance.below(4) == 0 { mutated(text, TOKENS, chance) } else { text }
    });
    texts.join(&BORDER)
}

/// The texts of a request's fields.
///
/// # Errors
///
/// It does not hold.
pub fn hold(input: &[u8]) -> Held {
    let mut texts = input.split(|byte| *byte == BORDER).map(String::from_utf8_lossy);
    let mut next = || texts.next().unwrap_or_default().into_owned();
    let texts = Texts {
        account: next(),
        holder: next(),
        birth: next(),
        amount: next(),
        bank: next(),
        tag: next(),
        key: next(),
    };
    decimals(&texts.amount)?;
    let keeps = texts.keep_their_rules()?;
    if let Ok(request) = texts.request() {
        must(keeps, || "a request takes what its fields do not".into())?;
        texts.stand_on_the_wire(&request)?;
        texts.are_hidden(&request)?;
        return Ok("accepted");
    }
    must(!keeps, || "a request does not take what its fields do".into())?;
    match texts.planted().request() {
        Ok(_) => Err("what is too long is accepted".into()),
        Err(told) => {
            shows_nothing(&format!("{told} {told:?}"), "planted")?;
            Ok("refused")
        }
    }
}

#[derive(Clone)]
struct Texts {
    account: String,
    holder: String,
    birth: String,
    amount: String,
    bank: String,
    tag: String,
    key: String,
}

impl Texts {
    fn request(&self) -> Result<Everything, Violations> {
        let builder = Everything::builder().account(&self.account).holder(&self.holder);
        let builder = builder.birth(&self.birth).amount(&self.amount).bank(&self.bank);
        let builder = builder.tags([&self.tag]).items(vec![Item::build(&self.account)]);
        builder.key(&self.key).agreed(true).build()
    }

    /// The same with a word that no error may show.
    fn planted(&self) -> Self {
        let planted = |text: &String| format!("{text}planted");
        Self {
            account: planted(&self.account),
            holder: planted(&self.holder),
            birth: planted(&self.birth),
            amount: planted(&self.amount),
            bank: planted(&self.bank),
            tag: planted(&self.tag),
            key: planted(&self.key),
        }
    }

    /// Whether all of them do, each found out twice.
    fn keep_their_rules(&self) -> Result<bool, Fault> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let length = |text: &str| text.chars().count();
        // Of four bytes the last letter has four bits to spare, and nothing says what they are.
        let key = self.key.strip_suffix("==").filter(|letters| letters.len() == 6);
        let key = key.is_some_and(|letters| {
            letters
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
        });
        let range = -5..=99_999_999_999_999_999_999;
        let checked = [
            (
                "account",
                Account::new(&*self.account).is_ok(),
                digits(&self.account) && (3..=20).contains(&self.account.len()),
            ),
            (
                "holder",
                Holder::new(&*self.holder).is_ok(),
                (2..=5).contains(&length(&self.holder)),
            ),
            ("birth", Birth::parse(&self.birth).is_ok(), is_date(&self.birth)),
            (
                "amount",
                self.amount.parse::<Amount>().is_ok(),
                self.amount.parse::<i128>().is_ok_and(|it| range.contains(&it)),
            ),
            (
                "bank",
                self.bank.parse::<Bank>().is_ok(),
                digits(&self.bank) && self.bank.len() == 3,
            ),
            ("tags", Tag::new(&*self.tag).is_ok(), length(&self.tag) <= 4),
            ("key", Key::new(&*self.key).is_ok(), key),
        ];
        let other = checked.iter().find(|(_, accepted, keeps)| accepted != keeps);
        must(other.is_none(), || format!("{other:?}: accepted, and keeps its rule"))?;
        Ok(checked.iter().all(|(_, accepted, _)| *accepted))
    }

    fn stand_on_the_wire(&self, request: &Everything) -> Result<(), Fault> {
        let json = serde_json::to_string(request)?;
        let body: Value = serde_json::from_str(&json)?;
        let amount: i128 = self.amount.parse()?;
        let texts = [
            ("/holder", &self.holder),
            ("/birth", &self.birth),
            ("/bank", &self.bank),
            ("/tags/0", &self.tag),
            ("/items/0/id", &self.account),
            ("/key", &self.key),
        ];
        for (place, text) in texts {
            let found = body.pointer(place).and_then(Value::as_str);
            must(found == Some(text), || {
                format!("{place}: {text:?} becomes {found:?}")
            })?;
        }
        must(json.contains(&format!("\"amount\":{amount},")), || {
            format!("amount: {amount} is not in {json}")
        })?;
        let target = target(request)?;
        let (path, query) = target.split_once('?').ok_or("there is no query")?;
        must(path == format!("/v1/{}/all", self.account), || {
            format!("its path is {path}")
        })?;
        let amount = amount.to_string();
        let expected =
            [("holder", &self.holder), ("amount", &amount), ("tags", &self.tag)];
        let pairs: Vec<_> = query.split('&').map(pair).collect();
        let expected =
            expected.map(|(name, text)| Some((name.into(), text.clone().into_bytes())));
        must(pairs == expected, || format!("its query is {query}"))
    }

    /// Others in their place change nothing of what is shown.
    fn are_hidden(&self, request: &Everything) -> Result<(), Fault> {
        let other = Self {
            holder: "planted".chars().take(5).collect(),
            birth: "20010203".to_owned(),
            key: "CQkJCQ==".to_owned(),
            ..self.clone()
        };
        let shown = [format!("{request:?}"), format!("{:?}", other.request()?)];
        must(shown.first() == shown.last(), || format!("it is shown: {shown:?}"))
    }
}

fn pair(text: &str) -> Option<(String, Vec<u8>)> {
    let (name, value) = text.split_once('=')?;
    Some((name.to_owned(), decoded(value)?))
}

/// `yyyyMMdd`, in the calendar that everybody has.
fn is_date(text: &str) -> bool {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse::<u32>().ok())?
    };
    let (Some(year), Some(month), Some(day)) =
        (number(0, 4), number(4, 6), number(6, 8))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 8 && (1..=days).contains(&day)
}

/// What is written of a decimal number is read as the same.
fn decimals(text: &str) -> Result<(), Fault> {
    let Ok(number) = text.parse::<Decimal>() else { return Ok(()) };
    let again = number.to_string().parse::<Decimal>()?;
    must(again == number, || format!("{text} becomes {number}, and that {again}"))
}
