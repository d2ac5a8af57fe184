/* Finding the file input that a button, label or drop zone stands for, and what it holds. */

const NEAR_LEVELS = 4;
const isFileInput = (element) => element?.localName === 'input' && element.type === 'file';
const fileInputsIn = (root) => [...root.querySelectorAll('input[type=file]'), ...(root.shadowRoot ? root.shadowRoot.querySelectorAll('input[type=file]') : [])];

/** @param {Element} element @returns {?HTMLInputElement} itself, its label's, the only one within, or the only one around */
function fileInputOf(element) {
  if (isFileInput(element)) return element;
  const label = element.closest('label');
  if (isFileInput(label?.control)) return label.control;
  const within = fileInputsIn(element);
  if (within.length > 0) return within.length === 1 ? within[0] : null;
  for (let at = element, up = 0; up < NEAR_LEVELS; up++) {
    at = at.parentElement || at.getRootNode().host;
    if (!at || at === document.body || at === document.documentElement) return null;
    const around = fileInputsIn(at);
    if (around.length > 0) return around.length === 1 ? around[0] : null;
  }
  return null;
}

/** @param {{ref: number, anywhere: boolean}} request @returns {object} option: ref of the input, 0 when there is none */
function findFileInput({ ref, anywhere }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  const all = anywhere ? fileInputsIn(document) : [];
  const input = fileInputOf(element) ?? (all.length === 1 ? all[0] : null);
  if (input && isDisabled(input)) return { code: 'disabled', message: 'The file input is disabled.', ...identity };
  touch(element);
  return { code: 'ok', option: input ? refOf(input) : 0, ...identity };
}

/** @param {{ref: number}} request @returns {object} what the input takes and holds */
function fileState({ ref }) {
  const input = elementOf(ref);
  if (!input) return { gone: true };
  return {
    accept: input.accept,
    multiple: input.multiple,
    names: [...input.files].map((file) => file.name),
    complaint: input.validity.customError || input.getAttribute('aria-invalid') === 'true' ? line(input.validationMessage, 150) || complaintOf(input) : '',
  };
}
