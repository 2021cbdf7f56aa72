/** A labelled field, with its hint and the place for what is wrong with it. */

import { freshId, h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { say } from "../language.js";
import { textLine } from "../mrkdwn-nodes.js";
import { Slot } from "../surface.js";

export function input(block, surface) {
  const [labelId, hintId, errorId] = [freshId("label"), freshId("hint"), freshId("error")];
  const describedBy = block.hint ? `${hintId} ${errorId}` : errorId;
  const required = !block.optional;
  const options = { dispatches: Boolean(block.dispatch_action), labelledBy: labelId, describedBy, required };
  const slot = new Slot(surface, block, block.element, options);
  const mark = block.optional && h("span.optional", {}, ` (${say("optional")})`);
  return h(
    "div.input",
    {},
    h("label.label", { id: labelId, for: slot.id }, textLine(block.label), mark),
    drawElement(slot),
    block.hint && h("p.hint", { id: hintId }, textLine(block.hint)),
    h("p.field-error", { id: errorId, hidden: true }),
  );
}
