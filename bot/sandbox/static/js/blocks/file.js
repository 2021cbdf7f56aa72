/** A remote file's card. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

export const file = ({ external_id: id, source }) => h("div.file-card", {}, icon("file"), h("span", {}, id ?? source));
