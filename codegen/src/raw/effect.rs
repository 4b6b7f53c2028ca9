//! The effects of changes of a spec, and whom they affect.

use super::kinds::Kind;

/// The severity of a change. The order is that of the digest: the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A client that is deployed no longer works against the vendor, or does harm.
    WireBreaking,
    /// Callers must change their code.
    TypeBreaking,
    /// Other values are refused, shown, or read in another sense.
    Behaviour,
    /// There is more than before.
    Additive,
    /// Told only.
    Documentation,
}

impl Group {
    /// Every group, the worst first.
    pub const ALL: [Self; 5] = [
        Self::WireBreaking,
        Self::TypeBreaking,
        Self::Behaviour,
        Self::Additive,
        Self::Documentation,
    ];

    /// The name in texts and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WireBreaking => "wire-breaking",
            Self::TypeBreaking => "type-breaking",
            Self::Behaviour => "behaviour",
            Self::Additive => "additive",
            Self::Documentation => "documentation only",
        }
    }
}

/// The effect on a client that was generated from the old spec and talks to the vendor as the new
/// spec describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deployed {
    /// As before.
    Works,
    /// The spec does not say.
    Unknown,
    /// With some values it does, with others it does not.
    Depends,
    /// No call that the change concerns succeeds.
    Fails,
    /// Calls succeed, and do something else than their callers mean: a payment is made twice.
    Harms,
}

impl Deployed {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Unknown => "unknown",
            Self::Depends => "depends",
            Self::Fails => "fails",
            Self::Harms => "does harm",
        }
    }
}

/// The effect on code that was written for the old client and is compiled with the new one. All
/// but the first require another version than a compatible one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Callers {
    /// It compiles.
    Compile,
    /// It compiles, and building is refused until the code says more, or something else: every old
    /// value is refused.
    Refused,
    /// It compiles, and means something else.
    Differs,
    /// It does not compile.
    MustChange,
}

impl Callers {
    /// The words for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compile => "compiles",
            Self::Refused => "compiles, but must change",
            Self::Differs => "compiles, but means something else",
            Self::MustChange => "must change",
        }
    }
}

/// The effect of a change: on a deployed client, and on the code of callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The kind of the change.
    pub kind: Kind,
    /// Its severity.
    pub group: Group,
    /// The effect on a deployed client.
    pub deployed: Deployed,
    /// Why; empty where there is nothing to say.
    pub deployed_why: &'static str,
    /// The effect on the code of callers.
    pub callers: Callers,
    /// Why, or what else; empty where there is nothing to say.
    pub callers_why: &'static str,
}

impl Effect {
    /// Told only.
    pub(crate) const WORDS: Self = Self::of(Kind::C901, Group::Documentation);

    /// A change without effect, to start from.
    pub(crate) const fn of(kind: Kind, group: Group) -> Self {
        Self {
            kind,
            group,
            deployed: Deployed::Works,
            deployed_why: "",
            callers: Callers::Compile,
            callers_why: "",
        }
    }

    pub(crate) const fn deployed(self, deployed: Deployed, why: &'static str) -> Self {
        Self {
            deployed,
            deployed_why: why,
            ..self
        }
    }

    pub(crate) const fn fails(self, why: &'static str) -> Self {
        self.deployed(Deployed::Fails, why)
    }

    pub(crate) const fn harms(self, why: &'static str) -> Self {
        self.deployed(Deployed::Harms, why)
    }

    pub(crate) const fn depends(self, why: &'static str) -> Self {
        self.deployed(Deployed::Depends, why)
    }

    /// The effect on a client that need not send the value.
    pub(crate) fn if_left_out(self, may_be_left_out: bool) -> Self {
        if may_be_left_out && self.deployed == Deployed::Fails {
            self.depends("it fails where it sends the field")
        } else {
            self
        }
    }

    pub(crate) const fn unknown(self, why: &'static str) -> Self {
        self.deployed(Deployed::Unknown, why)
    }

    pub(crate) const fn callers(self, callers: Callers, why: &'static str) -> Self {
        Self {
            callers,
            callers_why: why,
            ..self
        }
    }

    pub(crate) const fn must_change(self, why: &'static str) -> Self {
        self.callers(Callers::MustChange, why)
    }

    pub(crate) const fn refused(self, why: &'static str) -> Self {
        self.callers(Callers::Refused, why)
    }

    /// What is left of it where no deployed client meets it.
    pub(crate) fn of_callers(self) -> Self {
        let works = self.deployed(Deployed::Works, "");
        let least = if self.callers == Callers::Compile {
            Group::Behaviour
        } else {
            Group::TypeBreaking
        };
        let group = self.group.max(least);
        Self { group, ..works }
    }

