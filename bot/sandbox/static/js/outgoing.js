/** What a composer sends: a message, files, or a command. */

import { post, Refusal, upload } from "./api.js";
import { say } from "./language.js";

/** @typedef {{channel: string, thread_ts?: string}} Place */

/**
 * Whatever begins with a slash is a command, as in Slack, and commands do not work in threads.
 * @param {Place} place  @param {string} text  @param {File[]} files  @throws {Refusal}
 */
export function send(place, text, files) {
  if (files.length) return upload(place.channel, files, { text, thread_ts: place.thread_ts });
  if (!text.startsWith("/")) return post("message", { ...place, text });
  if (place.thread_ts) throw new Refusal(say("commandsNotInThreads", { command: text.split(/\s/, 1)[0] }));
  return post("command", { channel: place.channel, text });
}
