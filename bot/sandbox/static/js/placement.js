/** Puts a popover beside the control that it belongs to, inside the window. */

const GAP = 4;
const MARGIN = 8;

/**
 * @param {HTMLElement} popup a shown popover  @param {HTMLElement} anchor
 * @param {{fit?: boolean}} [options] `fit`: as wide as the anchor
 */
export function place(popup, anchor, { fit = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (fit) popup.style.width = `${box.width}px`;
  const below = window.innerHeight - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  const upward = below < Math.min(popup.scrollHeight, 240) && above > below;
  popup.style.maxHeight = `${upward ? above : below}px`;
  const top = upward ? box.top - GAP - popup.offsetHeight : box.bottom + GAP;
  const left = Math.min(box.left, window.innerWidth - popup.offsetWidth - MARGIN);
  Object.assign(popup.style, { top: `${top}px`, left: `${Math.max(MARGIN, left)}px` });
}
