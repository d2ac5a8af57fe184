/* What showed up since a moment before: new text, new controls without text, new pictures. */

const MOST_SAMPLES = 5;
const WORDLESS = 'input,select,textarea,button,a[href],[role],img[src]';
const REFUSING_WORDS = /\b(not (allowed|accepted|supported|permitted|valid)|invalid|unsupported|too (large|big|long|small)|failed|error|rejected|refused|cannot|could not|nicht (erlaubt|unterstützt|möglich)|ungültig|zu groß|fehler|fehlgeschlagen|non (autorisé|valide)|trop (grand|lourd)|erreur|no (permitido|válido)|demasiado grande)\b/i;

let remembered = new Map();

/** Digits put aside, so that a clock or counter that goes on is nothing new. @param {string} text */
const withoutDigits = (text) => text.replace(/\d+/g, '#');

/** @returns {Map<Node, string>} what can be seen of the whole document */
function shownNow() {
  const found = new Map();
  const visible = new Map();
  const isVisible = (element) => {
    let known = visible.get(element);
    if (known === undefined) {
      known = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      visible.set(element, known);
    }
    return known;
  };
  const collect = (node) => {
    for (const child of childrenOf(node)) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = clean(child.data);
        if (text && (!child.parentElement || isVisible(child.parentElement))) found.set(child, text);
      } else if (child.nodeType === Node.ELEMENT_NODE && !TEXTLESS_TAGS.has(child.localName)) {
        if (child.matches(WORDLESS) && !clean(child.textContent) && isShown(child)) found.set(child, wordsFor(child));
        collect(child);
      }
    }
  };
  if (document.body) collect(document.body);
  return found;
}

/** @param {Element} element one without text @returns {string} */
const wordsFor = (element) => quoted(element.getAttribute('aria-label') || element.title || element.placeholder || element.alt || (element.localName === 'img' ? 'a picture' : roleOf(element)), 60);

/** @returns {object} */
function rememberShown() {
  remembered = shownNow();
  return { code: 'ok' };
}

/** @param {Map<Node, string>} shown @returns {Map<string, number>} how often each text is there */
function tally(shown) {
  const counts = new Map();
  for (const text of shown.values()) counts.set(withoutDigits(text), (counts.get(withoutDigits(text)) || 0) + 1);
  return counts;
}

/** @param {Map<Node, string>} now @returns {Node[]} what was not to be seen then; what was only drawn anew is left out */
function newNodes(now) {
  const before = tally(remembered), after = tally(now);
  return [...now.keys()].filter((node) => {
    const text = withoutDigits(now.get(node));
    return text !== withoutDigits(remembered.get(node) ?? '') && after.get(text) > (before.get(text) || 0);
  });
}

/** @returns {object} how much is new, the first of it in words, and the first of it that complains */
function appeared() {
  const now = shownNow();
  const nodes = newNodes(now);
  const texts = [...new Set(nodes.map((node) => now.get(node)))];
  const complaint = nodes.find((node) => node.parentElement && node.parentElement.closest('[role=alert],[aria-live=assertive]') !== null)
    ?? nodes.find((node) => isAlertText(node) || REFUSING_WORDS.test(now.get(node)));
  return {
    code: 'ok',
    count: texts.length,
    values: texts.slice(0, MOST_SAMPLES).map((text) => quoted(text, 60)),
    message: complaint ? quoted(complaint.parentElement ? visibleText(complaint.parentElement, 200) : now.get(complaint), 200) : '',
  };
}

/** @param {Node} node */
function isAlertText(node) {
  for (let at = node.parentElement, up = 0; at && up < 3; at = at.parentElement, up++) if (isAlert(at)) return true;
  return false;
}

/** @param {{text: string}} request @returns {{found: boolean}} whether something new has the text */
function appearedWith({ text }) {
  const now = shownNow();
  const wanted = folded(text);
  return { found: newNodes(now).some((node) => folded(now.get(node)).includes(wanted)) };
}
