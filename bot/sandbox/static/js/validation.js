/** What is wrong with a form before it is sent, and showing what is wrong in each field. */

import { say } from "./language.js";

/**
 * @param {object[]} blocks  @param {import("./surface.js").Values} values
 * @returns {Record<string, string>} block id -> sentence
 */
export function problemsOf(blocks, values) {
  const found = blocks.filter(({ type }) => type === "input").map((block) => [block.block_id, problem(block, values)]);
  return Object.fromEntries(found.filter(([, text]) => text));
}

function problem({ block_id: id, element, optional }, values) {
  const value = Object.values(values[id] ?? {})[0] ?? {};
  if (isEmpty(value)) return optional ? "" : say("wrongMissing");
  return CHECKS[element.type]?.(String(value.value), element) ?? "";
}

function isEmpty({ type: _type, ...fields }) {
  return Object.values(fields).every((field) => field === null || field === "" || field.length === 0);
}

const CHECKS = {
  plain_text_input: (text, { min_length: least, max_length: most }) => {
    if (text.length < least) return say("wrongShort", { limit: least });
    return text.length > most ? say("wrongLong", { limit: most }) : "";
  },
  email_text_input: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? "" : say("wrongEmail")),
  url_text_input: (text) => (/^https?:\/\/\S+$/i.test(text) ? "" : say("wrongUrl")),
  number_input: (text, { min_value: min = -Infinity, max_value: max = Infinity, is_decimal_allowed: decimal }) => {
    if (!(decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)) return say("wrongNumber");
    return Number(text) < Number(min) || Number(text) > Number(max) ? say("wrongRange", { min, max }) : "";
  },
};

/** Shows each sentence in its field, takes back the earlier ones, and goes to the first field that is wrong. */
export function showProblems(form, problems) {
  for (const field of form.querySelectorAll(".input")) show(field, problems[field.dataset.blockId]);
  form.querySelector("[aria-invalid]")?.focus();
}

function show(field, text) {
  const line = field.querySelector(".field-error");
  line.textContent = text ?? "";
  line.hidden = !text;
  const control = field.querySelector("[data-action-id]");
  if (text) control?.setAttribute("aria-invalid", "true");
  else control?.removeAttribute("aria-invalid");
}
