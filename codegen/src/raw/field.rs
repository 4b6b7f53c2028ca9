//! The keys of parameters and of fields of objects.

use super::effect::{
    NAMELESS, OTHER_DEFAULT, OTHER_FLAG, OTHER_KEY, OTHER_LIST, OTHER_MINT, OTHER_NAME,
    OTHER_PLACE,
};
use super::field_type::{
    CHOICES, CODED, FILES, FieldType, LISTS, NUMBERS, OBJECTS, STYLED, TEXTS, VALUES,
};
use super::{Bound, Cite, Code, CodeType, FieldOrigin, Signing, Wire};
use crate::words::{Known, ListStyle, Location, Need, Redact};

limited! {
    /// One parameter, or one field of an object.
    #[derive(Default)]
    pub struct Field {
        /// Its name on the wire.
        name: String = by_use, resolvable, unique("the field");
        /// The name of its Rust type, where the wire name gives a poor or a shared one. The field
        /// is named after it too, where the wire name gives none at all.
        type_name: Option<String> = effect(OTHER_NAME), people;
        /// The type that the page prints.
        kind as "type": FieldType = by_use, applied, page;
        /// Where it is sent: in the body, the path or the query.
        #[serde(default)]
        place as "in": Location = effect(OTHER_PLACE), resolvable, people, implied("body");
        /// Whether it has to be sent.
        need: Need = by_use, applied, page;
        /// The condition of the need, in a sentence.
        condition: Option<String> = docs, sentence, applied;
    } limits {
        /// A constraint that the page prints and that sets no limit, or an unknown one.
        constraint: Option<String> = docs, data, page;
        /// The origin of the value.
        #[serde(default)]
        from: FieldOrigin = effect(OTHER_MINT), people, implied("caller"), of(
            &[FieldType::String],
            "remove the line: what is made for a call or configured is a text"
        );
        /// Whether it is the idempotency key: a value by which the vendor knows a repeated request.
        /// The caller gives it, or the client makes one for the request, which repeats keep.
        #[serde(default)]
        idempotency: bool = effect(OTHER_KEY), people, implied("false"),
            of(&[FieldType::String], "remove the line: the key is a text");
        /// Whether `null` is a value of it, which does something else than leaving the field out, as
        /// to clear what is stored. Only of a field in a JSON body; what is read may always be null.
        #[serde(default)]
        nullable: bool = by_use, people, implied("false");
        /// The value that the vendor assumes when none is sent. The client does not send it.
        default: Option<String> = effect(OTHER_DEFAULT), data, applied, prose;
        /// The form of the value, as the page says.
        form: Option<String> = by_use, applied, prose,
            of(TEXTS, "make the field a string if the page shows its values as text");
        /// The code table that lists the values.
        codes: Option<String> = by_use, resolvable,
            of(TEXTS, "make the field a string: codes are texts"), table;
        /// How an array is written in a query, a form or a multipart body: `repeated` is `a=1&a=2`, `brackets` is
        /// `a[]=1&a[]=2`, `comma` is `a=1,2`, and `json` is `a=["1","2"]`. An object has one of
        /// `brackets`, which is `a[b]=1`, `dots`, which is `a.b=1`, and `json`, which is
        /// `a={"b":"1"}`; arrays of objects and arrays within objects are numbered from 0:
        /// `a[0][b]=1`, `a[0].b=1`.
        #[serde(default)]
        list_style: ListStyle = effect(OTHER_LIST), people, implied("repeated"), of(
            STYLED,
            "remove the line: a single value has no style"
        );
        /// Whether it is an array of such arrays, in a JSON body: then `min_items` and `max_items`
        /// beside it count the items of each, and those within it count the arrays.
        rows: Option<Rows> = by_use, people, of(
            &[FieldType::ArrayOfStrings, FieldType::ArrayOfNumbers],
            "make the field an array of strings or of numbers, or remove the line"
        );
        /// The values, where the page lists them beside the field: each a code and its name, as in a
        /// code table. Those of a number are whole numbers, and in quotes too. A required field that
        /// has one value is sent by the client itself, and nobody is asked for it.
        #[serde(default)]
        values: Vec<Code> = by_use, people,
            of(CODED, "make the field a string or a number: its values are texts or whole numbers");
        /// The media types that a file may have, such as `image/png`, or `image/*` for all of one
        /// kind; any when absent.
        #[serde(default)]
        media_types: Vec<String> = by_use, people,
            of(FILES, "make the field a file, or remove the line");
        /// How a boolean is written; JSON's own way when absent.
        wire: Option<Wire> = effect(OTHER_FLAG), resolvable, implied("true/false"),
            of(&[FieldType::Boolean], "make the field a boolean, or remove the line");
        /// How much of it debug output shows; hidden when absent.
        redact: Option<Redact> = by_use, people;
        /// An invented value that satisfies every rule, for examples.
        example: Option<String> = docs, data, people,
            of(VALUES, "give the examples to the fields in it");
        /// A description in our own words.
        about: Option<String> = docs, sentence, people;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// The row that the page prints for the items of an array, and that is not on the wire.
        item: Option<Item> = remark(NO_FIELD);
        /// The source of the field, where it is not the page that documents the operation.
        cite: Option<Cite> = docs, people;
        /// How much of the fields of an object, or of each object in an array, is known; of any other
        /// field, how much of what the page says of it: `none` where not even its need is known.
        #[serde(default)]
        known: Known = by_use, implied("whole");
        /// The fields of an object, or of each object in an array.
        #[serde(default)]
        fields: Vec<Field> = by_use, of(
            OBJECTS,
            "make the field an object or an array-of-objects, or remove its fields"
        );
        /// The field that tells the shapes of a one-of apart: the client sends it by itself. Without
        /// one, the required fields of the shapes do.
        discriminator: Option<String> = by_use, people,
            of(CHOICES, "make the field a one-of, or remove the line");
        /// The type of that field.
        #[serde(default)]
        discriminator_type: CodeType = by_use, people, implied("text"),
            of(CHOICES, "make the field a one-of, or remove the line");
        /// The value of that field for this shape.
        tag: Option<String> = by_use, data, people,
            of(&[FieldType::Object], "give each shape of the one-of its tag");
        /// Fields of the object that the page lists without a name.
        #[serde(default)]
        unnamed: Vec<Unnamed> = by_use, of(
            OBJECTS,
            "list them beside the field, in the object that has it"
        );
    }
}

