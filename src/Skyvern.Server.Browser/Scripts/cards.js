/* Repeated structures: product cards, search results, list items; and the fields within them. */

const MOST_GROUPS = 20;
const MOST_CARDS = 1000;
const MOST_FIELDS = 40;
const CARD_FREE_TAGS = new Set('table thead tbody tfoot tr select svg p pre dl head script style option optgroup'.split(' '));
const FORMATTING_TAGS = new Set('b i em strong small sup sub br wbr mark u s del ins code abbr time data'.split(' '));

/** What the author calls an element: itemprop, class words, tag. @param {Element} element @returns {string[]} lower case */
function keyWords(element) {
  const classes = (element.getAttribute('class') || '').replace(/([a-z])([A-Z])/g, '$1 $2');
  const words = [element.getAttribute('itemprop') || '', classes].join(' ').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word && !/^\d+$/.test(word));
  return [...words, element.localName];
}

/** @param {string[]} words @returns {string} each word once */
const keyOf = (words) => [...new Set(words)].join(' ');

/** A text such as "Colour: red" is a label and a value. @param {string} text @returns {?[string, string]} */
function labelled(text) {
  const parts = /^([\p{L}][^:\n]{0,40}):\s+(\S.*)$/u.exec(text);
  return parts && parts[1].split(' ').length <= 5 ? [clean(parts[1]).toLowerCase(), parts[2]] : null;
}

/** Collects the fields of a card in reading order. */
class FieldReader {
  constructor() {
    this.fields = [];
    this.label = '';
  }

  /** @param {string[]} words what it is called @param {string} text @param {?string} href */
  add(words, text, href) {
    if (this.fields.length >= MOST_FIELDS || (!text && !href)) return;
    if (/^[^:]{1,40}:$/.test(text) && !href) {
      this.label = text.slice(0, -1).toLowerCase();
      return;
    }
    const pair = labelled(text);
    const names = this.label ? [this.label, ...words] : pair ? [pair[0], ...words] : words;
    this.fields.push({ k: keyOf(names), s: pair && !this.label ? pair[1] : text, u: href });
    this.label = '';
  }

  /** @param {Element} element @param {string[]} inherited names of what wraps only this @param {?string} href of the link around it */
  read(element, inherited, href) {
    const tag = element.localName;
    if ((TEXTLESS_TAGS.has(tag) && tag !== 'meta' && tag !== 'link') || tag === 'button') return;
    const words = [...inherited, ...keyWords(element)];
    if (tag === 'meta' || tag === 'link') {
      if (element.hasAttribute('itemprop')) this.add(words, clean(element.getAttribute('content')), element.getAttribute('href') ? element.href : undefined);
      return;
    }
    if (!element.checkVisibility({ visibilityProperty: true })) return;
    if (tag === 'img') { this.add(words, clean(element.alt), element.currentSrc || element.src || undefined); return; }
    if (tag === 'svg') return;
    if (tag === 'dt') { this.label = visibleText(element, 80).replace(/\s*:$/, '').toLowerCase(); return; }
    if (tag === 'input' || tag === 'select' || tag === 'textarea') {
      if (element.type !== 'hidden') this.add([nameOf(element).toLowerCase(), ...words], shownValue(element) ?? '', undefined);
      return;
    }
    const link = tag === 'a' && element.href ? element.href : href;
    const children = [...childrenOf(element)].filter((child) => child.nodeType === Node.ELEMENT_NODE || (child.nodeType === Node.TEXT_NODE && clean(child.data)));
    if (children.length === 0) {
      this.add(words, clean(element.getAttribute('content') || element.getAttribute('aria-label') || element.title), tag === 'a' ? link : undefined);
    } else if (children.every((child) => child.nodeType === Node.TEXT_NODE || (FORMATTING_TAGS.has(child.localName) && !child.hasAttribute('class') && !child.hasAttribute('itemprop')))) {
      this.add(words, visibleText(element, 2000), link);
    } else if (children.length === 1) {
      this.read(children[0], words, link);
    } else {
      this.mixed(element, children, words, link);
    }
  }

