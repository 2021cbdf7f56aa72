/** Draws a mrkdwn tree as DOM nodes. */

import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emojiNode } from "./emoji.js";
import { inline, parse } from "./mrkdwn.js";
import { channelById, channelName, nameOf, session } from "./session.js";

/** @param {string} text  @returns {Node[]} the whole text with its paragraphs, lists and quotes */
export const mrkdwn = (text) => parse(text ?? "").map((part) => BLOCKS[part.kind](part));

/** @param {string} text  @returns {Node[]} running text only, for a place that has room for one line */
export const mrkdwnLine = (text) => nodes(inline(text ?? ""));

/** A text object of Block Kit, running or (`mrkdwn`) in full. */
export function textObject(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? mrkdwn(text.text) : h("p.plain", {}, plain(text));
}

/** A text object in one line: a label, an option, a button. */
export const textLine = (text) => (text?.type === "mrkdwn" ? mrkdwnLine(text.text) : plain(text));

/** `plain_text`: emoji only. */
function plain(text) {
  const pieces = String(text?.text ?? "").split(/(:[a-z0-9_+'-]+:)/);
  return pieces.map((piece) => (piece.startsWith(":") ? emojiNode(piece.slice(1, -1)) : piece)).filter(Boolean);
}

const nodes = (parts) => parts.map((part) => INLINE[part.kind](part));

const BLOCKS = {
  paragraph: ({ parts }) => h("p", {}, nodes(parts)),
  quote: ({ parts }) => h("blockquote", {}, nodes(parts)),
  preformatted: ({ text }) => h("pre", { tabIndex: 0 }, text),
  list: ({ items }) => h("ul", {}, items.map(listItem)),
  numbered: ({ items }) => h("ol", { start: items[0].number }, items.map(listItem)),
};

const listItem = ({ depth, parts }) => h(depth ? "li.nested" : "li", {}, nodes(parts));

const INLINE = {
  text: ({ text }) => document.createTextNode(text),
  code: ({ text }) => h("code", {}, text),
  bold: ({ parts }) => h("strong", {}, nodes(parts)),
  italic: ({ parts }) => h("em", {}, nodes(parts)),
  strike: ({ parts }) => h("s", {}, nodes(parts)),
  emoji: ({ name }) => emojiNode(name),
  link: ({ url, label }) => link(url, label ?? url.replace(/^(mailto|tel):/, "")),
  user: ({ id, label }) => mention(id, `@${label ?? nameOf(id)}`),
  channel: ({ id, label }) => channelMention(id, label),
  broadcast: ({ range }) => h("span.mention.own", {}, `@${range}`),
  group: ({ id, label }) => h("span.mention", {}, label ?? `@${id}`),
  date: (part) => dateNode(part),
};

/** A link that opens beside the page; other protocols than these are shown and never followed. */
export function link(url, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function mention(id, label = `@${nameOf(id)}`) {
  return h(id === session.me?.id ? "span.mention.own" : "span.mention", { "data-user": id }, label);
}

export function channelMention(id, label) {
  const known = channelById(id);
  return h("span.mention", { "data-mentioned-channel": id }, `#${label || (known ? channelName(known) : id)}`);
}

function dateNode({ seconds, format, link: url, fallback }) {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(fallback ?? "");
  const node = h("time", { datetime: moment.toISOString(), title: fallback }, formatDate(moment, format));
  return url ? link(url, node) : node;
}
