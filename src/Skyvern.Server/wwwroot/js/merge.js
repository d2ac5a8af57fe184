import { swap } from './swap.js';

/** What the server sent last for an element whose inside is its own business. @type {WeakMap<Element, string>} */
const served = new WeakMap();

/**
 * Makes the children of an element what the server has sent, and touches nothing that is the same already.
 * @param {Element} target
 * @param {Node} source
 */
export function merge(target, source) {
  const known = new Map([...target.children].flatMap(child => (keyOf(child) ? [[keyOf(child), child]] : [])));
  const kept = new Set([...source.childNodes].map(keyOf));
  let place = target.firstChild;
  for (const wanted of [...source.childNodes]) {
    const key = keyOf(wanted);
    const named = key ? known.get(key) : undefined;
    // To move an element takes the focus from it: what stood before it and is gone makes room first.
    while (named && place && place !== named && isGone(place, kept)) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }

    const found = named && isSame(named, wanted) ? named : place && !keyOf(place) && isSame(place, wanted) ? place : null;
    if (!found) {
      remember(wanted);
      target.insertBefore(wanted, place);
      continue;
    }

    if (found === place) {
      place = place.nextSibling;
    } else {
      target.insertBefore(found, place);
    }

    mergeOne(found, wanted);
  }

  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** @param {ChildNode} old @param {ChildNode} wanted */
function mergeOne(old, wanted) {
  if (!(old instanceof Element) || !(wanted instanceof Element)) {
    if (old.nodeValue !== wanted.nodeValue) {
      old.nodeValue = wanted.nodeValue;
    }

    return;
  }

  if (isOwn(wanted)) {
    if (served.get(old) !== wanted.outerHTML) {
      remember(wanted);
      swap(old, wanted);
    }

    return;
  }

  for (const { name } of [...old.attributes]) {
    if (!wanted.hasAttribute(name) && !isPersons(old, name)) {
      old.removeAttribute(name);
    }
  }

  for (const { name, value } of [...wanted.attributes]) {
    if (old.getAttribute(name) !== value && !isPersons(old, name)) {
      old.setAttribute(name, value);
    }
  }

  if (old !== document.activeElement || !old.matches('textarea')) {
    merge(old, wanted);
  }
}

/** What a person has set by hand. @param {Element} element @param {string} name */
function isPersons(element, name) {
  return (name === 'open' && element.matches('details, dialog')) || (name === 'value' && element === document.activeElement);
}

/** Elements that render themselves. @param {Element} element */
function isOwn(element) {
  return element.localName.includes('-') || element.hasAttribute('data-keep');
}

/** Notes what the server has sent for such elements. @param {Node} node */
export function remember(node) {
  if (node instanceof Element) {
    (isOwn(node) ? [node] : [...node.querySelectorAll('*')].filter(isOwn)).forEach(own => served.set(own, own.outerHTML));
  }
}

/** Whether a node is not among those that stay, or holds nothing worth keeping. @param {Node} node @param {Set<string>} kept */
function isGone(node, kept) {
  return node instanceof Element ? keyOf(node) !== '' && !kept.has(keyOf(node)) : true;
}

/** @param {Node} one @param {Node} other */
function isSame(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof Element ? node.id || node.getAttribute('data-key') || '' : '';
}
