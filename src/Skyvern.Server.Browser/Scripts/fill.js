/*
 * Sets controls to desired values and reads each back. From the isolated world the native setters are reached even where a framework
 * has put its own in front, so that frameworks see the change as a person's. What only real keys can do is handed back to the server.
 */

const CHOICE_ROLES = /^(checkbox|switch|menuitemcheckbox|radio|menuitemradio)$/;

/** @param {Element} element @param {?string} data */
function announce(element, data) {
  element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: data === null ? 'deleteContentBackward' : 'insertText', data }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** @param {?string} a @param {?string} b @returns {boolean} the same but for a mask's punctuation and line ends */
function sameText(a, b) {
  const plain = (text) => (text || '').replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').replace(/\n+/g, '\n').trim();
  if (plain(a) === plain(b)) return true;
  const bare = (text) => plain(text).replace(/[\s().,:/\u00a0+-]/g, '').toLowerCase();
  return bare(b) !== '' && bare(a) === bare(b);
}

/** @param {Element} element @returns {?string} what it holds; for buttons that stay pressed, whether they are */
const stateOf = (element) => (element.hasAttribute('aria-pressed') ? String(element.getAttribute('aria-pressed') === 'true') : rawValue(element));

/** @returns {object} problem of a text field, or {} */
function setText(element, value) {
  const format = element.localName === 'input' ? FORMATS[element.type] : undefined;
  const text = format && value.trim() !== '' ? format.to(value.trim()) : value;
  if (text === null) return { code: 'invalid_value', message: `It takes ${format.expects}, not "${quoted(value, 40)}".` };
  if (element.maxLength >= 0 && text.length > element.maxLength) return { code: 'invalid_value', message: `It takes at most ${element.maxLength} characters, these are ${text.length}.` };
  element.focus({ preventScroll: true });
  element.value = text;
  if (format && text !== '' && element.value === '') return { code: 'invalid_value', message: `It takes ${format.expects}, not "${quoted(value, 40)}".` };
  announce(element, text === '' ? null : text);
  return { expected: text, retry: !format };
}

function setSelect(element, value) {
  const labels = [...element.options].map(optionLabel);
  const values = [...element.options].map((option) => option.value);
  const isList = element.multiple && !labels.includes(clean(value));
  return chooseOptions(element, labels, values, isList ? listOf(value) : [value]);
}

/** @param {string[]} wanted labels or values @returns {object} problem, or what is expected */
function chooseOptions(element, labels, values, wanted) {
  const chosen = [];
  for (const want of wanted) {
    const index = matchOption(labels, values, want);
    if (index < 0) return noMatch(labels, want);
    if (element.options[index].matches(':disabled')) return { code: 'disabled', message: `The option "${quoted(labels[index], 60)}" is disabled.` };
    chosen.push(index);
  }
  if (chosen.length > 1 && !element.multiple) return { code: 'invalid_value', message: 'It takes one option only.' };
  element.focus({ preventScroll: true });
  const before = [...element.selectedOptions].map((option) => option.index).join();
  if (element.multiple) for (const option of element.options) option.selected = chosen.includes(option.index);
  else element.selectedIndex = chosen[0] ?? -1;
  if (before !== [...element.selectedOptions].map((option) => option.index).join()) announce(element, null);
  return { expected: [...chosen].sort((a, b) => a - b).map((index) => labels[index]).join(', '), chosen: chosen.length > 1 };
}

/** Check boxes and radios, native or ARIA: a desired state. */
function setChoice(element, value) {
  const isRadio = element.type === 'radio' || /radio/.test(ownRole(element));
  let target = element;
  let wanted = truth(value);
  if (isRadio && (wanted === null || matchesName(element, value))) {
    const group = radiosOf(element);
    const labels = group.map(nameOf);
    const index = matchOption(labels, group.map((radio) => (radio.localName === 'input' ? radio.value : '')), value);
    if (index < 0) return noMatch(labels, value);
    target = group[index];
    wanted = true;
  }
  if (wanted === null) {
    if (!matchesName(element, value)) return { code: 'invalid_value', message: `A ${roleOf(element)} takes true or false, not "${quoted(value, 40)}".` };
    wanted = true;
  }
  if (isDisabled(target)) return { code: 'disabled', message: `"${quoted(nameOf(target), 60)}" is disabled.` };
  if (isRadio && !wanted && stateOf(target) === 'true') return { code: 'invalid_value', message: 'A radio button is unset by choosing another one.' };
  if (stateOf(target) !== String(wanted)) {
    if (target.localName === 'input') target.focus({ preventScroll: true });
    target.click();
  }
  return { expected: String(wanted), target, choice: true };
}

