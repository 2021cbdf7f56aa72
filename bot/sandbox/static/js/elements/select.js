/** Selects of options, people and conversations: the browser's own for one of a known list, else a combobox. */

import { get } from "../api.js";
import { combobox } from "../combobox.js";
import { h } from "../dom.js";
import { fold, say } from "../language.js";
import { orNotice } from "../notices.js";
import { choicesOf, shapeOf } from "./choices.js";

/** @typedef {import("./choices.js").Choice} Choice */

export function select(slot) {
  const shape = shapeOf(slot.element);
  slot.keep({ [shape.selected]: shape.chosen.length || shape.many ? shape.read(shape.chosen) : null });
  return shape.many || shape.source === "external" ? searching(slot, shape) : listed(slot, shape);
}

function listed(slot, shape) {
  const groups = choicesOf(slot.element);
  const choices = groups.flatMap((group) => group.choices);
  const value = () => ({ [shape.selected]: choices.find((choice) => choice.key === node.value)?.value ?? null });
  const node = h("select.field", slot.names, blank(slot), groups.map(drawGroup));
  node.value = shape.chosen[0]?.key ?? "";
  let before = node.value;
  node.addEventListener("change", async () => {
    if ((await slot.choose(value(), node)) === false) node.value = before;
    before = node.value;
  });
  return node;
}

/** The choice of nothing; it can be gone back to only where the field may stay empty. */
function blank({ element, required, dispatches }) {
  const kept = dispatches || required;
  return h("option", { value: "", hidden: kept, disabled: kept }, element.placeholder?.text ?? say("chooseOption"));
}

function drawGroup({ label, choices }) {
  const options = choices.map((choice) => h("option", { value: choice.key }, choice.label));
  return label ? h("optgroup", { label }, options) : options;
}

function searching(slot, shape) {
  const { placeholder, max_selected_items: limit } = slot.element;
  return combobox({
    names: slot.names,
    many: shape.many,
    chosen: shape.chosen,
    limit,
    placeholder: placeholder?.text ?? say("typeToSearch"),
    search: shape.source === "external" ? (query) => suggested(slot, query) : (query) => matching(slot.element, query),
    change: (chosen, control) => slot.choose({ [shape.selected]: shape.read(chosen) }, control),
  });
}

function matching(element, query) {
  const choices = choicesOf(element).flatMap((group) => group.choices);
  return choices.filter((choice) => fold(choice.label).includes(fold(query)));
}

/** What the app suggests for the letters typed so far. */
async function suggested(slot, query) {
  if (query.length < (slot.element.min_query_length ?? 0)) return [];
  const { channel, ts, view_id: viewId } = slot.surface.origin;
  const question = { view_id: viewId, channel, ts, block_id: slot.blockId, action_id: slot.actionId, value: query };
  const answer = await orNotice(() => get("options", question));
  return choicesOf({ type: "static_select", options: [], ...answer }).flatMap((group) => group.choices);
}
