/** The first page: which person to play. */

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { language, say } from "./language.js";
import { hrefOf } from "./route.js";
import { session } from "./session.js";
import { roleName } from "./sidebar.js";

export function welcome() {
  return h(
    "main.welcome",
    {},
    h("img.welcome-mark", { src: "/sandbox/static/filon.svg", alt: "" }),
    h("p.welcome-name", {}, "Filon ", h("span", {}, say("sandbox"))),
    h("h1", {}, say("pickTitle")),
    h(
      "ul.people",
      {},
      session.people.map((person) => h("li", {}, card(person))),
    ),
    h("p.welcome-hint", {}, say("pickHint")),
  );
}

function card({ id, real_name: name, role, locale }) {
  const tongue = new Intl.DisplayNames(language.locale, { type: "language" }).of(locale.split("-")[0]);
  return h(
    "a.person",
    { href: hrefOf({ as: id }), "data-person": id },
    avatar({ id, name }),
    h("strong", {}, name),
    h("span.person-role", {}, roleName(role)),
    h("span.person-tongue", { lang: language.locale }, tongue),
  );
}
