/** The two tabs of the conversation with the bot: its Home, and the messages. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { go } from "./route.js";

const TABS = [
  { name: "home", text: "homeTab", sign: "home", tab: "home" },
  { name: "messages", text: "messagesTab", sign: "message", tab: undefined },
];

/** @param {string} label  @returns {{node: HTMLElement, select: (name: string) => void}} */
export function tabBar(label) {
  const buttons = TABS.map(({ name, text, sign, tab }) => {
    const attributes = {
      role: "tab",
      type: "button",
      id: `tab-${name}`,
      "aria-controls": name,
      onclick: () => go({ tab }),
    };
    return h("button.tab", attributes, icon(sign), say(text));
  });
  const node = h(
    "div.tabs",
    { role: "tablist", "aria-label": label, onkeydown: (event) => walk(event, buttons) },
    buttons,
  );
  return { node, select: (name) => buttons.forEach((button) => mark(button, button.id === `tab-${name}`)) };
}

function mark(button, selected) {
  button.setAttribute("aria-selected", String(selected));
  button.tabIndex = selected ? 0 : -1;
}

function walk(event, buttons) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = buttons.find((button) => button.getAttribute("aria-selected") !== "true");
  other.click();
  other.focus();
}
