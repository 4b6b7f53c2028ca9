//! Applies resolutions: the adopted reading replaces what the page says.

use crate::raw::{
    Callback, Fact, Facts, Field, FieldType, Limits, Need, Operation, Resolution,
    Resolvable, Standing,
};

/// What a resolution adopts where nothing is.
pub const NOTHING: &str = "nothing";

/// The decision about a subject such as `request.birthDate.length`.
#[must_use]
pub fn adopted<'a>(
    resolutions: &'a [Resolution],
    owner: &str,
    fact: &str,
) -> Option<&'a Resolution> {
    resolutions.iter().find(|resolution| fact_of(resolution, owner) == Some(fact))
}

/// The fact of an owner that a resolution is about.
fn fact_of<'a>(resolution: &'a Resolution, owner: &str) -> Option<&'a str> {
    let fact = resolution.subject.strip_prefix(owner)?.strip_prefix('.')?;
    (!fact.contains('.')).then_some(fact)
}

/// The limits of an owner after resolution. Lint refuses what is no limit.
#[must_use]
pub fn limits(resolutions: &[Resolution], owner: &str, page: Limits) -> Limits {
    let mut limits = page;
    for resolution in resolutions {
        let Some(fact) = fact_of(resolution, owner).filter(|it| is_limit(it)) else {
            continue;
        };
        for Reading { key, value } in readings(fact, &resolution.adopted) {
            // What is no value leaves that of the page.
            let _ = limits.adopt(key, value);
        }
    }
    limits
}

/// The limits of an owner that the client enforces: those of an inferred reading only where it says
/// so.
#[must_use]
pub fn enforced(resolutions: &[Resolution], owner: &str, page: Limits) -> Limits {
    let mut limits = limits(resolutions, owner, page);
    for resolution in resolutions.iter().filter(|it| is_told_only(it)) {
        let fact = fact_of(resolution, owner).filter(|it| is_limit(it));
        let readings = fact.into_iter().flat_map(|it| readings(it, &resolution.adopted));
        for Reading { key, .. } in readings {
            let _ = limits.adopt(key, None);
        }
    }
    limits
}

/// Whether a reading is only documented: nobody states it, and nobody wants it enforced.
#[must_use]
pub fn is_told_only(resolution: &Resolution) -> bool {
    resolution.standing == Standing::Inferred && !resolution.enforce
}

/// A form after resolution: what was adopted, or else what the page says.
#[must_use]
pub fn form<'a>(
    resolutions: &'a [Resolution],
    owner: &str,
    page: Option<&'a str>,
) -> Option<&'a str> {
    match adopted(resolutions, owner, "form") {
        Some(resolution) => {
            Some(resolution.adopted.as_str()).filter(|it| *it != NOTHING)
        }
        None => page,
    }
}

/// What is adopted for one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The key.
    pub key: &'a str,
    /// Its value; absent where there is none.
    pub value: Option<&'a str>,
}

/// What a resolution of a fact adopts: a value, `nothing`, or in the place of a limit others, as
/// `min_length 1, max_length 80`.
#[must_use]
pub fn readings<'a>(fact: &'a str, adopted: &'a str) -> Vec<Reading<'a>> {
    if adopted == NOTHING {
        return vec![Reading { key: fact, value: None }];
    }
    let other = |part: &'a str| {
        let (key, value) = part.trim().split_once(' ')?;
        is_limit(key).then_some(Reading {
            key,
            value: Some(value.trim()),
        })
    };
    let others: Option<Vec<_>> = adopted.split(',').map(other).collect();
    match others.filter(|_| is_limit(fact)) {
        Some(mut others) => {
            others.insert(0, Reading { key: fact, value: None });
            others
        }
        None => vec![Reading {
            key: fact,
            value: Some(adopted),
        }],
    }
}

/// What stands between the readings of several copies of a page.
pub const SEPARATOR: &str = "\n";

/// The field about whose list of codes copies of a page do not say the same. The resolution quotes
/// the table that is transcribed by its id, and the others as they are listed.
#[must_use]
pub fn of_list(resolution: &Resolution) -> Option<&str> {
    let (owner, key) = resolution.subject.rsplit_once('.')?;
    (resolution.copies && key == LIST).then_some(owner)
}

/// The key of a field that has its list of codes.
pub const LIST: &str = "codes";

