/** Avatars drawn with initials, in a colour of the name's own; the bot's is the sandbox's mark. */

import { h } from "./dom.js";
import { session } from "./session.js";

/** @param {{id?: string, name: string, bot?: boolean}} who */
export function avatar({ id, name, bot = id === session.bot.id }) {
  if (bot) return h("img.avatar", { src: "/sandbox/static/filon.svg", alt: "" });
  const node = h("span.avatar", { "aria-hidden": "true" }, initials(name));
  node.dataset.hue = hue(id ?? name);
  return node;
}

function initials(name) {
  const words = name.split(/[\s.\-_]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.charAt(0).toUpperCase()).join("");
}

const HUES = 6;
const hue = (key) => [...key].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % HUES;
