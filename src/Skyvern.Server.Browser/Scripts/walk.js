/* One pass over the page in reading order: lines for the planner and the list of controls. */

const NAME_LENGTH = 80;
const TEXT_LENGTH = 200;
const CELL_LENGTH = 80;

/** A form in view is shown whole up to this size, so that one step can fill it; some pages wrap all they have in one form. */
const WHOLE_FORM_CONTROLS = 60;

/** What to keep: the part of the page that is shown, or all of it. @typedef {{whole: boolean, margin: number, marksNew: boolean}} Scope */

class PageWalk {
  /** @param {Scope} scope */
  constructor(scope) {
    this.scope = scope;
    this.entries = [];
    this.controls = [];
    this.alerts = [];
    this.surroundings = new Surroundings();
    this.above = 0;
    this.below = 0;
    this.behind = { lines: 0, controls: 0 };
    this.aboveControls = 0;
    this.belowControls = 0;
    this.shownControls = 0;
    this.hasPicture = false;
    this.hosts = [];
    this.leads = new Leads();
    this.looks = new Map();
    this.unlisted = 0;
    this.groups = 0;
    this.labels = labelsByReference();
    this.complaints = complaintTexts();
    this.hasFileInputs = document.querySelector('input[type=file]') !== null;
    this.apart = new Set();
    this.known = new Set();
    this.frames = [];
    this.form = activeForm();
    this.wholeForms = new Map();
    this.isInert = false;
    this.resetText();
  }

  /** Walks a page: what floats in front first, then the rest. */
  page() {
    const dialog = openDialog();
    const popups = openPopups(dialog);
    const view = { top: -this.scope.margin, bottom: innerHeight + this.scope.margin };
    const start = { pointer: false, quiet: false, behind: false, group: 0, item: 0, top: view.top, bottom: view.bottom, form: false };
    const front = dialog ? [dialog, ...popups] : popups;
    for (const element of front) {
      this.apart.add(element);
      if (element === dialog) this.push('d', dialogLine(dialog), 0, start);
      this.children(element, start);
      this.flush(start);
    }
    this.isInert = dialog !== null && dialog.matches(':modal');
    const root = document.body || document.documentElement;
    if (root && root !== dialog) this.children(root, { ...start, behind: dialog !== null });
    this.flush(start);
    if (this.behind.lines) this.push('m', `... ${countOf(this.behind.lines, this.behind.controls)} behind the dialog`, 0, start);
    return this;
  }

  /** Whether a form's controls are shown wherever they stand: the one in work, and one that is in view. @param {?HTMLFormElement} form */
  showsWhole(form) {
    if (!form) return false;
    if (!this.wholeForms.has(form)) {
      const box = form.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight && form.elements.length <= WHOLE_FORM_CONTROLS;
      this.wholeForms.set(form, form === this.form || inView);
    }
    return this.wholeForms.get(form);
  }

  resetText() {
    this.words = [];
    this.hasOwnWords = false;
    this.waiting = [];
    this.textPlace = null;
  }

  /** Ends a line of text; links within it follow on lines of their own. */
  flush(at) {
    const { words, hasOwnWords, waiting, textPlace } = this;
    this.resetText();
    if (hasOwnWords) {
      const text = line(words.join(''), TEXT_LENGTH);
      if (text && (text.length > 1 || /[\p{L}\p{N}]/u.test(text))) this.push('t', text, textPlace ?? 0, at);
    }
    for (const control of waiting) this.emit(control);
  }

  /** Prints a control's line where it is shown. */
  emit({ control, element, place, at, extra }) {
    const shows = this.scope.whole || extra.keep || place === 0;
    this.push('c', shows ? controlLine(control, element) : '', place, at, extra);
  }

  /** @param {string} kind @param {string} text @param {number} place -1 above, 0 shown, 1 below @param {object} at where the walk is */
  push(kind, text, place, at, extra) {
    if (at.behind && kind !== 'a' && !extra?.front) {
      this.behind.lines++;
      if (kind === 'c') this.behind.controls++;
      return;
    }
    if (place !== 0 && !this.scope.whole && kind !== 'a' && !extra?.keep) {
      if (place < 0) this.above++; else this.below++;
      if (kind === 'c') { if (place < 0) this.aboveControls++; else this.belowControls++; }
      return;
    }
    const entry = { k: kind, s: text };
    if (extra?.r) entry.r = extra.r;
    if (extra?.n) entry.n = 1;
    if (extra?.off || (place !== 0 && !extra?.keep)) entry.f = 1;
    if (at.group) { entry.g = at.group; entry.i = at.item; }
    this.entries.push(entry);
  }

