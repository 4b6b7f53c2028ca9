// Elements from data. Everything is set as text or as an attribute: nothing is read as HTML.

const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;

/** An element with attributes, listeners (`onclick`) and children: elements, texts, lists of both. */
export function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else element.setAttribute(name, value === true ? "" : String(value));
    }
    const texts = children.flat(Infinity).filter((it) => it !== undefined && it !== null && it !== false);
    element.append(...texts.map((it) => (it instanceof Node ? it : String(it))));
    return element;
}

/** A text that says its language where that is Korean. */
export function said(tag, text, attributes = {}) {
    return el(tag, { ...attributes, lang: HANGUL.test(text) ? "ko" : undefined }, text);
}

export const code = (text) => el("code", {}, text);

/** A link to another site, if the address is one of the web. */
export function outside(url, text = url) {
    const isWeb = /^https?:\/\//.test(url);
    return isWeb ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text) : text;
}

/** Paragraphs and lists of a description, with code in backticks. */
export function prose(text) {
    return (text ?? "").split(/\n{2,}/).filter(Boolean).map((paragraph) => {
        const lines = paragraph.split("\n");
        if (lines.every((line) => line.startsWith("- "))) {
            return el("ul", {}, lines.map((line) => el("li", {}, inline(line.slice(2)))));
        }
        return el("p", { lang: HANGUL.test(paragraph) ? "ko" : undefined }, inline(paragraph));
    });
}

function inline(text) {
    return text.split(/(`[^`]+`)/).map((part) =>
        part.length > 2 && part.startsWith("`") ? code(part.slice(1, -1)) : part);
}

/** A table with a caption for those who do not see it. */
export function table(caption, heads, rows) {
    if (rows.length === 0) return null;
    return el("div", { class: "scroll" }, el("table", {},
        el("caption", { class: "unseen" }, caption),
        el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, rows)));
}

/** Pairs of a name and what it is, without those that are not known. */
export function facts(pairs) {
    const known = pairs.filter(([, what]) => what !== undefined && what !== null && what !== "");
    return known.length === 0 ? null
        : el("dl", { class: "facts" }, known.map(([name, what]) => [el("dt", {}, name), el("dd", {}, what)]));
}

/** Tells those who hear the page. */
export function tell(text) {
    document.getElementById("status").textContent = text;
}

/** A text to copy, with a button where the browser has a clipboard. */
export function sample(text, label) {
    const copy = async () => {
        await navigator.clipboard.writeText(text);
        tell("Copied.");
    };
    const button = navigator.clipboard
        ? el("button", { type: "button", onclick: copy, "aria-label": `Copy: ${label}` }, "Copy") : null;
    return [el("pre", { tabindex: "0", role: "region", "aria-label": label }, el("code", {}, text)), button];
}
