//! Lowers callbacks.

use super::names::{Claim, Modules};
use super::utc_offset::minutes;
use super::{Context, Origin, words};
use crate::ir;
use crate::ir::{
    AgeLimit, Callback, CallbackAnswer, CallbackSigning, Callbacks, Recipe, RecipePart,
    Shape,
};
use crate::load::Located;
use crate::raw;

impl<'a> Context<'a> {
    /// The callbacks, with what is decided of each. Their objects stand in modules behind those of
    /// the operations.
    pub(super) fn callbacks(&mut self, decided: &'a [raw::Callback]) -> Vec<Callback> {
        let loaded = self.spec.callbacks.iter();
        let located = loaded.zip(decided).map(|(loaded, value)| {
            let at = loaded.located().at;
            Located { value, at }
        });
        let all = (self.spec.operations.len()..).zip(located);
        all.filter_map(|(position, it)| self.callback(position, it)).collect()
    }

    fn callback(
        &mut self,
        position: usize,
        callback: Located<'a, raw::Callback>,
    ) -> Option<Callback> {
        let raw = callback.value;
        let claim = Claim::of_id(&raw.id, callback.span_of("id"));
        let name = self.names.upper_camel(claim)?;
        self.names.claim_type(&name, &[], claim);
        let module = self.names.snake(claim)?;
        self.names.claim_module(Modules::Callbacks, &module, claim);
        let section = raw.section.as_deref().unwrap_or("");
        let origin = Origin {
            resolutions: &raw.resolutions,
            page: &raw.page.title,
            section,
        };
        let decisions = raw.resolutions.iter();
        Some(Callback {
            module,
            id: raw.id.clone(),
            title: raw.page.title.clone(),
            version: raw.page.version.clone(),
            versions: raw.page.versions.clone(),
            mode: raw.page.mode,
            urls: raw.page.url.iter().chain(&raw.page.urls).cloned().collect(),
            copy: raw.page.copy,
            method: raw.method,
            words: words::of_callback(raw),
            signed: raw.signed,
            signing: self.own_recipe(raw),
            encrypted: raw.encrypted,
            body: raw.body,
            event: raw.event.clone(),
            received: self.received(origin, position, &name, callback),
            answers: Vec::new(),
            decisions: decisions.map(|it| self.decision(it, &it.subject)).collect(),
            citation: self.citation(&raw.page.title, section, claim.span),
            name,
        })
    }

    fn own_recipe(&self, callback: &raw::Callback) -> Option<CallbackSigning> {
        let id = callback.signing.as_ref()?;
        let mut all = self.spec.callback_recipes();
        all.find(|it| it.id.as_ref() == Some(id)).map(|it| self.callback_signing(it))
    }

    /// What all callbacks share.
    pub(super) fn callback_protocol(&self) -> Callbacks {
        let api = self.spec.api.located();
        let Some(all) = api.optional("callbacks", |api| &api.callbacks) else {
            return Callbacks::default();
        };
        let signing = all.optional("signing", |it| &it.signing);
        let age = all.optional("age", |it| &it.age);
        let answer = all.optional("answer", |it| &it.answer);
        Callbacks {
            signing: signing.map(|it| self.callback_signing(it)),
            age: age.map(|it| AgeLimit {
                header: it.header.clone(),
                written: recipe(it.written.as_ref(), RecipePart::Sent),
                // What is no form is reported by lint.
                form: Shape::parse(&it.form).unwrap_or_default(),
                offset: it.offset.as_deref().and_then(minutes),
                seconds: it.seconds,
                about: it.about.clone(),
                citation: self.cited(it.cite.as_ref(), it.standing, it.at.span()),
            }),
            answer: answer.map(|it| CallbackAnswer {
                http: it.http,
                content_type: it.content_type.clone(),
                body: it.body.clone(),
                citation: self.cited(it.cite.as_ref(), it.standing, it.at.span()),
            }),
        }
    }

    fn callback_signing(
        &self,
        it: Located<'_, raw::CallbackSigning>,
    ) -> CallbackSigning {
        CallbackSigning {
            id: it.id.clone(),
            header: it.header.clone(),
            field: it.field.clone(),
            algorithm: it.algorithm,
            signs: recipe(it.signs.as_ref(), RecipePart::Body),
            encoding: it.encoding.unwrap_or_default(),
            written: recipe(it.written.as_ref(), RecipePart::Signature),
            separator: it.separator.clone(),
            key: it.key.clone(),
            // What is no form is reported by lint.
            key_form: it.key_form.as_deref().and_then(ir::KeyForm::parse),
            about: it.about.clone(),
            citation: self.cited(it.cite.as_ref(), it.standing, it.at.span()),
        }
    }
}

/// A text that is no recipe is reported by lint.
fn recipe(text: Option<&String>, otherwise: RecipePart) -> Recipe {
    match text {
        Some(text) => Recipe::parse(text)
            .unwrap_or_else(|_| Recipe::of(RecipePart::Text(text.clone()))),
        None => Recipe::of(otherwise),
    }
}
