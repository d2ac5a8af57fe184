/* Which option is meant: deterministic, and never a guess between two. */

const tokensOf = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const numberOf = (text) => (/^[\s\d.,'%€$£-]+$/.test(text) && /\d/.test(text) ? Number(text.replace(/[\s'%€$£]/g, '').replace(/,(?=\d{3}(\D|$))/g, '').replace(',', '.')) : NaN);

/** @param {boolean[]} hits @returns {number} the only hit, or -1 */
function onlyHit(hits) {
  const index = hits.indexOf(true);
  return index >= 0 && hits.indexOf(true, index + 1) < 0 ? index : -1;
}

/**
 * @param {string[]} labels @param {string[]} values native values beside the labels, or empty
 * @param {string} wanted @returns {number} index of the one that is meant, or -1
 */
function matchOption(labels, values, wanted) {
  const want = clean(wanted);
  const foldedWant = folded(want);
  const first = labels.findIndex((label) => label === want);
  if (first >= 0) return first;
  const folds = labels.map(folded);
  const tokens = folds.map(tokensOf);
  const wantedTokens = tokensOf(want);
  const wantedNumber = numberOf(want);
  const tries = [
    () => folds.map((label) => label === foldedWant),
    () => values.map((value) => value !== '' && value === want),
    () => values.map((value) => value !== '' && folded(value) === foldedWant),
    () => labels.map((label) => !Number.isNaN(wantedNumber) && numberOf(label) === wantedNumber),
    () => folds.map((label) => foldedWant !== '' && label.startsWith(foldedWant)),
    () => tokens.map((label) => wantedTokens.length > 0 && label.length === wantedTokens.length && wantedTokens.every((token) => label.includes(token))),
    () => tokens.map((label) => wantedTokens.length > 0 && wantedTokens.every((token) => label.includes(token))),
    () => folds.map((label) => label.length >= 3 && foldedWant.startsWith(label + ' ')),
  ];
  for (const attempt of tries) {
    const index = onlyHit(attempt());
    if (index >= 0) return index;
  }
  return -1;
}

/** @param {string} a @param {string} b @returns {number} how alike, 0 to 1, by shared pairs of letters */
function likeness(a, b) {
  const pairs = (text) => { const list = []; for (let i = 0; i < text.length - 1; i++) list.push(text.slice(i, i + 2)); return list; };
  const left = pairs(folded(a)), right = pairs(folded(b));
  if (!left.length || !right.length) return 0;
  const rest = [...right];
  let shared = 0;
  for (const pair of left) {
    const at = rest.indexOf(pair);
    if (at >= 0) { shared++; rest.splice(at, 1); }
  }
  return (2 * shared) / (left.length + right.length);
}

/** @param {string[]} labels @param {string} wanted @returns {string} the 5 nearest in words */
function nearest(labels, wanted) {
  const ranked = labels.map((label, index) => ({ label, index, score: likeness(label, wanted) })).sort((a, b) => b.score - a.score || a.index - b.index);
  return ranked.slice(0, 5).map((entry) => `"${quoted(entry.label, NAME_LENGTH)}"`).join(', ');
}

/** @param {string[]} labels @param {string} wanted @returns {{code: string, message: string}} */
function noMatch(labels, wanted) {
  const many = labels.length > 5 ? ` of ${labels.length}` : '';
  return { code: 'no_match', message: `No single option fits "${quoted(wanted, 60)}"; nearest${many}: ${nearest(labels, wanted) || 'none'}.` };
}
