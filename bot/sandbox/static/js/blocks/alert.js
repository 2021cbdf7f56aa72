/** A remark that stands out, by its level. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { textObject } from "../mrkdwn-nodes.js";

export const alert = ({ text, level = "default" }) =>
  h(
    "div.alert",
    { role: "note", "data-level": level },
    icon(level === "success" ? "check" : "warning"),
    h("div", {}, textObject(text)),
  );
