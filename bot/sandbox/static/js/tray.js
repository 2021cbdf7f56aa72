/** The files that a composer will send, with their previews. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { fileSize, say } from "./language.js";

export class Tray {
  constructor() {
    /** @type {File[]} */ this.files = [];
    this.node = h("ul.tray", { hidden: true, "aria-label": say("attachments") });
  }

  /** @param {Iterable<File>} files */
  add(files) {
    this.files = [...this.files, ...files];
    this.draw();
  }

  clear() {
    this.files = [];
    this.draw();
  }

  draw() {
    this.node.replaceChildren(...this.files.map((file) => this.entry(file)));
    this.node.hidden = !this.files.length;
  }

  entry(file) {
    const remove = () => {
      this.files = this.files.filter((kept) => kept !== file);
      this.draw();
    };
    const name = { type: "button", "aria-label": say("remove", { name: file.name }), onclick: remove };
    return h(
      "li.tray-file",
      {},
      preview(file),
      h("span.file-words", {}, h("strong", {}, file.name), h("small", {}, fileSize(file.size))),
      h("button.icon-button", name, icon("close")),
    );
  }
}

/** A thumbnail; where the browser cannot show the picture, a file's icon. */
function preview(file) {
  if (!file.type.startsWith("image/")) return h("span.tray-icon", {}, icon("file"));
  const image = h("img", { src: URL.createObjectURL(file), alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.addEventListener("error", () => image.replaceWith(h("span.tray-icon", {}, icon("file"))));
  return image;
}