  /** @param {DOMRect} box @param {object} at @returns {number} -1 above what is shown, 0 shown, 1 below */
  place(box, at) {
    if (box.bottom < at.top) return -1;
    return box.top > at.bottom ? 1 : 0;
  }

  /** @param {Element} element @param {object} at */
  children(element, at) {
    const list = childrenOf(element);
    const repeats = list.length > 20 && element.childElementCount > 20;
    const inner = repeats ? { ...at, group: ++this.groups, item: 0 } : at;
    for (const child of list) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (!at.quiet && child.data.trim()) this.text(child, inner);
        else if (this.words.length && !(at.quiet && at.pointer)) this.words.push(' ');
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        if (repeats) inner.item++;
        this.element(child, inner);
      }
    }
  }

  /** @param {Text} node @param {object} at */
  text(node, at) {
    const parent = node.parentElement || node.parentNode.host;
    if (at.hidden && getComputedStyle(parent).visibility !== 'visible') return;
    const look = this.lookOf(parent);
    if (look.isUnseen || look.isBlank || (look.blends && blendsIn(parent))) return;
    this.words.push(node.data);
    this.hasOwnWords = true;
    if (this.textPlace === null) {
      let box = at.box || parent.getBoundingClientRect();
      if (box.height > innerHeight) {
        const range = document.createRange();
        range.selectNode(node);
        box = range.getBoundingClientRect();
      }
      this.textPlace = this.place(box, at);
    }
  }

  /** @param {Element} element @param {object} at */
  element(element, at) {
    const tag = element.localName;
    if (this.apart.has(element)) return;
    if (TEXTLESS_TAGS.has(tag) && tag !== 'canvas' && !(tag === 'object' && element.contentWindow)) return;
    if (tag === 'br') { this.flush(at); return; }
    const style = getComputedStyle(element);
    if (style.display === 'none') {
      if (this.hasFileInputs) this.undrawnFileInputs(element, at);
      return;
    }
    const box = style.display === 'contents' ? null : element.getBoundingClientRect();
    if (box && this.isOutOfSight(element, style, box)) {
      this.hiddenInputs(element, at);
      return;
    }
    const hidden = style.visibility !== 'visible';
    const inner = { ...at, pointer: at.pointer || style.cursor === 'pointer', hidden, box, form: at.form || tag === 'form' };
    if (box && mayHide(element, box)) this.hosts.push(element);
    if (box && (style.overflowY !== 'visible' || style.position === 'fixed')) this.narrow(inner, style, box);
    if (!hidden && box && showSpecial(this, element, style, box, at, inner)) return;

    const inline = style.display.startsWith('inline') || style.display === 'contents';
    if (!inline) this.flush(at);
    else if (!runsOn(element) && this.words.length) this.words.push(' ');
    this.children(element, inner);
    if (!inline) this.flush(inner);
    else if (!runsOn(element) && this.words.length) this.words.push(' ');
  }

  /** How text of an element looks: on which ground, and whether it is there for machines only. Asked for elements that have text. @param {Element} element */
  lookOf(element) {
    let look = this.looks.get(element);
    if (look) return look;
    const parent = element.parentElement || element.getRootNode().host;
    const above = parent ? this.lookOf(parent) : { ground: 'rgb(255, 255, 255)', isUnseen: false, clipsText: false };
    const style = getComputedStyle(element);
    const floats = (style.position !== 'static' && style.position !== 'relative') || style.transform !== 'none';
    const clipsText = above.clipsText || style.backgroundClip === 'text';
    let ground = style.backgroundColor !== 'rgba(0, 0, 0, 0)' ? style.backgroundColor : floats ? null : above.ground;
    if (style.backgroundImage !== 'none') ground = null;
    const isUnseen = above.isUnseen || isClippedAway(style);
    const isBlank = parseFloat(style.fontSize) < 3 || parseFloat(style.textIndent) < -500
      || (isTransparent(style.color) && !clipsText && isTransparent(style.webkitTextFillColor));
    look = { ground, isUnseen, isBlank, clipsText, blends: style.color === ground };
    this.looks.set(element, look);
    return look;
  }

  /** @param {DOMRect} box of a canvas or picture */
  notePicture(box) {
    const width = Math.min(box.right, innerWidth) - Math.max(box.left, 0), height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    if (width > 0 && height > 0 && width * height > innerWidth * innerHeight * 0.25) this.hasPicture = true;
  }

  /** Content of a box that scrolls is shown only within it; what is fixed does not scroll away. */
  narrow(inner, style, box) {
    if (style.position === 'fixed') {
      inner.top = -this.scope.margin;
      inner.bottom = innerHeight + this.scope.margin;
    }
    if (style.overflowY === 'visible' || box.height < 40) return;
    inner.top = Math.max(inner.top, box.top);
    inner.bottom = Math.min(inner.bottom, box.bottom);
  }

  /** @returns {boolean} transparent, without size, or moved out of the page */
  isOutOfSight(element, style, box) {
    if (style.opacity === '0') return true;
    if (style.overflowX !== 'visible' && style.overflowY !== 'visible' && (box.width <= 1 || box.height <= 1)) return true;
    return (box.right + scrollX <= 0 && box.width > 0) || (box.bottom + scrollY <= 0 && box.height > 0);
  }

  /** A file input that is never drawn is opened by a button beside it: it is where files go. */
  undrawnFileInputs(element, at) {
    const list = element.localName === 'input' ? [element] : element.querySelectorAll('input[type=file]');
    for (const input of list) {
      const shown = element.parentElement;
      if (input.type === 'file' && !input.labels?.length && shown && isShown(shown)) addControl(this, input, 'file', shown.getBoundingClientRect(), at);
    }
  }

  /** Check boxes, radios and file inputs are often made transparent and drawn anew by their label; selects lie unseen over what shows their value. */
  hiddenInputs(element, at) {
    if (element.localName === 'select') {
      const box = element.getBoundingClientRect();
      if (box.width >= 16 && box.height >= 8) addControl(this, element, roleOf(element), box, at);
      return;
    }
    const list = element.localName === 'input' ? [element] : element.querySelectorAll('input[type=checkbox],input[type=radio],input[type=file]');
    for (const input of list) {
      if (!/^(checkbox|radio|file)$/.test(input.type)) continue;
      const stand = input.labels?.[0] || input.parentElement;
      if (stand && isShown(stand)) addControl(this, input, roleOf(input), stand.getBoundingClientRect(), at);
    }
  }
}

