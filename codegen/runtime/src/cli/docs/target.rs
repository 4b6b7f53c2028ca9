//! Where tried requests go.

use super::super::super::address::is_loopback;
use super::super::super::description::Vendor;
use super::super::super::fake::Fake;
use super::super::super::serving::Bearer;
use super::super::super::{CallLimits, Core};
use super::super::arguments;
use super::super::problem::Problem;
use super::super::serve::{folder_of, write_environment};
use super::super::settings::{self, Configured, Settings};
use super::super::terminal::Terminal;
use super::trial::{System, Trial, Tried, try_out};
use http::Uri;
use std::{fs, io};

/// The id of the mock server.
pub(super) const FAKE: &str = "fake";

/// A system that requests can be sent to.
pub(super) struct Target {
    pub(super) id: &'static str,
    pub(super) system: System,
    /// Whether each request has to be confirmed.
    pub(super) needs_consent: bool,
    core: Box<dyn Tries>,
}

/// A core, with keys or without.
trait Tries: Send + Sync {
    fn try_out(&self, trial: &Trial<'_>) -> Tried;
}

impl<K: 'static> Tries for Core<K> {
    fn try_out(&self, trial: &Trial<'_>) -> Tried {
        try_out(self, trial)
    }
}

impl Target {
    /// The system that the settings name, which is that of an environment if they name one.
    pub(super) fn new(
        vendor: &'static Vendor,
        configured: Configured,
        environment: Option<&'static str>,
        limits: CallLimits,
    ) -> Result<Self, Vec<Problem>> {
        let Configured {
            setup,
            keys,
            secrets,
            base_url,
        } = configured;
        let wrong = |wrong| settings::problems(&wrong);
        let core: Box<dyn Tries> = match keys {
            Some(keys) => Box::new(setup.encryption(keys).build().map_err(wrong)?),
            None => Box::new(setup.build().map_err(wrong)?),
        };
        let host = base_url.parse::<Uri>().ok();
        let host = host.as_ref().and_then(Uri::host).unwrap_or_default();
        let is_for_tests = environment.is_some_and(|it| vendor.for_tests.contains(&it));
        Ok(Self {
            id: environment.unwrap_or(vendor.id),
            needs_consent: !is_for_tests && !is_loopback(host),
            system: System { base_url, secrets, limits },
            core,
        })
    }

    pub(super) fn try_out(&self, trial: &Trial<'_>) -> Tried {
        self.core.try_out(trial)
    }
}

/// A mock server, as a caller with its settings reaches it.
pub(super) fn fake(
    vendor: &'static Vendor,
    limits: CallLimits,
) -> Result<(Fake, Target), Vec<Problem>> {
    let wrong = |what: String| vec![Problem::new("docs", "mock server", what)];
    let fake = Fake::of(vendor, 0).map_err(|it| wrong(it.to_string()))?;
    let random = Bearer::generate();
    let random = random.ok_or_else(|| wrong("no random numbers".to_owned()))?;
    let name = format!("{}-docs-{}", vendor.id, *random);
    let folder = std::env::temp_dir().join(name);
    let file = folder.join("settings");
    let written = folder_of(&folder, false)
        .and_then(|()| write_environment(&fake, vendor, &folder))
        .and_then(|text| fs::write(&file, text));
    let configured = match written {
        Ok(()) => configured(vendor, &file.display().to_string()),
        Err(error) => Err(wrong(format!("cannot write its keys: {error}"))),
    };
    // Everything in it has been read.
    let _ = fs::remove_dir_all(&folder);
    let target = Target::new(vendor, configured?, Some(FAKE), limits)?;
    Ok((fake, target))
}

/// A client with the settings of a file and no others.
fn configured(vendor: &'static Vendor, file: &str) -> Result<Configured, Vec<Problem>> {
    let arguments = [vendor.id, "docs", "--credentials", file];
    let matches = arguments::command(vendor).try_get_matches_from(arguments);
    let matches = matches.ok().and_then(|mut it| it.remove_subcommand());
    let Some((_, matches)) = matches else { return Err(Vec::new()) };
    let mut terminal = Terminal {
        input: &mut io::empty(),
        out: &mut io::sink(),
        err: &mut io::sink(),
        variable: &|_| None,
        fixed: None,
        ask: None,
        is_screen: false,
        on_stop: &|_| (),
    };
    let settings = Settings::new(vendor, &matches, &mut terminal);
    let settings = settings.map_err(|it| vec![it])?;
    settings.configure(vendor.operations, &terminal)
}
