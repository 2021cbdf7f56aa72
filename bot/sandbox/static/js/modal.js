/** The app's modals: a stack of views, each in a dialog of the browser's (which traps the focus and gives it back). */

import { post, Refusal } from "./api.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./language.js";
import { textLine } from "./mrkdwn-nodes.js";
import { orNotice, reasonOf } from "./notices.js";
import { session } from "./session.js";
import { Surface } from "./surface.js";
import { problemsOf, showProblems } from "./validation.js";

/** @type {Modal[]} */
const stack = [];

/** @param {object | null} view opened, updated or pushed by the app; null when it closed all */
export function showView(view) {
  if (!view) return closeFrom(0);
  const known = stack.findIndex((modal) => modal.view.id === view.id);
  if (known >= 0) {
    closeFrom(known + 1);
    return view.hash && view.hash === stack[known].view.hash ? undefined : stack[known].update(view);
  }
  if (view.previous_view_id !== stack.at(-1)?.view.id) closeFrom(0);
  return open(view);
}

function open(view) {
  const modal = new Modal(view);
  stack.push(modal);
  modal.open();
}

function closeFrom(depth) {
  for (const modal of stack.splice(depth).reverse()) modal.dialog.close();
}

class Modal {
  constructor(view) {
    this.titleId = freshId("modal");
    this.dialog = h("dialog.modal", { "aria-labelledby": this.titleId });
    this.dialog.addEventListener("cancel", (event) => {
      if (event.target !== this.dialog) return;
      event.preventDefault();
      this.dismiss();
    });
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.draw(view, {});
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.focusFirst();
  }

  /** What was filled in stays, and the focus stays in the field where it was. */
  update(view) {
    const { actionId } = document.activeElement?.dataset ?? {};
    const scrolled = this.form.querySelector(".modal-body").scrollTop;
    this.draw(view, this.surface.values);
    this.form.querySelector(".modal-body").scrollTop = scrolled;
    const twin = actionId && this.form.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`);
    if (twin) twin.focus();
    else this.focusFirst();
  }

  draw(view, remembered) {
    this.view = view;
    this.dialog.dataset.viewId = view.id;
    this.dialog.dataset.callbackId = view.callback_id ?? "";
    this.surface = new Surface({ view_id: view.id }, remembered);
    this.error = h("p.form-error", { role: "alert", hidden: true });
    this.form = h("form", { novalidate: true }, this.head(), this.body(), this.foot());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.dialog.replaceChildren(this.form);
  }

  head() {
    const close = { type: "button", "aria-label": say("close"), onclick: () => this.dismiss() };
    return h(
      "header.modal-head",
      {},
      avatar({ name: session.bot.name, bot: true }),
      h("h2", { id: this.titleId, tabIndex: -1 }, textLine(this.view.title)),
      h("button.icon-button", close, icon("close")),
    );
  }

  body() {
    return h("div.modal-body", {}, drawBlocks(this.view.blocks ?? [], this.surface), this.error);
  }

  foot() {
    const { submit, close } = this.view;
    if (!submit && !close) return null;
    return h(
      "footer.modal-foot",
      {},
      h(
        "button.button.plain",
        { type: "button", onclick: () => this.dismiss() },
        close ? textLine(close) : say("cancel"),
      ),
      submit && h("button.button.primary", { type: "submit", "data-submit": true }, textLine(submit)),
    );
  }

  focusFirst() {
    const field = this.form.querySelector("[autofocus], .modal-body .input :is(input, textarea, select)");
    (field ?? this.form.querySelector("h2")).focus();
  }

  /** Puts this view away, and the app is told. */
  dismiss() {
    const depth = stack.indexOf(this);
    if (depth < 0) return;
    closeFrom(depth);
    orNotice(() => post("close", { view_id: this.view.id }));
  }

  async submit() {
    const problems = problemsOf(this.view.blocks ?? [], this.surface.values);
    showProblems(this.form, problems);
    if (Object.keys(problems).length || this.sending) return;
    await this.waiting(() => this.send());
  }

  async send() {
    const { id } = this.view;
    const answer = await post("submit", { view_id: id, state: { values: this.surface.values } });
    if (answer.ok === false) throw new Refusal(say("notTaken"));
    if (answer.response_action === "errors") showProblems(this.form, answer.errors);
    else if (answer.response_action === "clear") closeFrom(0);
    else if (!answer.response_action && this.view.id === id && stack.includes(this)) closeFrom(stack.indexOf(this));
  }

  async waiting(work) {
    const { form, error } = this;
    this.sending = true;
    form.setAttribute("aria-busy", "true");
    error.hidden = true;
    try {
      await work();
    } catch (refusal) {
      error.textContent = reasonOf(refusal);
      error.hidden = false;
    } finally {
      this.sending = false;
      form.removeAttribute("aria-busy");
    }
  }
}
