/** What a composer suggests: commands, their words, and people after an @. */

import { fold, ours } from "./language.js";
import { nameOf, session } from "./session.js";

/**
 * `insert` replaces the text from `from` on; `finished` is what was typed out in full already.
 * @typedef {{text: string, insert: string, from: number, hint: string, finished?: boolean}} Suggestion
 */

/** @param {string} text what stands before the caret  @returns {Suggestion[]} */
export function suggestionsFor(text) {
  return mentions(text) ?? words(text) ?? commands(text) ?? [];
}

function mentions(text) {
  const match = /(?:^|\s)@([^@\s]*)$/.exec(text);
  if (!match) return null;
  const typed = match[1];
  const from = text.length - typed.length - 1;
  const known = session.people.filter(({ name, id }) =>
    [name, ...nameOf(id).split(" ")].some((word) => starts(word, typed)),
  );
  return known.map(({ id, name }) => ({
    text: `@${name}`,
    insert: `@${name} `,
    from,
    hint: nameOf(id),
    finished: name === typed,
  }));
}

function words(text) {
  const command = session.commands.find((known) => text.startsWith(`${known.command} `));
  if (!command) return null;
  const from = command.command.length + 1;
  const typed = text.slice(from);
  const known = command.words.map(({ word, hint }) => ({ word: ours(word), hint: ours(hint) }));
  const matching = known.filter(({ word }) => starts(word, typed));
  return matching.map(({ word, hint }) => ({
    text: word,
    insert: `${word} `,
    from,
    hint,
    finished: fold(word) === fold(typed),
  }));
}

function commands(text) {
  if (!text.startsWith("/")) return null;
  const matching = session.commands.filter(({ command }) => starts(command, text));
  return matching.map(({ command, description }) => ({
    text: command,
    insert: `${command} `,
    from: 0,
    hint: ours(description),
    finished: command === text,
  }));
}

/** @param {string} text  @returns {string} how the command that is being typed is used; empty for anything else */
export function usageOf(text) {
  const command = session.commands.find((known) => text.startsWith(`${known.command} `));
  const typed = fold(text.slice(command?.command.length + 1));
  const known = command?.words.filter(({ word }) => typed.startsWith(`${fold(ours(word))} `)) ?? [];
  const longest = known.sort((one, other) => ours(other.word).length - ours(one.word).length)[0];
  return longest ? `${command.command} ${ours(longest.hint)}` : "";
}

const starts = (word, typed) => fold(word).startsWith(fold(typed));
