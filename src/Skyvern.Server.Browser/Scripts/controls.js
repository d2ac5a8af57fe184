/* The state of controls. */

const SECRET_HINT = /card.?num|\bcc.?num|cvc|cvv|security.?code|verification.?code|\botp\b|one.?time|\bpin\b|passcode|passwor[dt]/i;

/** Fields that were given a secret: whatever they are called, their value must not be shown. */
const knownSecrets = new WeakSet();

/** @param {Element} element @returns {boolean} its value must not be shown */
function isSecret(element) {
  if (knownSecrets.has(element)) return true;
  if (element.type === 'password') return true;
  const purpose = element.getAttribute('autocomplete') || '';
  return /(^|\s)(cc-(number|csc|exp\S*)|one-time-code|current-password|new-password)(\s|$)/.test(purpose)
    || SECRET_HINT.test(`${element.name || ''} ${element.id || ''} ${element.getAttribute('aria-label') || ''} ${element.getAttribute('placeholder') || ''}`)
    || (element.localName === 'input' && getComputedStyle(element).webkitTextSecurity !== 'none');
}

/** @param {Element} element @returns {?string} what a control holds now, unmasked; null when it holds nothing of that kind */
function rawValue(element) {
  switch (element.localName) {
    case 'select': return [...element.selectedOptions].map(optionLabel).join(', ');
    case 'textarea': return element.value;
    case 'input':
      if (element.type === 'checkbox' || element.type === 'radio') return String(element.checked);
      if (element.type === 'file') return [...element.files].map((file) => file.name).join(', ');
      return INPUT_ROLES[element.type] === 'button' ? null : element.value;
    default:
      if (isEditor(element)) return element.innerText;
      if (/^(checkbox|switch|menuitemcheckbox|menuitemradio|radio)$/.test(ownRole(element))) return String(element.getAttribute('aria-checked') === 'true');
      if (ownRole(element) === 'slider' || ownRole(element) === 'spinbutton') return element.getAttribute('aria-valuetext') || element.getAttribute('aria-valuenow');
      if (ownRole(element) === 'combobox' || ownRole(element) === 'textbox' || ownRole(element) === 'searchbox') return visibleText(element, 120);
      return null;
  }
}

/** @param {Element} element @returns {?string} what may be shown of the value */
function shownValue(element) {
  const value = rawValue(element);
  if (value === null) return null;
  return value && isSecret(element) ? '***' : line(value, 200);
}

/** @param {HTMLOptionElement} option @returns {string} */
const optionLabel = (option) => line(option.label || option.text, 120);

/** Whether a native control is disabled, by itself or by its fieldset. @param {Element} element */
const isDisabled = (element) => element.matches(':disabled') || element.closest('[aria-disabled=true],[inert]') !== null;

/** @param {Element} element @returns {boolean} its value cannot be changed */
const isReadOnly = (element) => element.readOnly === true || element.getAttribute('aria-readonly') === 'true';

/** @param {Element} element @returns {string} why its value is refused; '' when it is not (or nobody has tried yet) */
function complaintOf(element) {
  if (element.validity && !element.validity.valid && element.matches(':user-invalid')) return line(element.validationMessage, 100);
  if (element.getAttribute('aria-invalid') !== 'true') return '';
  const ids = element.getAttribute('aria-errormessage') || element.getAttribute('aria-describedby');
  return line(ids ? textOfIds(element, ids) : '', 100) || 'invalid';
}

/** @param {Element} element @returns {string[]} words such as required, checked, focused */
function statesOf(element) {
  const states = [];
  const aria = (name) => element.getAttribute('aria-' + name);
  if (isDisabled(element)) states.push('disabled');
  if (element.required || aria('required') === 'true') states.push('required');
  if (isReadOnly(element)) states.push('readonly');
  const checked = element.localName === 'input' ? (element.type === 'checkbox' || element.type === 'radio') && element.checked : aria('checked') === 'true';
  if (checked) states.push('checked');
  if (element.indeterminate || aria('checked') === 'mixed') states.push('mixed');
  if (element.multiple) states.push('multiple');
  const expanded = element.localName === 'summary' ? String(element.parentElement?.open === true) : aria('expanded');
  if (expanded === 'true') states.push('expanded');
  if (expanded === 'false') states.push('collapsed');
  if (aria('selected') === 'true') states.push('selected');
  if (aria('pressed') === 'true') states.push('pressed');
  if (aria('current') && aria('current') !== 'false') states.push('current');
  if (deepActiveElement() === element) states.push('focused');
  return states;
}

/** @returns {?Element} the focused element, through shadow roots */
function deepActiveElement() {
  let active = document.activeElement;
  for (let root = active && rootOf(active); root?.activeElement; root = rootOf(active)) active = root.activeElement;
  return active;
}

/** @param {Element} element @returns {string[]} labels of all options of a native select or of a datalist */
function optionsOf(element) {
  if (element.localName === 'select') return [...element.options].map(optionLabel);
  if (element.localName === 'input' && element.list) return [...element.list.options].map((option) => line(option.label || option.value, 120));
  return [];
}
