// Calls the gateway with the types that `openapi-typescript` has made.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

type Posted = { [P in keyof paths]: paths[P] extends { post: object } ? P : never }[keyof paths];

const plays = JSON.parse(process.env.GATEWAY_PLAYS ?? "");
const client = (token = process.env.GATEWAY_TOKEN) =>
  createClient<paths>({
    baseUrl: process.env.GATEWAY_URL,
    headers: { authorization: `Bearer ${token}` },
  });
const ask = (body: unknown, token?: string) =>
  client(token).POST(plays.path as Posted, { body: body as never });

const done = await ask(plays.body);
assert.equal(done.response.status, 200);
assert.equal(done.response.headers.get("gateway-outcome"), "success");
assert.equal((done.data as { more?: string }).more, "한글");

const refused = await ask(plays.refused);
assert.equal(refused.response.status, plays.refusal.status);
assert.equal(refused.response.headers.get("gateway-code"), plays.refusal.code);
assert.ok(JSON.stringify(refused.error).includes(plays.refusal.code));

const invalid = await ask(plays.invalid);
assert.equal(invalid.response.status, 422);
const problem = invalid.error as components["schemas"]["GatewayProblem"];
assert.deepEqual(new Set(problem.violations?.map((it) => it.path)), new Set([plays.violation]));

const stranger = await ask(plays.body, "0".repeat(64));
assert.equal(stranger.response.status, 401);
console.log("TypeScript: well");
