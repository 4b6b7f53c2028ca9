//! Records contradictions of a page as open resolutions.

use super::copies;
use super::merging::add;
use super::work::{Batch, name_of};
use crate::doubt;
use crate::draft::id;
use crate::lint::{self, OpenContradiction};
use crate::load::{self, Loading};
use crate::raw::{Resolution, ResolvedFact, Standing};

pub(super) fn contradictions(batch: &mut Batch) {
    let Loading { files, spec, .. } = load::load(batch.spec());
    let Some(spec) = spec else { return };
    let changes = lint::resolution_changes(&spec);
    for (file, subject) in &changes.expired {
        let name = name_of(&files, *file).to_owned();
        if let Some(work) = batch.operation(&name) {
            let id = work.operation.id.clone();
            let resolutions = &mut work.operation.resolutions;
            resolutions.retain(|it| it.subject != *subject);
            work.notes.push(format!(
                "the resolution of `{subject}` has expired with the page's new text and is \
                 removed"
            ));
            let shared = batch.decisions.iter_mut().flat_map(|it| &mut it.resolutions);
            for resolution in shared {
                let is_it =
                    |it: &ResolvedFact| it.operation == id && it.subject == *subject;
                resolution.of.retain(|it| !is_it(it));
            }
        }
    }
    // Of the readings of copies, the one that is free of contradiction.
    for (file, subject, adopt) in changes.adopting {
        let name = name_of(&files, file).to_owned();
        let resolutions = batch.operation(&name).map(|it| &mut it.operation.resolutions);
        let resolution =
            resolutions.and_then(|all| all.iter_mut().find(|it| it.subject == subject));
        if let Some(resolution) =
            resolution.filter(|it| it.copies && copies::is_open(it))
        {
            resolution.confirm = Some(doubt::undecided(&adopt));
            resolution.adopted = adopt;
        }
    }
    for open in changes.contradictions {
        let name = name_of(&files, open.file).to_owned();
        if let Some(work) = batch.operation(&name) {
            let source = work.operation.id.clone();
            let resolution = resolution(open, source, &work.operation.resolutions);
            add(&mut work.operation.resolutions, resolution);
        } else if let Some(table) = batch.table(&name) {
            let cite = table.cite.as_ref().map(|cite| cite.source.clone());
            let source = cite.unwrap_or_default();
            let resolution = resolution(open, source, &table.resolutions);
            table.resolutions.push(resolution);
        }
    }
}

fn resolution(
    open: OpenContradiction,
    source: String,
    others: &[Resolution],
) -> Resolution {
    let OpenContradiction {
        subject,
        page_says,
        adopt,
        message,
        ..
    } = open;
    let wanted = id::kebab(&subject);
    let says = page_says.as_deref().unwrap_or("not known");
    let adopted = adopt.unwrap_or_else(|| says.to_owned());
    let why = if adopted == says {
        doubt::nothing_adopted()
    } else {
        doubt::undecided(&adopted)
    };
    let standing =
        if page_says.is_some() { Standing::Documented } else { Standing::Inferred };
    let message = message.replace('`', "");
    Resolution {
        id: id::free(&wanted, |id| others.iter().all(|other| other.id != id)),
        subject,
        page_says,
        elsewhere: None,
        adopted,
        because: format!("Found on import: {message}."),
        evidence: vec![source],
        standing,
        enforce: false,
        copies: false,
        confirm: Some(why),
    }
}
