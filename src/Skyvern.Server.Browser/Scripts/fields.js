/* What kind of field takes a value, where its tag does not tell: by the roles, classes and hints that the widely used libraries write. */

const SUGGESTS = /autocomplete|typeahead|auto-?suggest|pac-target|tt-input|suggest/i;
const TAGS = /(^|[\s_-])(tags?|chips?|tokens?)(?=$|[\s_-]|input|field|list|group|grid|box|control|container|wrap)|tagify|tagsinput|taginput|chip-?(grid|list|input|set)/i;
const TAG_HINT = /(press|hit|type) (enter|comma|return)|add (a |an |another )?(new )?(tag|chip|label|skill|keyword)/i;
const OPENS_DATES = /date|calend|datum|kalender|fecha|day/i;

const classesOf = (element) => `${element.getAttribute('class') || ''} ${element.localName.includes('-') ? element.localName : ''}`;

/** @param {Element} element @param {RegExp} pattern @returns {boolean} it or what is close around it has such a class */
function isMadeAs(element, pattern) {
  for (let at = element, up = 0; at && up < 4; at = at.parentElement, up++) {
    if (pattern.test(classesOf(at))) return at === element || isWithin(at, boxOf(element));
  }
  return false;
}

/** Whether options appear while one types. @param {Element} element */
const isTypeahead = (element) => element.localName === 'input' && !element.list
  && (ownRole(element) === 'combobox' || /^(list|both)$/.test(element.getAttribute('aria-autocomplete') || '') || element.getAttribute('aria-haspopup') === 'listbox'
    || SUGGESTS.test(classesOf(element)) || element.parentElement?.getAttribute('role') === 'combobox');

/** Whether what one types becomes a chip. @param {Element} element */
const isTagField = (element) => (element.localName === 'input' || element.isContentEditable) && (isMadeAs(element, TAGS) || TAG_HINT.test(element.placeholder || element.getAttribute('data-placeholder') || ''));

/** Whether it takes several options. @param {Element} element */
const isMultiple = (element) => ownLists(element).some((list) => list.getAttribute('aria-multiselectable') === 'true' || list.querySelector('[aria-multiselectable=true]') !== null)
  || isMadeAs(element, /multi/i) || isTagField(element);

/** Whether a click on it opens a list, or may well do so. @param {Element} element @param {string} role */
const opensList = (element, role) => /^(combobox|listbox|clickable)$/.test(role) || /^(listbox|menu|true|tree|dialog)$/.test(element.getAttribute('aria-haspopup') || '')
  || element.getAttribute('data-toggle') === 'dropdown' || element.getAttribute('data-bs-toggle') === 'dropdown' || /dropdown|select|picker|combo/i.test(classesOf(element));

