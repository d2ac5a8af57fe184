/* The field of a one-time code, or its boxes for one character each. */

const MOST_BOXES = 12;
const BOX_WIDTH = 90;

/** @param {Element} element @returns {boolean} it may hold one character of a code */
const isBox = (element) => element.localName === 'input' && /^(text|tel|number|password|)$/.test(element.type) && isShown(element)
  && (element.maxLength === 1 || (element.maxLength <= 0 && element.getBoundingClientRect().width <= BOX_WIDTH));

/** @param {{ref: number, length: number}} request @returns {object} options: refs of the boxes, in order; none for a single field */
function otpBoxes({ ref, length }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  if (isDisabled(element)) return { code: 'disabled', message: 'It is disabled.', ...identity };
  let boxes = [];
  if (isBox(element)) {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const around = [...at.querySelectorAll('input')].filter(isBox);
      if (around.length > MOST_BOXES) break;
      boxes = around;
      if (around.length >= length || at.localName === 'form') break;
    }
  }
  if (boxes.length < 2) boxes = [];
  for (const input of boxes.length ? boxes : [element]) knownSecrets.add(input);
  touch(element);
  if (boxes.length && boxes.length < length) return { code: 'invalid_value', message: `There are ${boxes.length} boxes, the code has ${length} characters.`, ...identity };
  return { code: 'ok', options: boxes.slice(0, length).map(refOf), ...identity };
}

/** @param {{refs: number[]}} request @returns {object} value: what the boxes hold together; count: how many are still there */
function readBoxes({ refs }) {
  const boxes = refs.map(elementOf).filter(Boolean);
  return { code: 'ok', value: boxes.map((box) => box.value).join(''), count: boxes.length };
}

/** @param {{ref: number}} request @returns {{code: string, focused: boolean}} */
function hasFocus({ ref }) {
  return { code: 'ok', focused: deepActiveElement() === elementOf(ref) };
}

/** Pastes the code, as a person would from a message: some fields take it only so. @returns {object} */
function pasteInto({ ref, text }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  element.focus({ preventScroll: true });
  const clipboard = new DataTransfer();
  clipboard.setData('text/plain', text);
  const untouched = element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData: clipboard }));
  if (untouched && element.isContentEditable) document.execCommand('insertText', false, text);
  return { code: 'ok' };
}
