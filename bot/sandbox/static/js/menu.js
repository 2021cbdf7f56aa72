/** A button that opens a menu. The browser's popover closes it on a click elsewhere, and gives the focus back. */

import { h } from "./dom.js";
import { place } from "./placement.js";

/**
 * @typedef {{label: unknown, act?: () => void, href?: string, detail?: unknown, checked?: boolean,
 *   data?: Record<string, string>}} MenuItem
 * @param {HTMLButtonElement} trigger
 * @param {() => MenuItem[]} items asked each time the menu opens
 * @param {string} label the menu's name
 * @returns {HTMLElement} the trigger with its menu
 */
export function withMenu(trigger, items, label) {
  const menu = h("div.menu", { role: "menu", "aria-label": label, popover: "auto" });
  trigger.setAttribute("aria-haspopup", "menu");
  trigger.popoverTargetElement = menu;
  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") menu.replaceChildren(...items().map((item) => drawItem(item, menu)));
  });
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") open(menu, trigger);
  });
  menu.addEventListener("keydown", (event) => walk(event, menu));
  return h("span.menu-holder", {}, trigger, menu);
}

function drawItem({ label, act, href, detail, checked, data = {} }, menu) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const choose = () => {
    menu.hidePopover();
    act?.();
  };
  const attributes = { role, tabIndex: -1, href, "aria-checked": checked, onclick: choose, ...data };
  if (!href) attributes.type = "button";
  return h(href ? "a.menu-item" : "button.menu-item", attributes, label, detail && h("small", {}, detail));
}

function open(menu, trigger) {
  place(menu, trigger);
  menu.firstElementChild?.focus();
}

const STEPS = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

function walk(event, menu) {
  if (event.key === "Tab" || event.key === "Escape") menu.hidePopover();
  if (event.key === "Escape") event.preventDefault(); // so that the panel around it does not close as well
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.children];
  items[step(items.indexOf(document.activeElement), items.length)]?.focus();
}
