/** Rich text: sections, lists, quotes and preformatted texts, with styled runs inside. */

import { formatDate } from "../dates.js";
import { h } from "../dom.js";
import { emojiNode } from "../emoji.js";
import { say } from "../language.js";
import { channelMention, link, mention } from "../mrkdwn-nodes.js";
import { row } from "../table.js";

export const richText = (block) => h("div.rich-text", {}, richTextNodes(block));

export const richTextNodes = ({ elements }) => elements.map(part);

function part(element) {
  return (row(PARTS, element.type) ?? unknown)(element);
}

const PARTS = {
  rich_text_section: ({ elements }) => h("p", {}, elements.map(run)),
  rich_text_quote: ({ elements }) => h("blockquote", {}, elements.map(run)),
  rich_text_preformatted: ({ elements }) => h("pre", { tabIndex: 0 }, elements.map(run)),
  rich_text_list: ({ style, elements, indent = 0, offset = 0 }) =>
    h(
      style === "ordered" ? "ol" : "ul",
      { "data-indent": indent, start: offset ? offset + 1 : undefined },
      elements.map((item) => h("li", {}, item.elements.map(run))),
    ),
};

function run(element) {
  return styled((row(RUNS, element.type) ?? unknown)(element), element.style ?? {});
}

const RUNS = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text || url),
  user: ({ user_id: id }) => mention(id),
  usergroup: ({ usergroup_id: id }) => h("span.mention", {}, `@${id}`),
  channel: ({ channel_id: id }) => channelMention(id),
  broadcast: ({ range }) => h("span.mention.own", {}, `@${range}`),
  emoji: ({ name }) => emojiNode(name),
  color: ({ value }) => h("code", {}, value),
  date: ({ timestamp, format, fallback }) =>
    h("time", { title: fallback }, formatDate(new Date(timestamp * 1000), format)),
};

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

const styled = (node, style) =>
  Object.entries(TAGS).reduce((inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), node);

const unknown = ({ type }) => h("span.unsupported", { "data-unsupported": type }, say("unsupportedElement", { type }));
