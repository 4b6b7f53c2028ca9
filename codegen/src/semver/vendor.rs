//! What all operations share, but for headers and code tables.

use super::describe::Describe;
use super::log::At;
use super::pair::orders;
use super::types::Differ;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{
    Api, Citation, Encryption, Environment, LocalTimes, Signing, Standing, Token,
};

impl<'a> Differ<'a> {
    pub(super) fn vendor(&mut self, old: &'a Api, new: &'a Api) {
        let Api {
            id,
            name,
            about,
            environments,
            subjects,
            signing,
            local_times,
            token,
            encryption,
            envelope,
            retry_after,
            decisions,
            example,
            walkthroughs,
            // Told of each field whose rule it is.
            disagreements: _,
            // No client has what is told to the vendor.
            settled: _,
            // Each has a module of its own, or is told where fields lead to it.
            header_sets: _,
            answer_headers: _,
            code_tables: _,
            header_types: _,
            configured_fields: _,
            field_types: _,
            field_objects: _,
            field_answers: _,
            uploads: _,
            flags: _,
            operations: _,
            callbacks: _,
            callback_protocol: _,
        } = old;
        let citation = Citation {
            page: new.name.clone(),
            url: None,
            section: String::new(),
            file: "api.yaml".to_owned(),
            line: 1,
            standing: Standing::Documented,
        };
        let at = At::new(&[], "service", (&citation, &citation));
        keys!(self.log, at, new, Service: id as "crate", name, about, example);
        keys!(self.log, at, new, Api: retry_after);
        self.log.decisions(at, decisions, &new.decisions);
        self.local_times(at, *local_times, new.local_times);
        self.environments(environments, &new.environments);
        self.subjects(subjects, &new.subjects);
        self.walkthroughs(walkthroughs, &new.walkthroughs);
        self.signing(signing.as_ref(), new.signing.as_ref());
        self.token(token.as_ref(), new.token.as_ref());
        self.encryption(encryption.as_ref(), new.encryption.as_ref());
        let all = (&old.operations[..], &new.operations[..]);
        self.envelope((envelope.as_ref(), new.envelope.as_ref()), all, &[]);
    }

    /// The zone that a header says is told of its table.
    fn local_times(&mut self, at: At<'_>, old: LocalTimes, new: LocalTimes) {
        let effect = match (old, new) {
            (LocalTimes::At(_), LocalTimes::At(_)) => effect!(Service, "utc_offset"),
            (LocalTimes::Unknown, LocalTimes::At(_)) => ZONE_KNOWN,
            (LocalTimes::At(_) | LocalTimes::None, LocalTimes::Unknown) => ZONE_UNKNOWN,
            _ => return,
        };
        self.log.fact(at, "utc_offset", &old, &new, effect);
    }

    fn environments(&mut self, old: &[Environment], new: &[Environment]) {
        let all = new;
        let has_other = old.iter().all(|it| it.base_url.is_some());
        let pairs = pair(
            old,
            new,
            |environment| environment.id.as_str(),
            &[&|a: &Environment, b: &Environment| {
                a.base_url.is_some() && a.base_url == b.base_url
            }],
        );
        if let (Some(a), Some(b), true) = (old.first(), new.first(), pairs.reordered) {
            let at = At::new(&[], "environments", (&a.citation, &b.citation));
            let (old, new) = orders(old, &pairs, |environment| &environment.id);
            let orders = (Some(old), Some(new));
            self.log.note(at, "order of environments", orders, Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => {
                    let at =
                        At::new(&[], "environments", (&old.citation, &new.citation));
                    let at = at.item(&new.id, new.citation.line);
                    // At its address is what has another name now.
                    let is_taken = all
                        .iter()
                        .any(|it| it.id != new.id && it.base_url == old.base_url);
                    self.environment(at, (old, is_taken), new);
                }
                Pair::Added(new) => {
                    let at =
                        At::new(&[], "environments", (&new.citation, &new.citation));
                    // With the first one without an address, the variant for any is gone.
                    let effect = if has_other && new.base_url.is_none() {
                        NO_OTHER
                    } else {
                        Effect::of(Kind::C103, Group::Additive)
                    };
                    let at = at.item(&new.id, new.citation.line);
                    self.log.added(at, new.base_url.clone(), effect);
                }
                Pair::Removed(old) => {
                    let at =
                        At::new(&[], "environments", (&old.citation, &old.citation));
                    let at = at.item(&old.id, old.citation.line);
                    self.log.removed(at, old.base_url.clone(), NO_ENVIRONMENT);
                }
            }
        }
    }

