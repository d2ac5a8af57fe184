/* What lies in front: dialogs, pop-ups, and what they cover. */

/** @param {number} x @param {number} y @returns {?Element} the element in front at a point of the viewport, through open shadow roots */
function elementAt(x, y) {
  let found = document.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
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

/** @param {Element} dialog @returns {boolean} most of the viewport belongs to it or to its backdrop */
function fillsView(dialog) {
  if (dialog.matches(':modal')) return true;
  let covered = 0;
  for (const fx of [0.04, 0.5, 0.96]) {
    for (const fy of [0.04, 0.5, 0.96]) {
      for (let at = elementAt(innerWidth * fx, innerHeight * fy); at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
        const box = at.getBoundingClientRect();
        if (at === dialog || (box.width >= innerWidth * 0.9 && box.height >= innerHeight * 0.9 && getComputedStyle(at).position === 'fixed')) {
          covered++;
          break;
        }
      }
    }
  }
  return covered >= 7;
}

/** @returns {?Element} the dialog that blocks the rest of the page, the last opened one */
function openDialog() {
  const candidates = document.querySelectorAll('dialog[open],[aria-modal=true],[role=dialog],[role=alertdialog]');
  for (let i = candidates.length - 1; i >= 0; i--) {
    if (isShown(candidates[i]) && fillsView(candidates[i])) return candidates[i];
  }
  return null;
}

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
