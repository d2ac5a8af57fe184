/* A frame read for extraction. */

/** @param {{firstLink: number}} request number that the first link gets @returns {object} */
function readContent({ firstLink }) {
  const body = document.body || document.documentElement;
  const markdown = new Markdown(firstLink).read(body);
  const { tables, fields } = readTables();
  const groups = readCards();
  const cards = new Set(groups.filter((group) => group.elements.length > 2 && group.cards[0].length > 1).flatMap((group) => group.elements));
  return {
    url: location.href,
    title: line(document.title, 300),
    markdown: markdown.toString(),
    links: markdown.links,
    tables,
    groups: groups.map(({ heading, cards: list }) => ({ heading, cards: list })),
    fields: [...fields, ...readFields(cards)],
    structured: readStructured(),
    meta: readMeta(),
    shown: innerWidth >= 10 && innerHeight >= 10,
  };
}

/** @param {{part: number, size: number}} request from 1 @returns {object} one part of the page as markdown, cut at ends of lines */
function readPart({ part, size }) {
  const markdown = new Markdown(1).read(document.body || document.documentElement);
  const parts = [''];
  for (const block of markdown.toString().split('\n')) {
    for (let rest = block; ;) {
      const room = size - parts[parts.length - 1].length;
      if (rest.length + 1 <= room) { parts[parts.length - 1] += rest + '\n'; break; }
      if (parts[parts.length - 1] !== '') { parts.push(''); continue; }
      parts[parts.length - 1] = rest.slice(0, size);
      rest = rest.slice(size);
      parts.push('');
    }
  }
  if (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  const chosen = parts[part - 1];
  if (chosen === undefined) return { count: parts.length, text: null };
  return { count: parts.length, text: chosen.trim() };
}
