/** Draws one message. */

import { post } from "./api.js";
import { drawAttachments } from "./attachments.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { emojiNode } from "./emoji.js";
import { drawFiles } from "./files.js";
import { icon } from "./icons.js";
import { clock, momentOf, say, write } from "./language.js";
import { withMenu } from "./menu.js";
import { drop } from "./messages.js";
import { mrkdwn } from "./mrkdwn-nodes.js";
import { orNotice } from "./notices.js";
import { go } from "./route.js";
import { nameOf, session, shortcutsOf } from "./session.js";
import { Surface } from "./surface.js";

/** @typedef {import("./messages.js").Message} Message */

export const isBot = (message) => Boolean(message.bot_id) || message.user === session.bot.id;

export function authorOf(message) {
  if (isBot(message)) return message.username || session.bot.name;
  return message.user ? nameOf(message.user) : message.username;
}

/**
 * @param {Message} message
 * @param {Message[] | null} answers its thread, to open from here; null where the thread is in sight already
 */
export function drawMessage(message, answers) {
  const moment = momentOf(message.ts);
  const author = authorOf(message);
  const node = h("article.message", {
    "data-ts": message.ts,
    "data-channel": message.channel,
    "data-ephemeral": message.ephemeral || undefined,
    "aria-label": `${author}, ${clock(moment)}`,
    tabIndex: -1,
  });
  node.append(
    avatar({ id: message.user, name: author, bot: isBot(message) }),
    h(
      "div.message-main",
      {},
      head(message, author, moment, answers),
      body(message),
      reactions(message),
      threadLink(message, answers),
    ),
  );
  if (!message.ephemeral) node.append(tools(message, answers));
  return node;
}

function head(message, author, moment, answers) {
  const full = write(moment, { dateStyle: "full", timeStyle: "short" });
  return h(
    "div.message-head",
    {},
    h("strong.author", {}, author),
    isBot(message) && h("span.badge", {}, say("app")),
    h("time", { datetime: moment.toISOString(), title: full }, clock(moment)),
    message.broadcast && answers && fromThread(message),
    message.ephemeral && onlyYou(message),
  );
}

const openThread = (message) => go({ thread: message.thread_ts ?? message.ts });

function fromThread(message) {
  return h("button.link-button", { type: "button", onclick: () => openThread(message) }, say("fromThread"));
}

function onlyYou(message) {
  const dismiss = h("button.link-button", { type: "button", onclick: () => drop(message) }, say("dismiss"));
  return h("span.only-you", {}, icon("eye"), say("onlyYou"), dismiss);
}

function body(message) {
  const { channel, ts, ephemeral, text, blocks = [], attachments = [], files, edited } = message;
  const surface = new Surface({ channel, ts, ephemeral: Boolean(ephemeral) });
  const content = blocks.length ? drawBlocks(blocks, surface) : mrkdwn(text);
  const mark = edited && h("span.edited", {}, `(${say("edited")})`);
  return h("div.message-body", {}, content, mark, drawAttachments(attachments, surface), drawFiles(files ?? []));
}

function reactions({ reactions: given = [] }) {
  return given.length > 0 && h("ul.reactions", {}, given.map(reaction));
}

function reaction({ name, users }) {
  const label = say("reactionBy", { emoji: name.replaceAll("_", " "), names: users.map(nameOf).join(", ") });
  return h(
    "li.reaction",
    { title: label, "data-reaction": name },
    h("span", { "aria-hidden": "true" }, emojiNode(name), ` ${users.length}`),
    h("span.unseen", {}, label),
  );
}

function threadLink(message, answers) {
  if (!answers?.length) return null;
  const time = clock(momentOf(answers.at(-1).ts));
  const faces = [...new Map(answers.map((answer) => [authorOf(answer), answer])).values()].slice(0, 3);
  return h(
    "button.thread-link",
    { type: "button", onclick: () => openThread(message) },
    h(
      "span.faces",
      {},
      faces.map((answer) => avatar({ id: answer.user, name: authorOf(answer), bot: isBot(answer) })),
    ),
    h("strong", {}, say("repliedTo", { count: answers.length })),
    h("small", {}, say("lastReply", { time })),
  );
}

function tools(message, answers) {
  const name = { type: "button", "aria-label": say("replyInThread"), title: say("replyInThread") };
  const reply = h("button.icon-button", { ...name, onclick: () => openThread(message) }, icon("reply"));
  return h("div.message-tools", {}, answers && reply, shortcutsOf("message").length > 0 && shortcutMenu(message));
}

function shortcutMenu({ channel, ts }) {
  const label = say("actionsMenu");
  const trigger = h("button.icon-button", { type: "button", "aria-label": label, title: label }, icon("more"));
  const run = (shortcut) =>
    orNotice(() => post("shortcut", { type: "message", callback_id: shortcut.callback_id, channel, ts }));
  const item = (shortcut) => ({
    label: shortcut.name,
    act: () => run(shortcut),
    data: { "data-callback-id": shortcut.callback_id },
  });
  return withMenu(trigger, () => shortcutsOf("message").map(item), label);
}
