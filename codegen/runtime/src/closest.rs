//! Guesses the word that was meant by a misspelt one.

/// Returns the candidate that is close to what was written, if one is: at most a third of the
/// characters differ.
pub(crate) fn closest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    let near = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|name| Some((distance(&written, &name.to_lowercase(), near)?, name)))
        .min()
        .map(|(_, name)| name)
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