    /// What is left of it where no caller meets it.
    pub(crate) fn of_deployed(self) -> Self {
        let least = match self.deployed {
            Deployed::Fails | Deployed::Harms => Group::WireBreaking,
            Deployed::Works | Deployed::Unknown | Deployed::Depends => Group::Behaviour,
        };
        let group = self.group.max(least);
        Self {
            group,
            ..self.callers(Callers::Compile, "")
        }
    }

    /// Both at once: of each answer the worse. The kind is that of the worse group.
    pub(crate) fn and(self, other: Self) -> Self {
        let is_worse = other.deployed > self.deployed
            || (other.deployed == self.deployed && self.deployed_why.is_empty());
        let deployed = if is_worse { other } else { self };
        let is_worse = other.callers > self.callers
            || (other.callers == self.callers && self.callers_why.is_empty());
        let callers = if is_worse { other } else { self };
        let kind = if other.group < self.group { other.kind } else { self.kind };
        let group = self.group.min(other.group);
        Self { kind, group, ..deployed }.callers(callers.callers, callers.callers_why)
    }
}

pub(crate) const OTHER_CRATE: Effect = Effect::of(Kind::C101, Group::TypeBreaking)
    .must_change("the crate has another name");

pub(crate) const OTHER_ENVIRONMENT: Effect = Effect::of(Kind::C105, Group::TypeBreaking)
    .must_change("the variant has another name");

pub(crate) const SIGNED_OTHERWISE: Effect =
    Effect::of(Kind::C113, Group::WireBreaking).fails("it signs in the old way");

pub(crate) const SEALED_OTHERWISE: Effect =
    Effect::of(Kind::C123, Group::WireBreaking).fails("it encrypts in the old way");

pub(crate) const CONTENT_SENT: Effect = Effect::of(Kind::C124, Group::Behaviour)
    .unknown("whether the vendor still reads the old way is not known");

pub(crate) const READ_OTHERWISE: Effect = Effect::of(Kind::C131, Group::WireBreaking)
    .fails("it looks for the result where it was, and finds answers undocumented");

pub(crate) const OTHER_SECOND: Effect = Effect::of(Kind::C131, Group::WireBreaking)
    .fails("it looks for the second code where it was, and finds answers undocumented")
    .must_change("a refusal or a row has a second code of another type");

pub(crate) const SECOND_ELSEWHERE: Effect = Effect::of(Kind::C131, Group::WireBreaking)
    .fails("it looks for the second code where it was, and finds answers undocumented");

pub(crate) const ANSWERED_OTHERWISE: Effect =
    Effect::of(Kind::C131, Group::WireBreaking)
        .fails("it reads another body, and finds answers undocumented")
        .must_change("the response has other fields");

pub(crate) const ANSWERED_IN_OTHER_CHARSET: Effect =
    Effect::of(Kind::C134, Group::WireBreaking)
        .depends("it finds answers undocumented that are not in the old charset");

pub(crate) const CODE_FORM: Effect = Effect::of(Kind::C132, Group::Behaviour)
    .depends("it finds answers undocumented whose code does not have the old form");

pub(crate) const MESSAGE: Effect = Effect::of(Kind::C133, Group::Behaviour)
    .deployed(Deployed::Works, "it finds no message where it was");

pub(crate) const WAITS_OTHERWISE: Effect = Effect::of(Kind::C135, Group::Behaviour)
    .deployed(Deployed::Works, "it does not find how long to wait where it was");

pub(crate) const OTHER_SET: Effect = Effect::of(Kind::C202, Group::TypeBreaking)
    .must_change("the constant of the set has another name");

pub(crate) const OTHER_SCHEME: Effect = Effect::of(Kind::C221, Group::WireBreaking)
    .fails("it writes the credential in the old way")
    .callers(Callers::Differs, "the text that they give is written otherwise");

pub(crate) const OTHER_TOKEN: Effect = Effect::of(Kind::C222, Group::WireBreaking)
    .fails("it fetches its token in the old way, or not at all");

/// A type of the same facts under another name.
pub(crate) const OTHER_NAME: Effect =
    Effect::of(Kind::C509, Group::TypeBreaking).must_change("the type has another name");

pub(crate) const OTHER_MODULE: Effect = Effect::of(Kind::C141, Group::TypeBreaking)
    .must_change("the module has another name");

pub(crate) const OTHER_VARIANT: Effect = Effect::of(Kind::C606, Group::TypeBreaking)
    .must_change("the variant has another name");

pub(crate) const OTHER_ZONE: Effect = Effect::of(Kind::C114, Group::WireBreaking)
    .fails("it writes local times by the old offset");

pub(crate) const OTHER_OFFSET: Effect = Effect::of(Kind::C608, Group::Behaviour)
    .depends("in this zone it writes times by the old offset");

pub(crate) const OTHER_OPERATION: Effect = Effect::of(Kind::C303, Group::TypeBreaking)
    .must_change("its types and its method have other names");

