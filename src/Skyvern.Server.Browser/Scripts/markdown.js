/* The visible page as markdown, links numbered instead of written out, so that none can be invented. */

const MOST_MARKDOWN = 1_000_000;

/** Numbers of link targets. */
class Links {
  /** @param {number} first number of the first link, from 1 */
  constructor(first) {
    this.first = first;
    this.urls = [];
    this.numbers = new Map();
  }

  /** @param {string} url @returns {number} */
  number(url) {
    let number = this.numbers.get(url);
    if (number === undefined) {
      this.urls.push(url);
      number = this.first + this.urls.length - 1;
      this.numbers.set(url, number);
    }
    return number;
  }
}

/** @param {string[]} blocks @returns {string} */
function markdownOf(blocks) {
  const text = blocks.join('\n').replace(/\n{3,}/g, '\n\n').trim();
  return text.length < MOST_MARKDOWN ? text : text.slice(0, MOST_MARKDOWN) + '\n\n... the rest of the page is left out';
}

class Markdown {
  /** @param {Links} links */
  constructor(links) {
    this.links = links;
    this.blocks = [];
    this.words = [];
    this.indent = '';
    this.marker = '';
    this.length = 0;
  }

  /** Ends a line. */
  flush() {
    const text = clean(this.words.join(''));
    this.words = [];
    if (!text) return;
    this.block(this.indent + this.marker + text);
    if (this.marker) {
      this.marker = '';
    }
  }

  block(text) {
    this.blocks.push(text);
    this.length += text.length;
  }

  gap() {
    if (this.blocks.length && this.blocks[this.blocks.length - 1] !== '') this.blocks.push('');
  }

  /** @param {Element} root @returns {Markdown} */
  read(root) {
    this.children(root);
    this.flush();
    return this;
  }

  children(node) {
    for (const child of childrenOf(node)) {
      if (this.length > MOST_MARKDOWN) return;
      if (child.nodeType === Node.TEXT_NODE) this.words.push(child.data);
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child);
    }
  }

  element(element) {
    const tag = element.localName;
    if (TEXTLESS_TAGS.has(tag) || !isRendered(element) || isUnseen(element)) return;
    if (tag === 'br') { this.flush(); return; }
    if (tag === 'hr') { this.flush(); this.block('---'); return; }
    if (/^h[1-6]$/.test(tag)) { this.heading(element, Number(tag[1])); return; }
    if (tag === 'table' && this.table(element)) return;
    if (tag === 'pre') { this.flush(); this.block('```\n' + element.textContent.replace(HIDDEN_CHARACTERS, (found) => (found === '\n' || found === '\t' ? found : '')).trim() + '\n```'); return; }
    if (tag === 'img') { if (element.alt && clean(element.alt)) this.words.push(`![${clean(element.alt)}]`); return; }
    if (tag === 'svg' || tag === 'iframe') return;
    if (tag === 'a' && element.href && /^(https?|mailto|tel|ftp):/.test(element.href)) { this.anchor(element); return; }
    if (tag === 'input' || tag === 'select' || tag === 'textarea') { this.control(element); return; }
    if (tag === 'li') { this.item(element); return; }
    if (tag === 'strong' || tag === 'b' || tag === 'em' || tag === 'i' || tag === 'code') { this.children(element); return; }
    const display = getComputedStyle(element).display;
    if (display.startsWith('inline') || display === 'contents') {
      const joined = runsOn(element);
      if (!joined) this.words.push(' ');
      this.children(element);
      if (!joined) this.words.push(' ');
      return;
    }
    this.flush();
    if (tag === 'p' || tag === 'section' || tag === 'ul' || tag === 'ol' || tag === 'dl' || tag === 'article') this.gap();
    this.children(element);
    this.flush();
    if (tag === 'p') this.gap();
  }

  heading(element, level) {
    this.flush();
    this.gap();
    this.marker = '#'.repeat(level) + ' ';
    this.children(element);
    this.flush();
    this.marker = '';
  }

  item(element) {
    this.flush();
    const before = this.indent;
    const list = element.parentElement;
    this.marker = list?.localName === 'ol' ? `${[...list.children].indexOf(element) + 1}. ` : '- ';
    this.children(element);
    this.flush();
    this.marker = '';
    this.indent = before;
  }

  anchor(element) {
    const text = visibleText(element, 300) || clean(element.getAttribute('aria-label') || element.title);
    if (!text) return;
    if (element.querySelector('h1,h2,h3,h4,h5,h6,p,li,table,div')) {
      this.children(element);
      this.words.push(` [link](#${this.links.number(element.href)}) `);
    } else {
      if (/[)\]]$/.test(this.words[this.words.length - 1] || '')) this.words.push(' ');
      this.words.push(`[${text.replace(/[[\]]/g, '')}](#${this.links.number(element.href)})`);
    }
  }

  control(element) {
    if (element.type === 'hidden' || INPUT_ROLES[element.type] === 'button') return;
    const value = element.type === 'checkbox' || element.type === 'radio' ? (element.checked ? 'x' : ' ') : shownValue(element);
    this.words.push(` [${value ?? ''}] `);
  }

  /** @param {HTMLTableElement} table @returns {boolean} false for a table that only lays the page out */
  table(table) {
    if (!isDataTable(table)) return false;
    this.flush();
    this.gap();
    let isFirst = true;
    for (const row of table.rows) {
      if (!row.checkVisibility()) continue;
      const cells = [...row.cells].flatMap((cell) => [this.cell(cell), ...Array(Math.min(20, cell.colSpan) - 1).fill('')]);
      this.block(`| ${cells.join(' | ')} |`);
      if (isFirst) this.block(`|${' --- |'.repeat(cells.length)}`);
      isFirst = false;
    }
    this.gap();
    return true;
  }

  cell(cell) {
    return new Markdown(this.links).read(cell).blocks.filter(Boolean).join(' ').replace(/\|/g, '\\|').replace(/\n/g, ' ');
  }
}

/** @param {HTMLTableElement} table @returns {boolean} it holds data rather than laying the page out */
function isDataTable(table) {
  if (table.matches('[role=presentation],[role=none]') || table.querySelector('table,form')) return false;
  return table.rows.length > 0 && [...table.rows].some((row) => row.cells.length > 1);
}
