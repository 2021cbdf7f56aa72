/** Where the page is, kept in the address: `#as=U1&channel=C1&tab=home&thread=1700000000.000100`. */

/** @typedef {{as?: string, channel?: string, tab?: "home", thread?: string}} Route */

/** @returns {Route} */
export const here = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** @param {Route} route  @returns {string} the address of a place, for links */
export function hrefOf(route) {
  return `#${new URLSearchParams(Object.entries(route).filter(([, value]) => value))}`;
}

/** @param {Route} changes what differs from here */
export function go(changes) {
  location.hash = hrefOf({ ...here(), ...changes });
}
