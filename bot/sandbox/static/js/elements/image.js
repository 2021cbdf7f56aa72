/** A small picture beside text. */

import { h } from "../dom.js";
import { pictureUrl } from "../files.js";

export function image({ element }) {
  return h("img.element-image", { src: element.image_url ?? pictureUrl(element.slack_file), alt: element.alt_text ?? "" });
}
