/** The page's icons: strokes on a grid of 24, drawn in the colour of the text around them. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  add: "M12 5v14M5 12h14",
  attach: "M4 7h3l2-3h6l2 3h3v12H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  back: "M15 5l-7 7 7 7",
  calendar: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
  channel: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  check: "M5 13l4.5 4.5L19 7",
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  home: "M4 11.5 12 4l8 7.5M6.5 9.5V20h11V9.5",
  lightning: "M13 3 5 14h6l-1 7 8-11h-6z",
  menu: "M4 7h16M4 12h16M4 17h16",
  message: "M4 5h16v11H9l-5 4z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-3.6 4-5.5 7.5-5.5s6.5 1.9 7.5 5.5",
  reply: "M9 7 4 12l5 5M4 12h10c4 0 6 2.5 6 7",
  send: "M4 12 20 4l-5 16-4-6.5zM11 13.5 20 4",
  warning: "M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01",
};

/** @param {keyof typeof PATHS} name  @returns {SVGElement} a picture that screen readers pass over */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
