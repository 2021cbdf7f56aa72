/** Who plays, and where: filled once when the page starts (another person is another page load). */

/**
 * @typedef {{id: string, name: string, real_name: string, locale: string, role: "rep" | "manager"}} Person
 * @typedef {{id: string, name: string, kind: "channel" | "dm"}} Channel
 * @typedef {{type: "global" | "message", callback_id: string, name: string}} Shortcut
 */
export const session = {
  /** @type {Person | null} */ me: null,
  team: { id: "", name: "" },
  bot: { id: "", name: "" },
  /** @type {Person[]} */ people: [],
  /** @type {Channel[]} */ channels: [],
  commands: [],
  /** @type {Shortcut[]} */ shortcuts: [],
};

export const personById = (id) => session.people.find((person) => person.id === id);
export const channelById = (id) => session.channels.find((channel) => channel.id === id);
export const shortcutsOf = (type) => session.shortcuts.filter((shortcut) => shortcut.type === type);

/** The name that people read for a user id, the bot's included. */
export function nameOf(id) {
  const person = personById(id);
  if (person) return person.real_name || person.name;
  return id === session.bot.id ? session.bot.name : id;
}

/** The name of a conversation: the channel's own, or the bot's for a direct conversation with it. */
export function channelName(channel) {
  return channel.kind === "dm" ? session.bot.name : channel.name;
}
