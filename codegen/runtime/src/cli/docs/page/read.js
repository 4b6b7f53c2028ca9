// The pages for reading: an operation, a code table, the whole.

import { decision, open, source, within } from "./decisions.js";
import { code, el, facts, outside, prose, said, sample, table } from "./dom.js";
import { plain, write } from "./json.js";

/** The rules of a value, with a link to its codes. */
function rules(api, schema) {
    const it = api.value(schema);
    return api.rules(schema).map((line, at) =>
        [at > 0 && ", ", it.codes && it.name && line === `code of ${it.name}`
            ? el("a", { href: `#/codes/${it.name}` }, line) : line]);
}

/** The rows of fields, those within objects behind them. */
function rows(api, fields, path = "", depth = 0) {
    return fields.flatMap(({ name, schema, isRequired }) => {
        const it = api.value(schema);
        const inner = it.type === "array" ? `${path}${name}[].` : `${path}${name}.`;
        const need = schema["x-need"] ?? (isRequired ? "required" : "optional");
        const row = el("tr", {},
            el("th", { scope: "row" }, code(path + name)),
            el("td", { class: "need" }, need),
            el("td", {}, rules(api, schema), it.type === "array" && [" of ", rules(api, it.items)]),
            el("td", {}, prose(schema.description ?? it.description),
                it["x-redact"] && it["x-redact"] !== "shown" && el("p", { class: "soft" }, `Personal: logs show ${it["x-redact"] === "hidden" ? "nothing of it" : it["x-redact"].replaceAll("-", " ")}.`),
                it["x-confirm"] && el("p", { class: "soft" }, `To be confirmed: ${it["x-confirm"]}`),
                source(schema["x-source"])));
        if (depth > 5) return [row];
        const shapes = api.shapes(schema).flatMap((shape) => [
            el("tr", {}, el("th", { scope: "row", colspan: "4" }, code(path + name), ` as ${shape.name}`)),
            ...rows(api, api.fields(shape.schema), inner, depth + 1),
        ]);
        return [row, ...rows(api, api.fields(schema), inner, depth + 1), ...shapes];
    });
}

const HEADS = ["Name", "Need", "Rules", "Meaning"];

function fields(api, schema, caption) {
    const shapes = api.shapes(schema);
    return [
        table(caption, HEADS, rows(api, api.fields(schema))),
        shapes.map((shape) => [el("h4", {}, shape.name), table(shape.name, HEADS, rows(api, api.fields(shape.schema)))]),
    ];
}

function request(api, operation) {
    const { schema, isEncrypted, isEither } = api.request(operation);
    const asked = (operation.parameters ?? []).filter((it) => it["x-origin"] === undefined || it["x-origin"] === "caller");
    const made = (operation.parameters ?? []).filter((it) => !asked.includes(it));
    const parameters = (all) => all.map((it) => ({
        name: it.name, isRequired: it.required,
        schema: { ...it.schema, description: [it.description, it["x-origin"] && `From: ${it["x-origin"]}.`, it.in !== "header" && `In the ${it.in}.`].filter(Boolean).join("\n\n") },
    }));
    const body = schema && [
        el("h3", {}, isEncrypted ? "Body, before it is encrypted" : "Body"),
        isEither && el("p", {}, "No page shows whether the body is encrypted."),
        el("p", { class: "soft" }, Object.keys(operation.requestBody?.content ?? {})[0]),
        fields(api, schema, "The fields of the body") ?? el("p", {}, "No field is known."),
    ];
    return [
        el("h2", {}, operation.isCallback ? "What is received" : "Request"),
        asked.length > 0 && [el("h3", {}, "Parameters"), table("Parameters", HEADS, rows(api, parameters(asked)))],
        body,
        made.length > 0 && el("details", {}, el("summary", {}, operation.isCallback ? "Headers" : "Headers that the client adds"),
            table("Headers", HEADS, rows(api, parameters(made)))),
    ];
}

function answer(api, operation) {
    const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"));
    const schema = success && api.body(success[1].content).schema;
    const results = api.results(operation).map((row) => el("tr", {},
        el("th", { scope: "row" }, code(row.code)),
        el("td", {}, row.status),
        el("td", {}, said("p", row.message ?? ""), row.description !== row.message && said("p", row.description ?? ""), prose(row.about),
            row.confirm && el("p", { class: "soft" }, `To be confirmed: ${row.confirm}`), source(row.source)),
        el("td", {}, (row.remedy ?? "").replaceAll("-", " "))));
    const cases = (operation["x-cases"] ?? []).map((it, at) => el("tr", {},
        el("th", { scope: "row" }, at + 1), el("td", {}, it.http), el("td", {}, it.code ? code(it.code) : "not known"), said("td", it.text)));
    return [
        el("h2", {}, "Answer"),
        schema && [el("h3", {}, "Success"), fields(api, schema, "The fields of a success")],
        results.length > 0 && [el("h3", {}, "Results"), table("The documented results", ["Code", "HTTP", "Meaning", "What to do"], results)],
        cases.length > 0 && [el("h3", {}, "Test cases of the vendor's test system"), table("Test cases", ["No.", "HTTP", "Code", "Case"], cases)],
    ];
}

