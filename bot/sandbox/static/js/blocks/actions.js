/** A row of elements to act with. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { Slot } from "../surface.js";

export function actions(block, surface) {
  return h(
    "div.actions",
    {},
    block.elements.map((element) => drawElement(new Slot(surface, block, element))),
  );
}