  /** Several things in one: each is a field of its own; text between them too. */
  mixed(element, children, words, link) {
    const inText = children.some((child) => child.nodeType === Node.TEXT_NODE);
    if (inText && children.every((child) => child.nodeType === Node.TEXT_NODE || INLINE_TAGS.has(child.localName) || child.localName === 'span')) {
      const single = children.filter((child) => child.localName === 'a');
      this.add(words, visibleText(element, 2000), link ?? (single.length === 1 ? single[0].href : undefined));
      for (const child of children) if (child.nodeType === Node.ELEMENT_NODE && child.hasAttribute('itemprop')) this.read(child, [], link);
      return;
    }
    for (const child of children) {
      if (child.nodeType === Node.TEXT_NODE) this.add(words, clean(child.data), link);
      else this.read(child, [], link);
    }
  }
}

/** @param {Element} card @returns {object[]} */
function fieldsOf(card) {
  const reader = new FieldReader();
  reader.read(card, [], undefined);
  return reader.fields;
}

/** @param {Element} element @returns {string} same for elements of one kind; state words do not count */
function signatureOf(element) {
  const classes = [...element.classList].filter((word) => !/^(active|first|last|odd|even|selected|current|hover|new|sale|featured|\D*\d+)$/i.test(word)).sort();
  return `${element.localName}.${classes.join('.')}`;
}

/** @returns {Map<string, {cards: Element[], containers: Set<Element>}>} candidates, those of alike containers taken together */
function repeatedElements() {
  const groups = new Map();
  for (const container of document.body.querySelectorAll('*')) {
    if (container.childElementCount < 1 || CARD_FREE_TAGS.has(container.localName)) continue;
    const own = new Map();
    for (const child of container.children) {
      if (INLINE_TAGS.has(child.localName) && child.localName !== 'a') continue;
      if (CARD_FREE_TAGS.has(child.localName) || TEXTLESS_TAGS.has(child.localName) || /^(h\d|br|hr|label|input|button|form|nav|header|footer|main)$/.test(child.localName)) continue;
      const signature = signatureOf(child);
      (own.get(signature) || own.set(signature, []).get(signature)).push(child);
    }
    for (const [signature, cards] of own) {
      const key = `${signatureOf(container)}>${signature}`;
      const group = groups.get(key) || groups.set(key, { cards: [], containers: new Set() }).get(key);
      group.cards.push(...cards);
      group.containers.add(container);
    }
  }
  return groups;
}

/** @returns {{heading: string, cards: object[][], elements: Element[]}[]} the richest group first */
function readCards() {
  const groups = [];
  for (const [signature, { cards, containers }] of repeatedElements()) {
    const shown = cards.filter((card) => card.checkVisibility({ visibilityProperty: true })).slice(0, MOST_CARDS);
    // A single hit of a search is a card as well, where its element says so.
    const isOnlyOne = shown.length === 1 && shown[0].matches('article,[role=article]');
    if (shown.length < 2 && !isOnlyOne) continue;
    const sample = shown.slice(0, 5).map((card) => fieldsOf(card).length);
    const fields = sample.reduce((sum, count) => sum + count, 0) / sample.length;
    if (fields >= 1) groups.push({ elements: shown, containers, signature, score: isOnlyOne ? 0.1 : shown.length * Math.min(fields, 10) });
  }
  groups.sort((a, b) => b.score - a.score);
  const taken = [];
  const cardsTaken = new Set();
  for (const group of groups) {
    if (taken.length >= MOST_GROUPS) break;
    const isWithinCard = [...group.containers].every((container) => { for (let at = container; at; at = at.parentElement) if (cardsTaken.has(at)) return true; return false; });
    if (isWithinCard) continue;
    group.elements.forEach((card) => cardsTaken.add(card));
    taken.push({ heading: headingBefore(group.elements[0].parentElement), signature: group.signature, cards: group.elements.map(fieldsOf), elements: group.elements });
  }
  return taken;
}
