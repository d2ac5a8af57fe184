/*
 * Which options a control offers now. Lists with roles say so themselves; all others are known by what came into sight since the list
 * was opened: roles first, then list items, then rows of plain text, of which those that show a pointer count.
 */

const OPTION_SELECTOR = '[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem]';
const LIST_SELECTOR = '[role=listbox],[role=menu],[role=tree],ul';
const EMPTY_LIST = /^(loading|searching|please wait|wird geladen|lädt|no (results?|options?|matches|match|data|items?)|nothing|keine|type to|start typing|enter \d+|please enter)\b/i;
const OPTION_LENGTH = 120;

let inSightBefore = new WeakSet();

const pause = (time) => new Promise((done) => { setTimeout(done, time); });

const LONGEST_STEP = 100;

/**
 * A clock for loops that wait for the page: while the thread is held up (by long work, or by a busy machine) the page can do nothing, so a
 * turn that comes late counts as one step only. @returns {function(): number} milliseconds since; to be asked in every turn
 */
function pageClock() {
  let last = performance.now(), time = 0;
  return () => {
    const now = performance.now();
    time += Math.min(now - last, LONGEST_STEP);
    last = now;
    return time;
  };
}

/** Elements that a person could see, through open shadow roots; what is folded to nothing is not walked. @returns {Element[]} */
function inSight(root = document.body, found = []) {
  for (const child of childrenOf(root)) {
    if (child.nodeType !== Node.ELEMENT_NODE || TEXTLESS_TAGS.has(child.localName)) continue;
    const style = getComputedStyle(child);
    if (style.display === 'none' || style.opacity === '0') continue;
    const box = child.getBoundingClientRect();
    const isEmpty = box.width <= 1 || box.height <= 1;
    if (isEmpty && style.overflow !== 'visible' && style.display !== 'contents') continue;
    if (!isEmpty && style.visibility === 'visible') found.push(child);
    if (child.localName !== 'select' && child.localName !== 'svg') inSight(child, found);
  }
  return found;
}

/** What comes into sight from now on is new. */
function remember() {
  inSightBefore = new WeakSet(inSight());
  return { code: 'ok' };
}

/** @param {Element} element @returns {Element[]} lists that a control says are its own */
function ownLists(element) {
  const lists = [element];
  for (const part of [element, element.closest('[role=combobox]'), element.querySelector('[aria-controls],[aria-owns]')]) {
    const root = part?.getRootNode();
    for (const id of `${part?.getAttribute('aria-controls') || ''} ${part?.getAttribute('aria-owns') || ''}`.split(/\s+/)) {
      const list = id && root.getElementById ? root.getElementById(id) || document.getElementById(id) : null;
      if (list && !lists.includes(list)) lists.push(list);
    }
  }
  return lists;
}

/** Rows of text in lists without roles: the text, or what wraps just that text. @param {Element[]} fresh @returns {Element[]} */
function textRows(fresh) {
  const known = new Set(fresh);
  const rows = new Set();
  for (const element of fresh) {
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && clean(node.data))) continue;
    const text = clean(element.textContent);
    if (text.length > OPTION_LENGTH) continue;
    let row = element;
    while (known.has(row.parentElement) && clean(row.parentElement.textContent) === text && row.parentElement.offsetHeight <= 80) row = row.parentElement;
    rows.add(row);
  }
  const all = [...rows];
  const active = all.filter((row) => getComputedStyle(row).cursor === 'pointer' || row.matches('a,button,[tabindex],[onclick]'));
  return active.length ? active : all;
}

/** @param {Element} element @param {boolean} isBranch only what is new counts: a menu within a menu @returns {Element[]} */
function offered(element, isBranch) {
  for (const list of isBranch ? [] : ownLists(element)) {
    const inside = list === element && !element.querySelector(OPTION_SELECTOR) ? [] : inSight(list).filter((option) => option.matches(OPTION_SELECTOR));
    if (inside.length) return inside;
  }
  const fresh = inSight().filter((option) => !inSightBefore.has(option) && !element.contains(option));
  const withRole = fresh.filter((option) => option.matches(OPTION_SELECTOR));
  if (withRole.length) return withRole;
  const items = fresh.filter((option) => option.localName === 'li');
  return items.length ? items : textRows(fresh);
}

