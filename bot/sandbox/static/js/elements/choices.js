/** What a select offers, and how its value is written in Slack's payloads. */

import { channelName, nameOf, session } from "../session.js";

/**
 * @typedef {{key: string, label: string, detail?: string, value: unknown}} Choice
 * @typedef {{label?: string, choices: Choice[]}} ChoiceGroup
 */

const SOURCES = {
  static: { field: "option", groups: (element) => optionGroups(element) },
  external: { field: "option", groups: () => [] },
  users: { field: "user", groups: () => oneGroup(session.people.map(({ id }) => named(id, nameOf(id)))) },
  conversations: { field: "conversation", groups: () => oneGroup(session.channels.map(conversation)) },
  channels: { field: "channel", groups: () => oneGroup(session.channels.filter(isPublic).map(conversation)) },
};

const oneGroup = (choices) => [{ choices }];
const isPublic = ({ kind }) => kind === "channel";
const named = (id, label) => ({ key: id, label, value: id });
const conversation = (channel) =>
  named(channel.id, isPublic(channel) ? `#${channelName(channel)}` : channelName(channel));
const fromOption = (option) => ({
  key: option.value,
  label: option.text.text,
  detail: option.description?.text,
  value: option,
});

function optionGroups({ options = [], option_groups: groups }) {
  if (!groups) return oneGroup(options.map(fromOption));
  return groups.map(({ label, options: inside }) => ({ label: label.text, choices: inside.map(fromOption) }));
}

/** @returns {ChoiceGroup[]} */
export const choicesOf = (element) => SOURCES[sourceOf(element)].groups(element);

const sourceOf = ({ type }) => type.replace(/^multi_/, "").replace(/_select$/, "");

/**
 * `multi_users_select` -> `selected_users`, from `initial_users`; `static_select` -> `selected_option`.
 * @returns {{source: string, many: boolean, selected: string, chosen: Choice[], read: (chosen: Choice[]) => unknown}}
 */
export function shapeOf(element) {
  const source = sourceOf(element);
  const many = element.type.startsWith("multi_");
  const name = SOURCES[source].field + (many ? "s" : "");
  const initial = [element[`initial_${name}`] ?? []].flat();
  return {
    source,
    many,
    selected: `selected_${name}`,
    chosen: initial.map((value) => toChoice(value, element)),
    read: (chosen) => (many ? chosen.map(({ value }) => value) : (chosen[0]?.value ?? null)),
  };
}

/** An initial value is an option or an id; ids get their names from the list. */
function toChoice(value, element) {
  if (typeof value === "object") return fromOption(value);
  const choices = choicesOf(element).flatMap((group) => group.choices);
  return choices.find(({ key }) => key === value) ?? named(value, nameOf(value));
}
