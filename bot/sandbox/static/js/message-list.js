/** Messages in a log: days as headings, an author's messages in a row grouped. Only what changed is drawn anew. */

import { h, swap, sync } from "./dom.js";
import { dayName, midnight, momentOf } from "./language.js";
import { authorOf, drawMessage } from "./message.js";

/** @typedef {import("./messages.js").Message} Message */

const GROUP_SECONDS = 300;

export class MessageList {
  /**
   * @param {HTMLElement} log
   * @param {(message: Message) => Message[] | null} answersOf the thread under a message, if it opens here
   */
  constructor(log, answersOf) {
    Object.assign(this, { log, answersOf });
    /** @type {Map<string, {drawnFrom: string, node: HTMLElement}>} */ this.drawn = new Map();
    /** @type {Map<string, HTMLElement>} */ this.days = new Map();
  }

  /** @param {Message[]} messages  @param {Node} [empty] what stands there when there is none */
  show(messages, empty) {
    const kept = new Set(messages.map(({ ts }) => ts));
    for (const ts of this.drawn.keys()) if (!kept.has(ts)) this.drawn.delete(ts);
    const nodes = messages.flatMap((message, index) => this.entry(message, messages[index - 1]));
    sync(this.log, nodes.length || !empty ? nodes : [empty]);
  }

  /** A message's node, after its day's heading where it is the first of the day. */
  entry(message, previous) {
    const node = this.node(message);
    const opensDay = !previous || dayOf(message) !== dayOf(previous);
    node.classList.toggle("continued", !opensDay && continues(message, previous));
    return opensDay ? [this.day(message), node] : [node];
  }

  node(message) {
    const answers = this.answersOf(message);
    const drawnFrom = JSON.stringify([message, answers?.map(({ ts }) => ts)]);
    const before = this.drawn.get(message.ts);
    if (before?.drawnFrom === drawnFrom) return before.node;
    const node = drawMessage(message, answers);
    if (before?.node.isConnected) swap(before.node, node);
    this.drawn.set(message.ts, { drawnFrom, node });
    return node;
  }

  day(message) {
    const day = dayOf(message);
    if (!this.days.has(day)) this.days.set(day, h("h2.day", {}, h("span", {}, dayName(momentOf(message.ts)))));
    return this.days.get(day);
  }
}

const dayOf = ({ ts }) => String(midnight(momentOf(ts)));

function continues(message, previous) {
  const close = Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
  return close && authorOf(message) === authorOf(previous) && !message.ephemeral && !previous.ephemeral;
}
