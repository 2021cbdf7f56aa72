/** A picture with its title. */

import { h } from "../dom.js";
import { pictureUrl } from "../files.js";
import { textLine } from "../mrkdwn-nodes.js";

export function image({ title, image_url: url, slack_file: file, alt_text: alt }) {
  const picture = h("img", { src: url ?? pictureUrl(file), alt: alt ?? "" });
  return h("figure.image", {}, title && h("figcaption", {}, textLine(title)), picture);
}
