"""The program of a caller who receives what vendors send, and what comes of each delivery."""

import json
import subprocess

import crypto
from checking import Served

MAIN = """//! Receives callbacks: `received VENDOR`, one delivery a line, in JSON with the body in hex.

use std::io::BufRead as _;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

fn main() {
    let vendor = std::env::args().nth(1).expect("a vendor");
    for line in std::io::stdin().lock().lines() {
        let told: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let mut headers = HeaderMap::new();
        for (name, value) in told["headers"].as_object().expect("headers") {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
            let value = HeaderValue::from_str(value.as_str().expect("a text")).expect("a value");
            headers.insert(name, value);
        }
        let body = told["body"].as_str().expect("a body").as_bytes();
        let body: Vec<u8> = body
            .chunks(2)
            .map(|it| u8::from_str_radix(std::str::from_utf8(it).expect("hex"), 16).expect("hex"))
            .collect();
        let id = told["callback"].as_str().expect("a callback");
        let answer = match vendor.as_str() {
ARMS
            _ => panic!("{vendor}"),
        };
        println!("{answer}");
    }
}

FUNCTIONS
"""
FUNCTION = """fn NAME(id: &str, headers: &HeaderMap, body: &[u8]) -> Value {
    use NAME::callbacks::*;
KEYS    let _ = headers;
    match id {
ARMS
        _ => panic!("{id}"),
    }
}
"""


def crate(folder, vendors):
    """Writes the program, and returns its name; nothing where no vendor sends anything."""
    vendors = [it for it in vendors if it.callbacks]
    if not vendors:
        return []
    source = folder / "received" / "src"
    source.mkdir(parents=True)
    arms = "\n".join(f'            "{it.id}" => {it.id.replace("-", "_")}(id, &headers, &body),'
                     for it in vendors)
    functions = "\n".join(map(function, vendors))
    (source / "main.rs").write_text(MAIN.replace("ARMS", arms).replace("FUNCTIONS", functions))
    needs = "".join(f'{it.id} = {{ path = "../{it.id}" }}\n' for it in vendors)
    (source.parent / "Cargo.toml").write_text(
        '[package]\nname = "received"\nversion = "0.0.0"\nedition = "2024"\n\n[features]\ncli = []\n'
        f'ureq = []\nfake = []\n\n[dependencies]\nhttp = "1"\nserde_json = "1"\n{needs}')
    return ["received"]


def function(vendor):
    name, told = vendor.id.replace("-", "_"), vendor.callbacks
    keys = [f'    use {name}::keys::*;\n'] if told.signing or any(it.sealed for it in told.all) else []
    if any(it.sealed for it in told.all):
        server, client = crypto.key("server").public(), crypto.key("client").private()
        keys.append(f'    let sealing = CryptoKeys::new(CryptoKey::from_pem("invented-crypto-key", '
                    f'{json.dumps(server)}, {json.dumps(client)}).expect("keys"));\n')
    if told.signing:
        key = f'SecretKey::new({json.dumps(told.key)}).expect("a key")'
        decrypting = ".decrypting(sealing.clone())" if any(
            it.sealed and it.signed == "yes" for it in told.all) else ""
        keys.append(f"    let receiver = CallbackReceiver::new({key}){decrypting};\n")
    arms = "\n".join(f'        "{it.id}" => {received(it)}' for it in told.all)
    return FUNCTION.replace("NAME", name).replace("KEYS", "".join(keys)).replace("ARMS", arms)


def received(callback):
    """How a delivery is read, field by field."""
    kind = "".join(map(str.capitalize, callback.id.split("-")))
    if callback.signed == "yes":
        decode = f"receiver.decode::<{kind}>(headers, body)"
    elif callback.sealed:
        decode = f"UnverifiedCallback::<{kind}>::decrypt(body, &sealing).map(|it| it.trust())"
    else:
        decode = f"UnverifiedCallback::<{kind}>::decode(body).map(|it| it.trust())"
    fields = ", ".join(f'"{it.name}": {reading(it)}' for it in callback.fields)
    return f"""match {decode} {{
            Ok(it) => json!({{ "event": it.event_key(), "answer": {kind}::answer().status, "body": {kind}::answer().body,
                "fields": {{ {fields} }} }}),
            Err(error) => json!({{ "error": error.to_string(), "answer": error.answer().status }}),
        }},"""


def reading(field):
    read = f"it.{field.name}()"
    if field.kind == "number":
        return f"{read}.value().map(|it| it.to_string())"
    if field.kind in ("code", "decimal"):
        return f"{read}.value().map(|it| it.as_str().to_owned())"
    if field.kind == "texts":
        return f"{read}.values().map(|it| it.into_owned()).collect::<Vec<_>>()"
    if field.kind in ("object", "one", "map", "rows"):
        raw = f'serde_json::from_str::<Value>(it.json().get("{field.name}").expect("it is there").get()).ok()'
        return f"{read}.value().and_then(|_| {raw})"
    return f"{read}.value()"


def deliveries(program, vendor):
    """What is wrong with how a receiver takes the callbacks of a vendor."""
    wrong, lines, expected = [], [], []
    for callback in vendor.callbacks.all:
        for fault, is_taken in callback.faults().items():
            headers, body = callback.request(fault)
            lines.append(json.dumps({"callback": callback.id, "headers": headers, "body": body.hex()}))
            expected.append((callback, fault, is_taken))
    made = subprocess.run([program, vendor.id], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, encoding="utf-8")
    answers = [json.loads(it, parse_int=str, parse_float=str) for it in made.stdout.splitlines()]
    if len(answers) != len(lines):
        return [f"{vendor.id}: the receiver ended: {made.stderr}"]
    for (callback, fault, is_taken), told in zip(expected, answers):
        def complain(what):
            wrong.append(f"{vendor.id} {callback.id} {fault}: {what}: {told}")

        fields, event = callback.expected()
        answer = vendor.callbacks.answer or {"http": 200}
        if ("error" not in told) != is_taken:
            complain("taken or refused wrongly")
        elif is_taken and (told["fields"] != fields or told["event"] != event):
            complain(f"read in the place of {fields}, {event}")
        elif is_taken and (told["answer"] != str(answer["http"]) or told["body"] != answer.get("body", "")):
            complain("another answer")
    return wrong


class Receiver(Served):
    """Takes what the mock server of a vendor sends."""

    def __init__(self, vendor):
        super().__init__()
        self.vendor, self.received = vendor, []

    def take(self, method, target, headers, body):
        callback = next(it for it in self.vendor.callbacks.all if target == "/" + it.id)
        self.received.append(callback.id)
        told = callback.complaints(method, headers, body)
        self.complaints += [f"{callback.id}: the mock server's {it}" for it in told]
        return (self.vendor.callbacks.answer or {"http": 200})["http"], {}, b""


def sent(program, vendor, environment):
    """What is wrong with what the command line sends as the vendor."""
    receiver, wrong = Receiver(vendor), []
    for callback in vendor.callbacks.all:
        before = len(receiver.received)
        made = subprocess.run([program, "callback", callback.id, f"--to={receiver.url}/{callback.id}"],
                              env=environment, capture_output=True, text=True, encoding="utf-8")
        if made.returncode or receiver.received[before:] != [callback.id]:
            wrong.append(f"{callback.id}: not sent: {made.stdout}{made.stderr}")
    receiver.http.shutdown()
    return [f"{vendor.id} {it}" for it in wrong + receiver.complaints]
