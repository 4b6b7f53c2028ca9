//! Guesses the word that was meant by a misspelt one.

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
    let written = written.to_lowercase();
    let near = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|name| Some((distance(&written, &name.to_lowercase(), near)?, name)))
        .min()
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

/// The number of characters to insert, remove, replace or exchange; `None` beyond `limit`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // Words of very different length are far apart; nobody writes a name of a thousand letters.
    if a.len().abs_diff(b.len()) > limit || a.len() > 100 {
        return None;
    }
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut before = above.clone();
    let mut last = None;
    for (row, x) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut previous = None;
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied();
            let changed = at(&above, column).unwrap_or(0) + usize::from(x != y);
            let removed = at(&above, column + 1).unwrap_or(0) + 1;
            let inserted = at(&current, column).unwrap_or(0) + 1;
            let exchanged = (last == Some(y) && previous == Some(x))
                .then(|| column.checked_sub(1).and_then(|at_| at(&before, at_)))
                .flatten()
                .map_or(usize::MAX, |cost| cost + 1);
            current.push(changed.min(removed).min(inserted).min(exchanged));
            previous = Some(y);
        }
        before = std::mem::replace(&mut above, current);
        last = Some(x);
    }
    above.last().copied().filter(|distance| *distance <= limit)
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
