/* Two readings of a list that was scrolled in between, laid on each other. */

/** Adds what a later reading shows besides. @param {object} content changed in place @param {object} next @returns {boolean} whether there was anything new */
function mergeContent(content, next) {
  const size = () => content.blocks.length + content.tables.reduce((sum, table) => sum + table.rows.length, 0) + content.groups.reduce((sum, group) => sum + group.cards.length, 0);
  const before = size();
  content.blocks = mergedList(content.blocks, next.blocks, String);
  const json = (value) => JSON.stringify(value);
  next.tables.forEach((table, index) => {
    const known = content.tables[index];
    if (known && json(known.columns) === json(table.columns)) known.rows = mergedList(known.rows, table.rows, json);
    else content.tables.push(table);
  });
  for (const group of next.groups) {
    const known = content.groups.find((other) => other.signature === group.signature);
    if (known) known.cards = mergedList(known.cards, group.cards, json);
    else content.groups.push(group);
  }
  content.fields = mergedList(content.fields, next.fields, json);
  return size() > before;
}

/**
 * What both begin and end with (a heading, a footer) stays once; of what is between, the beginning of the new list that ends the known one.
 * Where they do not meet, all that is not known is added: rows that say the same cannot be told apart then.
 * @template T @param {T[]} known @param {T[]} next @param {function(T): string} keyOf @returns {T[]}
 */
function mergedList(known, next, keyOf) {
  const a = known.map(keyOf), b = next.map(keyOf);
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const end = a.length - tail;
  const middle = b.slice(head, b.length - tail);
  let overlap = Math.min(middle.length, end - head);
  while (overlap > 0 && !middle.slice(0, overlap).every((key, index) => key === a[end - overlap + index])) overlap--;
  const seen = new Set(a);
  const added = [];
  for (let i = overlap; i < middle.length; i++) {
    if (overlap > 0 || !seen.has(middle[i])) added.push(next[head + i]);
  }
  return [...known.slice(0, end), ...added, ...known.slice(end)];
}
