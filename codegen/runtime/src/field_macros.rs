//! Macros for the fields of structs that are sent.

#![allow(
    unused_imports,
    unused_macros,
    reason = "used only in the crate that this is copied to"
)]

/// A reference to a field for `Debug`, and to an object for a form.
macro_rules! shown {
    ($field:expr) => {
        $field
    };
    ($field:expr, hidden) => {
        &$crate::runtime::Hidden($field)
    };
    ($field:expr, written($style:ident)) => {
        &$crate::runtime::Nested($field, $crate::runtime::ListStyle::$style)
    };
    ($field:expr, hidden_written($style:ident)) => {
        $crate::runtime::macros::shown!(
            &$crate::runtime::Hidden($field),
            written($style)
        )
    };
}

/// The value of a field that has a type: a constant one has none.
macro_rules! of_type {
    ($value:expr, $type:ty) => {
        $value
    };
}

/// The source of a field: its own, if it has one.
macro_rules! source {
    ($source:expr) => {
        $crate::runtime::Cited::Here(&$source)
    };
    ($source:expr, $cite:expr) => {
        $crate::runtime::Cited::Apart(&$cite)
    };
}

pub(crate) use {of_type, shown, source};
