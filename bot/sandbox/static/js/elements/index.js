/** Draws a Block Kit element: a table from its type to its renderer. */

import { h } from "../dom.js";
import { say } from "../language.js";
import { row } from "../table.js";
import { button } from "./button.js";
import { checkboxes, radioButtons } from "./choice.js";
import { datePicker, dateTimePicker, timePicker } from "./date.js";
import { image } from "./image.js";
import { overflow } from "./overflow.js";
import { select } from "./select.js";
import { emailInput, numberInput, plainTextInput, urlInput } from "./text.js";

/** @type {Record<string, (slot: import("../surface.js").Slot) => HTMLElement>} */
const ELEMENTS = {
  button,
  channels_select: select,
  checkboxes,
  conversations_select: select,
  datepicker: datePicker,
  datetimepicker: dateTimePicker,
  email_text_input: emailInput,
  external_select: select,
  image,
  multi_channels_select: select,
  multi_conversations_select: select,
  multi_external_select: select,
  multi_static_select: select,
  multi_users_select: select,
  number_input: numberInput,
  overflow,
  plain_text_input: plainTextInput,
  radio_buttons: radioButtons,
  static_select: select,
  timepicker: timePicker,
  url_text_input: urlInput,
  users_select: select,
};

/** @param {import("../surface.js").Slot} slot */
export function drawElement(slot) {
  return (row(ELEMENTS, slot.element.type) ?? unsupported)(slot);
}

function unsupported({ element }) {
  return h("span.unsupported", { "data-unsupported": element.type }, say("unsupportedElement", { type: element.type }));
}
