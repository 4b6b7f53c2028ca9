// The fields of a request, to be filled in. What is right is the check's to say: it is the client's own.

import { el, prose } from "./dom.js";
import { given, plain, write } from "./json.js";

let made = 0;

/** A field with its label, its rules and the place of what is wrong with it. */
class Field {
    constructor(api, { key, name, schema, isRequired, example }, path) {
        const it = api.value(schema);
        made += 1;
        const id = `field-${made}`;
        this.key = key;
        this.path = path;
        this.type = it.type;
        this.isFile = it.format === "binary";
        this.isJson = it.type === "array" || it.type === "object" || api.shapes(schema).length > 0;
        const text = example === undefined ? "" : this.isJson || typeof example === "object" ? write(example) : plain(example);
        const attributes = { id, "aria-describedby": `${id}-rules ${id}-wrong`, "aria-required": isRequired, autocomplete: "off", spellcheck: "false" };
        const codes = it.codes ?? (it.enum ?? (it.type === "boolean" ? [true, false] : [])).map((value) => ({ const: value }));
        this.input = el(this.isJson ? "textarea" : "input", { ...attributes, type: this.isJson ? undefined : this.isFile ? "file" : "text", onchange: this.isFile ? () => this.read() : undefined, list: codes.length > 0 ? `${id}-codes` : undefined });
        if (!this.isFile) this.input.value = text;
        this.wrong = el("p", { class: "bad", id: `${id}-wrong` });
        this.nothing = it.isNullable ? el("input", { type: "checkbox", id: `${id}-null` }) : null;
        this.element = el("div", { class: "field" },
            el("label", { for: id }, el("span", { class: "wire" }, name), isRequired ? " (required)" : ""),
            el("div", { class: "soft", id: `${id}-rules` }, el("p", {}, api.rules(schema).join(", "), this.isJson ? ", as JSON" : ""), prose(schema.description)),
            this.input,
            codes.length > 0 && el("datalist", { id: `${id}-codes` }, codes.map((row) => el("option", { value: plain(row.const) }, row.title ?? ""))),
            this.nothing && el("label", { for: `${id}-null` }, this.nothing, " null"),
            this.wrong);
    }

    /** Its JSON, if it has a value. */
    json() {
        if (this.nothing?.checked) return "null";
        if (this.isFile) return this.file;
        const text = this.input.value;
        if (text === "") return undefined;
        if (!this.isJson) return given(text, this.type);
        try {
            JSON.parse(text);
            return text;
        } catch {
            // A text, which the check refuses.
            return JSON.stringify(text);
        }
    }

    /** Reads the file that was chosen, as the client reads it in JSON. */
    async read() {
        const [chosen] = this.input.files;
        if (chosen) {
            const bytes = new Uint8Array(await chosen.arrayBuffer());
            const content = btoa(Array.from(bytes, (it) => String.fromCharCode(it)).join(""));
            this.file = JSON.stringify({ name: chosen.name, media_type: chosen.type || "application/octet-stream", content });
        } else {
            this.file = undefined;
        }
        this.input.dispatchEvent(new Event("input", { bubbles: true }));
    }

    show(problems) {
        this.wrong.replaceChildren(...problems.flatMap((it) => [it.problem, it.source ? ` (${it.source})` : "", el("br")]));
        this.input.setAttribute("aria-invalid", String(problems.length > 0));
    }

    get all() {
        return [this];
    }
}

/** The fields of an object. */
class Group {
    constructor(api, { key, name, schema, isRequired, example }, path) {
        this.key = key;
        this.path = path;
        this.isRequired = isRequired;
        this.fields = api.fields(schema).map((field) =>
            make(api, { ...field, key: field.name, example: example?.[field.name] }, `${path}.${field.name}`));
        this.element = el("fieldset", {}, el("legend", { class: "wire" }, name, isRequired ? " (required)" : ""),
            prose(schema.description), this.fields.map((it) => it.element));
    }

    json() {
        const parts = written(this.fields);
        return parts.length === 0 && !this.isRequired ? undefined : `{${parts.join(",")}}`;
    }

    get all() {
        return this.fields.flatMap((it) => it.all);
    }
}

function make(api, field, path) {
    const it = api.value(field.schema);
    const isGroup = it.type === "object" && it.properties && !it.isNullable && api.shapes(field.schema).length === 0;
    return new (isGroup ? Group : Field)(api, field, path);
}

const written = (fields) => fields.flatMap((it) => {
    const json = it.json();
    return json === undefined ? [] : [`${JSON.stringify(it.key)}:${json}`];
});

/** All fields of an operation's request. */
export class Form {
    constructor(api, operation, possible) {
        const body = api.whole(api.request(operation).schema ?? {});
        const example = api.example(operation);
        const fieldOf = ({ key, name, place, made: isMade }) => {
            if (place === "body") {
                const schema = body.properties?.[name];
                return schema && { key, name, schema, isRequired: !isMade && body.required?.includes(name), example: example[name] };
            }
            const parameter = operation.parameters?.find((it) => it.in === place && it.name === name);
            return parameter && {
                key, name, isRequired: !isMade && parameter.required, example: parameter.example,
                schema: { ...parameter.schema, description: parameter.description },
            };
        };
        // What is always the same is added by the client.
        const asked = possible.fields.map(fieldOf).filter((it) => it && api.value(it.schema).const === undefined);
        this.fields = asked.map((it) => make(api, it, it.name));
        this.element = el("div", {}, this.fields.map((it) => it.element));
    }

    /** The request as JSON, with further fields that no page shows. */
    json(further) {
        const parts = written(this.fields);
        const more = further.trim().replace(/^\{/, "").replace(/\}$/, "").trim();
        return `{${[...parts, ...(more ? [more] : [])].join(",")}}`;
    }

    /** Shows each problem at its field; returns those that belong to none. */
    show(problems) {
        const all = this.fields.flatMap((it) => it.all);
        const isOf = (field, { path }) => path === field.path || path === field.key
            || path.startsWith(`${field.path}.`) || path.startsWith(`${field.path}[`);
        for (const field of all) field.show(problems.filter((it) => isOf(field, it)));
        return problems.filter((it) => !all.some((field) => isOf(field, it)));
    }

    /** The first field that is wrong. */
    firstWrong() {
        return this.fields.flatMap((it) => it.all).find((it) => it.input.getAttribute("aria-invalid") === "true");
    }
}
