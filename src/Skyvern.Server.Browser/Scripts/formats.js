/* Values as native controls want them. Ambiguous ones are refused rather than guessed. */

const two = (value) => String(value).padStart(2, '0');

/** @param {string} text @returns {?string} yyyy-mm-dd */
function dateValue(text) {
  const date = dateParts(text);
  return date && !Number.isNaN(Date.parse(date)) ? date : null;
}

/** @param {string} text @returns {?string} yyyy-mm-dd, be there such a day or not */
function dateParts(text) {
  let parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?$/.exec(text);
  if (parts) return `${parts[1]}-${two(parts[2])}-${two(parts[3])}`;
  parts = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (parts) return `${parts[3]}-${two(parts[2])}-${two(parts[1])}`;
  parts = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (parts && Number(parts[1]) > 12) return `${parts[3]}-${two(parts[2])}-${two(parts[1])}`;
  if (parts && (Number(parts[2]) > 12 || parts[1] === parts[2])) return `${parts[3]}-${two(parts[1])}-${two(parts[2])}`;
  parts = /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?(\p{L}+)\.?,?\s+(?:de\s+)?(\d{4})$/u.exec(text);
  if (parts && monthOf(parts[2])) return `${parts[3]}-${two(monthOf(parts[2]))}-${two(parts[1])}`;
  parts = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text);
  return parts && monthOf(parts[1]) ? `${parts[3]}-${two(monthOf(parts[1]))}-${two(parts[2])}` : null;
}

/** @param {string} text @returns {?string} hh:mm or hh:mm:ss */
function timeValue(text) {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(text);
  if (!parts || (!parts[2] && !parts[4])) return null;
  const half = (parts[4] || '').toLowerCase()[0];
  const hour = half ? (Number(parts[1]) % 12) + (half === 'p' ? 12 : 0) : Number(parts[1]);
  return `${two(hour)}:${parts[2] || '00'}${parts[3] ? ':' + parts[3] : ''}`;
}

/** @param {string} text @returns {?string} #rrggbb */
function colorValue(text) {
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`.toLowerCase();
  if (/^#?[0-9a-f]{6}$/i.test(text)) return '#' + text.replace('#', '').toLowerCase();
  if (!CSS.supports('color', text)) return null;
  const brush = document.createElement('canvas').getContext('2d');
  brush.fillStyle = text;
  return /^#[0-9a-f]{6}$/.test(brush.fillStyle) ? brush.fillStyle : null;
}

/** What native inputs of a type take. @type {Object<string, {expects: string, to: function(string): ?string}>} */
const FORMATS = {
  date: { expects: 'a date as yyyy-mm-dd', to: dateValue },
  time: { expects: 'a time as hh:mm', to: timeValue },
  'datetime-local': {
    expects: 'a date and time as yyyy-mm-ddThh:mm',
    to: (text) => {
      const parts = /^(.*\d{4}|\d{4}-\d{1,2}-\d{1,2})(?:T|,?\s+)(\d{1,2}[:.].*)$/.exec(text);
      const date = parts && dateValue(parts[1]), time = parts && timeValue(parts[2].replace(/Z$|\.\d+$/, ''));
      return date && time ? `${date}T${time}` : null;
    },
  },
  month: {
    expects: 'a month as yyyy-mm',
    to: (text) => {
      let parts = /^(\d{4})[-/](\d{1,2})(?:-\d{1,2})?$/.exec(text);
      if (parts) return `${parts[1]}-${two(parts[2])}`;
      parts = /^(\p{L}+)\.?,?\s+(\d{4})$/u.exec(text);
      return parts && monthOf(parts[1]) ? `${parts[2]}-${two(monthOf(parts[1]))}` : null;
    },
  },
  week: {
    expects: 'a week as yyyy-Www',
    to: (text) => { const parts = /^(\d{4})-?\s?W(\d{1,2})$/i.exec(text); return parts && `${parts[1]}-W${two(parts[2])}`; },
  },
  color: { expects: 'a colour as #rrggbb', to: colorValue },
  number: { expects: 'a number', to: (text) => { const plain = text.replace(/[\s']/g, '').replace(/,(?=\d{3}(\D|$))/g, '').replace(',', '.'); return plain === '' || Number.isNaN(Number(plain)) ? null : plain; } },
  range: { expects: 'a number', to: (text) => (text === '' || Number.isNaN(Number(text)) ? null : text) },
};

const YES = new Set(['true', 'yes', 'on', '1', 'checked', 'x', 'check', 'selected']);
const NO = new Set(['false', 'no', 'off', '0', 'unchecked', '', 'uncheck', 'none']);

/** @param {string} text @returns {?boolean} */
const truth = (text) => (YES.has(folded(text)) ? true : NO.has(folded(text)) ? false : null);