/// Whether some copy of the page says this of a fact, as a resolution of it tells.
#[must_use]
pub fn is_of_copy(resolution: &Resolution, subject: &str, says: Option<&str>) -> bool {
    let parts = subject.rsplit_once('.').zip(resolution.subject.rsplit_once('.'));
    let Some(((_, key), (_, fact))) =
        parts.filter(|((owner, _), (known, _))| resolution.copies && owner == known)
    else {
        return false;
    };
    let Some(elsewhere) = &resolution.elsewhere else { return false };
    if !is_limit(fact) {
        // A text may have the sign that stands between texts.
        let between = |text: &str| format!("{SEPARATOR}{text}{SEPARATOR}");
        let says = says.unwrap_or(NOTHING);
        return key == fact && between(&elsewhere.says).contains(&between(says));
    }
    if key == "constraint" {
        return true;
    }
    let mut copies = elsewhere.says.split(SEPARATOR);
    is_limit(key)
        && copies.any(|copy| {
            let readings = readings(fact, copy);
            let is_all = copy == NOTHING || readings.len() > 1;
            let own = readings.iter().find(|it| it.key == key);
            own.map_or(is_all && says.is_none(), |it| it.value == says)
        })
}

/// Whether the key is one of a limit.
#[must_use]
pub fn is_limit(key: &str) -> bool {
    Limits::FACTS.iter().any(|fact| fact.key == key)
}

/// Why a resolution of a field's fact cannot be followed.
///
/// # Errors
/// What is adopted is no value of the fact: its key, and what is expected.
pub fn check<'a>(fact: &'a Fact, adopted: &'a str) -> Result<(), (&'a str, String)> {
    for Reading { key, value } in readings(fact.key, adopted) {
        let Some(value) = value else { continue };
        let words = |all: Vec<&str>| format!("one of {}", all.join(", "));
        let expected = match key {
            "need" if word(value, Need::ALL, Need::as_str).is_none() => {
                words(Need::ALL.iter().map(|it| it.as_str()).collect())
            }
            "type" if word(value, FieldType::ALL, FieldType::as_str).is_none() => {
                words(FieldType::ALL.iter().map(|it| it.as_str()).collect())
            }
            _ if is_limit(key) && Limits::default().adopt(key, Some(value)).is_err() => {
                "a value of this limit, as `8`; other limits, as `min_length 1, max_length 8`; or \
                 `nothing`"
                    .to_owned()
            }
            _ => continue,
        };
        return Err((key, expected));
    }
    let is_needed = matches!(fact.key, "need" | "type") && adopted == NOTHING;
    if is_needed {
        Err((fact.key, "a word: every field has one".to_owned()))
    } else {
        Ok(())
    }
}

fn word<T: Copy>(text: &str, all: &[T], of: impl Fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|it| of(*it) == text)
}

/// A field with all that is adopted for it, but for its limits and its form, which may be told
/// only.
#[must_use]
pub fn field(resolutions: &[Resolution], owner: &str, page: &Field) -> Field {
    let mut field = Field {
        fields: Vec::new(),
        ..page.clone()
    };
    for resolution in resolutions {
        let Some(fact) = fact_of(resolution, owner) else { continue };
        let text = Some(resolution.adopted.clone()).filter(|it| it != NOTHING);
        let adopted = resolution.adopted.as_str();
        match fact {
            "need" => {
                let need = word(adopted, Need::ALL, Need::as_str);
                // Nobody is refused by what is told only.
                let need =
                    need.filter(|it| *it != Need::Required || !is_told_only(resolution));
                field.need = need.unwrap_or(field.need);
            }
            "type" => {
                let kind = word(adopted, FieldType::ALL, FieldType::as_str);
                field.kind = kind.unwrap_or(field.kind);
            }
            "default" => field.default = text,
            "condition" => field.condition = text,
            "form" => field.form = text,
            _ => {}
        }
    }
    field.set_limits(enforced(resolutions, owner, page.limits()));
    field.fields = fields(resolutions, owner, &page.fields);
    field
}

fn fields(resolutions: &[Resolution], owner: &str, page: &[Field]) -> Vec<Field> {
    let one = |it: &Field| field(resolutions, &format!("{owner}.{}", it.name), it);
    page.iter().map(one).collect()
}

/// An operation with all that is adopted for its fields.
#[must_use]
pub fn operation(page: &Operation, resolutions: Vec<Resolution>) -> Operation {
    let mut operation = page.clone();
    operation.request.fields = fields(&resolutions, "request", &page.request.fields);
    if let (Some(own), Some(page)) = (&mut operation.response, &page.response) {
        own.fields = fields(&resolutions, "response", &page.fields);
    }
    operation.resolutions = resolutions;
    operation
}

/// A callback with all that is adopted for its fields.
#[must_use]
pub fn callback(page: &Callback) -> Callback {
    Callback {
        fields: fields(&page.resolutions, "callback", &page.fields),
        ..page.clone()
    }
}

/// Whether the client takes a fact from a resolution.
#[must_use]
pub fn is_applied(facts: &[Fact], key: &str) -> bool {
    facts.iter().any(|it| it.key == key && it.resolvable == Resolvable::Applied)
}
