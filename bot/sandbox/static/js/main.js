/** Starts the page: learns who plays, opens the stream, and shows the place that the address names. */

import { get } from "./api.js";
import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import { say, speak } from "./language.js";
import { drop, fill, onChange, put } from "./messages.js";
import { showView } from "./modal.js";
import { notice, reasonOf } from "./notices.js";
import { markRead, startReading } from "./read-marks.js";
import { here } from "./route.js";
import { channelById, channelName, personById, session } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { listen, openStream } from "./stream.js";
import { Thread } from "./thread.js";
import { welcome } from "./welcome.js";

const app = document.querySelector("#app");
const parts = { sidebar: null, conversation: null, thread: null };
/** @type {Map<string, Conversation>} */
const conversations = new Map();
const main = h("main.conversation", { id: "conversation" });
const aside = h("aside.thread", { id: "thread", hidden: true });

async function start() {
  speak(navigator.language);
  const person = here().as;
  Object.assign(session, await workspaceOf(person));
  session.me = personById(person) ?? null;
  window.addEventListener("hashchange", () => (here().as === person ? follow() : location.reload()));
  if (session.me) await enter();
  else app.replaceChildren(welcome());
}

/** An address may name somebody whom this sandbox does not know; then the page asks who plays. */
async function workspaceOf(person) {
  const known = person && (await get("workspace", { as: person }).catch(() => null));
  return known || get("workspace");
}

async function enter() {
  speak(session.me.locale);
  hear();
  await openStream();
  await load();
  session.channels.forEach(({ id }) => startReading(id));
  parts.sidebar = new Sidebar(() => parts.conversation.composer.box.focus());
  aside.setAttribute("aria-label", say("thread"));
  app.replaceChildren(parts.sidebar.node, main, aside);
  app.className = "app";
  onChange(refresh);
  document.addEventListener("visibilitychange", refresh);
  follow();
}

function hear() {
  const keep = ({ message }) => put(message);
  listen("message", keep);
  listen("changed", keep);
  listen("reaction", keep);
  listen("deleted", ({ message }) => drop(message));
  listen("view", ({ view }) => showView(view));
  listen("notice", ({ text }) => notice(text, "alert"));
  listen("lost", () => notice(say("lost")));
  listen("found", load);
}

/** Every conversation is loaded at once: they are few, and changing between them is immediate. */
async function load() {
  await Promise.all(session.channels.map(({ id }) => fill(id, get("messages", { channel: id }))));
}

const openChannel = () =>
  channelById(here().channel) ?? session.channels.find(({ kind }) => kind === "dm") ?? session.channels[0];

/** Shows the place that the address names. */
function follow() {
  const { channel, tab, thread } = here();
  app.dataset.place = channel ? "conversation" : "list";
  showConversation(openChannel());
  parts.conversation.showTab(tab);
  showThread(openChannel().id, tab === "home" ? undefined : thread);
  document.title = `${channelName(openChannel())} · Filon sandbox`;
  refresh();
}

function showConversation(channel) {
  if (parts.conversation?.channel.id === channel.id) return;
  if (!conversations.has(channel.id)) conversations.set(channel.id, new Conversation(channel));
  parts.conversation = conversations.get(channel.id);
  main.replaceChildren(parts.conversation.node);
  parts.conversation.toEnd();
}

function showThread(channel, ts) {
  aside.hidden = !ts;
  app.classList.toggle("with-thread", Boolean(ts));
  if (parts.thread?.ts === ts) return;
  parts.thread = ts ? new Thread(channel, ts) : null;
  aside.replaceChildren(...(ts ? [parts.thread.node] : []));
  parts.thread?.composer.box.focus();
}

/** Draws what changed, and marks as read what is in sight. */
function refresh() {
  const { id } = parts.conversation.channel;
  parts.conversation.update();
  parts.thread?.update();
  const inSight = main.offsetParent !== null && !document.hidden && here().tab !== "home";
  if (inSight) markRead(id);
  parts.sidebar.update(id);
}

start().catch((error) => {
  app.replaceChildren(h("main.welcome", {}, h("p", { role: "alert" }, reasonOf(error))));
});