/** @returns {Set<Element>} elements whose text is the name of a control, so that it is not printed twice */
function labelsByReference() {
  const labels = new Set();
  for (const control of document.querySelectorAll('input[aria-labelledby],select[aria-labelledby],textarea[aria-labelledby],[role=combobox][aria-labelledby],[role=textbox][aria-labelledby],[role=switch][aria-labelledby],[role=checkbox][aria-labelledby]')) {
    for (const id of control.getAttribute('aria-labelledby').split(/\s+/)) {
      const label = id && document.getElementById(id);
      if (label && !label.contains(control)) labels.add(label);
    }
  }
  return labels;
}

/** @returns {Set<Element>} texts that say why a control's value is refused */
function complaintTexts() {
  const texts = new Set();
  for (const control of document.querySelectorAll('[aria-invalid=true]')) {
    const ids = control.getAttribute('aria-errormessage') || control.getAttribute('aria-describedby') || '';
    for (const id of ids.split(/\s+/)) {
      const text = id && document.getElementById(id);
      if (text && !holdsControls(text)) texts.add(text);
    }
  }
  return texts;
}

/** @param {number} lines @param {number} controls among them @returns {string} such as "3 controls and 2 other lines" */
function countOf(lines, controls) {
  const others = lines - controls;
  const parts = [];
  if (controls) parts.push(`${controls} ${controls === 1 ? 'control' : 'controls'}`);
  if (others) parts.push(`${others} ${controls ? 'other ' : ''}${others === 1 ? 'line' : 'lines'}`);
  return parts.join(' and ');
}
