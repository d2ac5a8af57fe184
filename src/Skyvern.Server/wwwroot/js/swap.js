/**
 * Puts an element in another one's place. A keyboard that was within the old one goes on at the control of the same name in the new one,
 * or at its first.
 * @param {Element} old
 * @param {Element} next
 */
export function swap(old, next) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(next);
  if (held) {
    const controls = /** @type {HTMLElement[]} */ ([...next.querySelectorAll('button, a, input')]);
    (controls.find(control => nameOf(control) === nameOf(held)) ?? controls[0])?.focus({ preventScroll: true });
  }
}

/** @param {Element} element */
function nameOf(element) {
  return element.getAttribute('aria-label') ?? element.textContent?.trim();
}