pub(crate) const OTHER_SUBJECT: Effect = Effect::of(Kind::C144, Group::TypeBreaking)
    .must_change("its types stand in another module");

pub(crate) const OTHER_PLACE: Effect = Effect::of(Kind::C414, Group::WireBreaking)
    .fails("it sends the value in the old place");

pub(crate) const OTHER_DEFAULT: Effect = Effect::of(Kind::C415, Group::Behaviour)
    .depends(
        "where it leaves the field out, the vendor takes another value than before",
    );

pub(crate) const NAMELESS: Effect = Effect::of(Kind::C416, Group::Behaviour)
    .unknown("what the page lists without a name, no client sends or reads");

/// Another statement is followed than before. Its effect is reported where the fact is.
pub(crate) const OTHER_READING: Effect = Effect::of(Kind::C513, Group::Behaviour);

pub(crate) const OTHER_FLAG: Effect =
    Effect::of(Kind::C510, Group::WireBreaking).fails("it writes the old words");

pub(crate) const OTHER_KEY: Effect = Effect::of(Kind::C423, Group::TypeBreaking)
    .unknown("whether the vendor knows its repeated requests is not known")
    .must_change(
        "the builder takes the value otherwise, and `new` may take one less or more",
    );

pub(crate) const OTHER_MINT: Effect = Effect::of(Kind::C424, Group::TypeBreaking)
    .must_change("`new` takes one value less or more");

pub(crate) const OTHER_HOST: Effect =
    Effect::of(Kind::C331, Group::WireBreaking).fails("it calls the old host");

pub(crate) const OTHER_CALLBACK: Effect = Effect::of(Kind::C342, Group::TypeBreaking)
    .must_change("its type and its module have other names");

pub(crate) const PROVED_OTHERWISE: Effect = Effect::of(Kind::C343, Group::WireBreaking)
    .fails("it refuses callbacks, which it verifies in the old way");

pub(crate) const OTHER_TIME: Effect = Effect::of(Kind::C345, Group::WireBreaking)
    .fails("it refuses callbacks, whose time it looks for where it was");

pub(crate) const OTHER_LIMIT: Effect =
    Effect::of(Kind::C345, Group::Behaviour).depends("it goes by the old age limit");

pub(crate) const OTHER_ANSWER: Effect = Effect::of(Kind::C346, Group::Behaviour)
    .unknown("whether the vendor still takes the old answer is not known");

pub(crate) const CALLBACK_BODY: Effect = Effect::of(Kind::C360, Group::WireBreaking)
    .fails("it refuses callbacks, whose body it reads in the old way");

pub(crate) const CALLBACK_SEALED: Effect = Effect::of(Kind::C361, Group::WireBreaking)
    .fails("it refuses callbacks, whose body it does not expect so")
    .callers(Callers::Differs, "a receiver of what is encrypted needs keys");

pub(crate) const EVENT_OTHERWISE: Effect = Effect::of(Kind::C347, Group::Behaviour)
    .depends("it tells repeated deliveries by the old field")
    .callers(Callers::Differs, "`event_key` is another field");

pub(crate) const OTHER_LIST: Effect = Effect::of(Kind::C422, Group::WireBreaking)
    .fails("it writes the list in the old way");

pub(crate) const GONE: Effect =
    Effect::of(Kind::C001, Group::TypeBreaking).must_change("it is no longer there");

pub(crate) const OTHERWISE: Effect =
    Effect::of(Kind::C002, Group::TypeBreaking).must_change("it is declared otherwise");

pub(crate) const MORE: Effect = Effect::of(Kind::C003, Group::Additive);

pub(crate) const OBLIGING: Effect = Effect::of(Kind::C004, Group::TypeBreaking)
    .must_change("who matches, builds or implements it has to name it");

pub(crate) const LOOSER: Effect = Effect::of(Kind::C005, Group::Additive);

pub(crate) const CONSTANT: Effect = Effect::of(Kind::C006, Group::Behaviour)
    .callers(Callers::Differs, "it stands for another value");

pub(crate) const SENT: Effect = Effect::of(Kind::C051, Group::WireBreaking)
    .deployed(Deployed::Works, "it goes on sending what it sent")
    .callers(Callers::Differs, "the same call sends something else");

pub(crate) const READ: Effect = Effect::of(Kind::C052, Group::Behaviour)
    .callers(Callers::Differs, "the same answer is taken for something else");

pub(crate) const NOT_RECORDED: Effect = Effect::of(Kind::C053, Group::Behaviour)
    .deployed(Deployed::Works, "it has the old code")
    .callers(Callers::Compile, "whether it sends and reads the same is not recorded");

pub(crate) const CODE: Effect = Effect::of(Kind::C054, Group::Documentation)
    .callers(Callers::Compile, "what is recorded is the same");

pub(crate) const RECORDED: Effect = Effect::of(Kind::C055, Group::Documentation);
