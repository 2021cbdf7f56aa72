/** Date, time, and both: the browser's own pickers. */

import { h } from "../dom.js";
import { say } from "../language.js";

export const datePicker = (slot) => picker(slot, "date", "date", String, "chooseDate");
export const timePicker = (slot) => picker(slot, "time", "time", String, "chooseTime");

/** Slack counts the seconds since 1970; the browser's picker shows local time. */
export function dateTimePicker(slot) {
  const seconds = slot.element.initial_date_time;
  const initial = seconds ? localText(new Date(seconds * 1000)) : "";
  slot.element = { ...slot.element, initial_date_time: initial };
  return picker(slot, "datetime-local", "date_time", (text) => Math.floor(new Date(text) / 1000), "chooseDate");
}

function picker(slot, type, field, valueOf, label) {
  const initial = slot.element[`initial_${field}`] ?? "";
  const shape = (text) => ({ [`selected_${field}`]: text ? valueOf(text) : null });
  const change = ({ currentTarget }) => slot.choose(shape(currentTarget.value), currentTarget);
  slot.keep(shape(initial));
  const names =
    slot.names["aria-label"] || slot.names["aria-labelledby"]
      ? slot.names
      : { ...slot.names, "aria-label": say(label) };
  return h("input.field.picker", { ...names, type, value: initial, onchange: change });
}

function localText(moment) {
  const local = new Date(moment - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
