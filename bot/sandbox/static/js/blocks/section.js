/** Text, fields in two columns, and an element beside them. */

import { freshId, h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { textObject } from "../mrkdwn-nodes.js";
import { Slot } from "../surface.js";

export function section(block, surface) {
  const id = freshId("section");
  const text = block.text && h("div.section-text", { id }, textObject(block.text));
  const fields =
    block.fields &&
    h(
      "div.fields",
      {},
      block.fields.map((field) => h("div", {}, textObject(field))),
    );
  const labelledBy = text ? id : undefined;
  const accessory = block.accessory && drawElement(new Slot(surface, block, block.accessory, { labelledBy }));
  return h("div.section", {}, h("div.section-main", {}, text, fields), accessory && h("div.accessory", {}, accessory));
}
