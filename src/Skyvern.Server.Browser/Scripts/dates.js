/* Dates as text: the format a field asks for, and which dates a text tells of. */

const DATE_CLASS = /date-?(picker|input|field)|hasDatepicker|flatpickr|calendar|pikaday|picker-input|litepicker|daterange/i;
const FORMAT = new RegExp(`(?<![\\p{L}\\d])(([dtgjpmkyarv])\\2{0,3})(\\s?[./-]\\s?|\\s)(([dtgjpmkyarv])\\5{0,3})(?:(\\s?[./-]\\s?|,?\\s)(([dtgjpmkyarv])\\8{0,3}))?(?![\\p{L}\\d])`, 'giu');

/** What a letter of a format stands for: in some languages j is the year, in some the day. @returns {string} d, m, y or '' */
function formatLetter(letter, all) {
  const low = letter.toLowerCase();
  if (low === 'j') return /a/i.test(all) ? 'd' : 'y';
  if (/[dtgp]/.test(low)) return 'd';
  return /[mk]/.test(low) ? 'm' : 'y';
}

/** @param {string} text such as "dd/mm/yyyy", "TT.MM.JJJJ", "MM/YY" or "31/12/2025" @returns {?{order: string, parts: {kind: string, length: number}[], between: string[]}} */
function formatIn(text) {
  for (const hit of text.matchAll(FORMAT)) {
    const groups = [hit[1], hit[4], hit[7]].filter(Boolean);
    const parts = groups.map((group) => ({ kind: formatLetter(group[0], hit[0]), length: group.length }));
    const order = parts.map((part) => part.kind).join('');
    if (/^(dmy|mdy|ymd|my|ym)$/.test(order) && groups.some((group) => group.length > 1)) return { order, parts, between: [hit[3], hit[6] ?? ''] };
  }
  const example = /(?<!\d)(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(text);
  if (!example) return null;
  const order = example[1].length === 4 ? 'ymd' : Number(example[1]) > 12 || example[2] === '.' ? 'dmy' : Number(example[3]) > 12 ? 'mdy' : '';
  return order && { order, parts: [...order].map((kind, i) => ({ kind, length: example[i === 0 ? 1 : i === 1 ? 3 : 4].length })), between: [example[2], example[2]] };
}

/** The format that a text field asks for, in its hints or by what it holds. @param {Element} element */
function dateFormat(element) {
  const described = element.getAttribute('aria-describedby');
  for (const hint of [element.placeholder, element.getAttribute('aria-placeholder'), element.getAttribute('data-date-format'), element.getAttribute('data-format'), element.title, element.getAttribute('aria-label'),
    described && textOfIds(element, described), ...[...(element.labels || [])].map((label) => label.textContent), element.value]) {
    const format = hint && formatIn(hint);
    if (format) return format;
  }
  return formatIn(visibleText(boxOf(element), 300)) || formatIn(element.value || '');
}

/** @param {{order: string, parts: object[], between: string[]}} format @param {string} iso yyyy-mm-dd @returns {string} */
function inFormat({ parts, between }, iso) {
  const [year, month, day] = iso.split('-');
  const told = parts.map(({ kind, length }) => {
    if (kind === 'y') return length === 2 ? year.slice(2) : year;
    if (kind === 'm') return length > 2 ? monthName(Number(month), length === 3 ? 'short' : 'long') : length === 1 ? String(Number(month)) : month;
    return length === 1 ? String(Number(day)) : day;
  });
  return told.map((text, index) => text + (index < told.length - 1 ? between[index] : '')).join('');
}

/** @param {string} text @param {?string} order dmy, mdy, ymd, where known @returns {?string} yyyy-mm-dd; where the day is not told, its first */
function isoOf(text, order) {
  const plain = clean(text).replace(/^\p{L}+,\s+(?=\d)/u, '');
  const parts = /^(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})$/.exec(plain);
  if (parts && /^(dmy|mdy)$/.test(order || '')) {
    const [day, month] = order === 'dmy' ? [parts[1], parts[2]] : [parts[2], parts[1]];
    if (Number(month) <= 12 && Number(day) <= 31) return `${parts[3]}-${two(month)}-${two(day)}`;
  }
  if (order === 'my' || order === 'ym') {
    const short = /^(\d{1,2})\s?[./-]\s?(\d{2}|\d{4})$/.exec(plain);
    const month = short ? `${short[2].length === 2 ? '20' + short[2] : short[2]}-${two(short[1])}` : FORMATS.month.to(plain);
    return month && `${month}-01`;
  }
  return dateValue(plain);
}

/** Whether a text field is one for dates, by what it is made of. @param {Element} element */
function isDateField(element) {
  for (let at = element, up = 0; at && up < 4; at = at.parentElement, up++) if (DATE_CLASS.test(`${at.getAttribute('class') || ''} ${at.getAttribute('data-provide') || ''} ${at.getAttribute('data-toggle') || ''}`)) return true;
  return /^(dialog|grid)$/.test(element.getAttribute('aria-haspopup') || '') || element.hasAttribute('matdatepicker') || element.hasAttribute('data-mat-calendar');
}

/** @param {string} text @returns {?string} the date told in a free text such as "Choose Thursday, March 4th, 2027" */
function dateInWords(text) {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return iso[0];
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  const japanese = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (japanese) return `${japanese[1]}-${two(japanese[2])}-${two(japanese[3])}`;
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)/.exec(text)?.[1];
  const month = text.split(/[^\p{L}\p{M}]+/u).map((word) => (word.length > 2 ? monthOf(word) : 0)).find((number) => number > 0);
  return year && day && month ? `${year}-${two(month)}-${two(day)}` : null;
}

/** Whether a text tells of a date. @param {string} text @param {string} iso @param {?string} order */
function tellsDate(text, iso, order) {
  const [year, month, day] = iso.split('-');
  if (text.includes(iso) || dateInWords(text) === iso) return true;
  for (const [, a, b, c] of text.matchAll(/(?<!\d)(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})(?!\d)/g)) {
    const orders = order && /^(dmy|mdy|ymd)$/.test(order) ? [order] : ['dmy', 'mdy', 'ymd'];
    const fits = (kinds) => [a, b, c].every((part, index) => (kinds[index] === 'y' ? part === year || part === year.slice(2) : Number(part) === Number(kinds[index] === 'm' ? month : day)));
    if (orders.some((kinds) => fits([...kinds]))) return true;
  }
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => monthOf(word) === Number(month)) && words.some((word) => parseInt(word, 10) === Number(day) && word.length <= 4) && (words.includes(year) || !words.some((word) => /^\d{4}$/.test(word)));
}

/** Waits until a control shows all the dates. @param {{ref: number, dates: string[]}} request */
async function holdsDates({ ref, dates, most }) {
  const clock = pageClock();
  for (;;) {
    const { element, gone } = resolve(ref);
    if (gone) return gone;
    const text = element.localName === 'input' ? element.value : displayOf(element);
    const order = element.localName === 'input' ? dateFormat(element)?.order : null;
    if (dates.every((date) => tellsDate(text, date, order))) return { code: 'ok', value: text };
    const around = dates.length > 1 ? displayOf(element) : text;
    if (dates.every((date) => tellsDate(around, date, order))) return { code: 'ok', value: around };
    if (clock() >= most) return { code: 'not_committed', message: `It shows "${quoted(text, 60)}" instead.` };
    await pause(40);
  }
}
