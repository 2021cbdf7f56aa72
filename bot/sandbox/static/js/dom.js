/** Builds DOM nodes. Data becomes text nodes and attributes, never markup, so hostile text stays inert. */

/** Attributes that exist only as properties of the node. */
const PROPERTIES = new Set(["value", "checked", "selected", "indeterminate", "disabled", "hidden", "tabIndex"]);

/**
 * @param {string} tag a tag's name, then its classes: `"div.message.own"`
 * @param {Record<string, unknown>} [attributes] `onclick` and the like are listeners
 * @param {...unknown} children nodes, strings or arrays of them; `null`, `undefined` and `false` are left out
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) assign(node, key, value);
  node.append(...present(children));
  return node;
}

/** The children that are there, flat. */
export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function assign(node, key, value) {
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (value === null || value === undefined) return;
  else if (PROPERTIES.has(key)) node[key] = value;
  else if (key.startsWith("aria-")) node.setAttribute(key, String(value));
  else if (value !== false) node.setAttribute(key, value === true ? "" : value);
}

/** Makes the children of `parent` exactly `nodes`, touching only what differs (so focus and scroll stay). */
export function sync(parent, nodes) {
  const kept = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Replaces `old` by `fresh`; where the focus was inside, it goes to the same control, or to `fresh` itself. */
export function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const { actionId } = focused.dataset;
  const twin = actionId && fresh.querySelector(`[data-action-id="${CSS.escape(actionId)}"]`);
  (twin || fresh).focus({ preventScroll: true });
}

let count = 0;

/** A fresh id, for labels and what they label. */
export function freshId(stem) {
  count += 1;
  return `${stem}-${count}`;
}
