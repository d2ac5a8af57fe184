/* Elements that are more than text: each kind knows how it is shown and whether its content is walked. */

/** Controls that the server is told of at most; the rest is counted. */
const MOST_CONTROLS = 2000;

/**
 * Shows an element of a special kind.
 * @param {PageWalk} walk @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} box
 * @param {object} at where the walk is @param {object} inner where it would be within the element
 * @returns {boolean} whether it has been dealt with, content included
 */
function showSpecial(walk, element, style, box, at, inner) {
  const tag = element.localName;
  if (!at.quiet && (isAlert(element) || walk.complaints.has(element) || (at.form && isRedNote(element, style)))) return showAlert(walk, element, inner);
  if (tag === 'iframe' || tag === 'frame' || tag === 'object') return showFrame(walk, element, box, at);
  if (tag === 'label' || walk.labels.has(element)) return showLabel(walk, element, box, at, inner);
  if (tag === 'legend' && element.parentElement.querySelector('input[type=radio]')) return walkQuietly(walk, element, inner);
  if (isInteractive(element, style, at.pointer)) return showControl(walk, element, style, box, at, inner);
  if (tag === 'dt' && !at.quiet && showTerm(walk, element, box, at)) return true;
  if (/^h[1-6]$/.test(tag) || (element.hasAttribute('role') && ownRole(element) === 'heading')) return showHeading(walk, element, box, at, inner);
  if (tag === 'tr' || (element.hasAttribute('role') && ownRole(element) === 'row')) return showRow(walk, element, box, at, inner);
  if (tag === 'img' || tag === 'svg') {
    const text = clean(imageText(element));
    if (text && !at.quiet) {
      walk.words.push(` image "${quoted(text, NAME_LENGTH)}" `);
      walk.hasOwnWords = true;
      walk.textPlace ??= walk.place(box, at);
      return true;
    }
    if (tag === 'svg') return element.querySelector('a,[role],[tabindex],[onclick]') ? walkQuietly(walk, element, inner) : true;
  }
  if (!at.pointer && isIcon(element, style, box)) return addControl(walk, element, 'icon', box, at);
  if (/^(canvas|img|svg|video)$/.test(tag)) walk.notePicture(box);
  if (tag === 'canvas') return box.width >= 100 && box.height >= 50 ? addControl(walk, element, 'canvas', box, at) : true;
  if (isScroller(element, style)) {
    walk.flush(at);
    addControl(walk, element, 'scroller', box, at);
  }
  if (!at.quiet && !at.behind && !at.pointer) walk.leads.note(element, box);
  return false;
}

/** @returns {boolean} true */
function walkQuietly(walk, element, inner) {
  walk.children(element, { ...inner, quiet: true });
  return true;
}

function showAlert(walk, element, inner) {
  const text = visibleText(element, 300, isUnseen);
  if (!text) return false;
  walk.flush(inner);
  if (!walk.alerts.includes(text)) {
    walk.alerts.push(text);
    walk.push('a', 'ALERT ' + text, 0, inner);
  }
  return walkQuietly(walk, element, inner);
}

/** Frames in shadow trees are not among the window's: they are known by the number of their element. @type {WeakMap<Element, number>} */
const ownerNumbers = new WeakMap();
let lastOwner = 0;

/** @param {Element} element @returns {number} */
function ownerNumber(element) {
  if (!ownerNumbers.has(element)) ownerNumbers.set(element, ++lastOwner);
  return ownerNumbers.get(element);
}

function showFrame(walk, element, box, at) {
  walk.flush(at);
  if (box.width < 10 || box.height < 10) return true;
  let index = -1;
  for (let i = 0; i < window.length; i++) if (window[i] === element.contentWindow) index = i;
  walk.frames.push({ i: index, o: ownerNumber(element), at: walk.entries.length, c: walk.controls.length, f: walk.place(box, at), b: at.behind ? 1 : 0, l: /^https?:/.test(element.src || element.data || '') ? 1 : 0, n: quoted(element.title || element.name || '', NAME_LENGTH) });
  return true;
}

/** A label's text is its control's name. Where the control itself is not rendered, the label stands for it. */
function showLabel(walk, element, box, at, inner) {
  const control = element.localName === 'label' ? element.control : null;
  if (!control && !walk.labels.has(element)) return false;
  if (control && /^(checkbox|radio|file)$/.test(control.type) && !control.checkVisibility()) {
    walk.flush(at);
    addControl(walk, control, roleOf(control), box, at);
  }
  return walkQuietly(walk, element, inner);
}

function showHeading(walk, element, box, at, inner) {
  walk.flush(at);
  const level = Number(element.getAttribute('aria-level')) || Number(element.localName[1]) || 2;
  const text = visibleText(element, TEXT_LENGTH, isUnseen);
  const link = level > 2 ? element.querySelector('a[href]') : null;
  const isLink = link !== null && visibleText(link, TEXT_LENGTH) === text;
  if (text && !at.quiet && !isLink) walk.push('h', '#'.repeat(Math.min(6, level)) + ' ' + text, walk.place(box, at), at);
  return walkQuietly(walk, element, inner);
}

