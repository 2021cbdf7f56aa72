/** A heading. */

import { h } from "../dom.js";
import { textLine } from "../mrkdwn-nodes.js";

export const header = ({ text, level }) => h("h3.header", { "aria-level": level }, textLine(text));
