/** Standard Markdown, as far as Slack's own mrkdwn can say it: headings, bold, links, lists, code. */

import { h } from "../dom.js";
import { mrkdwn } from "../mrkdwn-nodes.js";

const TRANSLATIONS = [
  [/^#{1,6} +(.+)$/gm, "**$1**"],
  [/(?<![*\w])\*(?!\*)([^*\n]+)\*(?!\*)/g, "_$1_"],
  [/\*\*([^*\n]+)\*\*/g, "*$1*"],
  [/~~([^~\n]+)~~/g, "~$1~"],
  [/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>"],
];

export function markdown({ text }) {
  return h("div.markdown", {}, mrkdwn(TRANSLATIONS.reduce((done, [from, to]) => done.replace(from, to), text)));
}
