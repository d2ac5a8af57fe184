/* Options that are not in sight at once: further down in long lists, and in menus within menus. */

const SCAN_SLICE = 2000;
const BRANCH_CLASS = /sub-?menu|has-children|parent|expand|dropdown-toggle|cascader-menu-item-expand/i;

/** How far the list has been read. @type {?{seen: Map<string, number>, before: string}} */
let scan = null;

/** Waits until a list shows other rows than before. Many draw them with the next frame, which a busy machine is slow to give. */
async function redrawn(element, before, most) {
  const clock = pageClock();
  for (;;) {
    await nextFrame(FRAME_WITHIN);
    const now = offer(element, false);
    if (now.labels.join('\n') !== before || clock() >= most) return now;
  }
}

/**
 * Reads a long list to its end, a page at a time; in slices, so that no call takes long.
 * @param {{ref: number, wanted: string, restart: boolean}} request @returns {Promise<object>} need: 'more' while there is more to read
 */
async function scanOptions({ ref, wanted, restart }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const started = performance.now();
  let { options, labels, values } = offer(element, false);
  const scroller = scrollerAround(options[0]);
  if (!scroller) return noMatch(labels, wanted);
  if (restart) {
    scan = { seen: new Map(), before: '' };
    if (scroller.scrollTop > 0) {
      scroller.scrollTop = 0;
      ({ options, labels, values } = await redrawn(element, labels.join('\n'), 300));
    }
  }
  while (performance.now() - started < SCAN_SLICE) {
    labels.forEach((label) => { if (!scan.seen.has(label)) scan.seen.set(label, scroller.scrollTop); });
    const hit = bestMatch(labels, values, wanted);
    if (hit.index >= 0 && hit.strong) return found(element, options[hit.index], labels[hit.index], { count: scan.seen.size });
    const top = scroller.scrollTop;
    const drawn = labels.join('\n');
    scroller.scrollTop += isVirtual(scroller, options) ? scroller.clientHeight * 0.85 : scroller.scrollHeight;
    const hasMoved = scroller.scrollTop > top + 1;
    ({ options, labels, values } = await redrawn(element, drawn, hasMoved && isVirtual(scroller, options) ? 500 : 600));
    if (!hasMoved && labels.join('\n') === drawn) return endOfScan(element, scroller, wanted);
  }
  return { need: 'more', count: scan.seen.size };
}

/** The whole list is known now: the best of it, brought into view again. */
async function endOfScan(element, scroller, wanted) {
  const all = [...scan.seen.keys()];
  const best = matchOption(all, [], wanted);
  if (best < 0) return { count: all.length, ...noMatch(all, wanted) };
  const before = offer(element, false).labels.join('\n');
  scroller.scrollTop = scan.seen.get(all[best]);
  const { options, labels } = await redrawn(element, before, 500);
  const index = labels.indexOf(all[best]);
  return index < 0 ? noMatch(all, wanted) : found(element, options[index], labels[index], { count: all.length });
}

/** @returns {{refs: number[]}} options that open a further list */
function branches({ ref }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const isBranch = (option) => /^(menu|true|listbox)$/.test(option.getAttribute('aria-haspopup') || '') || option.hasAttribute('aria-expanded')
    || option.querySelector('ul,[role=menu],[role=group]') !== null || BRANCH_CLASS.test(option.getAttribute('class') || '') || /[▸▶►›»→]\s*$/.test(option.textContent);
  return { code: 'ok', refs: offer(element, false).options.filter(isBranch).slice(0, 12).map(refOf) };
}
