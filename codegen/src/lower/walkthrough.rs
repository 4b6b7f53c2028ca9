//! Lowers worked examples.

use super::Context;
use super::names::Claim;
use super::reserved;
use crate::ir::{
    Citation, Given, GivenValue, Ident, Input, Standing, Step, Taken, Walkthrough,
};
use crate::load::{Loaded, Located};
use crate::name::Scope;
use crate::raw;
use crate::source::Span;

/// What the program of a worked example has beside the function that is named after it.
const RESERVED_FUNCTIONS: [&str; 2] = ["advice", "main"];

/// What that function has beside the values that the spec names.
const RESERVED_VARIABLES: [&str; 4] = ["advice", "client", "reply", "request"];

impl<'a> Context<'a> {
    pub(super) fn walkthroughs(&mut self) -> Vec<Walkthrough> {
        let spec = self.spec;
        let mut functions =
            Scope::new(reserved::FILES).and(RESERVED_FUNCTIONS.into_iter());
        let lowered = spec.walkthroughs.iter();
        lowered.filter_map(|it| self.walkthrough(it, &mut functions)).collect()
    }

    fn walkthrough(
        &mut self,
        loaded: &'a Loaded<raw::Walkthrough>,
        functions: &mut Scope<Span>,
    ) -> Option<Walkthrough> {
        let walkthrough = loaded.located();
        let raw = walkthrough.value;
        let claim = Claim::of_id(&raw.id, walkthrough.span_of("id"));
        let name = self.names.snake(claim)?;
        self.names.claim_in(functions, &name, claim);
        let mut variables = Scope::new(&[]).and(RESERVED_VARIABLES.into_iter());
        let inputs = walkthrough.each("inputs", |it| &it.inputs).filter_map(|input| {
            Some(Input {
                name: self.variable(
                    &mut variables,
                    &input.name,
                    input.span_of("name"),
                )?,
                example: input.example.clone(),
                about: input.about.clone(),
            })
        });
        let inputs = inputs.collect();
        let steps = walkthrough.each("steps", |it| &it.steps);
        let steps = steps.map(|step| self.step(step, &mut variables)).collect();
        Some(Walkthrough {
            name,
            id: raw.id.clone(),
            title: raw.title.clone(),
            about: raw.about.clone(),
            inputs,
            steps,
            citation: Citation {
                standing: Standing::Documented,
                ..self.citation("", "", claim.span)
            },
        })
    }

    fn step(
        &mut self,
        step: Located<'a, raw::Step>,
        variables: &mut Scope<Span>,
    ) -> Step {
        let raw = step.value;
        let takes = step.each("takes", |step| &step.takes).filter_map(|taken| {
            Some(Taken {
                name: self.variable(variables, &taken.name, taken.span_of("name"))?,
                path: taken.read.clone(),
                example: taken.example.clone(),
            })
        });
        Step {
            operation: raw.operation.clone(),
            about: raw.about.clone(),
            because: raw.because.clone(),
            takes: takes.collect(),
            undocumented: raw
                .undocumented
                .iter()
                .map(|it| (it.name.clone(), it.json.clone()))
                .collect(),
            fields: raw.fields.iter().filter_map(given).collect(),
        }
    }

    /// The name of a value in the function.
    fn variable(
        &mut self,
        variables: &mut Scope<Span>,
        text: &str,
        span: Span,
    ) -> Option<Ident> {
        let claim = Claim {
            text,
            given: None,
            key: "name",
            span,
        };
        let name = self.names.snake(claim)?;
        self.names.claim_in(variables, &name, claim);
        Some(name)
    }
}

/// What has no value, or two, is reported by a rule.
fn given(given: &raw::Given) -> Option<Given> {
    let value = match (&given.value, &given.from) {
        (Some(value), _) => GivenValue::Literal(value.clone()),
        (None, Some(name)) => GivenValue::Named(Ident::snake(name).ok()?),
        (None, None) => return None,
    };
    Some(Given {
        path: given.name.clone(),
        value,
    })
}
