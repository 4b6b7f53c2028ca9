//! Lowers the subjects of operations.

use std::collections::HashSet;

use super::Context;
use super::names::{Claim, Modules};
use crate::ir::{Citation, Ident, Operation, Standing, Subject};
use crate::raw::{self, UNSORTED};

impl Context<'_> {
    /// The module of the subject that an operation belongs to. What does not exist is reported
    /// by a rule, and what gives no name by `subjects`.
    pub(super) fn subject(&self, operation: &raw::Operation) -> Option<Ident> {
        let mut known = self.spec.api.subjects.iter().map(|subject| &subject.id);
        let subject =
            operation.subject.as_ref().and_then(|id| known.find(|it| *it == id));
        let module = subject.and_then(|id| Ident::snake(id).ok());
        module.or_else(|| Ident::snake(UNSORTED).ok())
    }

    /// The subjects that have operations.
    pub(super) fn subjects(&mut self, operations: &[Operation]) -> Vec<Subject> {
        let used: HashSet<_> = operations.iter().map(|it| &it.subject).collect();
        let spec = self.spec;
        let declared = spec.api.located().each("subjects", |api| &api.subjects);
        let mut subjects = Vec::new();
        for subject in declared {
            let span = subject.span_of("id");
            let claim = Claim::of_id(&subject.value.id, span);
            let Some(module) = self.names.snake(claim) else { continue };
            self.names.claim_module(Modules::Subjects, &module, claim);
            if used.contains(&module) {
                subjects.push(Subject {
                    module,
                    id: subject.id.clone(),
                    title: subject.title.clone(),
                    about: subject.about.clone(),
                    citation: self.cited(
                        subject.value.cite.as_ref(),
                        Standing::Documented,
                        span,
                    ),
                });
            }
        }
        let unsorted = Ident::snake(UNSORTED).ok().filter(|it| used.contains(it));
        subjects.extend(unsorted.map(self::unsorted));
        subjects
    }
}

fn unsorted(module: Ident) -> Subject {
    Subject {
        module,
        id: UNSORTED.to_owned(),
        title: "Unsorted".to_owned(),
        about: "Operations whose subject is not decided yet: their module will be another one."
            .to_owned(),
        citation: Citation {
            page: String::new(),
            url: None,
            section: String::new(),
            file: "api.yaml".to_owned(),
            line: 1,
            standing: Standing::Inferred,
        },
    }
}
