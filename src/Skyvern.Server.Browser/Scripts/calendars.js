/*
 * Calendars that pop up: a grid of days with a heading, or of months, or of years. One step at a time is told, as a click, towards a date.
 */

const CALENDAR_MOVES_WITHIN = 900;
const PREVIOUS = /\b(prev|previous|back|last|left|zurück|vorherige[rs]?|voriger|précédente?|anterior|precedente|vorige)\b|prev|chevron[-_]?left|arrow[-_]?left|caret-left|navigate_before|^\s*[‹<«←◀◄❮❬⟨]+\s*$/iu;
const NEXT = /\b(next|forward|right|weiter|nächste[rs]?|suivante?|siguiente|próximo|successivo|volgende)\b|next|chevron[-_]?right|arrow[-_]?right|caret-right|navigate_next|^\s*[›>»→▶►❯❭⟩]+\s*$/iu;
const BY_YEARS = /year|jahr|année|año|ano\b|anno|super|double|decade|^\s*(«|»|<<|>>)\s*$/iu;
const OUT_OF_MONTH = /disabled|unavailable|blocked|notAllowed|not-allowed|flatpickr-disabled/i;

/** The grid as it was at the last step. */
let calendarBefore = '';

const numbersIn = (elements, pattern) => elements.filter((element) => {
  if (element.textContent.length > 12) return false;
  const text = clean(element.textContent);
  return pattern.test(text) && ![...element.children].some((child) => clean(child.textContent) === text);
});

const dayOf = (cell) => parseInt(clean(cell.textContent), 10);

/** @param {Element[]} seen what is in sight @returns {{panel: Element, cells: Element[]}[]} grids of days, those that popped up first */
function dayPanels(seen) {
  const days = numbersIn(seen, /^([1-9]|0[1-9]|[12]\d|3[01])[日.]?$/);
  const panels = new Map();
  for (const first of days.filter((cell) => dayOf(cell) === 1)) {
    for (let at = first.parentElement, up = 0; at && at !== document.body && up < 6; at = at.parentElement, up++) {
      const cells = days.filter((cell) => at.contains(cell));
      if (cells.length >= 28) { panels.set(at, cells); break; }
    }
  }
  const all = [...panels].map(([panel, cells]) => ({ panel, cells }));
  const fresh = all.filter(({ cells }) => !inSightBefore.has(cells[0]));
  return fresh.length ? fresh : all;
}

/** What popped up around a part of it: there the buttons are. @param {Element} part @returns {Element} */
function popupOf(part) {
  let popup = part;
  const isNew = !inSightBefore.has(part);
  for (let up = 0; popup.parentElement && popup.parentElement !== document.body && up < 10; up++) {
    const around = popup.parentElement;
    if (isNew ? inSightBefore.has(around) : up >= 3) break;
    popup = around;
  }
  return popup;
}

/** @param {Element} around @param {Set<Element>} cells @returns {?object} year, month and the selects or the field that set them */
function headingIn(around, cells) {
  const selects = [...around.querySelectorAll('select')].filter(isShown);
  const monthSelect = selects.find((list) => list.options.length <= 13 && [...list.options].filter((option) => monthIn(option.text) > 0).length >= Math.min(3, list.options.length));
  const yearSelect = selects.find((list) => list !== monthSelect && [...list.options].some((option) => /^\s*\d{4}\s*$/.test(option.text)));
  const yearField = [...around.querySelectorAll('input')].find((field) => isShown(field) && /^\d{4}$/.test(field.value));
  const text = visibleText(around, 400, (child) => cells.has(child));
  const numeric = /(?<!\d)(0?[1-9]|1[0-2])\s?[/.]\s?(\d{4})(?!\d)/.exec(text) || /(?<!\d)(?:\d{4})\s?[年/.-]\s?(0?[1-9]|1[0-2])(?!\d)/.exec(text);
  const shownYear = yearSelect ? yearSelect.selectedOptions[0]?.text : yearField ? yearField.value : /(?<!\d)((?:19|20|21)\d{2})(?!\d)/.exec(text)?.[1];
  const shownMonth = monthSelect ? monthIn(monthSelect.selectedOptions[0]?.text || '') : text.split(/[^\p{L}\p{M}]+/u).map((word) => (word.length > 2 ? monthOf(word) : 0)).find((month) => month > 0) || Number(numeric?.[1] || 0);
  return shownYear && shownMonth ? { year: Number(shownYear), month: shownMonth, monthSelect, yearSelect, yearField } : null;
}

