/** Inputs that people type into. */

import { h } from "../dom.js";

const TYPED_MILLISECONDS = 500;

export const emailInput = (slot) => input(slot, { type: "email", autocomplete: "off" });
export const urlInput = (slot) => input(slot, { type: "url", autocomplete: "off" });

/** A text field with the decimal keyboard: the browser's number field hides what it cannot read. */
export const numberInput = (slot) =>
  input(slot, { type: "text", inputmode: "decimal" }, (text) => text.replace(",", "."));

export function plainTextInput(slot) {
  const { multiline, min_length: minlength, max_length: maxlength } = slot.element;
  const attributes = { minlength, maxlength, autocomplete: "off" };
  return multiline
    ? input(slot, { ...attributes, rows: 4 }, String, "textarea")
    : input(slot, { ...attributes, type: "text" });
}

function input(slot, attributes, clean = (text) => text, tag = "input") {
  const { initial_value: initial, placeholder, focus_on_load: first } = slot.element;
  const value = (node) => ({ value: clean(node.value.trim()) || null });
  const node = h(`${tag}.field`, {
    ...slot.names,
    ...attributes,
    value: String(initial ?? ""),
    placeholder: placeholder?.text,
    autofocus: Boolean(first),
    oninput: () => slot.keep(value(node)),
  });
  slot.keep(value(node));
  if (slot.dispatches) dispatch(slot, node, value);
  return node;
}

/** Tells the app on Enter, or while people type, as the element's `dispatch_action_config` says. */
function dispatch(slot, node, value) {
  const triggers = slot.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => slot.send(value(node), node);
  if (triggers.includes("on_enter_pressed")) node.addEventListener("keydown", (event) => onEnter(event, send));
  if (triggers.includes("on_character_entered")) node.addEventListener("input", debounced(send));
}

function onEnter(event, send) {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  send();
}

function debounced(send) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(send, TYPED_MILLISECONDS);
  };
}
