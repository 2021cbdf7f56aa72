/** Small print: texts and little pictures in a row. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { textObject } from "../mrkdwn-nodes.js";
import { Slot } from "../surface.js";

const TEXTS = new Set(["mrkdwn", "plain_text"]);

export function context(block, surface) {
  const draw = (element) =>
    TEXTS.has(element.type) ? h("div", {}, textObject(element)) : drawElement(new Slot(surface, block, element));
  return h("div.context", {}, block.elements.map(draw));
}
