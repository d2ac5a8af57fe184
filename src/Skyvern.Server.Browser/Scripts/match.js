/* Which option is meant: deterministic, and never a guess between two. */

const tokensOf = (text) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const numberOf = (text) => (/^[\s\d.,'%€$£-]+$/.test(text) && /\d/.test(text) ? Number(text.replace(/[\s'%€$£]/g, '').replace(/,(?=\d{3}(\D|$))/g, '').replace(',', '.')) : NaN);

/** @param {boolean[]} hits @returns {number} the only hit, or -1 */
function onlyHit(hits) {
  const index = hits.indexOf(true);
  return index >= 0 && hits.indexOf(true, index + 1) < 0 ? index : -1;
}

/** Whether a list is one of months: then a month may be wanted by number where it is offered by name, and the other way round. @param {string[]} labels */
function isMonthList(labels) {
  const months = new Set(labels.map(monthIn));
  months.delete(0);
  return months.size >= 11 && labels.length <= 14;
}

/**
 * What names an option beyond doubt comes first (strong); the rest (its beginning, its words) only counts while no better one can turn up.
 * @param {string[]} labels @param {string[]} values native values beside the labels, or empty
 * @param {string} wanted @returns {{index: number, strong: boolean}} the one that is meant; index -1: none, or more than one
 */
function bestMatch(labels, values, wanted) {
  const want = clean(wanted);
  const foldedWant = folded(want);
  const first = labels.findIndex((label) => label === want);
  if (first >= 0) return { index: first, strong: true };
  const folds = labels.map(folded);
  const tokens = folds.map(tokensOf);
  const wantedTokens = tokensOf(want);
  const wantedNumber = numberOf(want);
  const same = (reader, value) => labels.map((label) => Boolean(value) && reader(label) === value);
  const strong = [
    () => folds.map((label) => label === foldedWant),
    () => tokens.map((label) => wantedTokens.length > 0 && label.join(' ') === wantedTokens.join(' ')),
    () => values.map((value) => value !== '' && value === want),
    () => values.map((value) => value !== '' && folded(value) === foldedWant),
    () => labels.map((label) => !Number.isNaN(wantedNumber) && numberOf(label) === wantedNumber),
    () => same((label) => countryOf(label, false), countryOf(want, true)),
    () => (isMonthList(labels) ? same(monthIn, monthIn(want)) : []),
    () => same(dateValue, dateValue(want)),
    () => same(timeValue, timeValue(want)),
  ];
  const weak = [
    () => folds.map((label) => foldedWant !== '' && label.startsWith(foldedWant)),
    () => tokens.map((label) => wantedTokens.length > 0 && label.length === wantedTokens.length && wantedTokens.every((token) => label.includes(token))),
    () => tokens.map((label) => wantedTokens.length > 0 && wantedTokens.every((token) => label.includes(token))),
    () => folds.map((label) => label.length >= 3 && foldedWant.startsWith(label + ' ')),
  ];
  for (const attempt of [...strong, ...weak]) {
    const index = onlyHit(attempt());
    if (index >= 0) return { index, strong: strong.includes(attempt) };
  }
  return { index: -1, strong: false };
}

/** @returns {number} index of the option that is meant, or -1 */
const matchOption = (labels, values, wanted) => bestMatch(labels, values, wanted).index;

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
