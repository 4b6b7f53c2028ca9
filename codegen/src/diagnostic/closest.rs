//! Guesses the word that was meant by a misspelt one.

use crate::closest::closest;

/// The one mistake by which two words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typo {
    /// One character stands for another.
    Replaced(char, char),
    /// A character is missing in one of the two; the flag says whether it is the last.
    Missing(char, bool),
}

impl Typo {
    /// How `a` becomes `b` by one mistake; `None` when they are equal or further apart.
    pub(crate) fn between(a: &str, b: &str) -> Option<Self> {
        let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
        let same = same.map(|(c, _)| c.len_utf8()).sum::<usize>();
        let (a, b) = (a.get(same..)?, b.get(same..)?);
        let (mut after_a, mut after_b) = (a.chars(), b.chars());
        match (after_a.next(), after_b.next()) {
            (None, None) => None,
            (Some(c), None) => {
                after_a.as_str().is_empty().then_some(Self::Missing(c, true))
            }
            (None, Some(c)) => {
                after_b.as_str().is_empty().then_some(Self::Missing(c, true))
            }
            (Some(x), Some(y)) => match (after_a.as_str(), after_b.as_str()) {
                (after_a, after_b) if after_a == after_b => Some(Self::Replaced(x, y)),
                (after_a, _) if after_a == b => Some(Self::Missing(x, false)),
                (_, after_b) if after_b == a => Some(Self::Missing(y, false)),
                _ => None,
            },
        }
    }
}

/// `did you mean `x`?`, where one of the candidates is close to what was written.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    closest(written, candidates).map(|name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::{Typo, did_you_mean};

    #[test]
    fn one_mistake_is_found_wherever_it_stands() {
        let between = Typo::between;
        assert_eq!(between("bookCode", "bookCode"), None);
        assert_eq!(between("bookCode", "bookCods"), Some(Typo::Replaced('e', 's')));
        assert_eq!(between("bookCode", "bokCode"), Some(Typo::Missing('o', false)));
        assert_eq!(between("bookCode", "bookCodes"), Some(Typo::Missing('s', true)));
        assert_eq!(between("도서코드", "도서고드"), Some(Typo::Replaced('코', '고')));
        assert_eq!(between("abcd", "acbd"), None);
        assert_eq!(between("", "ab"), None);
    }

    #[test]
    fn the_closest_word_is_offered_and_no_distant_one() {
        let words = ["length", "min_length", "max_length"];
        let offered = did_you_mean("max_lenght", words);
        assert_eq!(offered.as_deref(), Some("did you mean `max_length`?"));
        assert_eq!(did_you_mean("colour", words), None);
        assert_eq!(did_you_mean("", words), None);
    }
}
