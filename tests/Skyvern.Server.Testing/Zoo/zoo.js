/* What the pages of the zoo share: a form that holds what a widget says, month arithmetic and a list of countries. */
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const pad = (number) => String(number).padStart(2, '0');
const iso = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
const COUNTRIES = ['AF', 'AL', 'DZ', 'AR', 'AM', 'AU', 'AT', 'AZ', 'BD', 'BE', 'BO', 'BA', 'BR', 'BG', 'KH', 'CM', 'CA', 'CL', 'CN', 'CO', 'CR', 'HR', 'CU', 'CY', 'CZ', 'DK', 'EC', 'EG', 'EE', 'ET', 'FI', 'FR', 'GE', 'DE', 'GH', 'GR', 'HU', 'IS', 'IN', 'ID', 'IE', 'IL', 'IT', 'JP', 'JO', 'KZ', 'KE', 'LV', 'LT', 'LU', 'MY', 'MT', 'MX', 'MD', 'MA', 'NP', 'NL', 'NZ', 'NG', 'NO', 'PK', 'PE', 'PH', 'PL', 'PT', 'RO', 'RS', 'SG', 'SK', 'SI', 'ZA', 'ES', 'LK', 'SE', 'CH', 'TH', 'TN', 'UA', 'GB', 'US', 'UY', 'VN']
  .map((code) => ({ code, name: new Intl.DisplayNames(['en'], { type: 'region' }).of(code) }));

/** Puts values into the form under a name, as hidden fields. */
function hold(name, ...values) {
  all(`input[type=hidden][name="${name}"]`).forEach((field) => field.remove());
  for (const value of values) document.forms[0].append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
}

/** The days of six weeks that hold a month; weeks begin on Sunday. */
function weeksOf(year, month) {
  const first = new Date(year, month, 1);
  return [...Array(42).keys()].map((index) => new Date(year, month, 1 - first.getDay() + index));
}

/** An element from markup. */
function make(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}
