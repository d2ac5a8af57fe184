/* Looking for lines of the whole page. */

/**
 * @param {{text: string, last: number, most: number}} request
 * @returns {object} the first lines that hold the text, how many there are, and the new last ref number
 */
function find({ text, last, most }) {
  lastRef = Math.max(lastRef, last);
  const wanted = folded(text);
  const walk = new PageWalk({ whole: true, margin: Infinity, marksNew: false }).page();
  const lines = [];
  let count = 0;
  const options = new Map(walk.controls.filter((control) => control.p).map((control) => [control.r, control.p.filter((label) => folded(label).includes(wanted))]));
  for (const entry of walk.entries) {
    const hits = options.get(entry.r) || [];
    if (!folded(entry.s).includes(wanted) && hits.length === 0) continue;
    count++;
    if (lines.length >= most) continue;
    const suffix = hits.length ? ` (options: ${hits.slice(0, 10).map((label) => quoted(label, 40)).join(' / ')}${hits.length > 10 ? ` / ... ${hits.length - 10} more` : ''})` : '';
    lines.push({ k: entry.k, s: entry.s + suffix, r: entry.r ?? 0 });
  }
  return { lines, count, last: lastRef };
}

/** @param {{text: string}} request @returns {{found: boolean}} whether the frame shows the text now */
function hasText({ text }) {
  const wanted = folded(text);
  return { found: folded(document.body?.innerText).includes(wanted) };
}
