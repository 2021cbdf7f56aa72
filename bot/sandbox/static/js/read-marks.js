/** How far this person has read each conversation, remembered by the browser. */

import { all, isMine } from "./messages.js";
import { session } from "./session.js";

const key = (channel) => `filon.read.${session.me.id}.${channel}`;

const mark = (channel) => Number(localStorage.getItem(key(channel)));

export function markRead(channel) {
  const last = all(channel).at(-1);
  localStorage.setItem(key(channel), last?.ts ?? "0");
}

/** Whoever sees a conversation for the first time starts at its end. */
export function startReading(channel) {
  if (localStorage.getItem(key(channel)) === null) markRead(channel);
}

export const unreadCount = (channel) =>
  all(channel).filter((message) => Number(message.ts) > mark(channel) && !isMine(message)).length;
