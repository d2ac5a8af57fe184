/* Messages that say something went wrong. */

const ERROR_CLASS = /(^|[\s_-])(errors?|danger|text-red-\d+|invalid-feedback|error-?message|errorlist|validation-(error|message|summary-errors))([\s_-]|$)/i;
const GOOD_CLASS = /(^|[\s_-])(success|info|ok|notice|primary|light)([\s_-]|$)/i;

/** Words that say it wherever they stand. */
const STRONG_CLASS = /(alert|message|flash|notice|notification|toast|banner|callout|snackbar)s?[-_\s]+((alert|message|flash|notice|notification|toast|banner|callout|snackbar|is)[-_]+)*(errors?|danger)([\s_-]|$)|(^|[\s_-])(errors?|danger)[-_](message|msg|alert|banner|summary|box|text)([\s_-]|$)/i;

/** @param {Element} element @returns {boolean} its text is an error message or an alert */
function isAlert(element) {
  const classes = element.getAttribute('class') || '';
  if (element.hasAttribute('role') || element.hasAttribute('aria-live')) {
    const announced = ownRole(element) === 'alert' || element.getAttribute('aria-live') === 'assertive';
    if (announced && (!GOOD_CLASS.test(classes) || ERROR_CLASS.test(classes))) return true;
  }
  if (!classes || !ERROR_CLASS.test(classes)) return false;
  if (!STRONG_CLASS.test(classes) && !element.closest('form') && !element.parentElement?.querySelector('form')) return false;
  if (element.matches('form,fieldset,body,main,label') || element.querySelector('input,select,textarea,button')) return false;
  const text = clean(element.textContent);
  return text.length <= 300 && /\p{L}{3}/u.test(text);
}

/** Small print in red within a form says what is wrong even without a class of that name. @param {Element} element @param {CSSStyleDeclaration} style @returns {boolean} */
function isRedNote(element, style) {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(style.color);
  if (!parts || Number(parts[1]) < 150 || Number(parts[2]) > 90 || Number(parts[3]) > 100) return false;
  if (element.childElementCount > 1 || /^(a|b|strong|label|legend|abbr|sup|button|option|h[1-6])$/.test(element.localName) || element.closest('label,legend,a,button') || element.querySelector('input,select,textarea,a,button')) return false;
  const text = clean(element.textContent);
  return text.length >= 12 && text.length <= 200 && !text.startsWith('*') && text.includes(' ');
}
