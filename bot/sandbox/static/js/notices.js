/** Short notices in a corner: what went wrong, and what the sandbox has to say about the app. */

import { Refusal } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";

const SECONDS = 12;

/** @param {string} text  @param {"alert" | "status"} [role] how urgently screen readers say it */
export function notice(text, role = "status") {
  const close = h("button.icon-button", { type: "button", "aria-label": say("close") }, icon("close"));
  const node = h(`div.notice.notice-${role}`, { role }, icon("warning"), h("p", {}, text), close);
  const remove = () => node.remove();
  close.addEventListener("click", remove);
  setTimeout(remove, SECONDS * 1000);
  show(node);
}

/** No notice stands there twice. The region is shown anew each time, to lie above whatever was opened since. */
function show(node) {
  const region = document.querySelector("#notices");
  region.popover = "manual";
  for (const other of region.children) if (other.textContent === node.textContent) other.remove();
  if (region.matches(":popover-open")) region.hidePopover();
  region.showPopover();
  region.append(node);
}

/** Does `work` and shows what refused it; answers nothing then. */
export async function orNotice(work) {
  try {
    return await work();
  } catch (error) {
    notice(reasonOf(error), "alert");
    return undefined;
  }
}

/** The sentence to show for a refusal; any other error is a bug and goes on. */
export function reasonOf(error) {
  if (!(error instanceof Refusal)) throw error;
  return error.message || say("nobodyAnswers");
}
