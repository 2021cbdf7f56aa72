/** A small picture beside text. */

import { h } from "../dom.js";

export function image({ element }) {
  return h("img.element-image", { src: element.image_url ?? element.slack_file?.url, alt: element.alt_text ?? "" });
}
