/* What an element is and whether it can be acted on. */

const WIDGET_ROLES = new Set('button link checkbox radio switch tab menuitem menuitemcheckbox menuitemradio option combobox textbox searchbox slider spinbutton treeitem listbox'.split(' '));
const NATIVE_CONTROLS = new Set(['button', 'input', 'select', 'textarea', 'summary']);
const INPUT_ROLES = {
  checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button', reset: 'button', image: 'button', range: 'slider',
  text: 'textbox', email: 'textbox', search: 'searchbox', tel: 'textbox', url: 'textbox', password: 'textbox', number: 'spinbutton',
};

/** @param {Element} element @returns {string} the first role of its attribute, or '' */
const ownRole = (element) => (element.getAttribute('role') || '').trim().split(/\s+/)[0].toLowerCase();

/** @param {Element} element @returns {boolean} the outermost editable element */
function isEditor(element) {
  if (!element.hasAttribute('contenteditable') || element.getAttribute('contenteditable') === 'false') return false;
  return element.isContentEditable && !element.parentElement?.isContentEditable;
}

/** The word a planner reads. @param {Element} element @returns {string} */
function roleOf(element) {
  const own = ownRole(element);
  if (own && own !== 'presentation' && own !== 'none' && own !== 'generic' && element.localName !== 'select') return /^[a-z]+$/.test(own) ? own : 'clickable';
  switch (element.localName) {
    case 'a': case 'area': return element.hasAttribute('href') ? 'link' : 'clickable';
    case 'button': case 'summary': return 'button';
    case 'select': return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    case 'textarea': return 'textbox';
    case 'input': return element.list ? 'combobox' : INPUT_ROLES[element.type] || element.type;
    case 'canvas': return 'canvas';
    default: return isEditor(element) ? 'textbox' : isScroller(element) ? 'scroller' : 'clickable';
  }
}

/**
 * @param {Element} element @param {CSSStyleDeclaration} style its computed style
 * @param {boolean} pointerAbove whether an ancestor already has the pointer cursor
 * @returns {boolean}
 */
function isInteractive(element, style, pointerAbove) {
  const tag = element.localName;
  if (NATIVE_CONTROLS.has(tag)) return tag !== 'input' || element.type !== 'hidden';
  if ((tag === 'a' || tag === 'area') && element.hasAttribute('href')) return true;
  const role = element.hasAttribute('role') ? ownRole(element) : '';
  if (role && WIDGET_ROLES.has(role)) return true;
  if (element.hasAttribute('contenteditable') && isEditor(element)) return true;
  if (tag === 'body' || tag === 'html' || tag === 'iframe' || tag === 'frame' || tag === 'label' || tag === 'option') return false;
  if (element.hasAttribute('onclick') || element.hasAttribute('jsaction') || element.hasAttribute('ng-click')) return true;
  if (element.draggable && tag !== 'img' && tag !== 'a') return true;
  if (style.cursor === 'pointer' && !pointerAbove) return true;
  if (listening.has(element)) return true;
  return element.hasAttribute('tabindex') && element.tabIndex >= 0 && !isScroller(element, style) && role !== 'dialog' && role !== 'alertdialog' && role !== 'tabpanel';
}

/** @param {Element} element @param {CSSStyleDeclaration=} style @returns {boolean} it scrolls on its own, up and down */
function isScroller(element, style) {
  if (element.scrollHeight <= element.clientHeight + 4 || element.clientHeight < 40) return false;
  if (element === document.body || element === document.documentElement || element.localName === 'textarea') return false;
  const overflow = (style || getComputedStyle(element)).overflowY;
  return overflow === 'auto' || overflow === 'scroll' || overflow === 'overlay';
}

/**
 * A small leaf that shows a picture: a control even without cursor or role.
 * @param {Element} element @param {CSSStyleDeclaration} style @param {DOMRect} box @returns {boolean}
 */
function isIcon(element, style, box) {
  if (box.width < 8 || box.width > 64 || box.height < 8 || box.height > 64) return false;
  if (element.firstChild && clean(element.textContent)) return false;
  if (element.firstElementChild) return false;
  if (style.backgroundImage !== 'none' || style.content.startsWith('url(')) return true;
  if (style.maskImage && style.maskImage !== 'none') return true;
  const before = getComputedStyle(element, '::before').content;
  return before !== 'none' && before !== 'normal' && before !== '""';
}
