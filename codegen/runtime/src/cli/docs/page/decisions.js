// What is contradictory or not known, and how it was read.

import { code, el, facts, outside, prose, said } from "./dom.js";
import { plain } from "./json.js";

/** Where something is documented. */
export function source(it) {
    if (!it) return null;
    const text = [it.page, it.section].filter(Boolean).join(", ");
    const standing = it.standing && it.standing !== "documented" ? ` (${it.standing})` : "";
    return el("span", { class: "soft" }, it.url ? outside(it.url, text) : text, standing);
}

/** A contradiction or a gap, and how it was decided. */
export function decision(it) {
    const other = it.elsewhere && [said("span", it.elsewhere.says), ` (${it.elsewhere.source})`];
    return el("div", { class: "note", role: "note" },
        facts([
            ["What is read", code(it.fact)],
            ["The page says", it.page_says && said("span", plain(it.page_says))],
            ["Elsewhere", other],
            ["Adopted", said("span", plain(it.adopted))],
            ["Because", said("span", it.because)],
            ["Evidence", it.evidence?.join("; ")],
            ["Standing", it.standing],
            ["To be confirmed", it.confirm],
        ]));
}

/** What is decided within a schema, each with the path to it. */
export function within(api, schema, path = "", depth = 0) {
    const whole = api.value(schema);
    const own = (whole["x-decisions"] ?? []).map((it) => ({ ...it, fact: path ? `${path}: ${it.fact}` : it.fact }));
    if (depth > 5 || whole.codes) return own;
    const inner = api.fields(schema).flatMap((field) =>
        within(api, field.schema, path ? `${path}.${field.name}` : field.name, depth + 1));
    return [...own, ...inner];
}

/** Everything that is open about an operation. */
export function open(api, operation) {
    const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"));
    const decided = [
        ...(operation["x-decisions"] ?? []),
        ...within(api, api.request(operation).schema),
        ...(operation.parameters ?? []).flatMap((it) => within(api, it.schema, it.name)),
        ...within(api, api.body(success?.[1].content).schema, "answer"),
    ];
    const parts = Object.entries(operation["x-known"] ?? {}).filter(([, known]) => known !== "whole");
    const gaps = [
        ...parts.map(([part, known]) => known === "none" ? `Of its ${part}, nothing is known.` : `Its ${part} is known in part.`),
        ...(operation["x-open"] ?? []),
    ];
    return { decided, gaps };
}

/** The page of everything that is contradictory or not known. */
export function overview(api) {
    const operations = [...api.operations, ...api.callbacks]
        .map((operation) => ({ operation, ...open(api, operation) }))
        .filter(({ decided, gaps }) => decided.length + gaps.length > 0);
    const general = [
        ...(api.document["x-decisions"] ?? []),
        ...(api.document["x-envelope"]?.decisions ?? []),
        ...api.tables.flatMap((it) => within(api, it.schema, it.name)),
    ];
    return [
        el("h1", { tabindex: "-1" }, "What is contradictory or not known"),
        ...prose("Where the vendor's pages contradict themselves or are silent, this is how they were read, and why."),
        general.length > 0 && el("h2", {}, "In general"),
        general.map(decision),
        operations.map(({ operation, decided, gaps }) => [
            el("h2", {}, el("a", { href: `#/${operation.id}` }, operation.summary ?? operation.id)),
            gaps.length > 0 && el("ul", {}, gaps.map((it) => said("li", it))),
            decided.map(decision),
        ]),
    ];
}
