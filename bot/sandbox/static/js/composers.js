/** One composer a place, kept while the page lives, so that drafts stay where they were written. */

import { Composer } from "./composer.js";

/** @type {Map<string, Composer>} */
const composers = new Map();

/** @param {import("./outgoing.js").Place} place */
export function composerFor(place, label, afterSending) {
  const key = `${place.channel} ${place.thread_ts ?? ""}`;
  if (!composers.has(key)) composers.set(key, new Composer(place, label, afterSending));
  return composers.get(key);
}
