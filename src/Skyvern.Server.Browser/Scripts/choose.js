/* Choosing options: of native selects at once; of other lists the server opens them and clicks, and here is seen whether that took. */

const TAKEN_WITHIN = 1500;

/** What stood in the control's box before an option was clicked. */
let displayBefore = '';

/** The box a control shares with its chips, its shown value and its buttons, but with no other field. @param {Element} element @returns {Element} */
function boxOf(element) {
  let box = element;
  for (let up = 0; up < 5; up++) {
    const around = box.parentElement;
    if (!around || /^(form|fieldset|body|table|tr|main|section|li)$/.test(around.localName) || around.getBoundingClientRect().height > 240) break;
    const others = [...around.querySelectorAll('input:not([type=hidden]),select,textarea,[role=combobox],[contenteditable=true]')];
    if (others.some((other) => !isWithin(other, box) && isShown(other))) break;
    box = around;
  }
  return box;
}

/** Whether something is a list that lies over the page, not part of what a control shows. @param {Element} element */
const isOverlay = (element) => element.matches('[role=listbox],[role=menu],[role=dialog]')
  || (element.childElementCount > 0 && /^(absolute|fixed)$/.test(getComputedStyle(element).position) && (element.childElementCount > 1 || element.querySelector('li') !== null));

/** @param {Element} element @returns {string} what its box says besides what one types: no options, no label */
function displayOf(element) {
  const box = boxOf(element);
  const options = new Set(box.querySelectorAll(OPTION_SELECTOR));
  return visibleText(box, 600, (child) => options.has(child) || child.localName === 'label' || (!isWithin(element, child) && isOverlay(child)));
}

/** A list as a planner writes it: JSON, or parted by commas. @param {string} value @returns {string[]} */
function listOf(value) {
  if (/^\s*\[/.test(value)) {
    try {
      const list = JSON.parse(value);
      if (Array.isArray(list)) return list.map(String);
    } catch { /* A text that begins with a bracket. */ }
  }
  return value.split(/\s*[;\n]\s*|\s*,\s+|,(?=\D)/).map((part) => part.trim()).filter(Boolean);
}

/** Native select: sets its options. Others: {need: 'choose'}. @param {{ref: number, options: string[]}} request */
async function select({ ref, options }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  if (isDisabled(element)) return { code: 'disabled', message: 'It is disabled.', ...identity };
  touch(element);
  if (element.localName !== 'select') return { need: 'choose', ...identity };
  const labels = [...element.options].map(optionLabel);
  const result = chooseOptions(element, labels, [...element.options].map((option) => option.value), options);
  if (result.code) return { ...result, ...identity };
  await nextFrame();
  const problem = verify({ element, expected: result.expected });
  return { code: 'ok', value: shownValue(element) ?? '', ...problem, ...identity };
}

/**
 * Before a list is opened: notes what is in sight, unless the list is open already; one that an option was chosen from may have stayed so.
 * @param {{ref: number, again: boolean}} request @returns {{code: string, open: boolean}}
 */
function prepareList({ ref, again }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  if (again && listState({ ref }).open) return { code: 'ok', open: true };
  const open = ownLists(element).some((list) => inSight(list).some((option) => option.matches(OPTION_SELECTOR)));
  if (!open) remember();
  return { code: 'ok', open };
}

/** @returns {{code: string, open: boolean}} whether options are still in sight */
function listState({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const { options } = offer(element, false);
  return { code: 'ok', open: options.length > 0 && !options.every((option) => element.contains(option) || !isFloating(option)), count: options.length };
}

/** Leaves a field that was typed into, which closes its suggestions. @returns {object} need: 'click' where there is nothing to leave */
function leaveField({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const field = element.localName === 'input' && !element.readOnly ? element : null;
  field?.blur();
  return field ? { code: 'ok' } : { need: 'click' };
}

/** @param {Element} option @returns {boolean} its list lies above the page */
function isFloating(option) {
  for (let at = option, up = 0; at && at !== document.body && up < 6; at = at.parentElement, up++) if (/^(absolute|fixed)$/.test(getComputedStyle(at).position)) return true;
  return false;
}

/** Whether the control shows an option as its value. @returns {boolean} */
function shows(element, option, label) {
  const isGone = !option || !inSight(option.parentElement || document.body).includes(option);
  if (option && !isGone && isOneOfMany(option)) return isChosen(option);
  if (option && ownRole(option).startsWith('menuitem') && isGone) return true;
  if (option && isWithin(option, element) && isChosen(option)) return true;
  const wanted = folded(label);
  if (/^(input|textarea)$/.test(element.localName) && element.value) {
    const held = folded(element.value);
    if (isGone && (held === wanted || wanted.startsWith(held) || held.includes(wanted))) return true;
  }
  const now = folded(displayOf(element)), before = folded(displayBefore);
  const count = (text) => text.split(wanted).length - 1;
  if (count(now) > count(before)) return true;
  if (!/^(input|textarea)$/.test(element.localName) && folded(rawValue(element) ?? visibleText(element, 200)) === wanted) return true;
  const held = folded(visibleText(element, 200));
  return now !== before && held !== '' && tokensOf(held).every((token) => tokensOf(label).includes(token));
}

/** @returns {Element|undefined} the option in a list that was drawn anew */
function drawnAnew(element, label) {
  const { options, labels } = offer(element, false);
  return options[labels.indexOf(label)];
}

/** @param {{ref: number, option: number, label: string}} request @returns {Promise<object>} ok when the control has taken the option */
async function tookOption({ ref, option, label }) {
  const clock = pageClock();
  for (;;) {
    const { element, gone } = resolve(ref);
    // The control went with its list, or was drawn anew: the page has reacted.
    if (gone) return { code: 'ok', value: label };
    if (shows(element, elementOf(option) ?? drawnAnew(element, label), label)) return { code: 'ok', value: label };
    if (clock() > TAKEN_WITHIN) return { code: 'not_committed', message: `It shows "${quoted(`${element.localName === 'input' ? element.value : ''} ${displayOf(element)}`, 60)}" after "${quoted(label, 60)}" was chosen.` };
    await pause(40);
  }
}

/** @returns {object} other texts to search a list by, and the parts of a list */
function otherTexts({ wanted }) {
  const short = wanted.split(/\s*[,(]/)[0].trim();
  return { code: 'ok', texts: [...new Set([...otherNames(wanted), ...(short.length > 2 ? [short] : [])])].filter((text) => text !== wanted).slice(0, 3) };
}