/** @returns {object} the answer that the server has to go on, with the values one by one where there are several */
const choiceNeed = (element, need, value) => ({ need, multiple: isMultiple(element) || /^\s*\[/.test(value), parts: listOf(value), tags: isTagField(element) });

/** @param {string} value one date, or the two of a span @param {?string} order @returns {string[]} yyyy-mm-dd each, or none */
function datesOf(value, order) {
  const one = isoOf(value, order);
  if (one) return [one];
  const both = value.split(/\s+(?:-|–|—|to|until|bis|\/)\s+|\s*[–—]\s*|\/(?=\d{4}-)/i).map((part) => isoOf(part, order));
  return both.length === 2 && both.every(Boolean) ? both : [];
}

/** A date for a field that is no native one. @returns {?object} need, the text to type, or null where it is not about dates */
function setDate(element, value) {
  const isInput = element.localName === 'input' && /^(text|tel|search)$/.test(element.type);
  const mayBeDate = /\d/.test(value) && [null, 'dmy', 'mdy', 'my'].some((order) => datesOf(value.trim(), order).length > 0);
  const isCalendarOnly = isInput && isReadOnly(element) && isDateField(element);
  if (!mayBeDate && !isCalendarOnly && !(isInput && /\d[/.-]\d/.test(value))) return null;
  if (!isInput && !isDateOpener(element)) return null;
  const format = isInput ? dateFormat(element) : null;
  const dates = datesOf(value.trim(), format?.order ?? null);
  if (dates.length === 0) {
    const isNumeric = format?.order.length === 3 && /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$/.test(value.trim());
    return isNumeric || isCalendarOnly ? { code: 'invalid_value', message: `It takes a date; yyyy-mm-dd is always understood, "${quoted(value, 40)}" is not.` } : null;
  }
  const text = format && dates.length === 1 ? inFormat(format, dates[0]) : null;
  if (!isInput || isReadOnly(element) || isDateField(element)) return { need: 'date', dates, text: isInput && !isReadOnly(element) ? text : null };
  return text ? { text } : null;
}

/** A button or box that shows a date and opens a calendar. */
const isDateOpener = (element) => !/^(input|textarea|select)$/.test(element.localName) && !element.isContentEditable
  && (isDateField(element) || OPENS_DATES.test(`${nameOf(element)} ${classesOf(element)} ${element.id}`) || dateInWords(visibleText(element, 80)) !== null);

/** What a slider or a spin box without a native input holds, and what it shall hold. @returns {object} */
function sliderState({ ref, value }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const number = (name) => { const text = element.getAttribute(name); return text === null || text.trim() === '' ? null : Number(text); };
  const goal = numberOf(clean(value).replace(/[^\d.,-]/g, ''));
  const [min, max] = [number('aria-valuemin'), number('aria-valuemax')];
  const state = { now: number('aria-valuenow'), goal, min, max, value: element.getAttribute('aria-valuetext') || element.getAttribute('aria-valuenow') || '' };
  if (Number.isNaN(goal)) return { code: 'invalid_value', message: `It takes a number, not "${quoted(value, 40)}".` };
  if ((min !== null && goal < min) || (max !== null && goal > max)) return { code: 'invalid_value', message: `It takes ${min} to ${max}.` };
  return { ...state, code: 'ok' };
}

/** Before a tag is typed. @returns {object} chosen: it is there already */
function prepareTag({ ref, text }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  displayBefore = chipsOf(element);
  return { code: 'ok', chosen: hasChip(displayBefore, text) };
}

/** @param {Element} element @returns {string} what stands in its box besides what is being typed */
const chipsOf = (element) => visibleText(boxOf(element), 600, (child) => child === element || child.localName === 'label' || child.matches('[role=listbox],[role=option]'));

const hasChip = (chips, text) => ` ${tokensOf(chips).join(' ')} `.includes(` ${tokensOf(text).join(' ')} `);

/** @returns {Promise<object>} ok when the text has become a chip */
async function hasTag({ ref, text }) {
  const clock = pageClock();
  for (;;) {
    const { element, gone } = resolve(ref);
    if (gone) return gone;
    const held = rawValue(element) || '';
    const waited = clock();
    if (!folded(held).includes(folded(text)) && hasChip(chipsOf(element), text)) return { code: 'ok' };
    if (held.trim().endsWith(',') && waited > 150) return { code: 'not_committed', message: 'It does not part its entries by commas.', value: held };
    if (waited > 500) return { code: 'not_committed', message: `"${quoted(text, 60)}" did not become an entry; the field holds "${quoted(held, 60)}".` };
    await pause(40);
  }
}

/** @returns {Promise<object>} ok when a switch, check box or radio is as wanted */
async function holdsState({ ref, value }) {
  const clock = pageClock();
  for (;;) {
    const { element, gone } = resolve(ref);
    if (gone) return gone;
    if (stateOf(element) === value) return { code: 'ok' };
    if (clock() > 1000) return { code: 'not_committed', message: `It is ${stateOf(element) === 'true' ? 'on' : 'off'} still.` };
    await pause(40);
  }
}
