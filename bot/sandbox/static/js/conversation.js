/** The main panel: one conversation with its log and composer, and for the bot's also its Home. */

import { avatar } from "./avatar.js";
import { composerFor } from "./composers.js";
import { h } from "./dom.js";
import { acceptDrops } from "./dropzone.js";
import { HomePanel } from "./home.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { MessageList } from "./message-list.js";
import { replies, roots } from "./messages.js";
import { here, hrefOf } from "./route.js";
import { stayAtEnd } from "./scroll.js";
import { channelName, session } from "./session.js";
import { tabBar } from "./tabs.js";

export class Conversation {
  /** @param {import("./session.js").Channel} channel */
  constructor(channel) {
    this.channel = channel;
    this.name = channelName(channel);
    this.log = h("div.log", { role: "log", "aria-label": say("messagesIn", { name: this.title() }), tabIndex: 0 });
    this.scroller = h("div.scroller", {}, this.log);
    this.list = new MessageList(this.log, (message) => replies(channel.id, message.ts));
    this.toEnd = stayAtEnd(this.scroller, this.log);
    this.composer = composerFor({ channel: channel.id }, say("messageTo", { name: this.title() }), () => this.toEnd());
    this.messages = h("div.messages", { id: "messages" }, this.scroller, h("div.composer-row", {}, this.composer.node));
    this.home = channel.kind === "dm" ? new HomePanel() : null;
    this.node = h("div.panel", {}, this.head(), this.messages, this.home?.node);
    acceptDrops(this.messages, (files) => this.composer.attach(files));
    this.update();
  }

  title() {
    return this.channel.kind === "dm" ? this.name : `#${this.name}`;
  }

  head() {
    const back = { href: hrefOf({ as: here().as }), "aria-label": say("openMenu") };
    const sign = this.channel.kind === "dm" ? avatar({ name: this.name, bot: true }) : icon("channel");
    this.tabs = this.home && tabBar(this.name);
    return h(
      "header.panel-head",
      {},
      h("a.icon-button.back", back, icon("back")),
      sign,
      h("h1", {}, this.name),
      this.tabs?.node,
    );
  }

  update() {
    this.list.show(roots(this.channel.id), this.empty());
  }

  empty() {
    this.beginning ??= h(
      "p.beginning",
      {},
      say(this.home ? "emptyDm" : "emptyChannel", { name: this.name || session.bot.name }),
    );
    return this.beginning;
  }

  /** @param {"home" | undefined} tab */
  showTab(tab) {
    const atHome = Boolean(this.home) && tab === "home";
    this.messages.hidden = atHome;
    this.tabs?.select(atHome ? "home" : "messages");
    this.home?.toggle(atHome);
  }
}
