/** Keeps a line of the timeline in sight by scrolling that list, never the page; a reader who has scrolled away from it is left alone. */
export class Sight {
  /** @type {Element | undefined} */
  #line;

  /** @param {Element | undefined} line  the one that matters now */
  show(line) {
    const list = line?.parentElement?.closest('.timeline-card > .timeline');
    if (!line || !list) {
      return;
    }

    const isFollowed = !this.#line?.isConnected || placeOf(list, this.#line).isSeen;
    this.#line = line;
    if (isFollowed) {
      const { above, below } = placeOf(list, line);
      list.scrollTop += above > 0 ? -above : Math.max(0, Math.min(below, -above));
    }
  }
}

/** How far a line begins above its list's window, and ends below it. @param {Element} list @param {Element} line */
function placeOf(list, line) {
  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  return { above: outer.top - inner.top, below: inner.bottom - outer.bottom, isSeen: inner.bottom > outer.top && inner.top < outer.bottom };
}
