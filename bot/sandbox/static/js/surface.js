/** A place that shows blocks (a message, a modal, the Home): it keeps what people filled in and tells the app. */

import { post } from "./api.js";
import { confirmed } from "./confirm.js";
import { freshId } from "./dom.js";
import { orNotice } from "./notices.js";
import { nextEvent } from "./stream.js";

const BUSY_MILLISECONDS = 3000;

/**
 * @typedef {{channel: string, ts: string, ephemeral: boolean} | {view_id: string}} Origin
 * @typedef {Record<string, Record<string, object>>} Values Slack's `state.values`
 */
export class Surface {
  /** @param {Origin} origin  @param {Values} [remembered] what was filled in before the app updated the view */
  constructor(origin, remembered = {}) {
    Object.assign(this, { origin, remembered });
    /** @type {Values} */ this.values = {};
  }

  keep(blockId, actionId, value) {
    this.values[blockId] = { ...this.values[blockId], [actionId]: value };
  }

  act(blockId, action) {
    return post("action", { ...this.origin, block_id: blockId, action, state: { values: this.values } });
  }
}

/** One element in its block: what its renderer needs in order to draw it, and to say what was chosen. */
export class Slot {
  /**
   * @param {Surface} surface  @param {{block_id: string}} block  @param {{type: string, action_id?: string}} element
   * @param {{dispatches?: boolean, labelledBy?: string, describedBy?: string, required?: boolean}} [options]
   */
  constructor(surface, block, element, { dispatches = true, labelledBy, describedBy, required = false } = {}) {
    Object.assign(this, { surface, dispatches, required });
    this.blockId = block.block_id;
    this.actionId = element.action_id ?? `${element.type}-${block.block_id}`;
    this.element = { ...element, ...this.initials() };
    this.id = freshId("control");
    this.names = this.naming(labelledBy, describedBy);
  }

  /** What was filled in before an update wins over the initial value of the updated view, as in Slack. */
  initials() {
    const before = this.surface.remembered[this.blockId]?.[this.actionId] ?? {};
    const pairs = Object.entries(before).filter(([key]) => key !== "type");
    return Object.fromEntries(pairs.map(([key, value]) => [initialOf(key), value]));
  }

  naming(labelledBy, describedBy) {
    const { accessibility_label: label, placeholder } = this.element;
    return {
      id: this.id,
      "data-action-id": this.actionId,
      "aria-labelledby": label ? undefined : labelledBy,
      "aria-label": label ?? (labelledBy ? undefined : placeholder?.text),
      "aria-describedby": describedBy,
      "aria-required": this.required || undefined,
    };
  }

  /** Keeps a value without telling the app: `{value: "…"}`, `{selected_option: …}`. */
  keep(value) {
    this.surface.keep(this.blockId, this.actionId, { type: this.element.type, ...value });
  }

  /** Keeps a value and, where the element dispatches, tells the app; false if the person thought better of it. */
  async choose(value, control) {
    if (this.dispatches && !(await confirmed(this.element.confirm))) return false;
    this.keep(value);
    return this.dispatches ? this.send(value, control) : undefined;
  }

  /** Tells the app of a press: nothing is kept, and nothing is sent where the person thought better of it. */
  async press(value, control) {
    if (await confirmed(this.element.confirm)) await this.send(value, control);
  }

  /** Tells the app of an action; the control shows that it is busy until something happens. */
  async send(value, control) {
    if (control.getAttribute("aria-busy") === "true") return;
    control.setAttribute("aria-busy", "true");
    const { type } = this.element;
    const happened = nextEvent(BUSY_MILLISECONDS);
    const sent = await orNotice(() => this.surface.act(this.blockId, { type, action_id: this.actionId, ...value }));
    if (sent) await happened;
    control.removeAttribute("aria-busy");
  }
}

/** `value` -> `initial_value`, `selected_date` -> `initial_date` */
const initialOf = (key) => (key === "value" ? "initial_value" : key.replace(/^selected_/, "initial_"));
