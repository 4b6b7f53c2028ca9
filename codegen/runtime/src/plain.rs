//! Equality, order and hash of types with a rule as a marker type.

/// Implements what `derive` would for the one field with data. A derive would require the same
/// traits of the rule.
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
