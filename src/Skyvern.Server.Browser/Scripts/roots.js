/* Shadow trees. The browser hands over the roots of closed ones, which a page's script cannot reach (see probes.js). */

/** @type {WeakMap<Element, ShadowRoot>} */
const closedRoots = new WeakMap();
let knowsClosedRoots = false;

/** @param {Node} node @returns {?ShadowRoot} its shadow root, a closed one as well once it is known */
const rootOf = (node) => node.shadowRoot || (knowsClosedRoots ? closedRoots.get(node) : null) || null;
