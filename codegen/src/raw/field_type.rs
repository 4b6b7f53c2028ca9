//! The types of fields, and the words that go with them.

pub(super) const OBJECTS: &[FieldType] = &[
    FieldType::Object,
    FieldType::ArrayOfObjects,
    FieldType::OneOf,
    FieldType::ArrayOfOneOf,
];
pub(super) const CHOICES: &[FieldType] = &[FieldType::OneOf, FieldType::ArrayOfOneOf];
pub(super) const TEXTS: &[FieldType] =
    &[FieldType::String, FieldType::ArrayOfStrings, FieldType::MapOfStrings];
pub(super) const CODED: &[FieldType] =
    &[FieldType::String, FieldType::ArrayOfStrings, FieldType::Number];
pub(super) const NUMBERS: &[FieldType] = &[FieldType::Number, FieldType::ArrayOfNumbers];
pub(super) const FILES: &[FieldType] = &[FieldType::File];
pub(super) const LISTS: &[FieldType] = &[
    FieldType::ArrayOfObjects,
    FieldType::ArrayOfOneOf,
    FieldType::ArrayOfStrings,
    FieldType::ArrayOfNumbers,
    FieldType::MapOfStrings,
];
pub(super) const STYLED: &[FieldType] = &[
    FieldType::ArrayOfStrings,
    FieldType::ArrayOfNumbers,
    FieldType::MapOfStrings,
    FieldType::Object,
    FieldType::ArrayOfObjects,
    FieldType::OneOf,
    FieldType::ArrayOfOneOf,
];
pub(super) const VALUES: &[FieldType] = &[
    FieldType::String,
    FieldType::ArrayOfStrings,
    FieldType::ArrayOfNumbers,
    FieldType::MapOfStrings,
    FieldType::Number,
    FieldType::Boolean,
];

words! {
    /// The type that a page prints.
    #[derive(Default)]
    pub enum FieldType {
        /// Text.
        #[default]
        String = "string",
        /// A whole number of any size, or one with `decimals`.
        Number = "number",
        /// Yes or no, see `wire`.
        Boolean = "boolean",
        /// An object with `fields`.
        Object = "object",
        /// An array whose items are objects with `fields`.
        ArrayOfObjects = "array-of-objects",
        /// An object of one of several shapes. Its `fields` are the shapes: each is an object, whose
        /// name is not on the wire.
        OneOf = "one-of",
        /// An array whose items are such objects.
        ArrayOfOneOf = "array-of-one-of",
        /// An array whose items are texts; the constraints are those of an item, except for
        /// `min_items` and `max_items`.
        ArrayOfStrings = "array-of-strings",
        /// An array whose items are numbers, limited in the same way.
        ArrayOfNumbers = "array-of-numbers",
        /// An object with any names, whose values are texts; the constraints are those of a value,
        /// except for `min_items` and `max_items`, which count its entries.
        MapOfStrings = "map-of-strings",
        /// A file, which is a part of a body that is `multipart`: its content, its name and its
        /// media type.
        File = "file",
    }
}

impl FieldType {
    /// Whether it is an object, or a list of them.
    #[must_use]
    pub fn is_object(self) -> bool {
        OBJECTS.contains(&self)
    }

    /// Whether it is one of several shapes, or a list of such.
    #[must_use]
    pub fn is_choice(self) -> bool {
        CHOICES.contains(&self)
    }

    /// Whether its values can be codes.
    #[must_use]
    pub fn can_be_coded(self) -> bool {
        CODED.contains(&self)
    }

    /// Whether its items are named, and not numbered.
    #[must_use]
    pub fn is_map(self) -> bool {
        self == Self::MapOfStrings
    }

    /// Whether it is a list of whatever its items are, numbered or named.
    #[must_use]
    pub fn is_list(self) -> bool {
        LISTS.contains(&self)
    }
}

words! {
    /// How a boolean is written.
    #[derive(Default)]
    pub enum Wire {
        /// `true` and `false`.
        #[default]
        TrueFalse = "true/false",
        /// `"Y"` and `"N"`.
        YesNo = "Y/N",
        /// `"1"` and `"0"`.
        OneZero = "1/0",
    }
}

words! {
    /// The origin of a field's value.
    #[derive(Default)]
    pub enum FieldOrigin {
        /// The caller.
        #[default]
        Caller = "caller",
        /// The client, for each call, from its form; the caller may give it.
        Call = "call",
        /// The caller, once, when the client is built: nobody is asked for it in a request.
        Configuration = "configuration",
    }
}
