/** Where people write: text, commands with suggestions, files. */

import { post } from "./api.js";
import { suggestionsFor, usageOf } from "./completion.js";
import { freshId, h } from "./dom.js";
import { History, remember } from "./history.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { Listbox } from "./listbox.js";
import { withMenu } from "./menu.js";
import { orNotice } from "./notices.js";
import { send } from "./outgoing.js";
import { shortcutsOf } from "./session.js";
import { Tray } from "./tray.js";

export class Composer {
  /** @param {import("./outgoing.js").Place} place  @param {string} label  @param {() => void} [afterSending] */
  constructor(place, label, afterSending = () => {}) {
    Object.assign(this, { place, afterSending, tray: new Tray() });
    this.box = h("textarea.composer-box", { rows: 1, "aria-label": label, placeholder: label, enterkeyhint: "send" });
    this.usage = h("p.usage", { id: freshId("usage"), "aria-live": "polite" });
    this.sendButton = h("button.send", { type: "submit", "aria-label": say("send"), title: say("send") }, icon("send"));
    this.node = h("form.composer", { novalidate: true }, this.tray.node, this.box, this.tools());
    this.box.setAttribute("aria-describedby", this.usage.id);
    this.history = new History(this.box);
    this.suggestions = this.listbox();
    this.node.append(this.suggestions.popup);
    this.listen();
  }

  listbox() {
    const footer = h("p.listbox-keys", { "aria-hidden": "true" }, say("suggestionKeys"));
    const choose = (suggestion) => this.insert(suggestion);
    return new Listbox(this.box, {
      label: say("suggestions"),
      draw: drawSuggestion,
      choose,
      footer,
      anchor: this.node,
    });
  }

  tools() {
    const input = h("input", { type: "file", multiple: true, hidden: true, tabIndex: -1, "aria-hidden": true });
    input.addEventListener("change", () => {
      this.attach(input.files);
      input.value = "";
    });
    return h(
      "div.composer-tools",
      {},
      shortcutsOf("global").length > 0 && shortcutMenu(),
      tool("attach", "attach", () => input.click()),
      input,
      this.usage,
      this.sendButton,
    );
  }

  listen() {
    this.box.addEventListener("input", () => this.suggest());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.suggestions.hide());
    this.box.addEventListener("paste", (event) => this.paste(event));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** Enter chooses what is lit; nothing is lit once the word is finished, so that Enter sends. */
  suggest() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    const found = this.place.thread_ts && before.startsWith("/") ? [] : suggestionsFor(before);
    this.usage.textContent = this.place.thread_ts ? "" : usageOf(before);
    const finished = found.some((suggestion) => suggestion.finished);
    if (!found.length || (finished && found.length === 1)) this.suggestions.hide();
    else this.suggestions.show(found, finished ? -1 : 0);
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Tab" && this.suggestions.isOpen && !event.shiftKey) return this.tab(event);
    if (this.suggestions.take(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (this.history.take(event)) event.preventDefault();
  }

  tab(event) {
    event.preventDefault();
    this.insert(this.suggestions.items[Math.max(0, this.suggestions.active)]);
  }

  insert({ insert, from }) {
    const caret = this.box.selectionStart;
    this.box.setRangeText(insert, from, caret, "end");
    this.box.focus();
    this.suggest();
  }

  paste(event) {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    this.attach(files);
  }

  /** @param {Iterable<File>} files */
  attach(files) {
    this.tray.add(files);
    this.box.focus();
  }

  /** The text stays where it was when it could not be sent. */
  async submit() {
    const text = this.box.value.trim();
    if (this.sending || !(text || this.tray.files.length)) return;
    this.show(true);
    const answer = await orNotice(async () => send(this.place, text, this.tray.files));
    this.show(false);
    if (answer?.ok) this.clear(text);
  }

  clear(text) {
    if (text) remember(text);
    this.box.value = "";
    this.tray.clear();
    this.suggest();
    this.afterSending();
  }

  show(sending) {
    this.sending = sending;
    this.suggestions.hide();
    this.box.readOnly = sending;
    this.node.setAttribute("aria-busy", String(sending));
    this.sendButton.setAttribute("aria-label", say(sending ? "sending" : "send"));
  }
}

function tool(iconName, text, onclick) {
  return h(
    "button.icon-button",
    { type: "button", "aria-label": say(text), title: say(text), onclick },
    icon(iconName),
  );
}

function shortcutMenu() {
  const label = say("shortcuts");
  const trigger = tool("lightning", "shortcuts");
  const run = ({ callback_id: id }) => orNotice(() => post("shortcut", { type: "global", callback_id: id }));
  const item = (shortcut) => ({
    label: shortcut.name,
    act: () => run(shortcut),
    data: { "data-callback-id": shortcut.callback_id },
  });
  return withMenu(trigger, () => shortcutsOf("global").map(item), label);
}

/** A hint that begins with the word itself, as a command's usage does, only continues it. */
function drawSuggestion({ text, hint }) {
  const rest = hint.startsWith(`${text} `) ? hint.slice(text.length + 1) : hint;
  return [h("strong", {}, text), rest !== text && h("small", {}, rest)];
}
