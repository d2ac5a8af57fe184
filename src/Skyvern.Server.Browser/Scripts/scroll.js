/* Scrolling the page or a part of it. */

/** @param {?Element} element @returns {Element} what scrolls: the nearest container, else the page, else the largest container in view */
function scrollerOf(element) {
  for (let at = element; at && at !== document.body && at !== document.documentElement; at = at.parentElement || at.getRootNode().host) {
    if (isScroller(at)) return at;
  }
  const page = document.scrollingElement || document.documentElement;
  if (element || page.scrollHeight > innerHeight + 4) return page;
  let best = page, area = 0;
  for (const candidate of document.querySelectorAll('body *')) {
    if (!isScroller(candidate)) continue;
    const box = candidate.getBoundingClientRect();
    if (box.width * box.height > area && box.top < innerHeight && box.bottom > 0) { best = candidate; area = box.width * box.height; }
  }
  return best;
}

/** @param {string} text @returns {?Element} the innermost visible element with this text, the next one below the viewport first */
function elementWithText(text) {
  const wanted = folded(text);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let first = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent || TEXTLESS_TAGS.has(parent.localName) || !folded(node.data).includes(wanted) || !parent.checkVisibility({ visibilityProperty: true })) continue;
    first ??= parent;
    if (parent.getBoundingClientRect().top > innerHeight) return parent;
  }
  return first ?? [...document.body.querySelectorAll('p,li,td,th,h1,h2,h3,h4,h5,h6,label,a,button,span,div')].find((element) => element.childElementCount <= 3 && folded(element.textContent).includes(wanted) && element.checkVisibility()) ?? null;
}

const SCROLLED_WITHIN = 1500;

/** @returns {Promise<void>} once the page has been told that it scrolled, so that what it does about it has begun */
const told = () => new Promise((resolve) => {
  setTimeout(resolve, SCROLLED_WITHIN);
  document.addEventListener('scroll', resolve, { once: true, capture: true, passive: true });
});

/** @param {{ref: ?number, to: string}} request @returns {Promise<object>} */
async function scroll({ ref, to }) {
  let element = null;
  if (ref) {
    const found = resolve(ref);
    if (found.gone) return found.gone;
    element = found.element;
  }
  const scroller = scrollerOf(element);
  const identity = element ? identify(element) : {};
  const before = [scrollX, scrollY, scroller.scrollTop];
  const page = (scroller === document.scrollingElement ? innerHeight : scroller.clientHeight) * 0.85;
  switch (to.toLowerCase()) {
    case 'up': scroller.scrollBy({ top: -page, behavior: 'instant' }); break;
    case 'down': scroller.scrollBy({ top: page, behavior: 'instant' }); break;
    case 'top': scroller.scrollTo({ top: 0, behavior: 'instant' }); break;
    case 'bottom': scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' }); break;
    default: {
      const goal = elementWithText(to);
      if (!goal) return { code: 'no_match', message: `The text "${quoted(to, 60)}" is not on the page.`, ...identity };
      goal.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
  }
  const moved = [scrollX, scrollY, scroller.scrollTop].some((value, index) => Math.abs(value - before[index]) >= 1);
  if (moved) await told();
  const where = `${Math.round(scroller.scrollTop)} of ${Math.max(0, scroller.scrollHeight - scroller.clientHeight)} px`;
  return { code: moved ? 'ok' : 'no_change', message: moved ? `At ${where}.` : `It did not move: at ${where}.`, ...identity };
}
