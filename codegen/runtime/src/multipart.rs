//! Bodies of several parts: texts and files.

use super::pairs::{of_value, texts_of};
use super::{
    Content, FilePart, Minter, Object, Source, UndocumentedFields, UploadRule,
    Violation, ViolationKind, Violations, Visitor,
};
use std::fmt::Write as _;

/// A body, and what separates its parts.
pub(super) struct Multipart {
    pub(super) boundary: String,
    pub(super) bytes: Vec<u8>,
}

/// The fields of an object's body as the parts of a `multipart/form-data` (RFC 7578), each text in
/// UTF-8 and without a media type of its own.
pub(super) fn multipart<O: Object>(
    object: &O,
    minter: &Minter<'_>,
    source: Source,
) -> Result<Multipart, Violations> {
    let random = minter.random();
    let mut boundary = format!("form-{random:032x}");
    for further in 0_u64.. {
        let mut parts = Parts {
            boundary: &boundary,
            bytes: Vec::new(),
            count: 0,
            minter,
            source,
            wrong: Vec::new(),
        };
        object.visit(&mut parts);
        parts.end();
        Violations::gather(parts.wrong)?;
        // It stands before each part and at the end, and nowhere within one.
        if occurrences(&parts.bytes, boundary.as_bytes()) == parts.count + 1 {
            return Ok(Multipart {
                bytes: parts.bytes,
                boundary,
            });
        }
        boundary = format!("form-{random:032x}-{further}");
    }
    Err(Violation::new("body", ViolationKind::NotJson, source).into())
}

fn occurrences(bytes: &[u8], wanted: &[u8]) -> usize {
    let is_it = |window: &&[u8]| window.first() == wanted.first() && *window == wanted;
    bytes.windows(wanted.len()).filter(is_it).count()
}

struct Parts<'a> {
    boundary: &'a str,
    bytes: Vec<u8>,
    count: usize,
    minter: &'a Minter<'a>,
    source: Source,
    wrong: Vec<Violation>,
}

impl Parts<'_> {
    /// Writes a part with its name and further lines of its head.
    fn part(&mut self, name: &str, file: Option<&FilePart<'_>>, content: &[u8]) {
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{}\"",
            self.boundary,
            quoted(name)
        );
        if let Some(FilePart { name, media_type, .. }) = file {
            // Writing to a `String` does not fail.
            let _ = write!(
                head,
                "; filename=\"{}\"\r\nContent-Type: {media_type}",
                quoted(name)
            );
        }
        self.bytes.extend([head.as_bytes(), b"\r\n\r\n", content, b"\r\n"].concat());
        self.count += 1;
    }

    fn end(&mut self) {
        self.bytes.extend([b"--", self.boundary.as_bytes(), b"--\r\n"].concat());
    }

    fn note(&mut self, name: &'static str, broken: ViolationKind) {
        self.wrong.push(Violation::new(name, broken, self.source));
    }
}

/// A name as browsers write it in the head of a part.
fn quoted(name: &str) -> String {
    name.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22")
}

impl Visitor for Parts<'_> {
    fn minter(&self) -> Option<&Minter<'_>> {
        Some(self.minter)
    }

    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        if let Some(file) = value.file() {
            // Its own rule may have been left out; what no head can hold is refused.
            match UploadRule::ANY.check(&file) {
                Ok(()) => self.part(name, Some(&file), file.bytes),
                Err(wrong) => {
                    for it in &wrong {
                        self.note(name, it.kind.clone());
                    }
                }
            }
            return;
        }
        match of_value(name, value) {
            Ok(pairs) => {
                for (name, texts) in pairs {
                    self.part(&name, None, texts.join(",").as_bytes());
                }
            }
            Err(broken) => self.note(name, broken),
        }
    }

    fn undocumented(&mut self, fields: &UndocumentedFields) {
        for (name, value) in fields.iter() {
            match texts_of(value.get()) {
                Ok(texts) => {
                    for text in &texts {
                        self.part(name, None, text.as_bytes());
                    }
                }
                Err(_) => self.note("body", ViolationKind::NotJson),
            }
        }
    }
}
