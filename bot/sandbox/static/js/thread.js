/** The side panel: one message and the answers to it, with a composer of its own. */

import { composerFor } from "./composers.js";
import { h } from "./dom.js";
import { acceptDrops } from "./dropzone.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { MessageList } from "./message-list.js";
import { all, replies } from "./messages.js";
import { go } from "./route.js";
import { stayAtEnd } from "./scroll.js";
import { channelById, channelName } from "./session.js";

export class Thread {
  constructor(channel, ts) {
    Object.assign(this, { channel, ts });
    this.name = channelName(channelById(channel));
    this.log = h("div.log", { role: "log", "aria-label": say("thread"), tabIndex: 0 });
    this.scroller = h("div.scroller", {}, this.log);
    this.list = new MessageList(this.log, () => null);
    this.toEnd = stayAtEnd(this.scroller, this.log);
    this.composer = composerFor({ channel, thread_ts: ts }, say("replyTo"), () => this.toEnd());
    this.node = h("div.panel", {}, this.head(), this.scroller, h("div.composer-row", {}, this.composer.node));
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.close();
    });
    acceptDrops(this.node, (files) => this.composer.attach(files));
    this.update();
  }

  head() {
    const close = { type: "button", "aria-label": say("close"), title: say("close"), onclick: () => this.close() };
    return h(
      "header.panel-head",
      {},
      h("h2", {}, say("thread"), h("small", {}, this.name)),
      h("button.icon-button.panel-close", close, icon("close")),
    );
  }

  update() {
    const root = all(this.channel).find(({ ts }) => ts === this.ts);
    const answers = replies(this.channel, this.ts);
    this.list.show(root ? [root, ...answers] : answers, h("p.beginning", {}, say("threadClosed")));
  }

  /** The focus goes back to the message that the thread belongs to. */
  close() {
    go({ thread: undefined });
    document.querySelector(`#conversation [data-ts="${CSS.escape(this.ts)}"]`)?.focus({ preventScroll: true });
  }
}
