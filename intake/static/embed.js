// Puts the form of this script's address where the script stands: <script src="…/f/contact/embed.js" async></script>
(() => {
  "use strict";
  const script = document.currentScript;
  const form = new URL(script.src.replace(/\/embed\.js.*$/, ""));
  const language = script.dataset.lang || document.documentElement.lang.slice(0, 2);
  const isTrace = (key) => /^(utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|ttclid|msclkid)$/.test(key);

  // Of the page's own query only what advertising added is handed on: the rest may be private.
  const asked = [...new URLSearchParams(location.search)].filter(([key]) => isTrace(key));
  asked.push(["embed", "1"], ["page", location.origin + location.pathname]);
  if (language === "fr" || language === "en") asked.push(["lang", language]);

  const frame = document.createElement("iframe");
  frame.src = `${form}?${new URLSearchParams(asked)}`;
  frame.title = script.dataset.title || (language === "fr" ? "Formulaire de contact" : "Contact form");
  frame.style.cssText = "display: block; width: 100%; height: 48rem; border: 0";
  script.after(frame);

  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== form.origin) return;
    const { height, sent, redirect } = event.data;
    if (height) frame.style.height = `${height}px`;
    if (sent) frame.dispatchEvent(new CustomEvent("filon:sent", { bubbles: true }));
    if (redirect) location.assign(redirect);
  });
})();