/** A term and what it means are one line; controls in it follow. @returns {boolean} */
function showTerm(walk, element, box, at) {
  const texts = [];
  let next = element.nextElementSibling;
  for (; next?.localName === 'dd'; next = next.nextElementSibling) {
    if (next.checkVisibility() && next.textContent.length <= TEXT_LENGTH && !next.querySelector('input,select,textarea,table,ul,ol')) texts.push(next);
    else return false;
  }
  const term = visibleText(element, NAME_LENGTH, isUnseen).replace(/\s*:$/, '');
  if (!term || texts.length === 0) return false;
  walk.flush(at);
  walk.push('t', line(`${term}: ${texts.map((text) => visibleText(text, TEXT_LENGTH, isUnseen)).join('; ')}`, TEXT_LENGTH * 2), walk.place(box, at), at);
  for (const part of [element, ...texts]) {
    walk.children(part, { ...at, quiet: true });
    walk.apart.add(part);
  }
  return true;
}

/** A row of a data table is one line, its controls follow it. */
function showRow(walk, element, box, at, inner) {
  const cells = element.localName === 'tr' ? [...element.cells] : [...element.children].filter((child) => /^(cell|gridcell|columnheader|rowheader)$/.test(ownRole(child)));
  if (cells.length < 2 || at.quiet || element.querySelector('table') || element.closest('table')?.matches('[role=presentation],[role=none]')) return false;
  walk.flush(at);
  const texts = cells.map((cell, index) => (index > 0 && holdsOnlyControls(cell) ? '' : visibleText(cell, CELL_LENGTH, leftOutOfCell).replace(/\|/g, '¦')));
  while (texts.length && !texts[texts.length - 1]) texts.pop();
  const filled = texts.filter(Boolean);
  const onlyLabel = filled.length === 1 && element.querySelector('input,select,textarea') !== null;
  if (filled.length && !onlyLabel) walk.push('r', `| ${texts.join(' | ')} |`, walk.place(box, at), at);
  return walkQuietly(walk, element, inner);
}

/** Whether all that a cell shows is links and buttons: they follow on lines of their own. @param {Element} cell */
const holdsOnlyControls = (cell) => cell.querySelector('a,button') !== null && visibleText(cell, 10, (child) => child.localName === 'a' || leftOutOfCell(child)) === '';

/** @param {Element} element */
const leftOutOfCell = (element) => isUnseen(element) || element.localName === 'button' || ownRole(element) === 'button';

function showControl(walk, element, style, box, at, inner) {
  const role = roleOf(element);
  if ((box.width <= 1 || box.height <= 1) && element.localName !== 'input') return false;
  const text = role === 'clickable' || element.localName === 'a' || element.localName === 'button' ? visibleText(element, TEXT_LENGTH * 4) : '';
  const isLong = text.length > NAME_LENGTH;
  addControl(walk, element, role, box, at, isLong ? shortName(element, text) : undefined, !runsOn(element));
  if (/^(input|select|textarea)$/.test(element.localName)) return true;
  const showsContent = isLong || CONTAINER_ROLES.has(role) || /^(tree|grid|table|group|region|application|feed|row)$/.test(role);
  if (showsContent) walk.flush(at);
  walk.children(element, { ...inner, quiet: at.quiet || !showsContent, pointer: true });
  if (showsContent) walk.flush(inner);
  return true;
}

/** @param {Element} element @param {string} text @returns {string} name of something that wraps a whole card */
function shortName(element, text) {
  const own = clean(element.getAttribute('aria-label')) || clean(element.querySelector('h1,h2,h3,h4,h5,h6,[role=heading]')?.textContent);
  return own || text;
}

/** Adds a control to the list and, where it is shown, to the lines. @returns {boolean} true */
function addControl(walk, element, role, box, at, givenName, ownLine) {
  if (walk.known.has(element)) return true;
  walk.known.add(element);
  if (!at.behind) walk.shownControls++;
  if (walk.controls.length >= MOST_CONTROLS && !walk.scope.whole) {
    walk.unlisted++;
    return true;
  }
  const name = givenName ?? controlName(element, role);
  noteRecord(element, recordOf(element, name, walk.surroundings));
  const control = describe(element, role, name, walk.surroundings);
  const place = walk.place(box, at);
  if (!firstShown.has(element)) firstShown.set(element, observations);
  const isNew = walk.scope.marksNew && firstShown.get(element) === observations;
  const inViewport = box.bottom > 0 && box.top < innerHeight;
  const covered = inViewport && place === 0 && role !== 'scroller' && (role !== 'file' || element.checkVisibility()) ? isCovered(element, box) : false;
  const front = at.behind && inViewport && !covered && !element.closest('[inert]') && !walk.isInert;
  if ((covered || (at.behind && !front)) && control.s) control.s.push('covered');
  else if (covered || (at.behind && !front)) control.s = ['covered'];
  if (isNew) control.x = 1;
  const keep = place !== 0 && !at.behind && walk.showsWhole(element.form);
  if ((place === 0 && !(at.behind && !front)) || keep) control.w = 1;
  walk.controls.push(control);
  const item = { control, element, place, at, extra: { r: control.r, n: isNew, keep, front, off: !inViewport } };
  const inText = !at.quiet && !ownLine && element.localName === 'a' && getComputedStyle(element).display === 'inline';
  if (inText) {
    walk.words.push(control.n);
    walk.waiting.push(item);
  } else {
    walk.flush(at);
    walk.emit(item);
  }
  return true;
}
