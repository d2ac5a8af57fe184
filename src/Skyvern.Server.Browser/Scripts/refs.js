/* Refs: numbers that stand for elements. A number is used once in a run; the server hands in the last one used. */

const refNumbers = new WeakMap();
const elementsByNumber = new Map();
const shownElements = new WeakSet();
let lastRef = 0;

/** @param {Element} element @returns {number} its number, a new one at first sight */
function refOf(element) {
  let number = refNumbers.get(element);
  if (number === undefined) {
    number = ++lastRef;
    refNumbers.set(element, number);
    elementsByNumber.set(number, new WeakRef(element));
  }
  return number;
}

/** @param {number} number @returns {?Element} the element while it is in the document, else null */
function elementOf(number) {
  const element = elementsByNumber.get(number)?.deref();
  return element?.isConnected ? element : null;
}

/** Drops numbers of elements that are gone for good, so that endless pages do not fill memory. */
function forgetCollected() {
  if (elementsByNumber.size < 5000) return;
  for (const [number, reference] of elementsByNumber) {
    if (!reference.deref()) elementsByNumber.delete(number);
  }
}
