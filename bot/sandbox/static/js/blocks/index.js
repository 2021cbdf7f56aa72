/** Draws Block Kit blocks: a table from a block's type to its renderer. */

import { h } from "../dom.js";
import { say } from "../language.js";
import { row } from "../table.js";
import { actions } from "./actions.js";
import { alert } from "./alert.js";
import { context } from "./context.js";
import { divider } from "./divider.js";
import { file } from "./file.js";
import { header } from "./header.js";
import { image } from "./image.js";
import { input } from "./input.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich-text.js";
import { section } from "./section.js";
import { table } from "./table.js";

/** @type {Record<string, (block: any, surface: import("../surface.js").Surface) => HTMLElement>} */
const BLOCKS = {
  actions,
  alert,
  context,
  divider,
  file,
  header,
  image,
  input,
  markdown,
  rich_text: richText,
  section,
  table,
};

/** @returns {HTMLElement[]} one node a block; what cannot be drawn is shown as such, never left out */
export function drawBlocks(blocks, surface) {
  return blocks.map((block, index) => drawBlock({ block_id: `block-${index}`, ...block }, surface));
}

function drawBlock(block, surface) {
  const node = (row(BLOCKS, block.type) ?? unsupported)(block, surface);
  node.classList.add("block");
  node.dataset.blockId = block.block_id;
  return node;
}

function unsupported({ type }) {
  return h("div.unsupported", { role: "note", "data-unsupported": type }, say("unsupportedBlock", { type }));
}
