// Keeps times as the reader's clock has them: the title in local time, relative words and running durations up to date.
const titles = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {number} seconds */
function ago(seconds) {
  const [value, unit] = seconds < 60 ? [seconds, ' s'] : seconds < 3600 ? [seconds / 60, ' min'] : seconds < 86400 ? [seconds / 3600, ' h'] : [seconds / 86400, ' days'];
  const whole = Math.floor(value);
  return seconds < 5 ? 'just now' : `${whole}${unit === ' days' && whole === 1 ? ' day' : unit} ago`;
}

/** @param {number} seconds */
function took(seconds) {
  const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, '0');
  return seconds < 60 ? `${seconds.toFixed(1)} s`
    : seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
      : `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

function refresh() {
  const now = Date.now();
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll('time[data-relative]'))) {
    const at = Date.parse(time.dateTime);
    const seconds = (now - at) / 1000;
    time.title = titles.format(at);
    if (seconds >= 0 && seconds < 31 * 86400) {
      time.textContent = ago(seconds);
    }
  }
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll('time[data-since]'))) {
    time.textContent = took(Math.max(0, now - Number(time.dataset.since)) / 1000);
  }
}

refresh();
setInterval(refresh, 1000);
