// The page: fetches the documentation, and shows what its address names.

import { overview as decisions } from "./decisions.js";
import { el, tell } from "./dom.js";
import { parse } from "./json.js";
import * as read from "./read.js";
import { Api } from "./schema.js";
import { index, results } from "./search.js";
import { section } from "./try.js";

const KEPT = "token";
const main = document.getElementById("main");
const nav = document.getElementById("operations");
const search = document.getElementById("search");
const contents = document.getElementById("contents");

/** The token in the link, which is taken out of the address and kept for this tab. */
function token() {
    const given = /^#token=([\w.~+/=-]+)$/.exec(location.hash)?.[1];
    if (given) {
        sessionStorage.setItem(KEPT, given);
        history.replaceState(null, "", `${location.pathname}#/`);
    }
    return sessionStorage.getItem(KEPT);
}

/** What a server answers, as text. */
async function ask(path, options = {}) {
    const known = token();
    const headers = known ? { Authorization: `Bearer ${known}` } : {};
    const response = await fetch(path, { ...options, headers: { ...headers, ...options.headers } }).catch(() => {
        throw new Error("The program that serves this page does not answer. Is it still running?");
    });
    const text = await response.text();
    if (response.ok) return text;
    if (response.status === 401) throw new Error("Open the link that the program has shown: it has a token.");
    let problem;
    try {
        problem = JSON.parse(text);
    } catch {
        problem = {};
    }
    throw new Error(problem.detail ?? `The server answered ${response.status}.`);
}

/** What requests can be tried with; nothing for pages that no program serves. */
async function live() {
    if (!token()) return null;
    const post = (path, body) => ask(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });
    return { possible: JSON.parse(await ask("try.json")), post };
}

function navigation(api) {
    const links = (items) => el("ul", {}, items.map(([href, text]) => el("li", {}, el("a", { href }, text))));
    const group = (title, items) => items.length > 0 && [el("h2", {}, title), links(items)];
    const parts = [
        links([["#/", "Overview"], ["#/decisions", "Contradictory or not known"]]),
        api.subjects.map((it) => group(it.title, it.operations.map((one) => [`#/${one.id}`, one.summary ?? one.id]))),
        group("Callbacks", api.callbacks.map((it) => [`#/${it.id}`, it.summary ?? it.id])),
        group("Code tables", api.tables.map((it) => [`#/codes/${it.name}`, it.name])),
    ];
    nav.replaceChildren(...parts.flat(Infinity).filter(Boolean));
}

/** What the address names. */
function page(api, served) {
    const route = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
    if (route === "") return read.overview(api);
    if (route === "decisions") return decisions(api);
    const table = api.tables.find((it) => `codes/${it.name}` === route);
    if (table) return read.codes(api, table);
    const callback = api.callbacks.find((it) => it.id === route);
    const operation = api.operation(route) ?? callback;
    if (!operation) return [el("h1", { tabindex: "-1" }, "There is no such page"), el("p", {}, "The search finds what there is.")];
    const parts = read.operation(api, operation);
    const whole = (served && !callback ? [...parts, section(api, operation, served)] : parts).flat(Infinity);
    return [...whole.slice(0, 2), jumps(whole), ...whole.slice(2)];
}

/** Buttons that lead to the parts of a page, whose address names the page alone. */
function jumps(parts) {
    const headings = parts.filter((it) => it instanceof Element)
        .flatMap((it) => (it.matches("h2") ? [it] : [...it.querySelectorAll(":scope > h2")]));
    return el("nav", { class: "buttons", "aria-label": "On this page" }, headings.map((heading) => {
        heading.tabIndex = -1;
        const go = () => {
            heading.scrollIntoView();
            heading.focus();
        };
        return el("button", { type: "button", onclick: go }, heading.textContent);
    }));
}

function show(parts) {
    main.replaceChildren(...[parts].flat(Infinity).filter((it) => it instanceof Node || typeof it === "string"));
}

function start(api, served) {
    const { title } = api.document.info;
    document.getElementById("home").textContent = title;
    navigation(api);
    let entries;
    const open = (isFirst) => {
        search.value = "";
        show(page(api, served));
        for (const link of nav.querySelectorAll("a")) {
            const isHere = link.getAttribute("href") === (location.hash || "#/");
            if (isHere) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
        }
        close();
        const heading = main.querySelector("h1");
        document.title = heading.textContent === title ? title : `${heading.textContent} - ${title}`;
        scrollTo(0, 0);
        if (!isFirst) heading.focus();
    };
    search.addEventListener("input", () => {
        if (search.value.trim() === "") return open(true);
        entries ??= index(api);
        const { count, list } = results(entries, search.value);
        show([el("h1", { tabindex: "-1" }, "Search"), el("p", {}, count), list]);
        tell(count);
        return undefined;
    });
    // A result on the page that is open already changes no address.
    main.addEventListener("click", (event) => {
        if (event.target.closest("a")?.getAttribute("href") === location.hash && search.value !== "") open(false);
    });
    addEventListener("hashchange", () => {
        token();
        open(false);
    });
    open(true);
}

function close() {
    nav.classList.remove("open");
    contents.setAttribute("aria-expanded", "false");
}

contents.addEventListener("click", () => {
    const isOpen = nav.classList.toggle("open");
    contents.setAttribute("aria-expanded", String(isOpen));
});
document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
});
addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
        event.preventDefault();
        search.focus();
    }
});

try {
    const document = parse(await ask("openapi.json"));
    start(new Api(document), await live());
} catch (error) {
    document.getElementById("state").textContent = error.message;
}
