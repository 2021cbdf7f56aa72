/** Slack's older attachments: blocks or text behind a coloured bar. */

import { drawBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { link, mrkdwn, mrkdwnLine } from "./mrkdwn-nodes.js";

export const drawAttachments = (attachments, surface) => attachments.map((attachment) => draw(attachment, surface));

function draw({ color, blocks, ...rest }, surface) {
  const node = h("div.attachment", {}, blocks ? drawBlocks(blocks, surface) : words(rest));
  const bar = NAMED[color] ?? (/^#?[0-9a-f]{3,8}$/i.test(color ?? "") ? `#${color.replace("#", "")}` : "");
  if (bar) node.style.setProperty("--bar", bar);
  return node;
}

const NAMED = { good: "#2f9e6b", warning: "#d9962a", danger: "#c2382e" };

function words({ pretext, title, title_link: url, text, fallback, fields = [], image_url: image, footer }) {
  return [
    pretext && mrkdwn(pretext),
    title && h("p", {}, h("strong", {}, url ? link(url, title) : mrkdwnLine(title))),
    mrkdwn(text ?? (title ? "" : fallback)),
    fields.length > 0 &&
      h(
        "div.fields",
        {},
        fields.map((field) => h("div", {}, h("strong", {}, field.title), mrkdwn(field.value))),
      ),
    image && h("img", { src: image, alt: fallback ?? "" }),
    footer && h("div.context", {}, mrkdwnLine(footer)),
  ];
}
