/* What lies in front: dialogs, pop-ups, and what they cover. */

/** @param {number} x @param {number} y @returns {?Element} the element in front at a point of the viewport, through shadow roots */
function elementAt(x, y) {
  let found = document.elementFromPoint(x, y);
  for (let root = found && rootOf(found); root; root = rootOf(found)) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** Whether one is the other or within it, shadow trees included. @param {?Node} node @param {Element} ancestor */
function isWithin(node, ancestor) {
  for (let at = node; at; at = at.parentNode || at.host) {
    if (at === ancestor) return true;
  }
  return false;
}

/** Whether a hit on one element reaches another: itself, its content, its label. @param {?Element} hit @param {Element} target */
function reaches(hit, target) {
  if (!hit) return false;
  if (isWithin(hit, target)) return true;
  if (target.labels) {
    for (const label of target.labels) if (isWithin(hit, label)) return true;
  }
  // A bare wrapper in front of its own control passes the click on: custom check boxes and file buttons do this.
  return hit !== document.body && hit !== document.documentElement && isWithin(target, hit) && !isInteractive(hit, getComputedStyle(hit), true)
    && hit.getBoundingClientRect().width < innerWidth * 0.9;
}

/** @param {Element} element @param {DOMRect} box @returns {boolean} something else is in front of its middle */
function isCovered(element, box) {
  const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
  const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
  const hit = elementAt(x, y);
  return hit !== null && !reaches(hit, element);
}

/** @param {Element} element @returns {boolean} it is rendered with a size */
function isShown(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1;
}

/** Nine points spread over the viewport. @returns {[number, number][]} */
function viewPoints() {
  const points = [];
  for (const fx of [0.04, 0.5, 0.96]) for (const fy of [0.04, 0.5, 0.96]) points.push([innerWidth * fx, innerHeight * fy]);
  return points;
}

/** @param {Element} element @returns {boolean} it lies over the whole viewport */
function spansView(element) {
  const box = element.getBoundingClientRect();
  return box.width >= innerWidth * 0.9 && box.height >= innerHeight * 0.9;
}

/** @param {Element} dialog @returns {boolean} most of the viewport belongs to it or to its backdrop */
function fillsView(dialog) {
  if (dialog.matches(':modal')) return true;
  const covered = viewPoints().filter(([x, y]) => {
    for (let at = elementAt(x, y); at && at !== document.body && at !== document.documentElement; at = at.parentElement || at.getRootNode().host) {
      if (at === dialog || (spansView(at) && getComputedStyle(at).position === 'fixed')) return true;
    }
    return false;
  });
  return covered.length >= 7;
}

/** @returns {?Element} the dialog that blocks the rest of the page, the last opened one */
function openDialog() {
  const candidates = document.querySelectorAll('dialog[open],[aria-modal=true],[role=dialog],[role=alertdialog]');
  for (let i = candidates.length - 1; i >= 0; i--) {
    if (isShown(candidates[i]) && fillsView(candidates[i])) return candidates[i];
  }
  return layerInFront();
}

/** @param {Element} hit @returns {?Element} the outermost layer that takes it out of the page's flow */
function layerOf(hit) {
  let layer = null;
  for (let at = hit; at && at !== document.body && at !== document.documentElement; at = at.parentElement || at.getRootNode().host) {
    const style = getComputedStyle(at);
    if (style.position === 'fixed' || (style.position === 'absolute' && Number(style.zIndex) > 0 && spansView(at))) layer = at;
  }
  return layer;
}

/**
 * A page may be blocked without a word about dialogs: by a layer over all of it, with a box in it or beside it. An application that lives
 * in such a layer has nothing behind it, and a layer without content (a spinner's) only covers.
 * @returns {?Element}
 */
function layerInFront() {
  const layers = new Map();
  for (const [x, y] of viewPoints()) {
    const hit = elementAt(x, y);
    const layer = hit && layerOf(hit);
    if (!layer) continue;
    layers.set(layer, (layers.get(layer) ?? 0) + 1);
  }
  const hits = [...layers.values()].reduce((sum, count) => sum + count, 0);
  if (hits < 8 || ![...layers.keys()].some(spansView)) return null;
  const filled = [...layers.keys()].filter(hasContent).sort((a, b) => layers.get(b) - layers.get(a));
  if (filled.length === 0) filled.push(...boxesBeside([...layers.keys()]));
  const centre = elementAt(innerWidth / 2, innerHeight / 2);
  const box = filled.find((layer) => isWithin(centre, layer)) ?? filled[0];
  if (!box) return null;
  const behind = document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,[role=button],[role=link]');
  return [...behind].some((control) => !filled.some((layer) => isWithin(control, layer)) && isShown(control)) ? box : null;
}

/** @param {Element[]} backdrops without content @returns {Element[]} boxes in front of them that no point of the view happens to hit */
function boxesBeside(backdrops) {
  const near = new Set([...document.body.children, ...backdrops.flatMap((backdrop) => [...(backdrop.parentElement?.children ?? [])])]);
  return [...near].filter((box) => {
    if (backdrops.includes(box) || !isShown(box) || !/^(fixed|absolute)$/.test(getComputedStyle(box).position)) return false;
    return hasContent(box) && !isCovered(box, box.getBoundingClientRect());
  });
}

/** @param {Element} layer @returns {boolean} there is something to read or to act on in it */
const hasContent = (layer) => Boolean(visibleText(layer, 10)) || layer.querySelector('iframe,button,input,a[href]') !== null || rootOf(layer) !== null;

/** @param {?Element} dialog @returns {Element[]} open lists and menus that float above the page */
function openPopups(dialog) {
  const found = [];
  for (const list of document.querySelectorAll('[role=listbox],[role=menu],[popover]:popover-open')) {
    if (dialog?.contains(list) || found.some((other) => other.contains(list)) || !isShown(list)) continue;
    for (let at = list, up = 0; at && up < 3; at = at.parentElement, up++) {
      const position = getComputedStyle(at).position;
      if (position === 'absolute' || position === 'fixed') {
        found.push(list);
        break;
      }
    }
  }
  return found;
}

/** @param {Element} dialog @returns {string} */
function dialogLine(dialog) {
  const name = quoted(dialogName(dialog), NAME_LENGTH);
  return name ? `dialog "${name}"` : 'dialog';
}

/** @param {Element} dialog @returns {string} */
function dialogName(dialog) {
  const ids = dialog.getAttribute('aria-labelledby');
  return clean(dialog.getAttribute('aria-label')) || (ids && textOfIds(dialog, ids)) || clean(dialog.querySelector('h1,h2,h3,h4,[role=heading]')?.textContent) || '';
}
