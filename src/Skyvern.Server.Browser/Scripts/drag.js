/* Dragging: where to take hold of an element, where to let go, and what came of it. */

const HANDLE = '[class*="handle" i],[class*="grip" i],[data-drag-handle],[data-rbd-drag-handle-draggable-id]';
const THUMB_WIDTH = 16;

/** @param {Element} element @returns {number} the place of the thumb of a native slider, 0 to 1 */
function thumbAt(element) {
  const least = Number(element.min || 0), most = Number(element.max || 100);
  return most > least ? (Number(element.value) - least) / (most - least) : 0;
}

/** Whether pressing there would drag or use something within instead. @param {Element} hit @param {Element} element */
function takesTheDrag(hit, element) {
  for (let at = hit; at && at !== element; at = at.parentElement) {
    if (/^(a|img|button|input|select|textarea)$/.test(at.localName) || at.isContentEditable || at.draggable) return true;
  }
  return false;
}

/** @param {{ref: number}} request @returns {Promise<object>} the point to take hold of */
async function prepareDrag({ ref }) {
  const ready = await prepareClick({ ref });
  if (ready.code !== 'ok') return ready;
  const { element } = resolve(ref);
  if (element.type === 'range') {
    const box = element.getBoundingClientRect();
    return { ...ready, x: box.left + THUMB_WIDTH / 2 + thumbAt(element) * (box.width - THUMB_WIDTH), y: box.top + box.height / 2 };
  }
  const handle = element.querySelector(HANDLE);
  const hold = handle && isShown(handle) ? handle : standFor(element);
  const box = hold.getBoundingClientRect();
  for (const [fx, fy] of [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.2], [0.5, 0.8], [0.08, 0.5], [0.92, 0.5], [0.08, 0.12]]) {
    const x = box.left + box.width * fx, y = box.top + box.height * fy;
    const hit = elementAt(x, y);
    if (hit && isWithin(hit, hold) && !takesTheDrag(hit, hold)) return { ...ready, x, y };
  }
  return ready;
}

/**
 * Where to let go: the middle; among the items of one list past the middle, since lists compare with that.
 * @param {{ref: number, from: ?number}} request from: what is dragged, when it is in the same frame
 * @returns {Promise<object>} a point; what lies in front is not asked: it may be the dragged thing itself
 */
async function prepareDrop({ ref, from }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  const stand = standFor(element);
  if (!stand) return { code: 'failed', message: 'The place to drop it is not visible.', ...identity };
  const isInView = (box) => box.bottom > 8 && box.top < innerHeight - 8 && box.right > 0 && box.left < innerWidth;
  if (!isInView(stand.getBoundingClientRect())) stand.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  await stable(stand);
  const box = stand.getBoundingClientRect();
  const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right), top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
  if (right <= left || bottom <= top) return { code: 'failed', message: 'The place to drop it cannot be scrolled into view.', ...identity };
  let fx = 0.5, fy = 0.5;
  const source = from ? elementOf(from) : null;
  if (source && source !== element && source.parentElement === element.parentElement) {
    const other = source.getBoundingClientRect();
    if (other.bottom <= box.top + 2) fy = 0.75;
    else if (box.bottom <= other.top + 2) fy = 0.25;
    else if (other.right <= box.left + 2) fx = 0.75;
    else if (box.right <= other.left + 2) fx = 0.25;
  }
  return { code: 'ok', x: left + (right - left) * fx, y: top + (bottom - top) * fy, ...identity };
}

/** @param {{ref: number}} request @returns {Promise<object>} as text in value: where it is and what it holds; shown to nobody, only compared */
async function dragState({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return { code: 'ok', value: 'gone' };
  await stable(element);
  const box = element.getBoundingClientRect();
  const around = element.parentElement;
  const place = [around ? refOf(around) : 0, around ? [...around.children].indexOf(element) : 0, Math.round(box.left + scrollX), Math.round(box.top + scrollY)];
  return { code: 'ok', value: JSON.stringify([place, rawValue(element), element.getAttribute('aria-valuenow'), visibleText(element, 400), element.childElementCount]) };
}
