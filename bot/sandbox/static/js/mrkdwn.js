/**
 * Slack's mrkdwn as a tree. Nothing here touches the page: `mrkdwn-nodes.js` draws the tree.
 *
 * @typedef {{kind: string, [field: string]: unknown}} Part
 */

import { EMOJI } from "./emoji.js";
import { row } from "./table.js";

const FENCE = /```\n?([\s\S]*?)\n?```/;
const QUOTED = /^(?:&gt;|>) ?/;
const LISTS = new Set(["list", "numbered"]);
const ITEM = /^(\s*)(?:[•◦▪‣-]|(\d+)[.)])\s+/;

// Styles open after, and close before, anything but a letter or a digit, as in Slack: snake_case_names stay whole.
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<![\\p{L}\\p{N}])(?<mark>[*_~])(?![\\s*_~])(?<styled>[^\\n]*?[^\\s])\\k<mark>(?![\\p{L}\\p{N}])",
    ":(?<emoji>[a-z0-9_+'-]+):(?::skin-tone-\\d:)?",
  ].join("|"),
  "gu",
);
const STYLES = { "*": "bold", _: "italic", "~": "strike" };

/** @param {string} text  @returns {Part[]} preformatted texts, quotes, lists and paragraphs, in order */
export function parse(text) {
  // Split by a pattern with one group: even pieces stand outside the fences, odd ones inside.
  return text.split(FENCE).flatMap((piece, index) => (index % 2 ? preformatted(piece) : parseLines(piece.split("\n"))));
}

const preformatted = (text) => ({ kind: "preformatted", text: unescape(text) });

function parseLines(lines) {
  const parts = [];
  for (const line of lines) {
    const { kind, content } = classify(line);
    if (parts.at(-1)?.kind !== kind) parts.push({ kind, lines: [] });
    parts.at(-1).lines.push(content);
  }
  return parts.map(finish).filter(Boolean);
}

function classify(line) {
  if (QUOTED.test(line)) return { kind: "quote", content: line.replace(QUOTED, "") };
  const item = ITEM.exec(line);
  if (!item) return { kind: "paragraph", content: line };
  const [marker, indent, number] = item;
  const content = { depth: Math.floor(indent.length / 2), number, text: line.slice(marker.length) };
  return { kind: number ? "numbered" : "list", content };
}

/** Turns the gathered lines of one kind into its parts; empty lines around a paragraph only separate. */
function finish({ kind, lines }) {
  if (LISTS.has(kind)) return { kind, items: lines.map((item) => ({ ...item, parts: inline(item.text) })) };
  const text = kind === "quote" ? lines.join("\n") : lines.join("\n").replace(/^\n+|\n+$/g, "");
  return text || kind === "quote" ? { kind, parts: inline(text) } : null;
}

/** @param {string} text  @returns {Part[]} words, styles, links, mentions and emoji of a running text */
export function inline(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const part = token(match);
    if (!part) continue;
    if (match.index > end) parts.push(words(text.slice(end, match.index)));
    parts.push(part);
    end = match.index + match[0].length;
  }
  return end < text.length ? [...parts, words(text.slice(end))] : parts;
}

function token({ groups: { code, angle, mark, styled, emoji } }) {
  if (code) return { kind: "code", text: unescape(code) };
  if (angle) return bracketed(angle);
  if (mark) return { kind: STYLES[mark], parts: inline(styled) };
  return row(EMOJI, emoji) ? { kind: "emoji", name: emoji } : null;
}

/** What stands between angle brackets; something unknown is no token and stays as it was typed. */
function bracketed(angle) {
  const [target, ...rest] = angle.split("|");
  const label = rest.length ? unescape(rest.join("|")) : undefined;
  const found = BRACKETS.find(([pattern]) => pattern.test(target));
  return found ? found[1](target, label) : null;
}

const BRACKETS = [
  [/^@[A-Z0-9]+$/, (target, label) => ({ kind: "user", id: target.slice(1), label })],
  [/^#[A-Z0-9]+$/, (target, label) => ({ kind: "channel", id: target.slice(1), label })],
  [/^!date\^/, (target, label) => date(target, label)],
  [/^!(channel|here|everyone)$/, (target) => ({ kind: "broadcast", range: target.slice(1) })],
  [/^!subteam\^/, (target, label) => ({ kind: "group", id: target.slice(9), label })],
  [/^(https?:|mailto:|tel:)/i, (target, label) => ({ kind: "link", url: unescape(target), label })],
];

/** `!date^SECONDS^FORMAT^LINK|FALLBACK` */
function date(target, fallback) {
  const [, seconds, format, link] = target.split("^");
  return { kind: "date", seconds: Number(seconds), format: unescape(format ?? ""), link, fallback };
}

const words = (text) => ({ kind: "text", text: unescape(text) });

/** The three characters that Slack escapes, back; the ampersand last, so that `&amp;lt;` reads `&lt;`. */
export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
