/** The sandbox server's interface: every request that the page makes, as the person whom it plays. */

import { session } from "./session.js";

const ROOT = "/sandbox/api";

/** What the server, or the lack of one, answered instead of doing what was asked. */
export class Refusal extends Error {}

export const get = (name, parameters = {}) => ask(address(name, parameters));
export const post = (name, body) => ask(`${ROOT}/${name}`, json({ as: session.me?.id, ...body }));

/** @param {string} channel  @param {File[]} files  @param {{text?: string, thread_ts?: string}} words */
export function upload(channel, files, words) {
  const form = new FormData();
  const fields = { as: session.me.id, channel, ...words };
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  for (const file of files) form.append("file", file, file.name);
  return ask(`${ROOT}/upload`, { method: "POST", body: form });
}

/** The address of something, for requests and for the event stream. */
export function address(name, parameters = {}) {
  const known = Object.entries({ as: session.me?.id, ...parameters }).filter(([, value]) => value !== undefined);
  return `${ROOT}/${name}?${new URLSearchParams(known)}`;
}

function json(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function ask(url, request) {
  const response = await fetch(url, request).catch(() => null);
  if (!response) throw new Refusal();
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.error ?? "");
  return answer;
}
