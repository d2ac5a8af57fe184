/* Where a control stands: its form, the row or card it belongs to, and what it does there. */

/** Collects forms and context texts of one observation, so that each is written once. */
class Surroundings {
  constructor() {
    /** @type {{id: string, m: string, p: boolean}[]} */
    this.forms = [];
    /** @type {string[]} */
    this.contexts = [];
    this.formIndex = new Map();
    this.contextIndex = new Map();
    this.itemOf = new Map();
    this.texts = new Map();
    this.keys = new Map();
  }

  /** @param {Element} element @returns {number} index of its form, or -1 */
  form(element) {
    const form = element.form instanceof HTMLFormElement ? element.form : element.closest('form');
    if (!form) return -1;
    let index = this.formIndex.get(form);
    if (index === undefined) {
      index = this.forms.length;
      this.formIndex.set(form, index);
      const named = form.getAttribute('id') || form.getAttribute('name') || '';
      const method = (form.getAttribute('method') || 'get').toLowerCase();
      this.forms.push({ id: `${index + 1}${named ? ':' + line(named, 40) : ''}`, m: /^(get|post|dialog)$/.test(method) ? method : 'get', p: form.querySelector('input[type=password]') !== null });
    }
    return index;
  }

  /** @param {Element} element @returns {number} index of the text of its row, card or list item, or -1 */
  context(element) {
    const item = this.item(element.parentElement, 7);
    if (!item) return -1;
    let index = this.contextIndex.get(item);
    if (index === undefined) {
      const text = this.textOf(item);
      index = text ? this.contexts.push(text) - 1 : -1;
      this.contextIndex.set(item, index);
    }
    return index;
  }

  /** @param {Element} item @returns {string} */
  textOf(item) {
    let text = this.texts.get(item);
    if (text === undefined) this.texts.set(item, text = visibleText(item, 200));
    return text;
  }

  /** @param {Element} item @returns {string} */
  keyOf(item) {
    let key = this.keys.get(item);
    if (key === undefined) this.keys.set(item, key = recordKey(item));
    return key;
  }

  /** @param {?Element} element @param {number} left how far up to look @returns {?Element} the row, card or list item around it */
  item(element, left) {
    if (!element || left === 0 || element === document.body || element.localName === 'form') return null;
    const known = this.itemOf.get(element);
    if (known !== undefined) return known;
    const found = isItem(element) ? element : this.item(element.parentElement, left - 1);
    this.itemOf.set(element, found);
    return found;
  }
}

/** @param {Element} element @returns {boolean} one of several of a kind */
function isItem(element) {
  const tag = element.localName;
  if (tag === 'tr' || tag === 'li' || tag === 'article') return true;
  const role = element.hasAttribute('role') ? ownRole(element) : '';
  if (/^(row|listitem|article|option|treeitem)$/.test(role)) return true;
  if (tag !== 'div' && tag !== 'section') return false;
  const classes = element.getAttribute('class');
  const alike = (other) => other && other.localName === tag && other.getAttribute('class') === classes;
  return Boolean(classes) && (alike(element.nextElementSibling) || alike(element.previousElementSibling));
}

/** @param {Element} element @returns {boolean} it submits the form it belongs to */
function submits(element) {
  if (element.localName === 'button') return element.type === 'submit' && element.form !== null;
  return element.localName === 'input' && (element.type === 'submit' || element.type === 'image') && element.form !== null;
}

/** @param {Element} element @returns {string} XPath from the root of its tree, or from the nearest id */
function xpathOf(element) {
  const steps = [];
  for (let node = element; node && node.nodeType === Node.ELEMENT_NODE; node = node.parentElement) {
    if (node.id && !/["']/.test(node.id) && node.ownerDocument.querySelectorAll('#' + CSS.escape(node.id)).length === 1) {
      steps.unshift(`//*[@id="${node.id}"]`);
      return steps.join('/');
    }
    let position = 1;
    for (let before = node.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.localName === node.localName) position++;
    }
    steps.unshift(`${node.localName}[${position}]`);
  }
  return '/' + steps.join('/');
}
