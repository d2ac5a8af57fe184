/* A frame read for extraction. */

/** @param {{firstLink: number, harvest: number}} request number that the first link gets; for how many milliseconds to scroll through lists @returns {Promise<object>} */
async function readContent(request) {
  const links = new Links(request.firstLink);
  const content = readOnce(links);
  const cut = request.harvest > 0 && await harvest(content, () => readOnce(links), request.harvest);
  const { blocks, ...rest } = content;
  if (cut) blocks.push('', '... this list goes on: it was not scrolled to its end');
  return { ...rest, markdown: markdownOf(blocks), links: links.urls };
}

/** @param {{firstLink: number}} request @returns {object} the text alone */
function readMarkdown({ firstLink }) {
  const links = new Links(firstLink);
  const markdown = markdownOf(new Markdown(links).read(document.body || document.documentElement).blocks);
  return { markdown, links: links.urls, shown: innerWidth >= 10 && innerHeight >= 10 };
}

/** @param {Links} links @returns {object} the page as it stands */
function readOnce(links) {
  const { blocks } = new Markdown(links).read(document.body || document.documentElement);
  const { tables, fields } = readTables();
  const groups = readCards();
  const cards = new Set(groups.filter((group) => group.elements.length > 2 && group.cards[0].length > 1).flatMap((group) => group.elements));
  return {
    url: location.href,
    title: line(document.title, 300),
    blocks,
    tables,
    groups: groups.map(({ heading, signature, cards: list }) => ({ heading, signature, cards: list })),
    fields: [...fields, ...readFields(cards)],
    structured: readStructured(),
    meta: readMeta(),
    shown: innerWidth >= 10 && innerHeight >= 10,
  };
}
