/** The messages that this person may see, by conversation. Views read from here and are told of changes. */

import { session } from "./session.js";

/**
 * @typedef {{ts: string, thread_ts?: string, channel: string, user?: string, bot_id?: string, username?: string,
 *   text: string,
 *   blocks?: object[], attachments?: object[], files: object[], reactions: {name: string, users: string[]}[],
 *   ephemeral: boolean, edited: boolean, broadcast?: boolean}} Message
 */

/** @type {Map<string, Map<string, Message>>} */
const conversations = new Map();
const changes = new EventTarget();

/** @param {(channel: string) => void} told of every conversation in which something changed */
export const onChange = (told) => changes.addEventListener("change", ({ detail }) => told(detail));

const tell = (channel) => changes.dispatchEvent(new CustomEvent("change", { detail: channel }));

/** What came of a conversation while its messages are asked for: null for one that was deleted. */
const meanwhile = new Map();

/**
 * Replaces what was known of a conversation. What comes before the answer is newer than the answer.
 * @param {Promise<{messages: Message[]}>} asked
 */
export async function fill(channel, asked) {
  const news = new Map();
  meanwhile.set(channel, news);
  const { messages } = await asked.finally(() => meanwhile.get(channel) === news && meanwhile.delete(channel));
  const known = new Map(messages.map((message) => [message.ts, message]));
  news.forEach((message, ts) => (message ? known.set(ts, message) : known.delete(ts)));
  conversations.set(channel, known);
  tell(channel);
}

export function put(message) {
  meanwhile.get(message.channel)?.set(message.ts, message);
  if (!conversations.has(message.channel)) conversations.set(message.channel, new Map());
  conversations.get(message.channel).set(message.ts, message);
  tell(message.channel);
}

export function drop({ channel, ts }) {
  meanwhile.get(channel)?.set(ts, null);
  conversations.get(channel)?.delete(ts);
  tell(channel);
}

/** @returns {Message[]} in the order in which they were sent */
export function all(channel) {
  return [...(conversations.get(channel)?.values() ?? [])].sort((one, other) => Number(one.ts) - Number(other.ts));
}

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** What stands in the conversation itself: no answers, but for those that were sent there too. */
export const roots = (channel) => all(channel).filter((message) => !isReply(message) || message.broadcast);

export const replies = (channel, ts) => all(channel).filter((message) => isReply(message) && message.thread_ts === ts);

export const isMine = (message) => message.user === session.me.id;
