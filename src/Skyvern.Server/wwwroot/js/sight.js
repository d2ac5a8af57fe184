/**
 * Scrolls a long list, never the page, so that one of its lines is in sight; a reader who has scrolled away from the line before is left alone.
 * @param {Element} line
 * @param {Element | undefined} before  the line that was to be seen until now
 */
export function follow(line, before) {
  const list = line.parentElement?.closest('.timeline-card > .timeline');
  if (!list || (before?.isConnected && hidden(list, before))) {
    return;
  }

  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  if (inner.top < outer.top) {
    list.scrollTop += inner.top - outer.top;
  } else if (inner.bottom > outer.bottom) {
    list.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
  }
}

/** @param {Element} list @param {Element} line */
function hidden(list, line) {
  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  return inner.bottom <= outer.top || inner.top >= outer.bottom;
}
