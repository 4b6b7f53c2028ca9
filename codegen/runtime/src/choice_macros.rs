//! Macros for objects of one of several shapes.

#![allow(
    unused_imports,
    unused_macros,
    reason = "used only in the crate that this is copied to"
)]

/// Declares the shapes of an object in a request: each is a struct that is sent.
macro_rules! sent_shapes {
    (
        $(#[$about:meta])*
        pub enum $type:ident;

        $($(#[$doc:meta])* $variant:ident($shape:ty);)*
    ) => {
        $(#[$about])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant($shape),)*
        }

        impl $crate::runtime::Object for $type {
            const NAME: &'static str = stringify!($type);

            fn visit<V: $crate::runtime::Visitor>(&self, visitor: &mut V) {
                match self {
                    $(Self::$variant(shape) => {
                        $crate::runtime::Object::visit(shape, visitor);
                    })*
                }
            }
        }

        $crate::runtime::macros::object!($type);

        impl $crate::runtime::Restored for $type {
            fn restored(
                raw: &::serde_json::value::RawValue,
            ) -> Result<Self, $crate::runtime::Violations> {
                let shapes = [$(<$shape as $crate::runtime::Restored>::restored(raw)
                    .map(Self::$variant)),*];
                $crate::runtime::stored::only_shape(shapes)
            }
        }
    };
}

/// Declares the shapes of an object in an answer: each is a response with its sign.
macro_rules! received_shapes {
    (
        $(#[$about:meta])*
        pub enum $type:ident;

        $($(#[$doc:meta])* $variant:ident($shape:ty) = $sign:expr;)*
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant($shape),)*
            /// An object of a shape that is not documented, as received.
            Undocumented($crate::runtime::Json),
        }

        impl $crate::runtime::Response for $type {
            fn from_json(json: $crate::runtime::Json) -> Self {
                let sign = $crate::runtime::ShapeSign::only(&json, [$($sign),*]);
                $(if sign == Some($sign) {
                    return Self::$variant($crate::runtime::Response::from_json(json));
                })*
                Self::Undocumented(json)
            }
        }

        impl $type {
            /// Returns the raw JSON object.
            #[must_use]
            pub fn json(&self) -> &$crate::runtime::Json {
                match self {
                    $(Self::$variant(shape) => shape.json(),)*
                    Self::Undocumented(json) => json,
                }
            }
        }
    };
}

pub(crate) use {received_shapes, sent_shapes};
