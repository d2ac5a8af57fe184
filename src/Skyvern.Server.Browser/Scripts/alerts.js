/* Messages that say something went wrong. */

const ERROR_CLASS = /(^|[\s_-])(errors?|danger|invalid-feedback|error-?message|errorlist|validation-(error|message|summary-errors))([\s_-]|$)/i;
const GOOD_CLASS = /(^|[\s_-])(success|info|ok|notice|primary|light)([\s_-]|$)/i;

/** @param {Element} element @returns {boolean} its text is an error message or an alert */
function isAlert(element) {
  const classes = element.getAttribute('class') || '';
  if (element.hasAttribute('role') || element.hasAttribute('aria-live')) {
    const announced = ownRole(element) === 'alert' || element.getAttribute('aria-live') === 'assertive';
    if (announced && (!GOOD_CLASS.test(classes) || ERROR_CLASS.test(classes))) return true;
  }
  if (!classes || !ERROR_CLASS.test(classes)) return false;
  if (!element.closest('form') && !element.parentElement?.querySelector('form')) return false;
  if (element.matches('form,fieldset,body,main,label') || element.querySelector('input,select,textarea,button')) return false;
  const text = clean(element.textContent);
  return text.length <= 300 && /\p{L}{3}/u.test(text);
}
