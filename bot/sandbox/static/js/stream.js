/** The server's events, given to whoever listens for their type. */

import { address } from "./api.js";

/** @typedef {{type: string, message?: object, view?: object | null, text?: string}} StreamEvent */

const events = new EventTarget();

/** @param {string} type an event's type, `any`, or the connection's own `lost` and `found` */
export function listen(type, heard) {
  events.addEventListener(type, ({ detail }) => heard(detail));
}

/**
 * Opens the stream; the browser itself reconnects when it breaks. Resolves at the first answer, good or bad: what
 * happens after a good one is heard.
 */
export function openStream() {
  const source = new EventSource(address("stream"));
  let lost = false;
  source.onmessage = ({ data }) => tell(JSON.parse(data));
  return new Promise((resolve) => {
    source.onerror = () => {
      if (!lost) emit("lost");
      lost = true;
      resolve();
    };
    source.onopen = () => {
      if (lost) emit("found");
      lost = false;
      resolve();
    };
  });
}

/** @param {StreamEvent} event */
function tell(event) {
  emit(event.type, event);
  emit("any", event);
}

const emit = (type, detail) => events.dispatchEvent(new CustomEvent(type, { detail }));

/** Resolves when the next event comes, or after `milliseconds`. */
export function nextEvent(milliseconds) {
  return new Promise((resolve) => {
    events.addEventListener("any", resolve, { once: true });
    setTimeout(resolve, milliseconds);
  });
}
