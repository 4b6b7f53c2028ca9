//! The keys of `walkthroughs/<id>.yaml`.

facts! {
    /// `walkthroughs/<id>.yaml`: a worked example of operations that follow each other. The client
    /// has it as a program, which is run against the mock server as a test.
    pub struct Walkthrough {
        /// The file's name without its ending; the name of the program.
        id: String = docs, id;
        /// What is done, in a few words.
        title: String = docs;
        /// A description in our own words.
        about: String = docs, sentence;
        /// What the caller gives.
        #[serde(default)]
        inputs: Vec<Input> = docs;
        /// In the order in which they are called.
        steps: Vec<Step> = docs;
    }

    /// A value that the caller gives.
    pub struct Input {
        /// Its name, by which steps refer to it.
        name: String = docs, unique("the input");
        /// An invented value, with which the program is run.
        example: String = docs, data;
        /// A description in our own words.
        about: Option<String> = docs, sentence;
    }

    /// One call.
    pub struct Step {
        /// The id of the operation.
        operation: String = docs, operation;
        /// What it is for, in our own words.
        about: Option<String> = docs, sentence;
        /// Why it comes here, where it takes no value of an earlier step.
        because: Option<String> = docs, sentence;
        /// The fields of the request that are given.
        #[serde(default)]
        fields: Vec<Given> = docs;
        /// Fields that no page documents, of a request that is not known whole.
        #[serde(default)]
        undocumented: Vec<GivenUndocumented> = docs;
        /// What is taken from the answer.
        #[serde(default)]
        takes: Vec<Taken> = docs;
    }

    /// A field of a request, and its value: either the value itself, or the name of one.
    pub struct Given {
        /// The field by its name on the wire, within objects and lists: `loans[0].bookNumber`.
        name: String = docs, data, unique("the value of");
        /// The value.
        value: Option<String> = docs, data;
        /// The name of an input, or of what an earlier step takes.
        from: Option<String> = docs;
    }

    /// An undocumented field of a request, and its value.
    pub struct GivenUndocumented {
        /// Its name on the wire, behind the object that it is in: `reader.memo`.
        name: String = docs, data, unique("the value of");
        /// An invented value, as JSON.
        json: String = docs, data;
    }

    /// A value of an answer.
    pub struct Taken {
        /// Its name, by which later steps refer to it.
        name: String = docs, unique("the value");
        /// The field by its name on the wire, within objects and lists: `books[0].bookNumber`.
        read: String = docs, data;
        /// An invented value, with which the mock server answers. No other value that is sent is
        /// the same, so that a test can tell it.
        example: String = docs, data;
    }
}
