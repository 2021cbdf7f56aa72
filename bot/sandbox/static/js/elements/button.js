/** A button; one with a `url` is a link, of which the app hears as well. */

import { h } from "../dom.js";
import { textLine } from "../mrkdwn-nodes.js";

export function button(slot) {
  const { text, url, style, value, accessibility_label: label } = slot.element;
  const press = ({ currentTarget }) => slot.press({ text, value }, currentTarget);
  const attributes = { ...slot.names, "aria-label": label, "aria-labelledby": undefined, onclick: press };
  const target = url ? { href: safe(url), target: "_blank", rel: "noopener noreferrer" } : { type: "button" };
  return h(`${url ? "a" : "button"}.button.${style ?? "plain"}`, { ...attributes, ...target }, textLine(text));
}

const safe = (url) => (/^(https?:|mailto:|tel:)/i.test(url) ? url : undefined);
