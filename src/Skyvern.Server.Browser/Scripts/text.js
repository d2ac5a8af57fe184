/* Text as a planner may see it: one line, without characters that hide or turn text around. */

/** Zero-width, bidi, soft-hyphen and control characters; a page could hide text with them or forge lines. */
const HIDDEN_CHARACTERS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\uddef]/g;

/** Private-use glyphs of icon fonts say nothing to a reader. */
const ICON_GLYPHS = /[\ue000-\uf8ff]/g;

/** @param {?string} text @returns {string} one clean line */
function clean(text) {
  return text ? text.replace(HIDDEN_CHARACTERS, '').replace(ICON_GLYPHS, '').replace(/\s+/g, ' ').trim() : '';
}

/** @param {string} text @param {number} most @returns {string} at most that many characters; a cut shows as … */
function cut(text, most) {
  if (text.length <= most) return text;
  const end = most - 1;
  const splitsPair = text.charCodeAt(end - 1) >= 0xd800 && text.charCodeAt(end - 1) <= 0xdbff;
  return text.slice(0, splitsPair ? end - 1 : end) + '…';
}

/** @param {?string} text @param {number} most @returns {string} */
const line = (text, most) => cut(clean(text), most);

/** For names and values within quotes. @param {?string} text @param {number} most @returns {string} */
const quoted = (text, most) => line(text, most).replace(/"/g, "'");

/** Case, accents and punctuation put aside, for comparing. @param {?string} text @returns {string} */
const folded = (text) => clean(text).normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

const INLINE_TAGS = new Set('a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small strong sub sup time tt u var wbr'.split(' '));
const TEXTLESS_TAGS = new Set('script style noscript template head meta link title source track param datalist object embed audio video canvas map area col colgroup'.split(' '));

/** The children to walk: of the shadow root, of a slot's assigned nodes, or its own. @param {Node} node @returns {ArrayLike<Node>} */
function childrenOf(node) {
  const root = rootOf(node);
  if (root) return root.childNodes;
  if (node.localName === 'details' && !node.open) return [...node.children].filter((child) => child.localName === 'summary').slice(0, 1);
  if (node.localName === 'slot') {
    const assigned = node.assignedNodes({ flatten: true });
    if (assigned.length) return assigned;
  }
  return node.childNodes;
}

/** Whether text on either side belongs to one word. @param {Element} element */
function runsOn(element) {
  if (INLINE_TAGS.has(element.localName)) return true;
  return element.localName === 'span' && getComputedStyle(element).display === 'inline';
}

/**
 * The visible text within an element, in reading order, images by their alternative text.
 * @param {Element} root @param {number} most stop after about this many characters
 * @param {?function(Element): boolean} leaveOut elements whose text does not count
 * @returns {string}
 */
function visibleText(root, most, leaveOut) {
  if (!root.firstElementChild && !rootOf(root) && root.localName !== 'slot') return line(root.textContent, most);
  const parts = [];
  let length = 0;
  const collect = (node) => {
    for (const child of childrenOf(node)) {
      if (length > most) return;
      if (child.nodeType === Node.TEXT_NODE) {
        parts.push(child.data);
        length += child.data.trim().length;
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const tag = child.localName;
        if (tag === 'br') { parts.push(' '); continue; }
        if (TEXTLESS_TAGS.has(tag) || tag === 'select' || tag === 'textarea') continue;
        if (leaveOut && leaveOut(child)) continue;
        if (!isRendered(child)) continue;
        if (tag === 'img' || tag === 'svg') { parts.push(' ', imageText(child), ' '); continue; }
        const joined = runsOn(child);
        if (!joined) parts.push(' ');
        collect(child);
        if (!joined) parts.push(' ');
      }
    }
  };
  collect(root);
  return line(parts.join(''), most);
}

/** Slots and other elements without a box of their own show what is in them. @param {Element} element @returns {boolean} */
const isRendered = (element) => element.checkVisibility({ visibilityProperty: true }) || getComputedStyle(element).display === 'contents';

/** @param {Element} image an img or svg @returns {string} */
function imageText(image) {
  if (image.localName === 'img') return image.alt || '';
  return image.getAttribute('aria-label') || image.querySelector(':scope > title')?.textContent || '';
}
