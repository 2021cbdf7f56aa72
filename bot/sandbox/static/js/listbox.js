/** The list of suggestions under a text box, which keeps the focus (the ARIA combobox pattern). */

import { freshId, h } from "./dom.js";
import { place } from "./placement.js";

export class Listbox {
  /**
   * @param {HTMLElement} owner the text box, which gets the combobox roles
   * @param {{label: string, draw: (item: any) => unknown, choose: (item: any) => void, footer?: Node,
   *   empty?: string, anchor?: HTMLElement}} options
   */
  constructor(owner, { label, draw, choose, footer, empty, anchor = owner }) {
    Object.assign(this, { owner, draw, choose, footer, empty, anchor, items: [], active: -1 });
    this.list = h("ul.listbox", { role: "listbox", id: freshId("listbox"), "aria-label": label });
    this.popup = h("div.listbox-popup", { popover: "manual" }, this.list, footer);
    const roles = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    };
    for (const [name, value] of Object.entries(roles)) owner.setAttribute(name, value);
    this.follow = () => place(this.popup, this.anchor, { fit: true });
    // A press on the list must not take the focus away from the text box.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get isOpen() {
    return this.popup.matches(":popover-open");
  }

  /** @param {any[]} items  @param {number} [active] the item that Enter would choose; -1 for none */
  show(items, active = -1) {
    this.items = items;
    const empty = h("li.listbox-empty", { role: "presentation" }, this.empty);
    this.list.replaceChildren(...(items.length ? items.map((item, index) => this.option(item, index)) : [empty]));
    if (!this.isOpen) this.open();
    this.follow();
    this.activate(active);
  }

  open() {
    this.popup.showPopover();
    this.owner.setAttribute("aria-expanded", "true");
    window.addEventListener("scroll", this.follow, { capture: true, passive: true });
  }

  hide() {
    if (!this.isOpen) return;
    this.popup.hidePopover();
    this.list.replaceChildren();
    this.activate(-1);
    this.owner.setAttribute("aria-expanded", "false");
    window.removeEventListener("scroll", this.follow, { capture: true });
  }

  option(item, index) {
    const choose = () => this.choose(item);
    const attributes = { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", onclick: choose };
    return h("li.listbox-option", attributes, this.draw(item));
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, position) => option.setAttribute("aria-selected", position === index));
    const option = index < 0 ? null : this.list.children[index];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.owner.setAttribute("aria-activedescendant", option.id);
    else this.owner.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const count = this.items.length;
    if (count) this.activate(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
  }

  /** @param {KeyboardEvent} event  @returns {boolean} whether the key was for the list */
  take(event) {
    const act = this.isOpen && KEYS[event.key];
    const taken = Boolean(act) && act(this) !== false;
    if (taken) event.preventDefault();
    return taken;
  }
}

const KEYS = {
  ArrowDown: (listbox) => listbox.move(1),
  ArrowUp: (listbox) => listbox.move(-1),
  Enter: (listbox) => chooseActive(listbox),
  Escape: (listbox) => listbox.hide(),
};

function chooseActive(listbox) {
  if (listbox.active < 0) return false;
  return listbox.choose(listbox.items[listbox.active]);
}
