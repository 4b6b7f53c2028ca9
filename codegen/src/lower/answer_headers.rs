//! The headers of all answers, each once.

use crate::ir::{Answered, HeaderSet, Ident};
use crate::name::Scope;

/// The method that reads a header of answers is named after its type, or, where two headers share a
/// type, after the header.
pub(super) fn of(sets: &[HeaderSet]) -> Vec<Answered> {
    let mut names = Scope::new(ANSWER_HEADER_NAMES);
    let mut all: Vec<Answered> = Vec::new();
    let received = sets.iter().filter(|set| set.received);
    for header in received.flat_map(|set| &set.headers) {
        let echoes = header.echo.is_some();
        let is_it = |it: &&mut Answered| it.wire.eq_ignore_ascii_case(&header.wire);
        if let Some(known) = all.iter_mut().find(is_it) {
            known.echoes |= echoes;
            continue;
        }
        let candidates = [header.ty.name().as_str(), &header.wire];
        let mut candidates = candidates.iter().flat_map(|text| Ident::snake(text));
        let Some(name) = candidates.find(|name| names.is_free(name)) else {
            continue;
        };
        // It is free.
        let _ = names.claim(&name, ());
        all.push(Answered {
            name,
            wire: header.wire.clone(),
            ty: header.ty.clone(),
            echoes,
        });
    }
    all
}

/// Names that the headers of an answer have for themselves, and those that clippy takes for a
/// trait's.
const ANSWER_HEADER_NAMES: &[&str] = &["as_ref", "borrow", "clone", "deref", "read"];
