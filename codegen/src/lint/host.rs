//! Every host of an operation has a base URL in each environment.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::Host;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L072",
    title: "a host without a base URL, or one that no operation has",
    text: "The `host` of an operation is one of the `hosts` of each environment whose base URL is \
           documented; an environment whose base URL the caller gives has none: the caller gives \
           them too. Each host is the one of some operation, and its id is lower-case words joined \
           by hyphens.",
    bad: "path: /v2/branches/{branch}/books\nhost: search",
    good: "path: /v2/branches/{branch}/books",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let used: Vec<_> =
        spec.operations.iter().filter_map(|it| it.host.as_deref()).collect();
    for environment in spec.api.located().each("environments", |api| &api.environments) {
        let is_known = environment.base_url.is_some();
        for host in environment.each("hosts", |it| &it.hosts) {
            declared(host, is_known, &used, findings);
        }
        for operation in &spec.operations {
            let top = operation.located();
            let Some(host) = operation.host.as_deref().filter(|_| is_known) else {
                continue;
            };
            if environment.hosts.iter().all(|it| it.id != host) {
                let message =
                    format!("the environment `{}` has no host `{host}`", environment.id);
                findings.add(
                    Diagnostic::error(&EXPLANATION, top.span_of("host"), message)
                        .label("without a base URL")
                        .related(environment.span_of("id"), "the environment")
                        .help("add it to the `hosts` of the environment, or remove the line"),
                );
            }
        }
    }
}

fn declared(
    host: Located<'_, Host>,
    is_known: bool,
    used: &[&str],
    findings: &mut Findings,
) {
    let id = host.id.as_str();
    let (why, help) = if !super::is_id(id) {
        ("its id is not words joined by hyphens", "write it as `token`")
    } else if !is_known {
        (
            "the base URL of its environment is given by the caller",
            "remove it: the caller gives the URL of the host too",
        )
    } else if !used.contains(&id) {
        ("no operation has it", "write it as the `host` of an operation, or remove it")
    } else if let Some((why, help)) = super::base_url::wrong(&host.base_url) {
        let message = format!("the base URL of the host `{id}` {why}");
        findings.add(
            Diagnostic::error(&EXPLANATION, host.span_of("base_url"), message)
                .label("a path is appended to this")
                .help(help),
        );
        return;
    } else {
        return;
    };
    let message = format!("the host `{id}`: {why}");
    findings.add(
        Diagnostic::error(&EXPLANATION, host.span_of("id"), message)
            .label("cannot be called")
            .help(help),
    );
}
