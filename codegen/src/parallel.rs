//! Independent work on all cores, in order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// Applies `work` to every item and gives the results in the items' order.
pub(crate) fn map<T: Sync, U: Send>(
    items: &[T],
    work: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    map_on(thread::available_parallelism().map_or(1, usize::from), items, work)
}

/// Every thread takes the next item as soon as it is free: some take far longer than others.
fn map_on<T: Sync, U: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    let threads = threads.min(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let position = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(position) else { return done };
            done.push((position, work(item)));
        }
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(take)).collect();
        workers.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does two things at once.
pub(crate) fn both<T: Send, U>(
    one: impl FnOnce() -> T + Send,
    other: impl FnOnce() -> U,
) -> (T, U) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (join(one), other)
    })
}

/// The result of a thread; its panic is resumed in the caller.
fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::map_on;

    /// All that a number of threads could change is the order.
    #[test]
    fn the_order_is_that_of_the_items_on_however_many_threads() {
        for count in [0, 1, 2, 3, 10, 97] {
            let items: Vec<usize> = (0..count).collect();
            for threads in [1, 2, 3, 4, 16, 200] {
                let squares = map_on(threads, &items, |n| n * n);
                let expected: Vec<_> = items.iter().map(|n| n * n).collect();
                assert_eq!(squares, expected, "{count} items on {threads} threads");
            }
        }
    }
}
