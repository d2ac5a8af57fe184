/* What a control is called. */

/** @param {Element} element @param {string} ids @returns {string} text of the elements with these ids, in the same tree */
function textOfIds(element, ids) {
  const root = element.getRootNode();
  return ids.split(/\s+/).map((id) => (id && root.getElementById ? root.getElementById(id) : null))
    .map((found) => (found ? visibleText(found, 200) || clean(found.textContent) : '')).filter(Boolean).join(' ');
}

/** @param {Element} label @param {Element} control @returns {string} the label's text without that of controls in it */
function labelText(label, control) {
  return visibleText(label, 200, (child) => child === control || child.localName === 'button') || clean(label.textContent);
}

/** @param {Element} element @returns {boolean} it holds something to act on */
const holdsControls = (element) => element.matches('a,button,input,select,textarea,form') || element.querySelector('a,button,input,select,textarea') !== null;

/** Text just before a control that has no label: the cell to its left, or what stands before it. @param {Element} control @returns {string} */
function textBefore(control) {
  for (let element = control, up = 0; element && up < 3; element = element.parentElement, up++) {
    if (element.localName === 'form' || element.localName === 'fieldset' || element === document.body) return '';
    for (let before = element.previousSibling; before; before = before.previousSibling) {
      if (before.nodeType === Node.TEXT_NODE && clean(before.data)) return line(before.data, 80);
      if (before.nodeType !== Node.ELEMENT_NODE || before.localName === 'br') continue;
      if (holdsControls(before)) return '';
      const text = visibleText(before, 81);
      if (text) return text.length > 80 || /^h[1-6]$/.test(before.localName) ? '' : text;
    }
  }
  return '';
}

/** Names a picture or an unnamed thing by what its author called it. @param {Element} element @returns {string} */
function wordsOf(element) {
  const picture = element.querySelector('img[alt]:not([alt=""]),svg[aria-label],svg title,[aria-label],[title]');
  if (picture) {
    const text = clean(picture.getAttribute('alt') || picture.getAttribute('aria-label') || picture.getAttribute('title') || picture.textContent);
    if (text) return text;
  }
  const named = element.title || element.getAttribute('data-testid') || element.id;
  if (named) return clean(named);
  if (element.localName === 'a' && element.pathname) {
    const last = element.pathname.split('/').filter(Boolean).pop();
    if (last) return clean(last);
  }
  const inner = element.querySelector('i[class],svg[class],span[class]')?.getAttribute('class') || '';
  return classWords(inner) || classWords(element.getAttribute('class') || '');
}

/** Class words that name no thing: icon sets, sizes, the word icon itself. */
const DULL_WORDS = /^(fa[bdrsl]?|fw|solid|regular|light|icons?|ico|svg|glyphicons?|mdi|bi|ri|ti|la[bsr]?|feather|material|symbols|outlined|anticon|btn|button|link|img|image|bg|css|js|sm|md|lg|xs|xl|\d*x?|[a-z])$/;

/** @param {string} classes @returns {string} the last words that say what a picture shows: "fa fa-star-o" is a star */
function classWords(classes) {
  const words = classes.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[\s_-]+/).filter((word) => word && !DULL_WORDS.test(word));
  return clean([...new Set(words)].slice(-3).join(' '));
}

/** @param {Element} element @returns {string} the accessible name, else the best there is; not yet cut or quoted */
function nameOf(element) {
  let text = clean(element.getAttribute('aria-label'));
  if (text) return text;
  const ids = element.getAttribute('aria-labelledby');
  if (ids && (text = textOfIds(element, ids))) return text;
  const tag = element.localName;
  if (tag === 'input' && (element.type === 'submit' || element.type === 'button' || element.type === 'reset')) {
    return clean(element.value) || clean(element.title) || element.type;
  }
  if (tag === 'input' && element.type === 'image') return clean(element.alt) || clean(element.title) || 'submit';
  if (element.labels?.length) {
    text = clean([...element.labels].map((label) => labelText(label, element)).join(' '));
    if (text) return text;
  }
  if (tag === 'input' || tag === 'textarea' || tag === 'select') {
    return clean(element.placeholder) || clean(element.title) || textBefore(element) || clean(element.name) || clean(element.id);
  }
  if (isEditor(element)) {
    return clean(element.getAttribute('aria-placeholder') || element.getAttribute('data-placeholder') || element.getAttribute('placeholder')) || textBefore(element) || clean(element.id);
  }
  const own = ownRole(element);
  const branch = own === 'treeitem' || own === 'menuitem' ? (child) => /^(group|menu)$/.test(ownRole(child)) || child.localName === 'ul' : undefined;
  return visibleText(element, 120, branch) || clean(element.title) || wordsOf(element);
}

/** @param {Element} element @returns {string} legend of its fieldset or label of its group */
function groupOf(element) {
  const group = element.closest('fieldset,[role=radiogroup],[role=group]');
  if (!group) return '';
  const legend = group.localName === 'fieldset' ? group.querySelector(':scope > legend') : null;
  if (legend) return line(legend.textContent, 80);
  const ids = group.getAttribute('aria-labelledby');
  return line(group.getAttribute('aria-label') || (ids ? textOfIds(group, ids) : ''), 80);
}
