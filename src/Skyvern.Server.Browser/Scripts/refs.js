/*
 * Refs: numbers that stand for elements. A number is used once in a run; the server hands in the last one used. It dies when its element
 * leaves the document, and when a list draws another record into the element: a ref may be missing, never wrong.
 */

const refNumbers = new WeakMap();
const elementsByNumber = new Map();

/** In which observation an element was first shown. @type {WeakMap<Element, number>} */
const firstShown = new WeakMap();

/** What an element was when its ref was handed out last. @type {WeakMap<Element, {name: string, item: string, key: string}>} */
const shownAs = new WeakMap();
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

/** @param {number} number @returns {?Element} the element while it is in the document and shows what it showed, else null */
function elementOf(number) {
  const element = elementsByNumber.get(number)?.deref();
  return element?.isConnected && showsTheSame(element) ? element : null;
}

/** @param {Element} element @param {number} number forgets the element's ref: the next observation gives it a new one */
function retire(element, number) {
  elementsByNumber.delete(number);
  refNumbers.delete(element);
  firstShown.delete(element);
  shownAs.delete(element);
}

/** Ends the refs of elements that have left the document, be it only for a while. */
function retireGone() {
  for (const [number, reference] of elementsByNumber) {
    const element = reference.deref();
    if (!element) elementsByNumber.delete(number);
    else if (!element.isConnected) retire(element, number);
  }
}

/** Notes what an element shows; where it stands for another record than before, its ref is a new one. @param {Element} element @param {{name: string, item: string, key: string}} now */
function noteRecord(element, now) {
  const before = shownAs.get(element);
  if (before && !isSameRecord(before, now)) retire(element, refNumbers.get(element));
  shownAs.set(element, now);
}

/** @param {Element} element @returns {boolean} it still stands for what its ref was handed out for */
function showsTheSame(element) {
  const before = shownAs.get(element);
  return !before || isSameRecord(before, recordOf(element, controlName(element, roleOf(element)), new Surroundings()));
}

/** @param {Element} element @param {string} name @param {Surroundings} surroundings @returns {{name: string, item: string, key: string}} */
function recordOf(element, name, surroundings) {
  const item = isItem(element) ? element : surroundings.item(element.parentElement, 7);
  return { name, item: item ? surroundings.textOf(item) : '', key: item ? surroundings.keyOf(item) : '' };
}

/** What tells one record of a list from another: its number or place. Lists that re-use their rows change it. @param {Element} item @returns {string} */
function recordKey(item) {
  const own = ['id', 'aria-posinset', 'aria-rowindex', 'data-index', 'data-id', 'data-key', 'data-row', 'href'].map((name) => item.getAttribute(name) ?? '').join('|');
  return `${own}|${item.style.top}|${item.style.transform}`;
}

/** Whether a row that changed its text is still the same row: a counter in it may go up, its button may be called otherwise. */
function isSameRecord(before, now) {
  if (before.item === now.item || !before.item) return true;
  const known = wordsWithout(before.item, before.name);
  const words = wordsWithout(now.item, now.name);
  if (known.size === 0 || words.size === 0) return before.key === now.key && digitsOf(before.name) === digitsOf(now.name);
  if (before.key !== now.key) return [...known].join(' ') === [...words].join(' ');
  const shared = [...known].filter((word) => words.has(word)).length;
  return shared / Math.max(known.size, words.size) >= 0.5;
}

/** @param {string} text @returns {string} */
const digitsOf = (text) => text.replace(/\D+/g, ' ');

/** @param {string} text @param {string} name @returns {Set<string>} the words of a row, but for those of the control itself */
function wordsWithout(text, name) {
  const own = new Set(folded(name).split(' '));
  return new Set(folded(text).split(' ').filter((word) => !own.has(word)));
}
