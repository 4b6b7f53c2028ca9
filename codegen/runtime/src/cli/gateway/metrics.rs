//! Counters, in the text form of Prometheus.

use super::super::super::serving::Status;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The upper bounds of the buckets of durations, in milliseconds, and as Prometheus writes them.
const BUCKETS: [(u64, &str); 10] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (50, "0.05"),
    (100, "0.1"),
    (250, "0.25"),
    (1_000, "1"),
    (5_000, "5"),
    (15_000, "15"),
    (60_000, "60"),
];

/// What has happened since the start.
#[derive(Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// By operation and outcome.
    calls: BTreeMap<(&'static str, &'static str), u64>,
    /// By operation.
    durations: BTreeMap<&'static str, Durations>,
    /// By the name of the problem.
    refused: BTreeMap<&'static str, u64>,
    /// How often settings were read again, with success and without.
    renewals: [u64; 2],
}

#[derive(Default)]
struct Durations {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    sum: Duration,
}

impl Metrics {
    pub(super) fn called(
        &self,
        operation: &'static str,
        outcome: &'static str,
        took: Duration,
    ) {
        let mut counts = self.lock();
        *counts.calls.entry((operation, outcome)).or_default() += 1;
        let durations = counts.durations.entry(operation).or_default();
        for (bucket, (bound, _)) in durations.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(took <= Duration::from_millis(bound));
        }
        durations.count += 1;
        durations.sum += took;
    }

    pub(super) fn refused(&self, problem: &'static str) {
        *self.lock().refused.entry(problem).or_default() += 1;
    }

    pub(super) fn renewed(&self, succeeded: bool) {
        let [successes, failures] = &mut self.lock().renewals;
        *(if succeeded { successes } else { failures }) += 1;
    }

    /// Everything, with what the server and the log know.
    pub(super) fn text(
        &self,
        status: &Status,
        (is_ready, dropped): (bool, u64),
    ) -> String {
        let counts = self.lock();
        let mut text = String::new();
        head(&mut text, "gateway_calls_total", "counter", "Calls, by how they ended.");
        for ((operation, outcome), count) in &counts.calls {
            let _ = writeln!(
                text,
                "gateway_calls_total{{operation=\"{operation}\",outcome=\"{outcome}\"}} {count}"
            );
        }
        counts.write_durations(&mut text);
        head(
            &mut text,
            "gateway_refused_total",
            "counter",
            "Requests that were no calls.",
        );
        for (problem, count) in &counts.refused {
            let _ =
                writeln!(text, "gateway_refused_total{{problem=\"{problem}\"}} {count}");
        }
        let [successes, failures] = counts.renewals;
        head(&mut text, "gateway_renewals_total", "counter", "Settings read again.");
        for (result, count) in [("success", successes), ("failure", failures)] {
            let _ =
                writeln!(text, "gateway_renewals_total{{result=\"{result}\"}} {count}");
        }
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let others = [
            (
                "gateway_ready",
                "gauge",
                "Whether calls can be made.",
                u64::from(is_ready),
            ),
            (
                "gateway_connections",
                "gauge",
                "Connections.",
                number(status.connections()),
            ),
            (
                "gateway_in_flight",
                "gauge",
                "Requests that are being answered, this one included.",
                number(status.in_flight()),
            ),
            (
                "gateway_log_lines_dropped_total",
                "counter",
                "Lines of the log that nobody read in time.",
                dropped,
            ),
        ];
        for (name, kind, about, value) in others {
            head(&mut text, name, kind, about);
            let _ = writeln!(text, "{name} {value}");
        }
        text
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn write_durations(&self, text: &mut String) {
        const NAME: &str = "gateway_call_duration_seconds";
        head(text, NAME, "histogram", "How long calls took, until they were answered.");
        for (operation, durations) in &self.durations {
            let label = format!("operation=\"{operation}\"");
            for (count, (_, bound)) in durations.buckets.iter().zip(BUCKETS) {
                let _ =
                    writeln!(text, "{NAME}_bucket{{{label},le=\"{bound}\"}} {count}");
            }
            let Durations { count, sum, .. } = durations;
            let _ = writeln!(text, "{NAME}_bucket{{{label},le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "{NAME}_sum{{{label}}} {}", sum.as_secs_f64());
            let _ = writeln!(text, "{NAME}_count{{{label}}} {count}");
        }
    }
}

fn head(text: &mut String, name: &str, kind: &str, about: &str) {
    let _ = writeln!(text, "# HELP {name} {about}\n# TYPE {name} {kind}");
}
