// JSON whose numbers keep their digits, which those of JavaScript do not.

/** Stands before the digits of a number that JavaScript cannot hold, in a text. */
const DIGITS = "\ue000";
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isExact = (digits) => String(Number(digits)) === digits;

export function parse(text) {
    return JSON.parse(text.replace(TOKENS, (token) =>
        token.startsWith('"') || isExact(token) ? token : JSON.stringify(DIGITS + token)));
}

/** The digits of a number, or a text, as people read it. */
export function plain(value) {
    return typeof value === "string" ? value.replace(DIGITS, "") : String(value);
}

/** JSON of a value, over several lines. */
export function write(value, indent = "") {
    const inner = `${indent}  `;
    const lines = (open, parts, close) =>
        parts.length === 0 ? open + close : `${open}\n${parts.map((it) => inner + it).join(",\n")}\n${indent}${close}`;
    if (typeof value === "string") return value.startsWith(DIGITS) ? value.slice(1) : JSON.stringify(value);
    if (Array.isArray(value)) return lines("[", value.map((it) => write(it, inner)), "]");
    if (value && typeof value === "object") {
        const parts = Object.entries(value).map(([name, it]) => `${JSON.stringify(name)}: ${write(it, inner)}`);
        return lines("{", parts, "}");
    }
    return JSON.stringify(value);
}

/** A text of JSON over several lines, or the text itself where it is none. */
export function pretty(text) {
    try {
        return write(parse(text));
    } catch {
        return text;
    }
}

/** The JSON of a text that a person gives for a value of this type. What fits no type is a text, which
 * the check refuses. */
export function given(text, type) {
    const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
    if ((type === "integer" || type === "number") && isNumber) return text;
    if (type === "boolean" && (text === "true" || text === "false")) return text;
    return JSON.stringify(text);
}
