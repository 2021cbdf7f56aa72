/** Block Kit's confirmation dialog: asks before an action that is hard to take back. */

import { freshId, h } from "./dom.js";
import { say } from "./language.js";
import { textLine, textObject } from "./mrkdwn-nodes.js";

/**
 * @param {{title: object, text: object, confirm?: object, deny?: object, style?: string} | undefined} question
 * @returns {Promise<boolean>} true at once where there is nothing to ask
 */
export function confirmed(question) {
  if (!question) return Promise.resolve(true);
  const dialog = draw(question);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

function draw({ title, text, confirm, deny, style }) {
  const [titleId, textId] = [freshId("confirm"), freshId("confirm")];
  const labels = { role: "alertdialog", "aria-labelledby": titleId, "aria-describedby": textId };
  const dialog = h("dialog.confirm", labels);
  const answer = (value, kind, words) =>
    h(`button.button.${kind}`, { type: "button", onclick: () => dialog.close(value) }, words);
  dialog.append(
    h("h2", { id: titleId }, textLine(title)),
    h("div.confirm-text", { id: textId }, textObject(text)),
    h(
      "div.confirm-answers",
      {},
      answer("no", "plain", deny ? textLine(deny) : say("cancel")),
      answer("yes", style ?? "primary", confirm ? textLine(confirm) : say("confirm")),
    ),
  );
  return dialog;
}
