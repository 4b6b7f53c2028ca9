//! Decides the doubts of a kind as `decisions.yaml` says, and keeps its lists.

use super::patch;
use super::work::{Batch, Settled};
use crate::doubt;
use crate::draft::PageContext;
use crate::raw::{Decisions, Known, Operation};

/// What is settled of a page, as it is drafted.
pub(super) fn of_page(context: &PageContext, draft: &Operation) -> Settled {
    let mut decided = draft.clone();
    let decisions = context.spec.decisions.as_ref();
    let by = decisions.map(|it| doubt::settle(it, &mut decided));
    let response = draft.response.as_ref().map(|it| it.known);
    let cases = draft.test_cases.as_ref().map(|it| it.known);
    let parts = [draft.request.known, draft.response_codes.known];
    let mut parts = parts.into_iter().chain(response).chain(cases);
    Settled {
        by: by.unwrap_or_default().into_keys().collect(),
        is_whole: parts.all(|known| known == Known::Whole),
    }
}

/// A note about the doubts of an operation that are to be confirmed no longer.
pub(super) fn note(context: &PageContext, existing: &Operation) -> Option<String> {
    let decisions = context.spec.decisions.as_ref()?;
    let settled = doubt::settle(decisions, &mut existing.clone());
    let kinds = settled.iter().filter_map(|(position, count)| {
        Some(format!("{count} of {}", decisions.kinds.get(*position)?.kind))
    });
    let kinds: Vec<_> = kinds.collect();
    (!kinds.is_empty()).then(|| {
        format!("decisions.yaml settles what was to be confirmed: {}", kinds.join(", "))
    })
}

/// Takes the decided doubts out of all operations.
pub(super) fn works(batch: &mut Batch) {
    let Some(decisions) = &batch.decisions else { return };
    for work in &mut batch.works {
        let settled = doubt::settle(decisions, &mut work.operation);
        work.settled.by.extend(settled.into_keys());
    }
}

/// The file of the decisions, if import has changed it: each lists the operations that it settles.
pub(super) fn file(
    context: &PageContext,
    batch: &Batch,
    unchanged: &[(String, Settled)],
) -> Option<String> {
    let known = context.spec.decisions.as_ref()?;
    let mut decisions: Decisions = batch.decisions.clone()?;
    let works = batch.works.iter().map(|work| (&work.operation.id, &work.settled));
    for (id, settled) in works.chain(unchanged.iter().map(|(id, it)| (id, it))) {
        for (position, decision) in decisions.kinds.iter_mut().enumerate() {
            let listed = decision.settles.iter().position(|it| it == id);
            match (settled.by.contains(&position), listed) {
                (true, None) => {
                    decision.settles.push(id.clone());
                    decision.settles.sort();
                }
                (false, Some(listed)) if settled.is_whole => {
                    decision.settles.remove(listed);
                }
                _ => {}
            }
        }
    }
    let file = context.files.get(known.file)?;
    let (text, _) = patch::apply(&file.text, &**known, &decisions);
    (text != file.text).then_some(text)
}
