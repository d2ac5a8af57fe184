/* Data tables with headings, and tables that list labels and values. */

const MOST_ROWS = 5000;

/** @param {Element} element @returns {string} the heading before it, or its caption */
function headingBefore(element) {
  const caption = element.querySelector?.(':scope > caption');
  if (caption) return line(caption.textContent, 120);
  let best = '';
  for (const heading of document.querySelectorAll('h1,h2,h3,h4,h5,h6,[role=heading]')) {
    if (!(heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) || heading.contains(element)) break;
    if (heading.checkVisibility()) best = line(heading.textContent, 120) || best;
  }
  return best;
}

/** @param {Element} cell @param {string} key @returns {{k: string, s: string, u: ?string}} */
function cellField(cell, key) {
  const link = cell.querySelector('a[href]');
  const image = link ? null : cell.querySelector('img[src]');
  const held = [...cell.querySelectorAll('input:not([type=hidden]),select,textarea')].map(shownValue).filter(Boolean).join(', ');
  return { k: key, s: visibleText(cell, 2000) || held, u: link ? link.href : image ? image.src : undefined };
}

/** @param {Element} row @returns {Element[]} */
const cellsOf = (row) => (row.localName === 'tr' ? [...row.cells] : [...row.children].filter((child) => /^(cell|gridcell|columnheader|rowheader)$/.test(ownRole(child))));
const isHeadCell = (cell) => cell.localName === 'th' || ownRole(cell) === 'columnheader' || ownRole(cell) === 'rowheader';

/** Cells by column, with those that span columns or rows repeated. @param {Element[]} rows @returns {Element[][]} */
function gridOf(rows) {
  const grid = [];
  const hanging = [];
  for (const row of rows) {
    const cells = [];
    const queue = cellsOf(row);
    for (let column = 0; queue.length || hanging[column]?.left > 0; column++) {
      if (hanging[column]?.left > 0) {
        hanging[column].left--;
        cells.push(hanging[column].cell);
        continue;
      }
      const cell = queue.shift();
      for (let span = 0; span < Math.min(50, cell.colSpan || 1); span++) {
        hanging[column + span] = { cell, left: Math.min(1000, cell.rowSpan || 1) - 1 };
        cells.push(cell);
      }
      column += Math.min(50, cell.colSpan || 1) - 1;
    }
    grid.push(cells);
  }
  return grid;
}

/** @param {Element[]} cells @returns {boolean} a first row of plain words reads as headings even without th */
function readsAsHead(cells) {
  const texts = cells.map((cell) => visibleText(cell, 60));
  return texts.every((text) => text && !/\d/.test(text)) && new Set(texts).size === texts.length;
}

/**
 * @returns {{tables: object[], fields: object[]}} tables with columns and rows; label and value pairs of tables that are lists of them
 */
function readTables() {
  const tables = [], fields = [];
  for (const table of document.querySelectorAll('table,[role=table],[role=grid]')) {
    if (!table.checkVisibility() || (table.localName === 'table' && !isDataTable(table))) continue;
    const rows = (table.localName === 'table' ? [...table.rows] : [...table.querySelectorAll('[role=row]')]).filter((row) => row.checkVisibility()).slice(0, MOST_ROWS);
    const grid = gridOf(rows).filter((cells) => cells.length > 0);
    if (grid.length === 0) continue;
    const isPairs = grid.every((cells) => cells.length === 2) && (grid.every((cells) => isHeadCell(cells[0]) && !isHeadCell(cells[1])) || grid.every((cells) => /:$/.test(clean(cells[0].textContent))));
    if (isPairs) {
      for (const [label, value] of grid) fields.push(cellField(value, line(label.textContent, 80).replace(/\s*:$/, '').toLowerCase()));
      continue;
    }
    const hasHead = grid[0].every(isHeadCell) || (grid[0].some(isHeadCell) && grid[0].length > 1 && rows[0].closest('thead') !== null);
    const head = hasHead || (grid.length > 1 && !table.querySelector('th') && readsAsHead(grid[0])) ? grid[0] : null;
    const columns = (head || grid[0]).map((cell, index) => (head ? visibleText(cell, 80) : '') || `column ${index + 1}`);
    const body = (head ? grid.slice(1) : grid).filter((cells) => !cells.every((cell) => cell.localName === 'th' && cell.closest('thead')));
    tables.push({ caption: headingBefore(table), columns, rows: body.map((cells) => cells.slice(0, columns.length).map((cell, index) => cellField(cell, columns[index].toLowerCase()))) });
  }
  return { tables, fields };
}
