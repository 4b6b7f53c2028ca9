//! The JSON Schema of what commands write with `--format json`.

use super::terminal::{End, Terminal};
use clap::ArgMatches;
use std::io;

/// The schemas, by the names of the commands.
pub(super) const SCHEMAS: [(&str, &str); 3] =
    [("call", CALL), ("codes", CODES), ("operations", OPERATIONS)];

/// The command `schema`: writes the schema of a command.
pub(super) fn show(
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    let name = matches.get_one::<String>("command").map_or("", String::as_str);
    let schema = SCHEMAS.iter().find(|(command, _)| *command == name);
    let Some((_, schema)) = schema else { return Ok(End::Invalid) };
    terminal.show(schema).map(|()| End::Fine)
}

const CALL: &str = r##"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Call",
  "description": "The outcome of one call. Every key is there; what there is not is null.",
  "type": "object",
  "required": ["outcome", "code", "second_code", "correlation_id", "idempotency_key", "reached", "remedy", "advice", "retry_after", "inquire", "status", "message", "violations", "warnings", "answer", "unknown_fields", "output", "output_error", "dry_run", "request"],
  "properties": {
    "outcome": { "description": "What became of the call.", "enum": ["success", "partial", "pending", "api", "undocumented", "mismatch", "invalid", "transport"] },
    "code": { "description": "The vendor's result code.", "type": ["string", "null"] },
    "second_code": { "description": "The second code, for a vendor that has two.", "type": ["string", "null"] },
    "correlation_id": { "description": "The id that identifies the call for the vendor's support.", "type": ["string", "null"] },
    "idempotency_key": { "description": "The key with which the same request is sent again without being done twice.", "type": ["string", "null"] },
    "reached": { "description": "Whether the request has reached the vendor.", "enum": ["no", "maybe", "yes"] },
    "remedy": { "description": "What to do.", "enum": ["none", "fix-request", "fix-setup", "ask-user", "retry-later", "retry-with-key", "check-outcome", "contact-vendor", "unknown"] },
    "advice": { "description": "The same in words.", "type": "string" },
    "retry_after": { "description": "How many seconds the vendor asks to wait.", "type": ["integer", "null"] },
    "inquire": {
      "description": "How the outcome is learned, if it is not known.",
      "type": ["object", "null"],
      "required": ["operation", "with"],
      "properties": {
        "operation": { "description": "The operation that tells it.", "type": "string" },
        "with": { "description": "Its parameters, each with the field of the request or of the answer that has the value.", "type": "object", "additionalProperties": { "type": "string" } }
      },
      "additionalProperties": false
    },
    "status": { "description": "The HTTP status of the answer.", "type": ["integer", "null"] },
    "message": { "description": "What happened, in lines for people: the documented message and description of the code, or the reason.", "type": "string" },
    "violations": { "description": "What is wrong with the input; nothing was sent then.", "type": "array", "items": { "$ref": "#/definitions/problem" } },
    "warnings": { "description": "What is doubtful in the request, which was sent.", "type": "array", "items": { "$ref": "#/definitions/problem" } },
    "answer": { "description": "The answer, as far as it may be shown: an object, or a text for one that is not documented and shown by --show-answer." },
    "unknown_fields": { "description": "The number of undocumented fields that are not shown.", "type": "integer" },
    "output": { "description": "Where the content of the answer was written.", "type": ["string", "null"] },
    "output_error": { "description": "Why it could not be written.", "type": ["string", "null"] },
    "dry_run": { "description": "Whether nothing was to be sent.", "type": "boolean" },
    "request": {
      "description": "The request, as far as it may be shown; null if none was made.",
      "type": ["object", "null"],
      "required": ["method", "url", "headers", "fields", "encrypted", "bytes"],
      "properties": {
        "method": { "description": "The HTTP method.", "type": "string" },
        "url": { "description": "The URL, with the names of its parameters.", "type": "string" },
        "headers": { "description": "The headers by name.", "type": "object", "additionalProperties": { "type": "string" } },
        "fields": { "description": "The fields by name, each as far as it may be shown.", "type": "object", "additionalProperties": { "type": "string" } },
        "encrypted": { "description": "Whether the body is encrypted.", "type": "boolean" },
        "bytes": { "description": "The number of bytes of the body.", "type": "integer" }
      },
      "additionalProperties": false
    }
  },
  "additionalProperties": false,
  "definitions": {
    "problem": {
      "type": "object",
      "required": ["path", "option", "problem", "source"],
      "properties": {
        "path": { "description": "The path in the request, by the names on the wire.", "type": "string" },
        "option": { "description": "The option or environment variable that has the value.", "type": ["string", "null"] },
        "problem": { "description": "What is wrong with it; never the value.", "type": "string" },
        "source": { "description": "Page and section of the rule.", "type": ["string", "null"] }
      },
      "additionalProperties": false
    }
  }
}
"##;

const CODES: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Codes",
  "description": "The code tables, the codes of one table, or the results of an operation.",
  "type": "array",
  "items": {
    "anyOf": [
      {
        "type": "object",
        "required": ["table", "about"],
        "properties": {
          "table": { "description": "The name of a table.", "type": "string" },
          "about": { "description": "The number of its codes, and the name of its type.", "type": "string" }
        },
        "additionalProperties": false
      },
      {
        "type": "object",
        "required": ["code", "name"],
        "properties": {
          "code": { "description": "The code on the wire.", "type": "string" },
          "name": { "description": "Its name, by which options take it too.", "type": "string" }
        },
        "additionalProperties": false
      },
      {
        "type": "object",
        "required": ["code", "http", "remedy", "message", "description"],
        "properties": {
          "code": { "description": "The result code.", "type": "string" },
          "http": { "description": "The HTTP status, in digits.", "type": "string" },
          "remedy": { "description": "What to do.", "type": "string" },
          "message": { "description": "The documented message.", "type": "string" },
          "description": { "description": "The description in the vendor's language.", "type": "string" }
        },
        "additionalProperties": false
      }
    ]
  }
}
"#;

const OPERATIONS: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Operations",
  "description": "The operations, those of a subject one after the other.",
  "type": "array",
  "items": {
    "type": "object",
    "required": ["subject", "operation", "method", "path", "title"],
    "properties": {
      "subject": { "description": "The id of its subject, which names its module.", "type": "string" },
      "operation": { "description": "The id.", "type": "string" },
      "method": { "description": "The HTTP method.", "type": "string" },
      "path": { "description": "The path, with its parameters as {name}.", "type": "string" },
      "title": { "description": "The vendor's title.", "type": "string" }
    },
    "additionalProperties": false
  }
}
"#;
