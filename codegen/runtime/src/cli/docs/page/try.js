// Trying a request: checked while it is written, and sent to where the person says.

import { code, el, said, tell } from "./dom.js";
import { Form } from "./form.js";
import { parse } from "./json.js";
import * as result from "./result.js";

/** So long after the last key a request is checked, in milliseconds. */
const PAUSE = 250;

/** A choice with its label. */
function choice(id, label, options, onchange) {
    const select = el("select", { id, onchange }, options);
    return { select, element: el("div", { class: "field" }, el("label", { for: id }, label), select) };
}

const option = (value, text, attributes = {}) => el("option", { value, ...attributes }, text);

/** What the mock server can answer. */
function scenarios(api, operation, { faults }, possible) {
    const cases = (operation["x-cases"] ?? []).map((it, at) =>
        option(`case:${at + 1}`, `${at + 1}. ${it.text} (${it.http}${it.code ? `, ${it.code}` : ""})`));
    const codes = api.results(operation).map((it) => option(`code:${it.code}`, `${it.code} ${it.message ?? ""}`));
    const group = (label, options) => options.length > 0 && el("optgroup", { label }, options);
    return [
        option("success", "Success"),
        possible.pending && option("pending", "Accepted, but not final"),
        group("Test cases", cases), group("Codes", codes), group("Faults", faults.map((it) => option(`fault:${it}`, it.replaceAll("-", " ")))),
    ];
}

/** Asks whether a real request is to be sent. */
function consent(operation, target) {
    const dialog = document.getElementById("consent");
    const text = document.getElementById("consent-text");
    text.replaceChildren("This sends ", code(operation.id), " to ", code(target.url), " with your credentials. It may move money, and it is no test.");
    return new Promise((resolve) => {
        dialog.returnValue = "no";
        dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
        dialog.showModal();
    });
}

/** The part of an operation's page where it is tried. */
export function section(api, operation, live) {
    const possible = live.possible.operations[operation.id];
    const title = el("h2", { id: "try" }, "Try it");
    const form = new Form(api, operation, possible);
    const wrong = el("ul", { class: "bad" });
    const doubtful = el("div");
    const count = el("p", { class: "soft" });
    const shown = el("div");
    const answered = el("div");
    let latest = 0;
    let waiting;

    const target = () => live.possible.targets.find((it) => it.id === where.select.value);
    const where = choice("try-target", "Send to", live.possible.targets.map((it) =>
        option(it.id, it.id === "fake" ? "the mock server in this program" : `${it.id}: ${it.url}`)), () => later());
    const scenario = choice("try-scenario", "What the mock server answers", scenarios(api, operation, live.possible, possible));
    const stated = possible.stated ? choice("try-encryption", "Encrypt the body? No page shows it",
        [option("yes", "Yes"), option("no", "No")], () => later()) : null;
    const all = el("input", { type: "checkbox", id: "try-all" });
    const whole = el("div", { class: "field", hidden: true }, el("label", { for: "try-all" }, all, " Show the whole answer, with personal data"));
    const further = el("textarea", { id: "try-further", spellcheck: "false", "aria-describedby": "try-further-rules" });
    const more = !possible.whole && el("div", { class: "field" }, el("label", { for: "try-further" }, "Further fields, as a JSON object"),
        el("p", { class: "soft", id: "try-further-rules" }, "The documentation is known in part: fields that it does not show can be added."), further);

    const ask = (isSent, agreed) => {
        const rest = {
            operation: operation.id, target: where.select.value, scenario: scenario.select.value,
            encryption: stated?.select.value, send: isSent, all: all.checked, consent: agreed,
        };
        // The fields are JSON already, whose numbers keep their digits.
        const text = `{"fields":${form.json(further.value)},${JSON.stringify(rest).slice(1)}`;
        return live.post("try", text);
    };
    const show = (tried) => {
        const strange = form.show(tried.outcome.violations);
        wrong.replaceChildren(...strange.map((it) => el("li", {}, code(it.path), ` ${it.problem}`)));
        const warned = result.warnings(tried.outcome.warnings);
        doubtful.replaceChildren(...(warned ? [warned] : []));
        const broken = tried.outcome.violations.length;
        count.textContent = broken === 0 ? "The request keeps every rule." : broken === 1 ? "1 rule is broken." : `${broken} rules are broken.`;
        count.className = broken === 0 ? "good" : "bad";
        const made = result.request(tried);
        shown.replaceChildren(...(made ? made.flat(Infinity).filter(Boolean) : ["There is none while rules are broken."]));
    };
    const check = async () => {
        latest += 1;
        const mine = latest;
        try {
            const tried = parse(await ask(false));
            if (mine !== latest) return;
            const before = count.textContent;
            show(tried);
            if (before !== count.textContent) tell(count.textContent);
        } catch (error) {
            if (mine === latest) count.textContent = said("p", error.message).textContent;
        }
    };
    const later = () => {
        const isFake = where.select.value === "fake";
        scenario.element.hidden = !isFake;
        whole.hidden = isFake;
        clearTimeout(waiting);
        waiting = setTimeout(check, PAUSE);
    };
    const send = async () => {
        const to = target();
        if (to.needs_consent && !(await consent(operation, to))) return;
        button.disabled = true;
        answered.replaceChildren(el("p", {}, "Waiting for the answer."));
        latest += 1;
        try {
            const tried = parse(await ask(true, to.url));
            show(tried);
            answered.replaceChildren(result.answer(tried));
            if (tried.outcome.outcome === "invalid") form.firstWrong()?.input.focus();
            else answered.querySelector("h3").focus();
        } catch (error) {
            answered.replaceChildren(el("p", { class: "bad", role: "alert" }, error.message));
        } finally {
            button.disabled = false;
        }
    };
    const button = el("button", { type: "button", class: "main", onclick: send }, "Send");
    later();
    return el("section", { class: "try", "aria-labelledby": "try", oninput: later }, title,
        el("p", { class: "soft" }, "What is left empty is not sent. The fields are checked by the client's own rules."),
        form.element, more, stated?.element, where.element, scenario.element, whole,
        count, wrong, doubtful, el("div", { class: "buttons" }, button), answered,
        el("details", {}, el("summary", {}, "The request as it is sent"), shown));
}
