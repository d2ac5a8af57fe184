/* The next step in a calendar towards a date. */

/** Waits until the calendar has moved since the last step and stands still. @returns {Promise<Element[]>} what is in sight */
async function restingCalendar(isFirst) {
  const clock = pageClock();
  let last = null, since = 0;
  for (;;) {
    const waited = clock();
    const seen = inSight();
    const now = `${dayPanels(seen).map(({ panel, cells }) => `${Math.round(panel.getBoundingClientRect().x)} ${cells.map((cell) => dateOfCell(cell) || dayOf(cell)).join()} ${visibleText(popupOf(panel), 200)}`).join('|')}/${numbersIn(seen, /^\d{4}$/).map((cell) => cell.textContent).join()}`;
    if (now !== last) { last = now; since = waited; }
    if ((now !== calendarBefore && (isFirst || waited - since > 120)) || waited > CALENDAR_MOVES_WITHIN) {
      calendarBefore = now;
      return seen;
    }
    await pause(40);
  }
}

/**
 * @param {{ref: number, date: string, first: boolean}} request
 * @returns {Promise<object>} option: what to click, last when that is the day; need: 'type' for a field of years; need: 'again' when it moved by itself
 */
async function calendarStep({ date, first }) {
  const seen = await restingCalendar(first);
  const grids = dayPanels(seen);
  if (grids.length === 0) return widerStep(seen, date);
  const popup = popupOf(grids[0].panel);
  const cells = grids.flatMap((grid) => grid.cells);
  const headings = grids.map((grid) => headingOf(grid, popup));
  for (const [index, grid] of grids.entries()) {
    const cell = cellOf(grid, headings[index], date);
    if (cell) return isOff(cell) ? { code: 'disabled', message: `The calendar does not let ${date} be chosen.` } : { ...clickOn(cell), last: true };
  }
  const heading = headings.find(Boolean) || headingByCells(cells);
  if (!heading) return { code: 'failed', message: 'The calendar does not tell its month.' };
  return stepFrom(heading, buttonsIn(popup, cells), date);
}

/** @returns {?object} month and year by the dates of the cells themselves */
function headingByCells(cells) {
  const date = dateOfCell(cells[Math.floor(Math.min(cells.length, 30) / 2)]);
  return date && { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** From one month to another: by its lists, by years, by its heading, or a month at a time. */
function stepFrom({ year, month, monthSelect, yearSelect, yearField }, buttons, date) {
  const [wantedYear, wantedMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const months = (wantedYear - year) * 12 + wantedMonth - month;
  if (yearSelect && wantedYear !== year) return setList(yearSelect, (option) => Number(option.text) === wantedYear, wantedYear);
  if (monthSelect && wantedMonth !== month) return setList(monthSelect, (option) => monthIn(option.text) === wantedMonth, monthName(wantedMonth, 'long'));
  if (yearField && wantedYear !== year) return { code: 'ok', need: 'type', option: refOf(yearField), value: String(wantedYear) };
  const byYear = arrow(buttons, months, true);
  if (Math.abs(months) >= 12 && byYear && Math.abs(months) / 12 < 12) return clickOn(byYear);
  const up = zoomOut(buttons);
  if (Math.abs(months) > 6 && up) return clickOn(up);
  const by = arrow(buttons, months, false) || byYear;
  return by ? clickOn(by) : { code: 'failed', message: `The calendar shows ${year}-${two(month)} and has no way on to ${date.slice(0, 7)}.` };
}

/** @returns {object} the list set in place */
function setList(list, fits, wanted) {
  const index = [...list.options].findIndex(fits);
  if (index < 0) return { code: 'no_match', message: `The calendar does not offer ${wanted}.` };
  list.selectedIndex = index;
  announce(list, null);
  return { code: 'ok', need: 'again' };
}

/** A grid of months or of years. */
function widerStep(seen, date) {
  const fresh = seen.filter((element) => !inSightBefore.has(element));
  const [wantedYear, wantedMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const leaves = fresh.filter((element) => !element.firstElementChild && element.textContent.length < 16);
  const months = leaves.filter((leaf) => monthOf(leaf.textContent) > 0);
  const years = numbersIn(fresh, /^\d{4}$/);
  if (new Set(months.map((leaf) => monthOf(leaf.textContent))).size === 12) {
    const buttons = buttonsIn(popupOf(months[0]), months);
    const year = Number(/(?<!\d)(\d{4})(?!\d)/.exec(visibleText(popupOf(months[0]), 400, (child) => months.includes(child)))?.[1] || 0);
    if (year === wantedYear || year === 0) return clickOn(months.find((leaf) => monthOf(leaf.textContent) === wantedMonth));
    const up = zoomOut(buttons);
    return Math.abs(wantedYear - year) > 2 && up ? clickOn(up) : moveOr(buttons, wantedYear - year, up);
  }
  if (years.length >= 8) {
    const cell = years.find((leaf) => Number(leaf.textContent) === wantedYear);
    if (cell) return isOff(cell) ? { code: 'disabled', message: `The calendar does not offer ${wantedYear}.` } : clickOn(cell);
    const step = wantedYear - Number(years[0].textContent);
    return moveOr(buttonsIn(popupOf(years[0]), years), step, null);
  }
  return { code: 'no_match', message: 'No calendar showed up.' };
}

const moveOr = (buttons, direction, otherwise) => {
  const by = arrow(buttons, direction, false) || arrow(buttons, direction, true) || otherwise;
  return by ? clickOn(by) : { code: 'failed', message: 'The calendar has no way on.' };
};

/** Before a calendar is opened. @returns {object} */
function prepareCalendar({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  remember();
  calendarBefore = '';
  displayBefore = displayOf(element);
  return { code: 'ok', ...identify(element) };
}

/** Whether a calendar pops up, in a moment. */
async function awaitCalendar({ most }) {
  const clock = pageClock();
  for (;;) {
    const seen = inSight();
    const isUp = dayPanels(seen).some(({ cells }) => !inSightBefore.has(cells[0])) || numbersIn(seen.filter((element) => !inSightBefore.has(element)), /^\d{4}$/).length >= 8;
    if (isUp || clock() >= most) return { code: 'ok', open: isUp };
    await pause(40);
  }
}

/** The button beside a field that opens its calendar. @returns {object} */
function calendarButton({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const buttons = [...boxOf(element).querySelectorAll('button,[role=button],a,i,svg,span,img')].filter((button) => isShown(button) && !button.contains(element));
  const named = buttons.find((button) => /calend|date|datum|kalender|fecha|pick/i.test(`${nameOf(button)} ${button.getAttribute('class') || ''}`));
  const button = named || buttons.find((candidate) => candidate.matches('button,[role=button]'));
  return button ? clickOn(button) : { code: 'no_match' };
}

/** The button that takes over what a calendar shows. @returns {object} */
function confirmButton() {
  const popup = inSight().filter((element) => !inSightBefore.has(element));
  const button = popup.find((element) => element.matches('button,a,[role=button]') && /^(ok|okay|apply|done|set|select|confirm|save|choose|übernehmen|fertig|bestätigen|aplicar|appliquer|valider)$/i.test(visibleText(element, 30)));
  return button ? clickOn(button) : { code: 'no_match' };
}
