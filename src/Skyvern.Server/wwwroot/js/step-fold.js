// Folds the step that was the newest when the next one begins, unless the reader has opened or closed it.
document.addEventListener('click', event => {
  const summary = /** @type {Element} */ (event.target).closest('[data-run-step] summary');
  summary?.parentElement?.setAttribute('data-touched', '');
});

document.addEventListener('fragment-updated', () => {
  const folds = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-run-step] > details'));
  [...folds].slice(0, -1).filter(fold => fold.open && !fold.hasAttribute('data-touched') && !fold.parentElement?.classList.contains('bad'))
    .forEach(fold => (fold.open = false));
});
