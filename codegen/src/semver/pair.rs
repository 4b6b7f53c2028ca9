//! Which item of the old list is which of the new one: by its key, and where that is gone, by
//! what else says that it is the same under another name.

use std::collections::{HashMap, HashSet, VecDeque};

/// An item on both sides, or on one.
pub(super) enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Added(&'a T),
    Removed(&'a T),
}

/// Two lists, compared.
pub(super) struct Pairs<'a, T> {
    /// In the new order, what is gone behind it.
    pub(super) items: Vec<Pair<'a, T>>,
    /// Whether what both lists have stands in another order.
    pub(super) reordered: bool,
}

/// Whether two items that share no key are the same.
pub(super) type Same<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs the items of two lists: by `key` first, then what is left by each of `same` in turn.
pub(super) fn pair<'a, T, K: Eq + std::hash::Hash>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
    same: &[Same<'_, T>],
) -> Pairs<'a, T> {
    let mut free: HashMap<K, VecDeque<(usize, &'a T)>> = HashMap::new();
    for (at, item) in old.iter().enumerate() {
        free.entry(key(item)).or_default().push_back((at, item));
    }
    let mut partners: Vec<(&'a T, Option<(usize, &'a T)>)> = new
        .iter()
        .map(|item| (item, free.get_mut(&key(item)).and_then(VecDeque::pop_front)))
        .collect();
    let mut left: Vec<_> = free.into_values().flatten().collect();
    left.sort_by_key(|(at, _)| *at);
    for same in same {
        for (item, partner) in partners.iter_mut().filter(|(_, found)| found.is_none()) {
            let found = left.iter().position(|(_, old)| same(old, item));
            *partner = found.map(|at| left.remove(at));
        }
    }
    let places = partners.iter().filter_map(|(_, partner)| partner.map(|(at, _)| at));
    let reordered = !places.is_sorted();
    let kept = partners.into_iter().map(|(item, partner)| match partner {
        Some((_, old)) => Pair::Both(old, item),
        None => Pair::Added(item),
    });
    let gone = left.into_iter().map(|(_, item)| Pair::Removed(item));
    Pairs {
        items: kept.chain(gone).collect(),
        reordered,
    }
}

/// The names of what both lists have, in the order of each: `a, b` and `b, a`.
pub(super) fn orders<'a, T>(
    old: &'a [T],
    pairs: &Pairs<'a, T>,
    name: impl Fn(&'a T) -> &'a str,
) -> (String, String) {
    let both = || {
        pairs.items.iter().filter_map(|pair| match pair {
            Pair::Both(old, new) => Some((*old, *new)),
            _ => None,
        })
    };
    let kept: HashSet<*const T> =
        both().map(|(old, _)| std::ptr::from_ref(old)).collect();
    let before: Vec<_> = old
        .iter()
        .filter(|item| kept.contains(&std::ptr::from_ref(*item)))
        .map(&name)
        .collect();
    let after: Vec<_> = both().map(|(_, new)| name(new)).collect();
    (before.join(", "), after.join(", "))
}

/// What both lists have whose codes were exchanged among them: each has that of another one now.
pub(super) fn exchanged<'a, T>(
    pairs: &[Pair<'a, T>],
    code: impl Fn(&T) -> &str,
) -> Vec<(&'a T, &'a T)> {
    let mut moved: Vec<_> = pairs
        .iter()
        .filter_map(|pair| match pair {
            Pair::Both(old, new) if code(old) != code(new) => Some((*old, *new)),
            _ => None,
        })
        .collect();
    loop {
        let known = moved.clone();
        moved.retain(|(old, new)| {
            known.iter().any(|(_, other)| code(other) == code(old))
                && known.iter().any(|(other, _)| code(other) == code(new))
        });
        if moved.len() == known.len() {
            return moved;
        }
    }
}
