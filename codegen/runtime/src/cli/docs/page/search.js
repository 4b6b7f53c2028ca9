// The search over names, codes and messages, in both languages.

import { el, said } from "./dom.js";
import { plain } from "./json.js";

const MOST = 60;

/** Texts that are equal for people are equal here: half-width forms, composed Hangul, capitals. */
const folded = (text) => text.normalize("NFKC").toLowerCase();

/** Everything that can be found. */
export function index(api) {
    const entries = [];
    const add = (kind, title, where, texts, weight) => {
        const known = texts.filter(Boolean).map(plain);
        entries.push({ kind, title, where, text: known.find((it) => it !== title) ?? "", folded: folded([title, ...known].join("\n")), weight });
    };
    for (const operation of [...api.operations, ...api.callbacks]) {
        const where = `#/${operation.id}`;
        const known = [operation.id, operation.path, operation["x-source"]?.page, ...(operation["x-open"] ?? [])];
        add("operation", operation.summary ?? operation.id, where, [operation.description, ...known], 0);
        const visit = (schema, kind, depth) => {
            if (depth > 5) return;
            for (const field of api.fields(schema)) {
                const { description } = api.whole(field.schema);
                add(kind, `${field.name} · ${operation.summary}`, where, [field.schema.description ?? description], 1);
                visit(field.schema, kind, depth + 1);
            }
        };
        visit(api.request(operation).schema, "field", 0);
        for (const parameter of operation.parameters ?? []) {
            if (parameter["x-origin"] === undefined) {
                add("field", `${parameter.name} · ${operation.summary}`, where, [parameter.description], 1);
            }
        }
        const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"));
        visit(api.body(success?.[1].content).schema, "field of an answer", 0);
        for (const row of api.results(operation)) {
            add("result", `${row.code} · ${operation.summary}`, where, [row.message, row.description, row.about, row.variant], 2);
        }
    }
    for (const { name, schema, codes } of api.tables) {
        add("code table", name, `#/codes/${name}`, [schema.description], 1);
        for (const row of codes) {
            add("code", `${plain(row.const)} · ${name}`, `#/codes/${name}`, [row.title, row.description], 2);
        }
    }
    return entries;
}

/** The results of a search, those in titles first, as a list. */
export function results(entries, query) {
    const words = folded(query).split(/\s+/).filter(Boolean);
    const found = entries.filter((it) => words.every((word) => it.folded.includes(word)));
    const rank = (it) => (words.every((word) => folded(it.title).includes(word)) ? 0 : 10) + it.weight;
    found.sort((a, b) => rank(a) - rank(b));
    const shown = found.slice(0, MOST);
    const list = el("ul", {}, shown.map((it) => el("li", {},
        el("a", { href: it.where }, it.title), " ", el("span", { class: "soft" }, it.kind),
        it.text && said("p", it.text, { class: "soft" }))));
    const count = found.length === 0 ? "Nothing is found."
        : found.length > MOST ? `${found.length} are found; the first ${MOST} are shown. Another word narrows it down.`
            : found.length === 1 ? "1 is found." : `${found.length} are found.`;
    return { count, list };
}