    fn environment(
        &mut self,
        at: At<'_>,
        (old, is_taken): (&Environment, bool),
        new: &Environment,
    ) {
        let Environment {
            // It follows the id.
            name: _,
            id,
            base_url,
            hosts,
            for_tests,
            about,
            citation,
        } = old;
        // That operations have one now is told of them.
        let effect = if hosts.iter().all(|host| new.hosts.contains(host)) {
            HOST_ADDED
        } else {
            effect!(Host, "base_url")
        };
        self.log.fact(at, "hosts", hosts, &new.hosts, effect);
        let effect = match (base_url, &new.base_url) {
            (Some(old), Some(new)) if without_port(old) == without_port(new) => {
                Effect::WORDS
            }
            (Some(_), Some(_)) if is_taken => {
                OTHER_ADDRESS.harms("it calls what is another environment now")
            }
            (Some(_), Some(_)) => OTHER_ADDRESS,
            (None, _) => ADDRESS_KNOWN,
            (Some(_), None) => ADDRESS_GIVEN,
        };
        keys!(self.log, at, new, Environment: id as "renamed", for_tests, about);
        self.log.fact(at, "base_url", base_url, &new.base_url, effect);
        self.log.citation(at, citation, &new.citation);
    }

    fn signing(&mut self, old: Option<&Signing>, new: Option<&Signing>) {
        match (old, new) {
            (Some(old), Some(new)) => {
                let citations = (&old.citation, &new.citation);
                self.recipe(At::new(&[], "signing", citations), old, new);
            }
            (None, Some(new)) => {
                let at = At::new(&[], "signing", (&new.citation, &new.citation));
                self.log.added(at, Some(new.carrier().to_owned()), SIGNED);
            }
            (Some(old), None) => {
                let at = At::new(&[], "signing", (&old.citation, &old.citation));
                self.log.removed(at, Some(old.carrier().to_owned()), NOT_SIGNED);
            }
            (None, None) => {}
        }
    }

    /// A recipe of signatures: that of most operations, or one of some.
    pub(super) fn recipe(&mut self, at: At<'_>, old: &Signing, new: &Signing) {
        let Signing {
            // What refers to it has the recipe itself.
            id: _,
            header,
            query,
            field,
            algorithm,
            signs,
            claims,
            encoding,
            written,
            is_formed,
            key,
            key_form,
            about,
            citation,
        } = old;
        let is_other_key = algorithm.is_rsa() != new.algorithm.is_rsa();
        let effect =
            if is_other_key { OTHER_KEY } else { effect!(Signing, "algorithm") };
        self.log.fact(at, "algorithm", algorithm, &new.algorithm, effect);
        keys!(self.log, at, new, Signing: header, signs, encoding);
        keys!(self.log, at, new, Signing: query, field);
        // Of a form it is told where the header has it.
        if !(*is_formed && new.is_formed) {
            keys!(self.log, at, new, Signing: written);
        }
        keys!(self.log, at, new, Signing: key, key_form, about);
        let effect = effect!(Claim, "value");
        self.log.fact(at, "claims", claims, &new.claims, effect);
        self.log.citation(at, citation, &new.citation);
    }

    fn token(&mut self, old: Option<&Token>, new: Option<&Token>) {
        match (old, new) {
            (Some(old), Some(new)) => {
                let Token {
                    operation,
                    field,
                    expires_in,
                    about,
                    citation,
                } = old;
                let at = At::new(&[], "token", (citation, &new.citation));
                let log = &mut self.log;
                keys!(log, at, new, Token: operation, field, expires_in, about);
                log.citation(at, citation, &new.citation);
            }
            (None, Some(new)) => {
                let at = At::new(&[], "token", (&new.citation, &new.citation));
                self.log.added(at, Some(new.operation.clone()), FETCHED);
            }
            (Some(old), None) => {
                let at = At::new(&[], "token", (&old.citation, &old.citation));
                self.log.removed(at, Some(old.operation.clone()), NOT_FETCHED);
            }
            (None, None) => {}
        }
    }

