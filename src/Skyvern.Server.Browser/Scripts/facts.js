/* Single facts of a page: labels with values, structured data, meta properties. */

const MOST_FACTS = 400;

/** @param {Set<Element>} cards elements whose content is told elsewhere @returns {object[]} */
function readFields(cards) {
  const inCard = (element) => { for (let at = element; at; at = at.parentElement) if (cards.has(at)) return true; return false; };
  const fields = [];
  const seen = new Set();
  const add = (key, text, href) => {
    const id = `${key}\n${text}`;
    if (!key || (!text && !href) || seen.has(id) || fields.length >= MOST_FACTS) return;
    seen.add(id);
    fields.push({ k: key, s: text, u: href });
  };
  for (const term of document.querySelectorAll('dl dt')) {
    let value = term.nextElementSibling;
    while (value && value.localName === 'dt') value = value.nextElementSibling;
    if (value?.localName === 'dd' && value.checkVisibility()) add(line(term.textContent, 80).replace(/\s*:$/, '').toLowerCase(), visibleText(value, 2000), value.querySelector('a[href]')?.href);
  }
  for (const element of document.querySelectorAll('[itemprop]')) {
    if (inCard(element) || element.hasAttribute('itemscope')) continue;
    add(keyOf(keyWords(element)), propertyText(element), propertyLink(element));
  }
  const skipped = (element) => element.closest('nav,footer,table,dl,form,button,[role=navigation],select') !== null;
  for (const element of document.body.querySelectorAll('h1,p,span,div,li,strong,b,time,td,address,a[class],small,em')) {
    if (fields.length >= MOST_FACTS) break;
    if (element.childElementCount > 4 || element.querySelector('div,p,ul,ol,table,h1,h2,h3,form,input,select,textarea')) continue;
    if (skipped(element) || inCard(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const text = visibleText(element, 400);
    if (!text || text.length >= 400) continue;
    const pair = labelled(text);
    if (pair) add(pair[0], pair[1], element.querySelector('a[href]')?.href);
    else if (element.localName === 'h1' || (element.hasAttribute('class') && text.length <= 200)) add(keyOf(keyWords(element)), text, element.href);
  }
  return fields;
}

/** @param {Element} element with an itemprop @returns {string} */
function propertyText(element) {
  if (element.hasAttribute('content')) return clean(element.getAttribute('content'));
  if (element.localName === 'img') return clean(element.alt);
  if (element.localName === 'time' && element.dateTime) return clean(element.dateTime);
  return visibleText(element, 2000) || clean(element.textContent).slice(0, 2000);
}

/** @param {Element} element @returns {string|undefined} */
const propertyLink = (element) => (/^(a|link|area)$/.test(element.localName) ? element.href || undefined : /^(img|source|video|audio|iframe)$/.test(element.localName) ? element.src || undefined : undefined);

/** @param {Element} item with an itemscope @returns {object} as JSON-LD would say it */
function microdataItem(item, depth = 0) {
  const data = {};
  const type = (item.getAttribute('itemtype') || '').split('/').pop();
  if (type) data['@type'] = type;
  const collect = (element) => {
    for (const child of element.children) {
      const name = child.getAttribute('itemprop');
      const isItem = child.hasAttribute('itemscope');
      if (name && depth < 6) {
        const value = isItem ? microdataItem(child, depth + 1) : propertyLink(child) && child.localName !== 'a' ? propertyLink(child) : propertyText(child);
        if (name in data) data[name] = [].concat(data[name], value);
        else data[name] = value;
      }
      if (!isItem) collect(child);
    }
  };
  collect(item);
  return data;
}

/** @returns {object[]} JSON-LD objects and microdata items */
function readStructured() {
  const found = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const data = JSON.parse(script.textContent);
      const list = Array.isArray(data) ? data : Array.isArray(data['@graph']) ? data['@graph'] : [data];
      found.push(...list.filter((entry) => entry && typeof entry === 'object'));
    } catch { /* Broken JSON-LD is common; the visible page says the same. */ }
  }
  for (const item of document.querySelectorAll('[itemscope]:not([itemprop])')) found.push(microdataItem(item));
  return found.slice(0, 500);
}

/** @returns {Object<string, string>} meta properties and the canonical address */
function readMeta() {
  const meta = {};
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = element.getAttribute('property') || element.getAttribute('name');
    if (name && !(name in meta)) meta[line(name, 80)] = line(element.content, 1000);
  }
  const canonical = document.querySelector('link[rel=canonical]');
  if (canonical) meta.canonical = canonical.href;
  return meta;
}
