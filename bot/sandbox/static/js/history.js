/** What this person sent from this window, to be called back with the arrow keys. */

import { session } from "./session.js";

const LIMIT = 50;
const key = () => `filon.sent.${session.me.id}`;

export const sent = () => JSON.parse(sessionStorage.getItem(key()) ?? "[]");

export function remember(text) {
  const others = sent().filter((known) => known !== text);
  sessionStorage.setItem(key(), JSON.stringify([...others, text].slice(-LIMIT)));
}

/** Walks a text box through what was sent; it starts from an empty box only, so that drafts are never lost. */
export class History {
  /** @param {HTMLTextAreaElement} box */
  constructor(box) {
    Object.assign(this, { box, steps: 0 });
  }

  /** @param {KeyboardEvent} event  @returns {boolean} whether the key walked */
  take({ key: pressed }) {
    const step = { ArrowUp: 1, ArrowDown: -1 }[pressed];
    const walking = this.steps > 0 && this.box.value === sent().at(-this.steps);
    if (!step || !(walking || (step > 0 && !this.box.value))) return false;
    const steps = (walking ? this.steps : 0) + step;
    if (steps > sent().length) return true;
    this.steps = steps;
    this.box.value = steps ? sent().at(-steps) : "";
    return true;
  }
}
