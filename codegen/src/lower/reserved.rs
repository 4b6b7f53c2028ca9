//! Names that the client needs for itself.

use crate::raw::UNSORTED;

/// Names that the client uses without a path: those of the language's prelude, and of what its
/// modules, its tests and its documentation import. All that the runtime exports is reserved too.
pub(super) const NAMES: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Bytes",
    "Clone",
    "Copy",
    "Cow",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Environment",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fake",
    "Fault",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Scenario",
    "Self_",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Names that Windows has for devices, with whatever ending.
pub(super) const FILES: &[&str] = &["aux", "con", "nul", "prn"];

/// Names at the root of the client beside the modules of subjects and those of the runtime, files
/// that cargo looks for there, and crates of the language: the client's tests import the root, and
/// could not tell them from its modules. Nor could they those that it depends on.
pub(super) const ROOTS: &[&str] = &[
    "alloc",
    "bin",
    "cli",
    "client",
    "codes",
    "core",
    "descriptions",
    "environment",
    "fake",
    "fields",
    "headers",
    "lib",
    "main",
    "protocol",
    "runtime",
    "std",
    UNSORTED,
];

/// The methods that a client has beside those of its operations, and what is beside them on its
/// command line.
pub(super) const METHODS: &[&str] =
    &["builder", "call", "call_untyped", "clone", "core", "help", "new"];

/// Methods that the builder of a client has beside those of its headers, and its variables.
pub(super) const SETTINGS: &[&str] = &[
    "accept_unmatched_answers",
    "allow_plain_http",
    "base_url",
    "build",
    "build_blocking",
    "build_with",
    "clock",
    "core",
    "empty",
    "encryption",
    "environment",
    "host",
    "hosts",
    "ids",
    "keys",
    "limits",
    "of_zone",
    "plain_http",
    "secret_key",
    "setup",
    "utc_offset",
    "wrong",
];
