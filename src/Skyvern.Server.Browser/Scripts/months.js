/* Months by name in the languages of countries.js. */

let monthNumbers = null;

/** @param {string} text @returns {string} comparable: without dots, case and accents */
const bareMonth = (text) => folded(text).replace(/\./g, '').trim();

/** @returns {Map<string, number>} name or abbreviation -> 1 to 12 */
function monthTable() {
  if (monthNumbers) return monthNumbers;
  monthNumbers = new Map([['sept', 9]]);
  for (const language of languagesHere()) {
    for (const options of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }, { month: 'short', day: 'numeric' }]) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const name = bareMonth(format.formatToParts(new Date(Date.UTC(2024, month, 1))).find((part) => part.type === 'month').value);
        if (/\p{L}{2}|月/u.test(name) && !monthNumbers.has(name)) monthNumbers.set(name, month + 1);
      }
    }
  }
  return monthNumbers;
}

/** @param {string} word @returns {number} 1 to 12, or 0 */
const monthOf = (word) => monthTable().get(bareMonth(word)) || 0;

/** @param {number} month 1 to 12 @param {string} style long or short @returns {string} its name in the page's language */
const monthName = (month, style) => new Intl.DateTimeFormat(languagesHere()[0], { month: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));

/** The month that an option stands for, such as "03", "03 - March", "Mar". @param {string} text @returns {number} 1 to 12, or 0 */
function monthIn(text) {
  const words = text.split(/[\s\d,;:|/()–-]+/).filter(Boolean);
  if (words.length > 1) return 0;
  if (words.length === 1) return monthOf(words[0]);
  return /^\s*(0?[1-9]|1[0-2])\s*$/.test(text) ? Number(text) : 0;
}
