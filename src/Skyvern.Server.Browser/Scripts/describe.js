/* A control as data for the planner and as one line of text. Keys are short: a page may hold thousands. */

const OPTIONS_IN_LINE = 8;
const CONTAINER_ROLES = new Set(['listbox', 'scroller', 'canvas']);

/** The form that was touched last by an action or by focus. @type {?WeakRef<HTMLFormElement>} */
let touchedForm = null;

/** @param {?Element} element */
function touch(element) {
  const form = element?.form instanceof HTMLFormElement ? element.form : element?.closest?.('form');
  if (form) touchedForm = new WeakRef(form);
}

/** @returns {?HTMLFormElement} the form in work: its fields are always shown */
function activeForm() {
  const active = deepActiveElement();
  if (active && active !== document.body) touch(active);
  return touchedForm?.deref() ?? null;
}

/** @param {Element} element @param {string} role @returns {string} */
function controlName(element, role) {
  if (!CONTAINER_ROLES.has(role) || element.localName === 'select') return nameOf(element);
  const ids = element.getAttribute('aria-labelledby');
  return clean(element.getAttribute('aria-label')) || (ids && textOfIds(element, ids))
    || (role === 'listbox' ? '' : clean(element.querySelector('h1,h2,h3,h4,h5,h6,[role=heading],caption')?.textContent)) || clean(element.title) || clean(element.id);
}

/**
 * @param {Element} element @param {string} role @param {string} name
 * @param {Surroundings} surroundings
 * @returns {object} ref, role, name, value, states, options, type …
 */
function describe(element, role, name, surroundings) {
  const control = { r: refOf(element), o: role, n: quoted(name, NAME_LENGTH) };
  const set = (key, value) => { if (value) control[key] = value; };
  const value = shownValue(element);
  if (value !== null && role !== 'checkbox' && role !== 'radio' && role !== 'switch' && !role.startsWith('menuitem')) control.v = value.replace(/"/g, "'");
  const states = statesOf(element);
  const complaint = complaintOf(element);
  if (complaint) states.push('invalid');
  if (states.length) control.s = states;
  const options = optionsOf(element);
  if (options.length) control.p = options;
  const tag = element.localName;
  control.t = tag === 'input' ? element.type : tag;
  if (tag === 'input' || tag === 'select' || tag === 'textarea' || tag === 'button') {
    set('f', line(element.name || element.id, 80));
    set('a', line(element.getAttribute('autocomplete'), 80));
    set('h', quoted(element.placeholder, NAME_LENGTH));
    set('g', quoted(groupOf(element), NAME_LENGTH));
  } else if (role === 'radio') {
    set('g', quoted(groupOf(element), NAME_LENGTH));
  }
  if (!control.f && element.id) {
    set('f', line(element.id, 80));
  }
  if (tag === 'a' && element.protocol && element.protocol !== 'javascript:') set('u', element.href);
  const form = surroundings.form(element);
  if (form >= 0) control.m = form;
  const context = surroundings.context(element);
  if (context >= 0) control.c = context;
  if (submits(element)) control.b = 1;
  if (complaint && complaint !== 'invalid') control.e = complaint.replace(/"/g, "'");
  return control;
}

/** @param {object} control @param {Element} element @returns {string} role, name and states, without ref */
function controlLine(control, element) {
  const states = [];
  if (control.t === 'file') states.push(`${element.files?.length ?? 0} file${control.v ? ': ' + control.v : ''}`);
  else if (control.v && (control.v !== control.n)) states.push(`value="${cut(control.v, NAME_LENGTH)}"`);
  if (control.p) {
    const shown = control.p.slice(0, OPTIONS_IN_LINE).map((label) => quoted(label, 24)).join(' / ');
    states.push(`${control.p.length} options: ${shown}${control.p.length > OPTIONS_IN_LINE ? ' / ...' : ''}`);
  }
  if (control.t === 'range') states.push(`${element.min || 0} to ${element.max || 100}`);
  if (control.t === 'password') states.push('password');
  if (control.h && control.h !== control.n) states.push(`hint="${cut(control.h, 40)}"`);
  if (control.o === 'radio' && control.g) states.push(`group="${cut(control.g, 40)}"`);
  for (const state of control.s || []) if (state !== 'invalid' || !control.e) states.push(state);
  if (control.e) states.push(`invalid: "${control.e}"`);
  return control.o + (control.n ? ` "${control.n}"` : '') + (states.length ? ` [${states.join(', ')}]` : '');
}
