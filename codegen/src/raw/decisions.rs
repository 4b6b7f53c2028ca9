//! The keys of `decisions.yaml`.

use super::effect::OTHER_READING;
use super::{Elsewhere, Resolution, Standing};

/// The reason why these have no effect on a client.
const WHY: &str = "it is told to the vendor, and no client has it";

/// The reason why what is decided has no effect of its own.
const CONFIRMED: &str = "import takes out of `confirm` what is decided: a change of that is told where it stands";

facts! {
    /// `decisions.yaml`: what was decided once for many pages.
    pub struct Decisions {
        /// Kinds of doubts that are decided.
        #[serde(default)]
        kinds: Vec<KindDecision> = remark(CONFIRMED);
        /// Contradictions of several pages that have one reason.
        #[serde(default)]
        resolutions: Vec<SharedResolution> = by_use, part;
    }

    /// What was decided about all doubts of a kind: they are no longer to be confirmed.
    pub struct KindDecision {
        /// The code of the kind, as `explain` lists them: `Q001`.
        kind: String = remark(CONFIRMED);
        /// What alone it is about: ids of operations, subjects such as `request.reader`, or both as
        /// `lend-book.request.reader`; everything when absent.
        #[serde(default)]
        only: Vec<String> = remark(CONFIRMED);
        /// What it is not about, in the same way.
        #[serde(default)]
        except: Vec<String> = remark(CONFIRMED);
        /// The reading that is right, and why, in a sentence or two.
        because: String = remark(WHY), sentence;
        /// The sources that support it.
        #[serde(default)]
        evidence: Vec<String> = remark(WHY), source;
        /// The certainty of the reading.
        standing: Standing = remark(WHY);
        /// The operations whose pages have such a doubt; import keeps the list.
        #[serde(default)]
        settles: Vec<String> = remark(WHY), operation;
    }

    /// A resolution of several pages: what each of them says, and what is adopted for all.
    pub struct SharedResolution {
        /// Its name, unique in the file.
        id: String = remark("it names the resolution among the others"), id, unique("the resolution");
        /// Where the pages contradict it.
        #[serde(default)]
        of: Vec<ResolvedFact> = by_use;
        /// The statement of another source that contradicts the pages.
        elsewhere: Option<Elsewhere> = docs;
        /// The reading that the client follows.
        adopted: String = effect(OTHER_READING), sentence;
        /// The reason, in a sentence for the documentation.
        because: String = docs, sentence;
        /// The sources that support the reading.
        #[serde(default)]
        evidence: Vec<String> = docs, source;
        /// The certainty of the reading.
        standing: Standing = docs;
        /// Whether an inferred rule rejects values; documented and observed ones always do.
        #[serde(default)]
        enforce: bool = by_use, implied("false");
        /// Why it is open: nobody has decided it, and the most likely reading is adopted.
        confirm: Option<String> = docs, sentence;
    }

    /// A fact of one page, of which another reading is adopted.
    pub struct ResolvedFact {
        /// The id of the operation.
        operation: String = by_use, operation;
        /// The fact, as `<block>.<name>.<fact>`.
        subject: String = by_use;
        /// The statement of the page, as transcribed; absent when it has none.
        page_says: Option<String> = docs, sentence;
    }
}

impl Decisions {
    /// The decision about the doubts of a kind at a place: a subject of an operation.
    #[must_use]
    pub fn of(
        &self,
        kind: &str,
        operation: &str,
        subject: &str,
    ) -> Option<&KindDecision> {
        self.kinds.iter().find(|it| it.is_about(kind, operation, subject))
    }
}

impl KindDecision {
    /// Whether it is about the doubts of a kind at a place.
    #[must_use]
    pub fn is_about(&self, kind: &str, operation: &str, subject: &str) -> bool {
        let names = |name: &String| {
            let subject_of = |name: &str| {
                let rest = subject.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let own = name.strip_prefix(operation).and_then(|it| it.strip_prefix('.'));
            name == operation || subject_of(name) || own.is_some_and(subject_of)
        };
        self.kind == kind
            && (self.only.is_empty() || self.only.iter().any(names))
            && !self.except.iter().any(names)
    }
}

impl SharedResolution {
    /// The resolution of one of the pages.
    #[must_use]
    pub fn of_page(&self, fact: &ResolvedFact) -> Resolution {
        Resolution {
            id: self.id.clone(),
            subject: fact.subject.clone(),
            page_says: fact.page_says.clone(),
            elsewhere: self.elsewhere.clone(),
            adopted: self.adopted.clone(),
            because: self.because.clone(),
            evidence: self.evidence.clone(),
            standing: self.standing,
            enforce: self.enforce,
            copies: false,
            confirm: self.confirm.clone(),
        }
    }
}
