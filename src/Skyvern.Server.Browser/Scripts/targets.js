/* Finding an element by its ref, bringing it into view and choosing the point to click. */

const STABLE_WITHIN = 600;
const FRAME_WITHIN = 200;
const ENABLED_WITHIN = 2000;

/** @param {number} most @returns {Promise<void>} the next frame; pages in the background paint none, so not much later than that */
const nextFrame = (most = 50) => new Promise((resolve) => {
  const timer = setTimeout(resolve, most);
  requestAnimationFrame(() => { clearTimeout(timer); resolve(); });
});

/** @param {Element} element @returns {{target: string, xpath: string}} what it is, for the record */
function identify(element) {
  const role = isIcon(element, getComputedStyle(element), element.getBoundingClientRect()) ? 'icon' : roleOf(element);
  const name = quoted(controlName(element, role), NAME_LENGTH);
  return { target: role + (name ? ` "${name}"` : ''), xpath: xpathOf(element) };
}

/** @param {number} number @returns {object} the element, or the answer that it is gone */
function resolve(number) {
  const element = elementOf(number);
  return element ? { element } : { gone: { code: 'not_found', message: 'There is no such element any more.' } };
}

/** What stands for a control on the screen: itself, or its label where the control is not drawn. @param {Element} element */
function standFor(element) {
  if (isShown(element)) return element;
  for (const label of element.labels || []) if (isShown(label)) return label;
  const around = element.localName === 'input' ? element.parentElement : null;
  return around && isShown(around) ? around : null;
}

/** @param {Element} element @returns {DOMRect} the first of its boxes that is large enough to click */
function clickBox(element) {
  for (const box of element.getClientRects()) if (box.width >= 2 && box.height >= 2) return box;
  return element.getBoundingClientRect();
}

/** Points to try: the middle, then towards the corners. @param {DOMRect} box @returns {[number, number][]} */
function pointsOf(box) {
  const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
  const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
  if (right - left < 1 || bottom - top < 1) return [];
  return [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.2], [0.5, 0.8]].map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y]);
}

/** Waits until it neither moves nor changes its size; without a new frame all seem to rest. @param {Element} element */
async function stable(element) {
  const clock = pageClock();
  let before = element.getBoundingClientRect();
  while (clock() < STABLE_WITHIN) {
    await nextFrame(FRAME_WITHIN);
    const after = element.getBoundingClientRect();
    if (after.x === before.x && after.y === before.y && after.width === before.width && after.height === before.height) return;
    before = after;
  }
}

/** Waits a moment for a control that is just being enabled. @param {Element} element */
async function enabled(element) {
  const clock = pageClock();
  while (isDisabled(element)) {
    if (clock() > ENABLED_WITHIN) return false;
    await nextFrame();
  }
  return true;
}

/**
 * Prepares a click: scrolls the element into view, waits until it rests, and finds a point that reaches it.
 * @param {{ref: number}} request @returns {Promise<object>} code, and the point when it is ok
 */
async function prepareClick({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  if (!await enabled(element)) return { code: 'disabled', message: 'It is disabled.', ...identity };
  const stand = standFor(element);
  if (!stand) return { code: 'failed', message: 'It is not visible.', ...identity };
  let hit = null;
  for (const block of ['nearest', 'center', 'start', 'end']) {
    stand.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
    await stable(stand);
    for (const [x, y] of pointsOf(clickBox(stand))) {
      hit = elementAt(x, y);
      if (reaches(hit, stand) || reaches(hit, element)) {
        touch(element);
        return { code: 'ok', x, y, ...identity };
      }
    }
  }
  const cover = hit ? identify(hit.closest('[role=dialog],dialog,a,button,[id]') || hit).target : 'the edge of the page';
  return { code: 'covered', message: `Covered by ${cover}.`, ...identity };
}

/** Whether a point of this frame shows an inner frame and nothing in front of it. @returns {{code: string}} */
function seesFrame({ x, y }) {
  const hit = elementAt(x, y);
  return { code: hit && /^i?frame$/.test(hit.localName) ? 'ok' : 'covered', message: hit ? `Its frame is covered by ${identify(hit).target}.` : 'Its frame is not in view.' };
}

/** Focuses an element for keys. @returns {object} */
function focusOn({ ref, select }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  if (isDisabled(element)) return { code: 'disabled', message: 'It is disabled.', ...identity };
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  touch(element);
  element.focus({ preventScroll: true });
  if (select && element.select) element.select();
  else if (select && element.isContentEditable) document.getSelection().selectAllChildren(element);
  return { code: 'ok', focused: deepActiveElement() === element, readonly: isReadOnly(element), value: rawValue(element), secret: isSecret(element), ...identity };
}

/** @returns {object} the value of a control as it is now */
function readValue({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  return { code: 'ok', value: rawValue(element), ...identify(element) };
}

/** @param {{x: number, y: number}} request @returns {object} what is in front at a point, for the record */
function identifyAt({ x, y }) {
  const hit = elementAt(x, y);
  return { code: 'ok', ...(hit ? identify(hit) : {}) };
}
