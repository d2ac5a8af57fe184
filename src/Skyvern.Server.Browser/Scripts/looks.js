/* What is drawn but cannot be seen: cut to nothing, too small, or of the colour of its ground. */

/** @param {string} colour as computed */
const isTransparent = (colour) => colour.startsWith('rgba(') && colour.endsWith(', 0)');

/** @param {CSSStyleDeclaration} style @returns {boolean} it is cut or shrunk to nothing */
function isClippedAway(style) {
  if (style.clipPath !== 'none' && /^inset\((50|100)%/.test(style.clipPath)) return true;
  if (style.filter !== 'none' && /opacity\(0\)/.test(style.filter)) return true;
  return style.transform !== 'none' && /^matrix\(0, 0, 0, 0,/.test(style.transform);
}

/** Whether nobody sees an element, for texts that are put together without a walk. @param {Element} element */
function isUnseen(element) {
  const style = getComputedStyle(element);
  if (style.opacity === '0' || isClippedAway(style) || parseFloat(style.fontSize) < 3) return true;
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  const box = element.getBoundingClientRect();
  return box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || (style.overflowX !== 'visible' && (box.width <= 1 || box.height <= 1));
}

/** Text of the colour of the ground it lies on, unless a picture lies between. @param {Element} element @returns {boolean} */
function blendsIn(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
  for (const under of document.elementsFromPoint(x, y)) {
    if (/^(img|canvas|video|svg|picture)$/.test(under.localName)) return false;
    const style = getComputedStyle(under);
    if (style.backgroundImage !== 'none') return false;
    if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') return style.backgroundColor === getComputedStyle(element).color;
  }
  return true;
}
