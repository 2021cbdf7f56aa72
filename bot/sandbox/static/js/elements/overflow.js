/** The "…" menu of a block. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { withMenu } from "../menu.js";
import { textLine } from "../mrkdwn-nodes.js";

export function overflow(slot) {
  const label = slot.element.accessibility_label ?? say("actionsMenu");
  const names = { ...slot.names, "aria-label": label, "aria-labelledby": undefined, type: "button" };
  const trigger = h("button.icon-button.overflow", names, icon("more"));
  return withMenu(trigger, () => slot.element.options.map((option) => item(slot, option, trigger)), label);
}

function item(slot, option, trigger) {
  return {
    label: textLine(option.text),
    detail: option.description && textLine(option.description),
    act: () => choose(slot, option, trigger),
    data: { "data-value": option.value },
  };
}

function choose(slot, option, trigger) {
  if (option.url) window.open(option.url, "_blank", "noopener");
  slot.press({ selected_option: option }, trigger);
}
