/** The app's Home, as it publishes it for this person. */

import { get } from "./api.js";
import { drawBlocks } from "./blocks/index.js";
import { h, swap } from "./dom.js";
import { say } from "./language.js";
import { orNotice } from "./notices.js";
import { listen } from "./stream.js";
import { Surface } from "./surface.js";

export class HomePanel {
  constructor() {
    this.content = h("div.home-content", {});
    this.node = h(
      "div.home",
      { id: "home", role: "tabpanel", "aria-labelledby": "tab-home", tabIndex: 0, hidden: true },
      h("h2.unseen", {}, say("homeTab")),
      this.content,
    );
    listen("home", ({ view }) => this.draw(view));
  }

  /** Asks the app for a fresh Home each time it comes into sight. */
  async toggle(visible) {
    const opened = visible && this.node.hidden;
    this.node.hidden = !visible;
    if (!opened) return;
    this.node.setAttribute("aria-busy", "true");
    const answer = await orNotice(() => get("home"));
    this.node.removeAttribute("aria-busy");
    if (answer) this.draw(answer.view);
  }

  draw(view) {
    const surface = new Surface({ view_id: view?.id }, this.surface?.values);
    const blocks = view ? drawBlocks(view.blocks ?? [], surface) : h("p.beginning", {}, say("homeMissing"));
    const content = h("div.home-content", { tabIndex: -1 }, blocks);
    swap(this.content, content);
    Object.assign(this, { surface, content });
  }
}