/** @param {{panel: Element, cells: Element[]}} grid @param {Element} popup */
function headingOf({ panel, cells }, popup) {
  const leftOut = new Set(cells);
  for (let around = panel; around; around = around.parentElement) {
    const heading = headingIn(around, leftOut);
    if (heading) return heading;
    if (around === popup) return null;
  }
  return null;
}

/** @param {Element} cell @returns {?string} the date that its attributes tell */
function dateOfCell(cell) {
  for (const element of [cell, cell.parentElement, cell.closest('td,[role=gridcell]')]) {
    if (!element) continue;
    for (const name of ['aria-label', 'title', 'data-date', 'data-day', 'data-value', 'data-iso', 'data-full-date', 'datetime']) {
      const text = element.getAttribute(name);
      const date = text && text.length < 80 && /\d{4}/.test(text) && !/^\d+$/.test(text) ? isoOf(text, null) || dateInWords(text) : null;
      if (date) return date;
    }
    const { year, month } = element.dataset;
    if (/^\d{4}$/.test(year || '') && /^\d{1,2}$/.test(month || '')) return `${year}-${two(Number(month) + 1)}-${two(dayOf(cell))}`;
  }
  return null;
}

/** The cell of a date in a grid. @returns {Element|undefined} */
function cellOf({ cells }, heading, date) {
  const told = cells.map(dateOfCell);
  if (told.filter(Boolean).length >= 28) return cells[told.indexOf(date)];
  if (!heading || `${heading.year}-${two(heading.month)}` !== date.slice(0, 7)) return undefined;
  const first = cells.findIndex((cell) => dayOf(cell) === 1);
  const end = cells.findIndex((cell, index) => index > first && dayOf(cell) === 1);
  return cells.slice(first, end < 0 ? undefined : end).find((cell) => dayOf(cell) === Number(date.slice(8)));
}

const isOff = (cell) => [cell, cell.parentElement, cell.closest('td,[role=gridcell]')].some((element) => element
  && (element.getAttribute('aria-disabled') === 'true' || element.matches(':disabled') || OUT_OF_MONTH.test(element.getAttribute('class') || '')));

/** @returns {{element: Element, words: string, own: string}[]} what can be clicked in a popup besides its cells */
function buttonsIn(popup, cells) {
  const isButton = (element) => element.matches('button,a,[role=button],th,[class*=prev],[class*=next],[tabindex]') || getComputedStyle(element).cursor === 'pointer';
  return inSight(popup).filter((element) => isButton(element) && !cells.some((cell) => isWithin(cell, element) || isWithin(element, cell)))
    .map((element) => {
      const own = visibleText(element, 60);
      const said = `${element.getAttribute('aria-label') || ''} ${element.title || ''}`.trim();
      const icon = element.querySelector('[class],[aria-label],[data-testid]');
      const classes = `${element.getAttribute('class') || ''} ${icon?.getAttribute('class') || ''} ${icon?.getAttribute('data-testid') || ''}`;
      return { element, own, words: said || (own.length > 0 && own.length < 30 ? own : classes), classes };
    });
}

const leadsTo = (button, direction) => {
  const [wanted, other] = direction > 0 ? [NEXT, PREVIOUS] : [PREVIOUS, NEXT];
  return (wanted.test(button.words) || wanted.test(button.classes)) && !other.test(button.words) && !isOff(button.element);
};

/** The button that leads on or back, by a month or by a year. */
const arrow = (buttons, direction, byYears) => buttons.find((button) => leadsTo(button, direction) && BY_YEARS.test(`${button.words} ${button.classes}`) === byYears)?.element;

/** The heading, where a click on it shows months or years to choose from. */
const zoomOut = (buttons) => buttons.filter((button) => /(?<!\d)\d{4}(?!\d)/.test(button.own) && button.own.length < 30 && !leadsTo(button, 1) && !leadsTo(button, -1) && (button.element.localName !== 'th' || button.element.textContent)).pop()?.element;

const clickOn = (element) => ({ code: 'ok', option: refOf(element) });
