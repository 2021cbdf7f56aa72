/** A line between blocks. */

import { h } from "../dom.js";

export const divider = () => h("hr.divider");