/** The page of an operation. */
export function operation(api, it) {
    const { decided, gaps } = open(api, it);
    const pending = it["x-pending"];
    const samples = (it["x-codeSamples"] ?? []).map(({ lang, label, source: text }) => [el("h3", {}, label ?? lang), sample(text, label ?? lang)]);
    const example = api.example(it);
    return [
        el("h1", { tabindex: "-1" }, it.summary ?? it.id),
        el("p", {}, code(`${it.method} ${it.path}`)),
        prose(it.description),
        facts([
            ["Vendor's page", it.externalDocs && outside(it.externalDocs.url)],
            ["Source", source(it["x-source"])],
            ["Version", it["x-version"]],
            ["Mode", it["x-mode"]],
            ["Encrypted", it["x-encrypted"]],
            ["Sending it again", it["x-repeat"]?.replaceAll("-", " ")],
            ["Success that is not final", pending && [pending.about ?? "possible", "; asked about with ", el("a", { href: `#/${pending.inquire}` }, pending.inquire)]],
            ["Signed", it["x-signed"]],
            ["Rust", it["x-rust"] && code(it["x-rust"])],
        ]),
        it.deprecated && el("p", { class: "bad" }, "Deprecated."),
        request(api, it),
        !it.isCallback && answer(api, it),
        decided.length + gaps.length > 0 && [
            el("h2", {}, `Contradictory or not known (${decided.length + gaps.length})`),
            gaps.length > 0 && el("ul", {}, gaps.map((gap) => said("li", gap))),
            decided.map(decision),
        ],
        (samples.length > 0 || Object.keys(example).length > 0) && el("h2", {}, "Example"),
        Object.keys(example).length > 0 && [el("h3", {}, "Body, before it is signed and encrypted"), sample(write(example), "JSON")],
        samples,
    ];
}

/** The page of a code table. */
export function codes(api, { name, schema, codes: known }) {
    const used = [...api.operations, ...api.callbacks].filter((it) => JSON.stringify(it).includes(`/${name}"`)
        || uses(api, api.request(it).schema, name));
    return [
        el("h1", { tabindex: "-1" }, name),
        prose(schema.description),
        source(schema["x-source"]),
        schema.anyOf && el("p", {}, "Other codes of this form are possible."),
        within(api, schema).map(decision),
        table("Codes", ["Code", "Name", "Meaning"], known.map((row) => el("tr", {},
            el("th", { scope: "row" }, code(plain(row.const))), said("td", row.title ?? ""), el("td", {}, prose(row.description))))),
        used.length > 0 && [el("h2", {}, "Used by"), el("ul", {}, used.map((it) => el("li", {}, el("a", { href: `#/${it.id}` }, it.summary))))],
    ];
}

/** Whether a value, or one within it, is a code of this table. */
function uses(api, schema, name, depth = 0) {
    return depth < 6 && api.fields(schema).some((it) => {
        const value = api.value(it.schema);
        return value.name === name || api.value(value.items ?? {}).name === name || uses(api, it.schema, name, depth + 1);
    });
}

/** The first page. */
export function overview(api) {
    const { document } = api;
    const { info } = document;
    const [signing, encryption, envelope] = ["x-signing", "x-encryption", "x-envelope"].map((key) => document[key]);
    const common = (title, it, pairs) => it && [el("h2", {}, title), prose(it.about), facts([...pairs, ["Source", source(it.source)]]), (it.decisions ?? []).map(decision)];
    const unreached = (document["x-environments-without-url"] ?? []).map((it) => el("li", {}, `${it.id}: `, it.about ?? "The address is not known."));
    return [
        el("h1", { tabindex: "-1" }, info.title),
        prose(info.description),
        el("p", {}, `Version ${info.version}, ${api.operations.length} operations. `, el("a", { href: "#/decisions" }, "What is contradictory or not known")),
        el("h2", {}, "Addresses"),
        el("ul", {}, (document.servers ?? []).map((it) => el("li", {}, code(it.url), ` ${it.description ?? ""}`)), unreached),
        common("Signature", signing, [
            ["Header", signing?.header && code(signing.header)], ["Query", signing?.query && code(signing.query)], ["Field", signing?.field && code(signing.field)],
            ["Algorithm", signing?.algorithm], ["Signs", signing && code(signing.signs)], ["Written as", signing && code(signing.written)], ["Encoding", signing?.encoding],
        ]),
        common("Encryption", encryption, [
            ["Format", encryption?.format], ["Keys", encryption?.key_management], ["Content", encryption?.content_sent],
            ["Field", encryption && code(encryption.field)], ["Key id", encryption?.key_id_header && code(encryption.key_id_header)],
        ]),
        common("Result of an answer", envelope, [
            ["Object", envelope?.object && code(envelope.object)], ["Code", envelope && code(envelope.code)], ["Message", envelope?.message && code(envelope.message)],
            ["Success", envelope?.success_code?.join(", ")],
        ]),
        api.subjects.map((subject) => [
            el("h2", {}, subject.title), prose(subject.description),
            el("ul", {}, subject.operations.map((it) => el("li", {}, el("a", { href: `#/${it.id}` }, it.summary ?? it.id)))),
        ]),
    ];
}
