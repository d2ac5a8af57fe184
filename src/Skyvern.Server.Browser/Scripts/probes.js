/*
 * What a script cannot find out by itself, and the browser can: closed shadow roots, and elements that only listen for clicks. An observation
 * collects the elements in question, each once; the server asks the browser and tells what it learns. Most pages have none.
 */

const MOST_PROBES = 60;
const FEW_CONTROLS = 3;
const HOST_TAGS = new Set('article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '));
const CLICK_WORDS = /(^|[\s_-])(btn|buttons?|links?|click\w*|tab|toggle|close|menu|option|choice|select\w*|card|tile|icon|action|cta|pill|chip|expand\w*|arrow|prev|next|dropdown|star|like|play|open|remove|add|delete|edit)([\s_-]|$)|(Btn|Button|Link|Tab|Toggle|Icon|Card|Tile)\b/;

const askedAbout = new WeakSet();

/** Elements that listen for clicks although nothing else shows it. */
const listening = new WeakSet();

/** @type {Element[]} */
let probes = [];

/** @param {Element} element @param {DOMRect} box @returns {boolean} it may hold a closed shadow tree */
function mayHide(element, box) {
  if (element.shadowRoot || box.width < 8 || box.height < 8 || askedAbout.has(element)) return false;
  if (element.localName.includes('-')) return !knowsClosedRoots || !closedRoots.has(element);
  return HOST_TAGS.has(element.localName) && !element.firstElementChild && !clean(element.textContent);
}

/** Collects elements that look as if they could be clicked, while a page is walked. */
class Leads {
  constructor() {
    this.likely = [];
    this.others = [];
  }

  /** @param {Element} element without a role, a handler or a pointer @param {DOMRect} box */
  note(element, box) {
    if (element.childElementCount > 2 || box.width < 8 || box.height < 8 || box.height > 300 || box.bottom < 0 || box.top > innerHeight || askedAbout.has(element)) return;
    if (!/^(div|span|li|td|i|b|p|img|svg|article|section)$/.test(element.localName)) return;
    const isLikely = CLICK_WORDS.test(`${element.getAttribute('class') || ''} ${element.id}`);
    if (isLikely) this.likely.push(element);
    else if (this.others.length < MOST_PROBES && element.textContent.length <= 40) this.others.push(element);
  }

  /** @param {number} controls how many the page shows @returns {Element[]} */
  worthAsking(controls) {
    return controls < FEW_CONTROLS ? [...this.likely, ...this.others] : this.likely;
  }
}

/** @param {Element[]} elements @returns {number} how many there are to ask about */
function collectProbes(elements) {
  probes = elements.slice(0, MOST_PROBES);
  for (const element of probes) askedAbout.add(element);
  return probes.length;
}

/** Told by the server. @param {Element} host @param {ShadowRoot} root */
function learnRoot(host, root) {
  closedRoots.set(host, root);
  knowsClosedRoots = true;
}

/** Told by the server. @param {Element} element */
function learnListener(element) {
  listening.add(element);
}
