/** Radio buttons and checkboxes: options that are all in sight. */

import { freshId, h } from "../dom.js";
import { textLine } from "../mrkdwn-nodes.js";

export const radioButtons = (slot) =>
  group(slot, "radio", [slot.element.initial_option], (chosen) => ({ selected_option: chosen[0] ?? null }));

export const checkboxes = (slot) =>
  group(slot, "checkbox", slot.element.initial_options ?? [], (chosen) => ({ selected_options: chosen }));

function group(slot, type, initial, shape) {
  const name = freshId("choice");
  const chosen = new Set(initial.filter(Boolean).map((option) => option.value));
  const { options } = slot.element;
  const boxes = options.map((option) =>
    h("input", { type, name, value: option.value, checked: chosen.has(option.value) }),
  );
  const value = () => shape(options.filter((_option, index) => boxes[index].checked));
  const change = ({ currentTarget }) => slot.choose(value(), currentTarget);
  slot.keep(value());
  const role = type === "radio" ? "radiogroup" : "group";
  return h(
    "div.choices",
    { ...slot.names, role, onchange: change },
    options.map((option, index) => choice(option, boxes[index])),
  );
}

function choice({ text, description }, box) {
  return h(
    "label.choice",
    {},
    box,
    h("span", {}, textLine(text), description && h("small", {}, textLine(description))),
  );
}
