/** A table; the first row is its heading. */

import { h } from "../dom.js";
import { richTextNodes } from "./rich-text.js";

export function table({ rows, column_settings: settings = [] }) {
  const [head, ...body] = rows;
  const cells = (row, tag) => row.map((cell, column) => h(tag, aligned(settings[column], tag), cellContent(cell)));
  return h(
    "div.table",
    { tabIndex: 0 },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, cells(head, "th"))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, cells(row, "td"))),
      ),
    ),
  );
}

const aligned = (setting, tag) => ({ "data-align": setting?.align, scope: tag === "th" ? "col" : undefined });

const cellContent = (cell) => (cell.type === "rich_text" ? richTextNodes(cell) : String(cell.text ?? cell.value ?? ""));