/** @param {Element} option @returns {string} its text without that of a list within it */
const labelOf = (option) => visibleText(option, OPTION_LENGTH, (child) => child.matches(LIST_SELECTOR)) || line(option.getAttribute('aria-label') || option.title || option.getAttribute('data-label'), OPTION_LENGTH);

/** @returns {{options: Element[], labels: string[], values: string[]}} what is offered now, messages left out */
function offer(element, isBranch) {
  const pairs = offered(element, isBranch).map((option) => [option, labelOf(option)]).filter(([, label]) => label && !EMPTY_LIST.test(label));
  return { options: pairs.map(([option]) => option), labels: pairs.map(([, label]) => label), values: pairs.map(([option]) => option.getAttribute('data-value') || option.getAttribute('value') || '') };
}

/** @param {?Element} option @returns {?Element} the box that scrolls it */
function scrollerAround(option) {
  for (let at = option?.parentElement, up = 0; at && at !== document.body && up < 8; at = at.parentElement, up++) if (isScroller(at)) return at;
  return null;
}

/** Whether a list draws only the rows that are in view. @param {?Element} scroller @param {Element[]} options */
function isVirtual(scroller, options) {
  const height = options.length ? options[0].getBoundingClientRect().height : 0;
  return scroller !== null && height > 0 && scroller.scrollHeight > height * options.length * 1.3 + scroller.clientHeight * 0.5;
}

/** The field that filters the list: the control itself, or a text field that came with the list. @param {Element} element @returns {?Element} */
function filterOf(element) {
  const takesText = (field) => field?.localName === 'input' && /^(text|search)$/.test(field.type) && !field.readOnly && !field.disabled;
  if (takesText(element)) return element;
  const active = deepActiveElement();
  if (takesText(active) && (!inSightBefore.has(active) || isWithin(active, boxOf(element)))) return active;
  return inSight().find((field) => takesText(field) && !inSightBefore.has(field)) || null;
}

/** @param {Element} option @returns {boolean} it says that it is chosen */
const isChosen = (option) => option.getAttribute('aria-selected') === 'true' || option.getAttribute('aria-checked') === 'true' || option.querySelector('input[type=checkbox],input[type=radio]')?.checked === true;

/** @param {Element} option @returns {boolean} several of its list may be chosen */
const isOneOfMany = (option) => option.closest('[aria-multiselectable=true]') !== null || ownRole(option) === 'menuitemcheckbox' || option.querySelector('input[type=checkbox]') !== null;

/**
 * Waits for the option that is meant. A sure one counts once its element has stood for a while (steady), another only when the list has come to rest.
 * @param {{ref: number, wanted: string, most: number, quiet: number, steady: number, branch: boolean}} request @returns {Promise<object>}
 */
async function awaitOption({ ref, wanted, most, quiet, steady, branch }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const clock = pageClock();
  let since = 0, before = null, option = null, optionSince = 0, firstHit = null;
  for (;;) {
    const now = clock();
    const { options, labels, values } = offer(element, branch);
    const drawn = labels.join('\n');
    if (drawn !== before) { before = drawn; since = now; }
    const hit = bestMatch(labels, values, wanted);
    if (hit.strong) firstHit ??= now;
    if (options[hit.index] !== option) { option = options[hit.index]; optionSince = now; }
    const isSteady = now - optionSince >= steady || (firstHit !== null && now - firstHit >= most / 2);
    const rests = options.length > 0 && now - since >= quiet;
    const scroller = scrollerAround(options[0]);
    const state = { count: options.length, filter: filterOf(element) ? refOf(filterOf(element)) : 0, scrolls: scroller !== null, virtual: isVirtual(scroller, options) };
    if (hit.index >= 0 && ((hit.strong && isSteady) || rests)) return found(element, options[hit.index], labels[hit.index], { ...state, weak: !hit.strong });
    if (rests || now >= most) return { ...state, ...(options.length ? noMatch(labels, wanted) : { code: 'no_match', message: 'No options showed up.' }) };
    await pause(40);
  }
}

/** @returns {object} the option as an answer */
function found(element, option, label, state) {
  displayBefore = displayOf(element);
  const isOff = option.getAttribute('aria-disabled') === 'true' || option.matches(':disabled');
  if (isOff) return { ...state, code: 'disabled', message: `The option "${quoted(label, 60)}" is disabled.` };
  return { ...state, code: 'ok', option: refOf(option), value: label, chosen: isChosen(option) && isOneOfMany(option) };
}
