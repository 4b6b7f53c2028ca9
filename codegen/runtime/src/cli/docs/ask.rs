//! What the page asks for.

use super::super::super::Json;
use super::super::super::description::{Description, Vendor};
use super::super::super::fake::{Fault, Scenario};
use super::super::super::serving::ProblemDetails;
use super::super::super::values::string;
use super::super::arguments;
use super::super::asked::Asked;
use super::super::form::Form;
use super::super::problem::Problem;
use super::target::Target;
use http::StatusCode;

/// A request to be checked or sent.
pub(super) struct Ask<'a> {
    pub(super) description: &'static Description,
    pub(super) target: &'a Target,
    /// The fields, as a JSON object by their names on the wire.
    fields: String,
    /// Whether the body is encrypted, if that is stated.
    encryption: Option<String>,
    /// What the mock server does with it.
    pub(super) scenario: Scenario,
    pub(super) is_sent: bool,
    /// Whether to show the whole answer.
    pub(super) all: bool,
    /// The base URL that the person has agreed to.
    pub(super) consent: Option<String>,
}

impl<'a> Ask<'a> {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read, without anything of it.
    pub(super) fn read(
        vendor: &'static Vendor,
        targets: &'a [Target],
        body: &[u8],
    ) -> Result<Self, ProblemDetails> {
        let json = Json::from_slice(body).map_err(|it| malformed(it.to_string()))?;
        let text = |name: &str| json.get(name).and_then(|raw| string(raw.get()));
        let is = |name: &str| json.get(name).is_some_and(|raw| raw.get() == "true");
        let id = text("operation").unwrap_or_default();
        let description = vendor.operation(&id);
        let description =
            description.ok_or_else(|| malformed("There is no such operation."))?;
        let id = text("target").unwrap_or_default();
        let target = targets.iter().find(|it| it.id == id);
        let target = target.ok_or_else(|| malformed("There is no such target."))?;
        let fields = json.get("fields").map(|it| it.get().to_owned());
        let encryption = text("encryption");
        if encryption.as_deref().is_some_and(|it| !matches!(it, "yes" | "no")) {
            return Err(malformed("`encryption` is `yes` or `no`."));
        }
        let scenario = scenario(&text("scenario").unwrap_or_default());
        Ok(Self {
            description,
            target,
            fields: fields.unwrap_or_else(|| "{}".to_owned()),
            encryption,
            scenario: scenario.ok_or_else(|| malformed("There is no such scenario."))?,
            is_sent: is("send"),
            all: is("all"),
            consent: text("consent"),
        })
    }

    /// The request, as the command line would make it of the same fields, and what of it is
    /// doubtful.
    ///
    /// # Errors
    ///
    /// Returns everything that is missing or invalid.
    pub(super) fn form(
        &self,
        vendor: &'static Vendor,
    ) -> Result<(Form, Vec<Problem>), Vec<Problem>> {
        let mut line = vec![vendor.id, "call", self.description.spec.id];
        if let Some(stated) =
            self.encryption.as_deref().filter(|_| is_stated(self.description))
        {
            line.extend(["--encryption", stated]);
        }
        let matches = arguments::command(vendor).try_get_matches_from(line);
        let matches = matches.ok().and_then(|mut it| it.remove_subcommand());
        let matches = matches.and_then(|(_, mut it)| it.remove_subcommand());
        let Some((_, matches)) = matches else {
            let what = "the command line does not know it";
            return Err(vec![Problem::new("docs", "operation", what)]);
        };
        let asked = Asked {
            vendor,
            description: self.description,
            matches: &matches,
            fixed: None,
            ask: None,
        };
        asked.form(Some(self.fields.as_bytes()))
    }
}

/// Whether a caller states that the body is encrypted.
pub(super) const fn is_stated(description: &Description) -> bool {
    description.spec.request_encrypted.is_none()
}

fn scenario(text: &str) -> Option<Scenario> {
    let (kind, which) = text.split_once(':').unwrap_or((text, ""));
    match kind {
        "" | "success" => Some(Scenario::Success),
        "pending" => Some(Scenario::Pending),
        "case" => which.parse().ok().map(Scenario::Case),
        "code" => Some(Scenario::Code(which.to_owned())),
        "fault" => {
            let fault = Fault::ALL.iter().find(|(name, _)| *name == which);
            fault.map(|(_, fault)| Scenario::Fault(*fault))
        }
        _ => None,
    }
}

fn malformed(detail: impl Into<String>) -> ProblemDetails {
    let status = StatusCode::BAD_REQUEST;
    ProblemDetails::new(status, "malformed", "Not readable", detail)
}