const matchesName = (element, value) => folded(nameOf(element)) === folded(value) || (element.localName === 'input' && element.value !== 'on' && folded(element.value) === folded(value));

/** @param {Element} element @returns {Element[]} the radios of its group */
function radiosOf(element) {
  if (element.localName !== 'input') return [...(element.closest('[role=radiogroup],[role=group]') || element.parentElement).querySelectorAll('[role=radio],[role=menuitemradio]')];
  if (!element.name) return [element];
  return [...element.getRootNode().querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter((radio) => radio.form === element.form);
}

function setEditor(element, value) {
  element.focus({ preventScroll: true });
  document.getSelection().selectAllChildren(element);
  if (value === '') document.execCommand('delete');
  else document.execCommand('insertText', false, value);
  return { expected: value, retry: true };
}

/** @param {Element} element @param {string} value @returns {object} problem, need, or what is expected */
function setField(element, value) {
  const role = roleOf(element);
  const isEditable = isEditor(element) || element.isContentEditable;
  if (isDisabled(element)) return { code: 'disabled', message: 'It is disabled.' };
  if (element.localName === 'select') return setSelect(element, value);
  if (element.type === 'checkbox' || element.type === 'radio' || CHOICE_ROLES.test(role) || element.hasAttribute('aria-pressed')) return setChoice(element, value);
  if ((role === 'slider' || role === 'spinbutton') && element.localName !== 'input') return { need: 'slide' };
  const dated = setDate(element, value);
  if (dated?.code || dated?.need) return dated;
  if (isReadOnly(element)) return isTypeahead(element) || element.getAttribute('aria-haspopup') ? choiceNeed(element, 'choose', value) : { code: 'disabled', message: 'It is read-only.' };
  if (isTypeahead(element)) return choiceNeed(element, 'typeahead', value);
  if (isTagField(element)) return choiceNeed(element, 'tags', value);
  if (element.type === 'file') return { code: 'failed', message: 'A file is uploaded, not filled in.' };
  if (element.localName === 'textarea' || (element.localName === 'input' && INPUT_ROLES[element.type] !== 'button')) return setText(element, dated?.text ?? value);
  if (isEditable) return setEditor(element, value);
  if (opensList(element, role)) return choiceNeed(element, 'choose', value);
  return { code: 'failed', message: `A ${role} cannot be filled in; click it.` };
}

/** @returns {object} {} when the control holds what it should, else the problem */
function verify({ element, expected, retry, secret, choice }) {
  if (!element.isConnected) return {};
  const value = stateOf(element);
  if (!sameText(value, expected)) {
    if (choice) return { need: 'press', option: refOf(element), value: expected };
    if (retry) return { need: 'type' };
    return { code: 'not_committed', message: `It holds "${secret ? '***' : quoted(value, 60)}" instead.` };
  }
  const validity = element.validity;
  if (validity && !validity.valid && !validity.valueMissing && !validity.customError) return { code: 'invalid_value', message: line(element.validationMessage, 150) };
  return {};
}

/**
 * @param {{fields: {ref: number, value: string}[]}} request
 * @returns {Promise<object>} how many are set; for the next one its problem (code) or what the server has to do (need)
 */
async function fill({ fields }) {
  const set = [];
  const stop = (index, problem, element) => ({ done: index, ...problem, ...(element ? identify(element) : {}), values: shown(set) });
  const shown = (list) => list.map((entry) => shownValue(entry.element) ?? '');
  for (const [index, field] of fields.entries()) {
    const { element, gone } = resolve(field.ref);
    if (gone) return stop(index, gone);
    touch(element);
    const result = setField(element, field.value);
    if (result.code || result.need) return stop(index, result, element);
    const entry = { element: result.target || element, expected: result.expected, retry: result.retry, secret: isSecret(element), choice: result.choice };
    const problem = entry.element.validity && !entry.choice && !sameText(rawValue(entry.element), entry.expected) ? verify(entry) : {};
    if (problem.code || problem.need) return stop(index, problem, element);
    set.push(entry);
  }
  await nextFrame();
  for (const [index, entry] of set.entries()) {
    const problem = verify(entry);
    if (problem.code || problem.need) return stop(index, problem, entry.element);
  }
  return { done: fields.length, code: 'ok', ...(set.length ? identify(set[0].element) : {}), values: shown(set) };
}