facts! {
    /// The row that a page prints for the items of an array, as if they were a field.
    pub struct Item {
        /// The name in that row.
        name: String = remark(NO_FIELD);
        /// The need in that row.
        need: Need = remark(NO_FIELD), page;
        /// A constraint in that row that sets no limit, or an unknown one.
        constraint: Option<String> = remark(NO_FIELD), data, page;
        /// The text of the row, as it is printed.
        wording: Option<String> = remark(NO_FIELD), lines;
    }
}

facts! {
    /// The limits of an array of arrays.
    #[derive(Default)]
    pub struct Rows {
        /// At least so many arrays.
        min_items: Option<u32> = by_use, people;
        /// At most so many.
        max_items: Option<u32> = by_use, people;
    }
}

impl Rows {
    /// The limits of the array of arrays.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            min_items: self.min_items,
            max_items: self.max_items,
            ..Limits::default()
        }
    }
}

/// The reason why the row for the items of an array has no effect on a client.
const NO_FIELD: &str =
    "the row is of the page's layout: what an item is on the wire, its fields say";

limited! {
    /// The limits of a value.
    pub struct Limits;
}

limited! {
    /// A field whose name is missing on the page: the client cannot send or read it.
    #[derive(Default)]
    pub struct Unnamed {
        /// The field before it; absent for the first one.
        after: Option<String> = effect(NAMELESS);
        /// The type that the page prints.
        kind as "type": FieldType = effect(NAMELESS), page;
        /// Whether it has to be sent.
        need: Need = effect(NAMELESS), page;
    } limits {
        /// A constraint that the page prints and that sets no limit, or an unknown one.
        constraint: Option<String> = effect(NAMELESS), data, page;
        /// The page's description, as it is printed.
        wording: Option<String> = effect(NAMELESS), lines;
        /// The question to the vendor; absent where it is decided.
        confirm: Option<String> = effect(NAMELESS), sentence;
    }
}

impl Field {
    /// The value of a discriminator for one of its shapes, as JSON.
    #[must_use]
    pub fn told(&self, shape: &Self) -> Option<(String, String)> {
        let (name, tag) = (self.discriminator.clone()?, shape.tag.as_ref()?);
        let json = match self.discriminator_type {
            CodeType::Text => serde_json::Value::from(tag.as_str()).to_string(),
            CodeType::Integer | CodeType::Boolean => tag.clone(),
        };
        Some((name, json))
    }

    /// Whether it carries the signature.
    #[must_use]
    pub fn carries(&self, signing: &Signing) -> bool {
        let name = match self.place {
            Location::Body => &signing.field,
            Location::Query => &signing.query,
            Location::Path | Location::Header => &None,
        };
        name.as_ref() == Some(&self.name)
    }

    /// Whether its values are codes, of a table or of its own.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.codes.is_some() || !self.values.is_empty()
    }

    /// Whether callers have to give it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.need == Need::Required
            && self.constant().is_none()
            && !self.idempotency
            && self.from == FieldOrigin::Caller
    }

    /// Its value, if it has one alone and always has to be sent.
    #[must_use]
    pub fn constant(&self) -> Option<&Code> {
        match self.values.as_slice() {
            [value] if self.need == Need::Required && !self.kind.is_list() => {
                Some(value)
            }
            _ => None,
        }
    }
}
