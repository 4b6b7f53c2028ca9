//! Equality, order and hash of a value that carries a rule as a type.

/// Implements what `derive` would, of the one field that holds data. A derive would ask the
/// same of the rule, which is never there.
macro_rules! plain {
    ($type:ident, $field:ident) => {
        impl<R> PartialEq for $type<R> {
            fn eq(&self, other: &Self) -> bool {
                self.$field == other.$field
            }
        }

        impl<R> Eq for $type<R> {}

        impl<R> PartialOrd for $type<R> {
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<R> Ord for $type<R> {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.$field.cmp(&other.$field)
            }
        }

        impl<R> ::std::hash::Hash for $type<R> {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.$field.hash(state);
            }
        }
    };
}

pub(super) use plain;
