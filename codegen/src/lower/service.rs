//! Lowers the service: environments, signing, encryption and envelope.

use super::Context;
use super::names::Claim;
use crate::doubt;
use crate::ir::{
    Decision, Encryption, Envelope, Environment, Recipe, RecipePart, SecondCode,
    Settled, Shape, Signing, Standing, Token,
};
use crate::load::Located;
use crate::name::Scope;
use crate::source::Span;
use crate::{ir, raw, resolution};

impl Context<'_> {
    pub(super) fn environments(&mut self) -> Vec<Environment> {
        let spec = self.spec;
        let mut variants = Scope::new(&[]);
        let environments =
            spec.api.located().each("environments", |api| &api.environments);
        environments
            .filter_map(|environment| {
                let span = environment.span_of("id");
                let claim = Claim::of_id(&environment.value.id, span);
                let name = self.names.upper_camel(claim)?;
                self.names.claim_in(&mut variants, &name, claim);
                let cite = environment.value.cite.as_ref();
                Some(Environment {
                    name,
                    id: environment.id.clone(),
                    base_url: environment.base_url.clone(),
                    hosts: environment.hosts.clone(),
                    for_tests: environment.for_tests,
                    about: environment.about.clone(),
                    citation: self.cited(cite, Standing::Documented, span),
                })
            })
            .collect()
    }

    /// The decisions about facts without documentation of their own: all except those about the
    /// envelope and headers with a type of their own.
    pub(super) fn api_decisions(&self) -> Vec<Decision> {
        let api = &self.spec.api;
        let has_type = |owner: &str| {
            api.header_sets.iter().any(|set| {
                let mut headers = set.headers.iter().filter(|it| it.codes.is_none());
                headers.any(|it| owner == format!("{}.{}", set.id, it.name))
            })
        };
        let resolutions = api.resolutions.iter().filter(|resolution| {
            let (owner, _) = resolution.subject.rsplit_once('.').unwrap_or_default();
            owner != "envelope" && !has_type(owner)
        });
        resolutions.map(|it| self.decision(it, &it.subject)).collect()
    }

    /// What is decided of all doubts of a kind.
    pub(super) fn settled(&self) -> Vec<Settled> {
        let kinds = self.spec.decisions.iter().flat_map(|it| &it.kinds);
        kinds
            .filter_map(|it| {
                Some(Settled {
                    kind: doubt::Kind::of(&it.kind)?,
                    because: it.because.clone(),
                    evidence: it.evidence.iter().map(|it| self.title(it)).collect(),
                    standing: it.standing,
                    operations: it
                        .settles
                        .iter()
                        .map(|id| (id.clone(), self.title(id)))
                        .collect(),
                })
            })
            .collect()
    }

    pub(super) fn signing(&self) -> Option<Signing> {
        let api = self.spec.api.located();
        api.optional("signing", |api| &api.signing).map(|it| self.recipe(it))
    }

    /// The recipe that an operation names.
    pub(super) fn own_signing(&self, operation: &raw::Operation) -> Option<Signing> {
        let id = operation.request.signing.as_ref()?;
        let mut all = self.spec.api.located().each("recipes", |api| &api.recipes);
        all.find(|it| it.id.as_ref() == Some(id)).map(|it| self.recipe(it))
    }

    fn recipe(&self, signing: Located<'_, raw::Signing>) -> Signing {
        let encoding = signing.encoding.unwrap_or_default();
        // A text that is no recipe is reported by lint.
        let recipe = |text: &String| {
            let parsed = Recipe::parse(text).ok();
            let recipe = parsed.map(|recipe| self.as_sent(recipe));
            recipe.unwrap_or_else(|| Recipe::of(RecipePart::Text(text.clone())))
        };
        let signs = signing.signs.as_ref().map(recipe);
        let written = signing.written.as_ref().map(recipe);
        let formed = self.form_of_signature(signing.value);
        Signing {
            id: signing.id.clone(),
            header: signing.header.clone(),
            query: signing.query.clone(),
            field: signing.field.clone(),
            claims: signing
                .claims
                .iter()
                .map(|claim| ir::Claim {
                    name: claim.name.clone(),
                    value: recipe(&claim.value),
                    when: claim.when,
                })
                .collect(),
            algorithm: signing.algorithm,
            signs: match signs {
                Some(signs) => signs,
                None if signing.claims.is_empty() => Recipe::of(RecipePart::Body),
                None => Recipe::default(),
            },
            encoding,
            is_formed: written.is_none() && formed.is_some(),
            written: written
                .or(formed)
                .unwrap_or_else(|| Recipe::of(RecipePart::Signature)),
            key: signing.key.clone(),
            // What is no form is reported by lint.
            key_form: signing.key_form.as_deref().and_then(ir::KeyForm::parse),
            about: signing.about.clone(),
            citation: self.cited(
                signing.value.cite.as_ref(),
                signing.standing,
                signing.at.span(),
            ),
        }
    }

    pub(super) fn token(&self) -> Option<Token> {
        let api = self.spec.api.located();
        let token = api.optional("token", |api| &api.token)?;
        Some(Token {
            operation: token.operation.clone(),
            field: token.field.clone(),
            expires_in: token.expires_in.clone(),
            about: token.about.clone(),
            citation: self.cited(
                token.value.cite.as_ref(),
                Standing::Documented,
                token.at.span(),
            ),
        })
    }

    /// What the form of the header says about the signature in it.
    /// The recipe with headers by the names that are sent.
    fn as_sent(&self, mut recipe: Recipe) -> Recipe {
        let headers = || self.spec.api.header_sets.iter().flat_map(|set| &set.headers);
        for part in &mut recipe.parts {
            let RecipePart::Header(name) = part else { continue };
            let found = headers().find(|it| it.name.eq_ignore_ascii_case(name));
            if let Some(sent) = found.and_then(|it| it.sent_as.as_ref()) {
                name.clone_from(sent);
            }
        }
        recipe
    }

    fn form_of_signature(&self, signing: &raw::Signing) -> Option<Recipe> {
        let (api, header) = (&self.spec.api, signing.header.as_deref()?);
        let sets = api.header_sets.iter();
        let sets = sets.filter(|set| self.spec.is_signed_by(signing, set));
        let headers = sets.flat_map(|set| {
            set.headers.iter().map(|it| (format!("{}.{}", set.id, it.name), it))
        });
        let mut forms = headers
            .filter(|(_, it)| it.name.eq_ignore_ascii_case(header))
            .filter_map(|(owner, it)| {
                let form =
                    resolution::form(&api.resolutions, &owner, it.form.as_deref());
                Shape::parse(form?).ok()
            });
        let bytes = signing.algorithm.length()?;
        Recipe::of_form(&forms.next()?, signing.encoding.unwrap_or_default(), bytes)
    }

    pub(super) fn encryption(&self) -> Option<Encryption> {
        let api = self.spec.api.located();
        let encryption = api.optional("encryption", |api| &api.encryption)?;
        let cite = encryption.value.cite.as_ref();
        Some(Encryption {
            format: encryption.format,
            key_management: encryption.key_management,
            content_sent: encryption.content_sent,
            content_accepted: encryption.content_accepted.clone(),
            field: encryption.field.clone(),
            key_id_header: encryption.key_id_header.clone(),
            about: encryption.about.clone(),
            citation: self.cited(cite, encryption.standing, encryption.at.span()),
        })
    }

    pub(super) fn envelope(&self) -> Option<Envelope> {
        let api = self.spec.api.located();
        let envelope = api.optional("envelope", |api| &api.envelope)?;
        Some(self.envelope_at(
            envelope.value,
            envelope.at.span(),
            &self.spec.api.resolutions,
        ))
    }

    /// An envelope, whose facts these resolutions are about.
    pub(super) fn envelope_at(
        &self,
        envelope: &raw::Envelope,
        span: Span,
        resolutions: &[raw::Resolution],
    ) -> Envelope {
        let form = envelope.code_form.as_deref();
        Envelope {
            object: objects(envelope.object.as_deref()),
            code: envelope.code.clone(),
            code_type: envelope.code_type,
            code_shape: form.and_then(|form| Shape::parse(form).ok()),
            message: envelope.message.clone(),
            success_http: envelope.success_http.0.clone(),
            success_code: envelope.success_code.0.clone(),
            second: envelope.second.as_ref().and_then(|second| {
                Some(SecondCode {
                    object: objects(second.object.as_deref()),
                    code: second.code.clone(),
                    message: second.message.clone(),
                    success_code: second.success_code.0.clone(),
                    codes: self.tables.get(second.codes.as_str())?.clone(),
                    rows: second.rows.clone(),
                })
            }),
            about: envelope.about.clone(),
            decisions: self.decisions(resolutions, "envelope"),
            citation: self.cited(envelope.cite.as_ref(), envelope.standing, span),
        }
    }
}

/// The names of objects within each other, the outermost first.
fn objects(path: Option<&str>) -> Vec<String> {
    let names = path.unwrap_or_default().split('.');
    names.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}
