//! The request that the arguments of a call ask for.

use super::super::description::{Description, Parameter, Vendor};
use super::super::endpoint::UNTYPED;
use super::super::{
    Encryption, FixedIds, Known, ProcessIds, UndocumentedFields, Violations,
};
use super::form::Form;
use super::from::GivenFields;
use super::given::{given, minted};
use super::problem::Problem;
use super::terminal::Ask;
use super::{arguments, codes, options, untyped, upload};
use clap::ArgMatches;
use serde_json::value::RawValue;

const NOT_A_FIELD: &str = "not NAME=JSON; a text is JSON in quotes: 'memo=\"text\"'";

/// What a request is made of.
pub(super) struct Asked<'a> {
    pub(super) vendor: &'static Vendor,
    pub(super) description: &'static Description,
    pub(super) matches: &'a ArgMatches,
    /// The id of requests, if it is fixed.
    pub(super) fixed: Option<u64>,
    /// Asks a person for what is required, is not shown, and is not given.
    pub(super) ask: Option<Ask<'a>>,
}

impl Asked<'_> {
    /// The request, and what of it is doubtful, from the arguments and from the text that they read.
    ///
    /// # Errors
    ///
    /// Returns everything that is missing or invalid.
    pub(super) fn form(
        &self,
        text: Option<&[u8]>,
    ) -> Result<(Form, Vec<Problem>), Vec<Problem>> {
        if self.description.spec.id == UNTYPED {
            let form = untyped::form(self.description, self.matches, text)?;
            return Ok((form, Vec::new()));
        }
        let fields = text.map(GivenFields::read).transpose();
        let fields = fields.map_err(|problem| vec![problem])?.unwrap_or_default();
        let form = self.of_fields(&fields)?;
        let reserved = arguments::reserved(self.vendor);
        let warnings = Problem::of_codes(self.description, &reserved, form.unlisted());
        Ok((form, warnings))
    }

    fn of_fields(&self, fields: &GivenFields) -> Result<Form, Vec<Problem>> {
        let (description, reserved) =
            (self.description, arguments::reserved(self.vendor));
        let name = |it: &Parameter| options::nested("", it.flag, &reserved);
        let problems = fields.problems(description, |parameter| {
            options::is_given(parameter, &name(parameter), self.matches)
        });
        let files = upload::given(description, &reserved, self.matches)?;
        let form = Form::new(description, files, |parameter| {
            if let Some(raw) = fields.value(description, parameter) {
                return Ok(Some(raw));
            }
            let given = given(parameter, &name(parameter), self.matches, self.ask)?;
            Ok(given.or_else(|| match self.fixed {
                Some(id) => minted(parameter, &FixedIds(id)),
                None => minted(parameter, &ProcessIds),
            }))
        });
        let form = form.map_err(|violations| self.problems(&reserved, &violations));
        match (form, self.undocumented(fields)) {
            (Ok(form), Ok(undocumented)) if problems.is_empty() => form
                .completed(undocumented, self.encryption())
                .map_err(|violations| Problem::of_undocumented(&violations)),
            (form, undocumented) => {
                let wrong = [form.err(), undocumented.err()].into_iter().flatten();
                Err(problems.into_iter().chain(wrong.flatten()).collect())
            }
        }
    }

    /// The violations, each with the name of a code that may be meant.
    fn problems(&self, reserved: &[String], violations: &Violations) -> Vec<Problem> {
        let wrong = Problem::of_parameters(self.description, reserved, violations);
        let near = |option: &str| {
            let option = option.strip_prefix("--")?;
            let mut parameters = self.description.parameters.iter();
            let is_it =
                |it: &&Parameter| options::nested("", it.flag, reserved) == option;
            let parameter = parameters.find(is_it)?;
            let texts = self.matches.try_get_many::<String>(option).ok()??;
            texts.into_iter().find_map(|text| codes::near(&parameter.kind, text))
        };
        wrong.into_iter().map(|problem| problem.hinted(near)).collect()
    }

    /// Whether the caller states that the body is encrypted.
    fn encryption(&self) -> Option<Encryption> {
        let stated = self.matches.try_get_one::<String>(arguments::ENCRYPTION);
        stated.ok().flatten().map(|stated| match stated.as_str() {
            "yes" => Encryption::Yes,
            _ => Encryption::No,
        })
    }

    /// The undocumented fields, of an operation that may have some.
    fn undocumented(
        &self,
        read: &GivenFields,
    ) -> Result<UndocumentedFields, Vec<Problem>> {
        let given = self.matches.try_get_many::<String>(arguments::EXTRA);
        let (mut fields, mut wrong) = (UndocumentedFields::NONE, Vec::new());
        if self.description.known != Known::Whole {
            read.undocumented(self.description, &mut fields);
        }
        for text in given.ok().flatten().into_iter().flatten() {
            let (name, json) = text.split_once('=').unwrap_or((text, ""));
            match serde_json::from_str::<&RawValue>(json) {
                Ok(json) if !name.is_empty() => fields.set(name, json),
                _ => wrong.push(Problem::new("--extra", name, NOT_A_FIELD)),
            }
        }
        if wrong.is_empty() { Ok(fields) } else { Err(wrong) }
    }
}
