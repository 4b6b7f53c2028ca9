//! Independent work on all cores, in order.

use std::thread;

/// Applies `work` to every item and gives the results in the items' order.
pub(crate) fn map<T: Sync, U: Send>(
    items: &[T],
    work: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    map_on(thread::available_parallelism().map_or(1, usize::from), items, work)
}

fn map_on<T: Sync, U: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    let size = items.len().div_ceil(threads).max(1);
    if items.len() < 2 || threads == 1 {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = items
            .chunks(size)
            .map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(results) => results,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
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
