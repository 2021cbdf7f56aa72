/** A text box that searches and keeps one choice, or several as chips. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { Listbox } from "./listbox.js";

/** @typedef {import("./elements/choices.js").Choice} Choice */

/**
 * @param {{names: object, many: boolean, chosen: Choice[], limit?: number, placeholder: string,
 *   search: (query: string) => Choice[] | Promise<Choice[]>,
 *   change: (chosen: Choice[], control: HTMLElement) => Promise<false | void>}} options
 */
export function combobox(options) {
  return new Combobox(options).node;
}

class Combobox {
  constructor({ names, many, chosen, limit = Infinity, placeholder, search, change }) {
    Object.assign(this, { many, chosen, limit, search, change });
    this.input = h("input.combobox-input", { ...names, type: "text", autocomplete: "off", placeholder });
    this.chips = h("ul.chips", { hidden: true });
    this.node = h("div.field.combobox", {}, this.chips, this.input);
    const choose = (choice) => this.choose(choice);
    const texts = { label: placeholder, empty: say("noOptions") };
    this.listbox = new Listbox(this.input, { ...texts, draw: drawChoice, choose, anchor: this.node });
    this.node.append(this.listbox.popup);
    this.listen();
    this.draw();
  }

  listen() {
    this.input.addEventListener("input", () => this.suggest(this.input.value));
    this.input.addEventListener("click", () => this.suggest(""));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
  }

  key(event) {
    if (this.listbox.take(event)) return;
    if (event.key === "ArrowDown") this.suggest("");
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Backspace" && this.many && !this.input.value) this.update(this.chosen.slice(0, -1));
  }

  /** Late answers to an earlier question are dropped. */
  async suggest(query) {
    this.asked = query;
    const found = await this.search(query.trim());
    if (this.asked !== query || document.activeElement !== this.input) return;
    const kept = new Set(this.many ? this.chosen.map(({ key }) => key) : []);
    this.listbox.show(
      found.filter(({ key }) => !kept.has(key)),
      query ? 0 : -1,
    );
  }

  async choose(choice) {
    this.listbox.hide();
    const chosen = this.many ? [...this.chosen, choice].slice(0, this.limit) : [choice];
    await this.update(chosen);
  }

  async update(chosen) {
    const before = this.chosen;
    this.chosen = chosen;
    this.draw();
    if ((await this.change(chosen, this.input)) === false) this.chosen = before;
    this.draw();
  }

  /** Text that chose nothing goes; a single choice that was emptied is taken back. */
  leave() {
    this.listbox.hide();
    if (!this.many && this.chosen.length && !this.input.value.trim()) this.update([]);
    else this.draw();
  }

  draw() {
    this.input.value = this.many ? "" : (this.chosen[0]?.label ?? "");
    if (!this.many) return;
    this.chips.replaceChildren(...this.chosen.map((choice) => this.chip(choice)));
    this.chips.hidden = !this.chosen.length;
  }

  chip(choice) {
    const remove = () => {
      this.update(this.chosen.filter(({ key }) => key !== choice.key));
      this.input.focus();
    };
    const name = { type: "button", "aria-label": say("remove", { name: choice.label }), onclick: remove };
    return h("li.chip", {}, choice.label, h("button.chip-remove", name, icon("close")));
  }
}

const drawChoice = ({ label, detail }) => [h("span", {}, label), detail && h("small", {}, detail)];
