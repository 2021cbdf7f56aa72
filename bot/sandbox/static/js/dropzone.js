/** Files dropped anywhere on a panel, with a veil that says so while they hover. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";

/** @param {HTMLElement} panel  @param {(files: File[]) => void} dropped */
export function acceptDrops(panel, dropped) {
  const veil = h(
    "div.veil",
    { hidden: true, "aria-hidden": "true" },
    h("div", {}, icon("attach"), h("strong", {}, say("dropHere")), h("span", {}, say("dropHint"))),
  );
  panel.append(veil);
  const show = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    veil.hidden = false;
  };
  const hide = () => {
    veil.hidden = true;
  };
  panel.addEventListener("dragenter", show);
  panel.addEventListener("dragover", show);
  panel.addEventListener("dragleave", (event) => !panel.contains(event.relatedTarget) && hide());
  panel.addEventListener("drop", (event) => {
    hide();
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    dropped([...event.dataTransfer.files]);
  });
}
