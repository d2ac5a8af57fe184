// Folds the step that was the newest when the next one begins, unless the reader has opened or closed it.

/** @type {WeakSet<Element>} */
const touched = new WeakSet();

document.addEventListener('click', event => {
  const fold = /** @type {Element} */ (event.target).closest('[data-run-step] summary')?.parentElement;
  if (fold) {
    touched.add(fold);
  }
});

document.addEventListener('fragment-updated', () => {
  const folds = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-run-step] > details'));
  [...folds].slice(0, -1).filter(fold => fold.open && !touched.has(fold) && !fold.parentElement?.classList.contains('bad'))
    .forEach(fold => (fold.open = false));
});
