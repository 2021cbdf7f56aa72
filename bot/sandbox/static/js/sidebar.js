/** The list of conversations, and who is being played. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { withMenu } from "./menu.js";
import { unreadCount } from "./read-marks.js";
import { hrefOf } from "./route.js";
import { channelName, session } from "./session.js";

/** @typedef {import("./session.js").Channel} Channel */

export class Sidebar {
  /** @param {() => void} skip goes straight to where people write */
  constructor(skip) {
    this.list = h("div.sidebar-lists");
    this.node = h("nav.sidebar", { "aria-label": say("navigation") }, skipButton(skip), brand(), this.list, me());
  }

  /** @param {string} open the id of the conversation in sight */
  update(open) {
    const focused = document.activeElement?.closest(".sidebar-link")?.dataset.channel;
    this.list.replaceChildren(
      section(
        say("channels"),
        session.channels.filter(({ kind }) => kind === "channel"),
        open,
      ),
      section(
        say("directMessages"),
        session.channels.filter(({ kind }) => kind === "dm"),
        open,
      ),
    );
    if (focused) this.list.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  }
}

const skipButton = (skip) => h("button.skip", { type: "button", onclick: skip }, say("skip"));

function brand() {
  return h(
    "div.brand",
    {},
    h("img", { src: "/sandbox/static/filon.svg", alt: "" }),
    h("div", {}, h("strong", {}, "Filon"), h("span", {}, say("sandbox"))),
  );
}

function section(title, channels, open) {
  return h(
    "section",
    {},
    h("h2", {}, title),
    h(
      "ul",
      {},
      channels.map((channel) => h("li", {}, entry(channel, open))),
    ),
  );
}

/** @param {Channel} channel */
function entry(channel, open) {
  const unread = unreadCount(channel.id);
  const sign = channel.kind === "dm" ? avatar({ name: channelName(channel), bot: true }) : icon("channel");
  const href = hrefOf({ as: session.me.id, channel: channel.id });
  const attributes = {
    href,
    "data-channel": channel.id,
    "data-unread": unread || undefined,
    "aria-current": channel.id === open ? "page" : undefined,
  };
  return h(
    "a.sidebar-link",
    attributes,
    sign,
    h("span.sidebar-name", {}, channelName(channel)),
    unread > 0 && badge(unread),
  );
}

function badge(count) {
  return h(
    "span.unread",
    {},
    h("span", { "aria-hidden": "true" }, String(count)),
    h("span.unseen", {}, say("unread", { count })),
  );
}

function me() {
  const { id, real_name: name, role } = session.me;
  const words = h("span.person-words", {}, h("strong", {}, name), h("small", {}, roleName(role)));
  const trigger = h(
    "button.me",
    { type: "button", title: say("switchPerson") },
    avatar({ id, name }),
    words,
    icon("chevron"),
  );
  return h(
    "div.sidebar-foot",
    {},
    withMenu(trigger, () => session.people.map(personItem), say("switchPerson")),
  );
}

function personItem({ id, real_name: name, role }) {
  return {
    label: [avatar({ id, name }), h("span.person-words", {}, h("strong", {}, name), h("small", {}, roleName(role)))],
    href: hrefOf({ as: id }),
    checked: id === session.me.id,
    data: { "data-person": id },
  };
}

export const roleName = (role) => say(role === "manager" ? "manager" : "rep");
