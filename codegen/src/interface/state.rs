//! The interface in one state of the generator, and how it is kept.

use std::collections::BTreeMap;

use super::code::{checksum, checksum_of};
use super::line::Line;
use super::list;
use super::record::{self, Listed, Listing};
use super::recording::{self, Recording};
use super::sample;
use crate::parallel;
use crate::runtime_files::FILES;

/// The files that the listing and the recording are kept in, below the root of the repository.
pub const KEPT: [&str; 2] = ["codegen/interface/listing.snap", recording::FILE];

const LISTING: &str = include_str!("../../interface/listing.snap");
const RECORDING: &str = include_str!("../../interface/recording.snap");

/// The interface of clients in one state of the generator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    pub(super) listing: Listing,
    pub(super) recording: Recording,
    /// The recording as it is kept.
    recorded: String,
}

impl Interface {
    /// Of this generator.
    #[must_use]
    pub fn current() -> Self {
        Self::with(&[])
    }

    /// Of this generator, read anew as a whole.
    #[must_use]
    pub fn anew() -> Self {
        Self::of(sources(), &Listing::new(), snapshot(RECORDING))
    }

    /// Of this generator, with other texts of the runtime's files.
    #[must_use]
    pub fn with(edited: &[(&str, String)]) -> Self {
        let mut sources = sources();
        for (name, text) in edited {
            sources.insert(format!("runtime/{name}"), text.clone());
        }
        let kept = record::read(snapshot(LISTING)).unwrap_or_default();
        Self::of(sources, &kept, snapshot(RECORDING))
    }

    fn of(sources: BTreeMap<String, String>, kept: &Listing, recorded: &str) -> Self {
        let sources: Vec<_> = sources.into_iter().collect();
        let listed = parallel::map(&sources, |(path, text)| {
            let sum = checksum(text);
            match kept.get(path) {
                Some(kept) if kept.text == sum => kept.clone(),
                _ => listed(path, text, sum),
            }
        });
        let paths = sources.into_iter().map(|(path, _)| path);
        Self {
            listing: paths.zip(listed).collect(),
            recording: Recording::read(recorded),
            recorded: recorded.to_owned(),
        }
    }

    /// Of the [kept](KEPT) files of another state, if it is listed in the same way.
    #[must_use]
    pub fn of_kept(listing: &str, recording: &str) -> Option<Self> {
        Self::of_texts(snapshot(listing), snapshot(recording))
    }

    fn of_texts(listing: &str, recorded: &str) -> Option<Self> {
        Some(Self {
            listing: record::read(listing)?,
            recording: Recording::read(recorded),
            recorded: recorded.to_owned(),
        })
    }

    /// The listing, as it is kept.
    #[must_use]
    pub fn listing(&self) -> String {
        record::write(&self.listing)
    }

    /// As YAML, for the record of a release.
    #[must_use]
    pub fn yaml(&self) -> String {
        let block = |text: &str| {
            let line = |line: &str| {
                if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }
            };
            text.lines().map(line).collect::<String>()
        };
        let (listing, recording) = (block(&self.listing()), block(&self.recorded));
        format!("{LISTED}{listing}{RECORDED}{recording}")
    }

    /// Reads what [`yaml`](Self::yaml) wrote, if it is listed in the same way.
    #[must_use]
    pub fn of_yaml(yaml: &str) -> Option<Self> {
        let (_, blocks) = yaml.split_once(LISTED).unwrap_or_default();
        let (listing, recording) = blocks.split_once(RECORDED).unwrap_or((blocks, ""));
        let text = |block: &str| {
            let lines =
                block.lines().map(|line| line.strip_prefix("  ").unwrap_or(line));
            lines.flat_map(|line| [line, "\n"]).collect::<String>()
        };
        Self::of_texts(&text(listing), text(recording).trim_end())
    }

    /// Whether what the client sends is recorded.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        !self.recording.cases.is_empty()
    }
}

const LISTED: &str = "listing: |\n";
const RECORDED: &str = "recording: |\n";

/// The content of a snapshot, behind its head.
fn snapshot(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default().trim_end()
}

/// The texts that are listed, by path.
fn sources() -> BTreeMap<String, String> {
    let runtime =
        FILES.iter().map(|(name, text)| (format!("runtime/{name}"), (*text).to_owned()));
    sample::emitted().into_iter().chain(runtime).collect()
}

fn listed(path: &str, text: &str, sum: String) -> Listed {
    if path == "Cargo.toml" {
        return Listed {
            code: sum.clone(),
            text: sum,
            lines: features(text),
        };
    }
    let code = checksum_of(text);
    let lines = match syn::parse_file(text) {
        // What the mock server knows of the vendor: data of the spec's.
        Ok(file) if path != "src/descriptions.rs" => list::list(&file),
        _ => Vec::new(),
    };
    Listed { text: sum, code, lines }
}

/// The features of a manifest, and what they bring along.
fn features(manifest: &str) -> Vec<Line> {
    let (_, features) = manifest.split_once("[features]\n").unwrap_or_default();
    let line = |key: String| Line { key, value: String::new() };
    let mut lines = Vec::new();
    for feature in features.lines().take_while(|line| !line.starts_with('[')) {
        let Some((name, list)) = feature.split_once(" = [") else { continue };
        lines.push(line(format!("feature {name}")));
        let brought = list.split('"').skip(1).step_by(2);
        let brought = brought.filter(|it| !it.contains([':', '/']));
        lines.extend(brought.map(|it| line(format!("feature {name} has {it}"))));
    }
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    lines.extend(version.map(|version| Line {
        key: "rust-version".to_owned(),
        value: version.to_owned(),
    }));
    lines
}
