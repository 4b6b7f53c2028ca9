// What became of a request.

import { code, el, facts, said, sample, table } from "./dom.js";
import { pretty, write } from "./json.js";

const OUTCOMES = {
    success: "Success", partial: "Success in part", pending: "Accepted, but not final", api: "The vendor refused",
    undocumented: "An answer that is not documented", mismatch: "An answer of another call", transport: "No answer", invalid: "Nothing was sent",
};

/** The answer, with the meaning of its code and what to do. */
export function answer({ outcome, workings }) {
    const isGood = outcome.outcome === "success";
    return el("div", { class: "answer" },
        el("h3", { tabindex: "-1" }, el("span", { class: isGood ? "good" : "bad" }, OUTCOMES[outcome.outcome] ?? outcome.outcome)),
        facts([
            ["Code", outcome.code && code(outcome.code)],
            ["Second code", outcome.second_code && code(outcome.second_code)],
            ["HTTP status", outcome.status],
            ["Meaning", outcome.message && outcome.message.split("\n").map((line) => said("div", line))],
            ["What to do", !isGood && `${outcome.remedy.replaceAll("-", " ")}: ${outcome.advice}`],
            ["Wait", outcome.retry_after !== null && `${outcome.retry_after} s`],
            ["Ask with", outcome.inquire && el("a", { href: `#/${outcome.inquire.operation}` }, outcome.inquire.operation)],
            ["Reached the vendor", outcome.reached],
            ["Correlation id", outcome.correlation_id && code(outcome.correlation_id)],
            ["Idempotency key", outcome.idempotency_key && code(outcome.idempotency_key)],
        ].filter(([, what]) => what !== false)),
        warnings(outcome.warnings),
        outcome.violations.length > 0 && el("ul", {}, outcome.violations.map((it) => el("li", {}, code(it.path), ` ${it.problem}`, it.source && ` (${it.source})`))),
        outcome.answer !== null && [el("h4", {}, "Answer"), sample(write(outcome.answer), "The answer")],
        outcome.unknown_fields > 0 && el("p", { class: "soft" }, `${outcome.unknown_fields} fields of it are not documented.`),
        workings.received !== null && el("details", {}, el("summary", {}, "The answer as it was received"), sample(pretty(workings.received), "The answer as it was received")));
}

export function warnings(all) {
    return all.length > 0 && el("ul", { class: "note" }, all.map((it) => el("li", {}, code(it.path), ` ${it.problem}`)));
}

/** The request as it is sent, secrets aside. */
export function request({ outcome, workings }) {
    if (!workings.sent && workings.sent !== "") return null;
    const headers = Object.entries(outcome.request?.headers ?? {});
    const part = (title, text) => text !== null && text !== "" && [el("h4", {}, title), sample(text, title)];
    const isEncrypted = workings.plain !== workings.sent;
    return [
        el("p", {}, code(`${workings.method} ${workings.url}`)),
        table("Headers as sent", ["Header", "Value"], headers.map(([name, value]) =>
            el("tr", {}, el("th", { scope: "row" }, code(name)), el("td", {}, code(value))))),
        part(isEncrypted ? "Body before encryption" : "Body", workings.plain && pretty(workings.plain)),
        isEncrypted && part("Body as sent, encrypted", workings.sent),
        part("What is signed", workings.signed),
        el("p", { class: "soft" }, "Secrets are shown as two dots."),
    ];
}
