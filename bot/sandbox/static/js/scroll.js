/** Keeps a log at its end while people read there, and leaves it alone when they have scrolled up. */

const NEAR = 48;

/** @param {HTMLElement} scroller  @param {HTMLElement} content  @returns {() => void} goes to the end */
export function stayAtEnd(scroller, content) {
  let atEnd = true;
  const toEnd = () => {
    atEnd = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  });
  const observer = new ResizeObserver(() => atEnd && toEnd());
  observer.observe(content);
  observer.observe(scroller);
  return toEnd;
}
