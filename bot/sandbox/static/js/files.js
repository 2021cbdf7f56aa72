/** The files of a message: pictures in sight, other files as cards to download. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize, say } from "./language.js";

/**
 * @typedef {{id: string, name: string, mimetype: string, size: number, url: string, is_image: boolean,
 *   alt_txt?: string}} SharedFile
 */

/** Where a picture that a block names by Slack's id lies. */
export function pictureUrl(file) {
  return file?.url ?? (file?.id && `/sandbox/files/${encodeURIComponent(file.id)}/picture`);
}

/** @param {SharedFile[]} files */
export function drawFiles(files) {
  return files.length
    ? h(
        "div.files",
        {},
        files.map((file) => (file.is_image ? picture(file) : card(file))),
      )
    : null;
}

/** A picture that the browser cannot show (HEIC in most of them) becomes a card like any other file. */
function picture(file) {
  const image = h("img", { src: file.url, alt: file.alt_txt || say("imageNamed", { name: file.name }) });
  const node = h("a.picture", { href: file.url, target: "_blank", rel: "noopener", "data-file-id": file.id }, image);
  image.addEventListener("error", () => node.replaceWith(card(file)));
  return node;
}

function card(file) {
  const label = say("downloadNamed", { name: file.name });
  const attributes = { href: file.url, download: file.name, "aria-label": label, "data-file-id": file.id };
  return h(
    "a.file-card",
    attributes,
    h("span.file-kind", { "aria-hidden": "true" }, extension(file)),
    h("span.file-words", {}, h("strong", {}, file.name), h("small", {}, fileSize(file.size))),
    icon("download"),
  );
}

function extension({ name, mimetype }) {
  const dot = name.lastIndexOf(".");
  return (dot > 0 ? name.slice(dot + 1) : mimetype.split("/").at(-1)).slice(0, 4).toUpperCase();
}