    fn encryption(&mut self, old: Option<&Encryption>, new: Option<&Encryption>) {
        match (old, new) {
            (Some(old), Some(new)) => {
                let Encryption {
                    format,
                    key_management,
                    content_sent,
                    content_accepted,
                    field,
                    key_id_header,
                    about,
                    citation,
                } = old;
                let at = At::new(&[], "encryption", (citation, &new.citation));
                let log = &mut self.log;
                keys!(log, at, new, Encryption: format, key_management, content_sent);
                keys!(log, at, new, Encryption: field, key_id_header, about);
                let accepted = &new.content_accepted;
                let unreadable =
                    accepted.iter().any(|it| !content_accepted.contains(it));
                let all = accepted.iter().all(|it| !content_accepted.contains(it));
                let effect = match (unreadable, all) {
                    (false, _) => FEWER_READ,
                    (true, false) => UNREADABLE,
                    (true, true) => ALL_UNREADABLE,
                };
                log.fact(at, "content_accepted", content_accepted, accepted, effect);
                log.citation(at, citation, &new.citation);
            }
            (None, Some(new)) => {
                let at = At::new(&[], "encryption", (&new.citation, &new.citation));
                self.log.added(
                    at,
                    new.format.describe(),
                    Effect::of(Kind::C121, Group::Additive),
                );
            }
            (Some(old), None) => {
                let at = At::new(&[], "encryption", (&old.citation, &old.citation));
                self.log.removed(at, old.format.describe(), NOT_SEALED);
            }
            (None, None) => {}
        }
    }
}

/// An address without the port that its scheme has anyway.
fn without_port(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let port = if scheme == "http" { ":80" } else { ":443" };
    format!("{scheme}://{}{path}", host.strip_suffix(port).unwrap_or(host))
}

const NO_OTHER: Effect = Effect::of(Kind::C102, Group::TypeBreaking)
    .must_change("`Environment::Url` is gone: its address is given to this one");

const ZONE_KNOWN: Effect = Effect::of(Kind::C115, Group::Behaviour)
    .depends("its caller may have given another offset");

const ZONE_UNKNOWN: Effect = Effect::of(Kind::C116, Group::TypeBreaking)
    .refused("building a client is refused until the offset of local times is given");

const NO_ENVIRONMENT: Effect = Effect::of(Kind::C104, Group::TypeBreaking)
    .unknown("whether the vendor still answers there is not known")
    .must_change("the variant is gone");

const OTHER_ADDRESS: Effect =
    Effect::of(Kind::C106, Group::WireBreaking).fails("it calls the old address");

const ADDRESS_KNOWN: Effect = Effect::of(Kind::C107, Group::TypeBreaking)
    .must_change("the variant no longer takes an address");

const ADDRESS_GIVEN: Effect = Effect::of(Kind::C108, Group::TypeBreaking)
    .unknown("it calls an address that is no longer documented")
    .must_change("the variant takes an address");

const HOST_ADDED: Effect = Effect::of(Kind::C109, Group::Additive);

const SIGNED: Effect = Effect::of(Kind::C111, Group::WireBreaking)
    .fails("it does not sign")
    .refused("building a client is refused until the key is given");

const OTHER_KEY: Effect = Effect::of(Kind::C363, Group::WireBreaking)
    .fails("it signs with the old key, in the old way")
    .refused("the builder refuses the key of the other kind");

const NOT_SIGNED: Effect = Effect::of(Kind::C112, Group::TypeBreaking)
    .unknown("it signs although nobody asks for it")
    .must_change("the client's builder no longer takes the key");

const FETCHED: Effect = Effect::of(Kind::C223, Group::Additive);

const NOT_FETCHED: Effect = Effect::of(Kind::C224, Group::TypeBreaking)
    .unknown("it fetches a token in a way that is no longer documented")
    .refused("calls without a token are refused until one is given");

const NOT_SEALED: Effect = Effect::of(Kind::C122, Group::TypeBreaking)
    .unknown("it encrypts by rules that are no longer documented")
    .must_change("the client's builder no longer takes the key");

const UNREADABLE: Effect = Effect::of(Kind::C125, Group::Behaviour)
    .depends("it cannot read an answer that is encrypted in the new way");

const ALL_UNREADABLE: Effect = Effect::of(Kind::C127, Group::WireBreaking)
    .fails("it cannot read answers that are encrypted in the new way");

const FEWER_READ: Effect = Effect::of(Kind::C126, Group::Behaviour);
