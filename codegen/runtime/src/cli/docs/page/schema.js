// What the OpenAPI document says, as the page needs it.

import { plain, write } from "./json.js";

/** The last part of a reference: the name of what it refers to. */
const nameOf = (reference) => reference.split("/").at(-1);

/** Keys of schemas that are shown elsewhere or by the others. */
const KNOWN = new Set([
    "type", "description", "$ref", "name", "allOf", "anyOf", "oneOf", "title", "const", "enum", "minLength",
    "maxLength", "minimum", "maximum", "multipleOf", "items", "minItems", "maxItems", "minProperties",
    "maxProperties", "properties", "required", "additionalProperties", "examples", "discriminator", "format",
    "pattern", "contentMediaType", "contentSchema", "x-form", "x-calendar", "x-length", "x-max-digits",
    "x-decimals", "x-multiple-of", "x-need", "x-redact", "x-decisions", "x-source", "x-sources", "x-known",
    "x-media-types", "x-charset", "x-confirm", "x-utc-offset",
]);

export class Api {
    constructor(document) {
        this.document = document;
        this.schemas = document.components?.schemas ?? {};
        this.operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
            Object.entries(item).map(([method, it]) => ({
                ...it, id: it.operationId, method: method.toUpperCase(), path,
                parameters: it.parameters?.map((parameter) => this.component(parameter)),
            })));
        this.callbacks = Object.entries(document.webhooks ?? {}).flatMap(([id, item]) =>
            Object.entries(item).map(([method, it]) => ({ ...it, id, method: method.toUpperCase(), path: "", isCallback: true })));
        this.tables = Object.entries(this.schemas)
            .map(([name, schema]) => ({ name, schema, codes: codesOf(schema) })).filter((it) => it.codes);
        this.subjects = (document.tags ?? []).map((tag) => ({
            ...tag, title: tag["x-displayName"] ?? tag.name,
            operations: this.operations.filter((it) => it.tags?.includes(tag.name)),
        }));
        const isFiled = (operation) => this.subjects.some((it) => it.operations.includes(operation));
        const rest = this.operations.filter((it) => !isFiled(it));
        if (rest.length > 0) this.subjects.push({ name: "", title: "Other operations", operations: rest });
    }

    /** What a reference leads to, or what stands in the place of one. */
    component(it) {
        const [kind, name] = it.$ref?.split("/").slice(-2) ?? [];
        return this.document.components?.[kind]?.[name] ?? it;
    }

    operation(id) {
        return this.operations.find((it) => it.id === id);
    }

    /** A schema with what it refers to, and what its parts say together. */
    whole(schema, depth = 0) {
        if (!schema || depth > 8) return schema ?? {};
        if (schema.$ref) {
            const name = nameOf(schema.$ref);
            const { $ref, ...own } = schema;
            return { ...this.whole(this.schemas[name], depth + 1), name, ...own };
        }
        if (schema.allOf) {
            const { allOf, ...own } = schema;
            const parts = [...allOf.map((it) => this.whole(it, depth + 1)), own];
            const joined = Object.assign({}, ...parts);
            const of = (key) => Object.assign({}, ...parts.map((it) => it[key] ?? {}));
            if (parts.some((it) => it.properties)) joined.properties = of("properties");
            const required = parts.flatMap((it) => it.required ?? []);
            return required.length > 0 ? { ...joined, required: [...new Set(required)] } : joined;
        }
        return schema;
    }

    /** The schema of a body before it is encrypted, and whether it is. */
    body(content) {
        const schema = Object.values(content ?? {})[0]?.schema;
        const sealed = (it) => Object.values(it?.properties ?? {}).find((field) => field.contentSchema)?.contentSchema;
        const either = schema?.anyOf?.find((it) => sealed(it));
        const inner = sealed(schema) ?? sealed(either);
        return { schema: inner ?? schema, isEncrypted: Boolean(sealed(schema)), isEither: Boolean(either) };
    }

    /** The request of an operation. */
    request(operation) {
        return this.body(operation.requestBody?.content);
    }

    example(operation) {
        return this.whole(this.request(operation).schema).examples?.[0] ?? {};
    }

    /** The schema of a value, whether it may be null, and its codes. */
    value(schema) {
        const whole = this.whole(schema);
        const other = whole.anyOf?.filter((it) => it.type !== "null");
        if (whole.anyOf && other.length < whole.anyOf.length) {
            const { anyOf, ...own } = whole;
            return { ...this.value(other[0]), ...own, isNullable: true };
        }
        const codes = codesOf(whole);
        const type = codes ? (typeof codes[0]?.const === "number" ? "integer" : "string") : whole.type;
        return { ...whole, codes, type };
    }

    /** What a value has to be, as lines. */
    rules(schema) {
        const it = this.value(schema);
        const lines = [];
        const range = (least, most, unit) => {
            if (least === undefined && most === undefined) return;
            const many = unit ? ` ${unit}` : "";
            if (least === most) lines.push(`exactly ${plain(least)}${many}`);
            else if (most === undefined) lines.push(`at least ${plain(least)}${many}`);
            else if (least === undefined) lines.push(`at most ${plain(most)}${many}`);
            else lines.push(`${plain(least)} to ${plain(most)}${many}`);
        };
        const type = it.codes ? `code of ${it.name ?? "a table"}` : it.format === "binary" ? "file" : it.type;
        if (it.const !== undefined) lines.push(`always ${write(it.const)}`);
        else if (type) lines.push(Array.isArray(type) ? type.join(" or ") : type);
        if (it.isNullable) lines.push("or null");
        if (it.enum) lines.push(`one of ${it.enum.map(plain).join(", ")}`);
        range(it.minLength, it.maxLength, it.format === "binary" ? "bytes" : "characters");
        if (it["x-length"]) {
            const { charset, minBytes, maxBytes } = it["x-length"];
            range(minBytes, maxBytes, `bytes in ${charset}`);
        }
        range(it.minimum, it.maximum);
        range(it.minItems ?? it.minProperties, it.maxItems ?? it.maxProperties, "entries");
        if (it["x-form"]) lines.push(`form ${it["x-form"]}`);
        if (it["x-calendar"]) lines.push("a day of the calendar");
        if (it["x-max-digits"]) lines.push(`at most ${it["x-max-digits"]} digits`);
        if (it["x-decimals"] !== undefined) lines.push(`at most ${it["x-decimals"]} decimals`);
        const multiple = it.multipleOf ?? it["x-multiple-of"];
        if (multiple !== undefined) lines.push(`a multiple of ${plain(multiple)}`);
        if (it["x-media-types"]) lines.push(it["x-media-types"].join(", "));
        if (it["x-charset"]) lines.push(`in ${it["x-charset"]}`);
        // What this page does not know yet is shown as it is.
        for (const [key, value] of Object.entries(it)) {
            if (key.startsWith("x-") && !KNOWN.has(key)) lines.push(`${key.slice(2)}: ${write(value)}`);
        }
        return lines;
    }

    /** The fields of an object, or of the objects in a list or a map. */
    fields(schema) {
        const it = this.value(schema);
        if (it.type === "array") return this.fields(it.items);
        if (it.type === "object" && typeof it.additionalProperties === "object") return this.fields(it.additionalProperties);
        const required = new Set(it.required ?? []);
        return Object.entries(it.properties ?? {}).map(([name, field]) => ({ name, schema: field, isRequired: required.has(name) }));
    }

    /** The objects that a value is one of. */
    shapes(schema) {
        const it = this.value(schema);
        const inner = it.type === "array" ? this.value(it.items) : it;
        return inner.codes ? [] : (inner.oneOf ?? inner.anyOf ?? []).map((shape) => ({ schema: shape, name: shape.$ref ? nameOf(shape.$ref) : "object" }));
    }

    /** The documented results of an operation, each with its status. */
    results(operation) {
        return Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
            (response["x-results"] ?? []).map((row) => ({ status, ...row })));
    }
}

/** The codes of a table, with their names. */
function codesOf(schema) {
    const listed = schema?.anyOf?.find((it) => it.title === "Listed")?.oneOf ?? schema?.oneOf;
    return listed?.length > 0 && listed.every((it) => it.const !== undefined && !it.properties) ? listed : undefined;
}
