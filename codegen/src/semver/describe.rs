//! The facts of the model in the words of the spec.

use crate::choice::Choice;
use crate::ir::{
    Claim, ClaimWhen, ContentEncryption, LocalTimes, Reading, Recipe, Shape,
};
use crate::raw::Renamed;

/// A fact that a digest can show.
pub(super) trait Describe {
    /// The fact in words; absent when there is none.
    fn describe(&self) -> Option<String>;
}

impl Describe for String {
    fn describe(&self) -> Option<String> {
        // One line of the digest is one change.
        Some(self.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl<T: Describe> Describe for Option<T> {
    fn describe(&self) -> Option<String> {
        self.as_ref().and_then(T::describe)
    }
}

impl Describe for bool {
    fn describe(&self) -> Option<String> {
        Some(if *self { "yes" } else { "no" }.to_owned())
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Describe for $number {
            fn describe(&self) -> Option<String> {
                Some(self.to_string())
            }
        })*
    };
}

numbers!(u16 u32 i32);

impl Describe for crate::ir::Ident {
    fn describe(&self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

impl Describe for crate::ir::Echo {
    fn describe(&self) -> Option<String> {
        let of = self.of.join(", ");
        Some(format!("the value of {of} in the request ({})", self.standing.as_str()))
    }
}

impl Describe for LocalTimes {
    fn describe(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::OfHeader => Some("that of a header".to_owned()),
            Self::Unknown => Some("unknown".to_owned()),
            Self::At(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
            }
        }
    }
}

impl Describe for crate::ir::Scheme {
    fn describe(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Describe for crate::ir::KeyForm {
    fn describe(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Describe for Recipe {
    fn describe(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Describe for Vec<Claim> {
    fn describe(&self) -> Option<String> {
        let claims = self.iter().map(|Claim { name, value, when }| match when {
            ClaimWhen::Always => format!("{name}: {value}"),
            ClaimWhen::Parameters => format!("{name}: {value} (with parameters)"),
        });
        let claims: Vec<_> = claims.collect();
        (!claims.is_empty()).then(|| claims.join(", "))
    }
}

impl Describe for Shape {
    fn describe(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Describe for Vec<String> {
    fn describe(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.join("; "))
    }
}

impl Describe for Vec<crate::ir::Host> {
    fn describe(&self) -> Option<String> {
        let hosts: Vec<_> =
            self.iter().map(|it| format!("{} at {}", it.id, it.base_url)).collect();
        (!hosts.is_empty()).then(|| hosts.join("; "))
    }
}

impl Describe for Vec<Renamed> {
    fn describe(&self) -> Option<String> {
        let names = self.iter().map(|it| format!("{} from {}", it.name, it.from));
        names.collect::<Vec<_>>().describe()
    }
}

impl Describe for Vec<u16> {
    fn describe(&self) -> Option<String> {
        let all: Vec<_> = self.iter().map(u16::to_string).collect();
        Some(all.join(", "))
    }
}

impl Describe for Vec<ContentEncryption> {
    fn describe(&self) -> Option<String> {
        let words: Vec<_> = self.iter().filter_map(Describe::describe).collect();
        Some(words.join(", "))
    }
}

impl Describe for crate::ir::Encrypted {
    fn describe(&self) -> Option<String> {
        let word = match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        };
        Some(word.to_owned())
    }
}

impl<T: Choice> Describe for T {
    fn describe(&self) -> Option<String> {
        Some(self.word().to_owned())
    }
}

/// Whether an answer has several of it.
pub(super) const fn is_list(reading: &Reading) -> bool {
    matches!(
        reading,
        Reading::Texts
            | Reading::Numbers
            | Reading::Decimals
            | Reading::Codes(_)
            | Reading::Objects(_)
    )
}

/// What is read, in words.
pub(super) fn in_words(reading: &Reading) -> Option<String> {
    match reading {
        Reading::Text => Some("text".to_owned()),
        Reading::Number => Some("number".to_owned()),
        Reading::Decimal => Some("decimal number".to_owned()),
        Reading::Written => Some("decimal number as text".to_owned()),
        Reading::Flag => Some("boolean".to_owned()),
        Reading::Code(table) => table.describe().map(|table| format!("code of {table}")),
        Reading::Object(name) => name.describe().map(|name| format!("object {name}")),
        Reading::Texts => Some("array of texts".to_owned()),
        Reading::Numbers => Some("array of numbers".to_owned()),
        Reading::Decimals => Some("array of decimal numbers".to_owned()),
        Reading::Map => Some("map of texts".to_owned()),
        Reading::Codes(table) => {
            table.describe().map(|table| format!("array of codes of {table}"))
        }
        Reading::Objects(name) => name.describe().map(|name| format!("array of {name}")),
    }
}
