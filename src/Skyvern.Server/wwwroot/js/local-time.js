// Keeps times as the reader's clock has them: the title in local time, relative words and running durations up to date.
const titles = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {number} seconds */
function span(seconds) {
  const [value, unit] = seconds < 60 ? [seconds, ' s'] : seconds < 3600 ? [seconds / 60, ' min'] : seconds < 86400 ? [seconds / 3600, ' h'] : [seconds / 86400, ' days'];
  const whole = Math.floor(value);
  return `${whole}${unit === ' days' && whole === 1 ? ' day' : unit}`;
}

/** As the server says it (RelativeTime); undefined: what stands there is as good. @param {number} seconds since then @param {boolean} isDue */
function words(seconds, isDue) {
  if (Math.abs(seconds) >= 31 * 86400) {
    return undefined;
  }

  if (isDue) {
    return seconds > -5 ? 'now' : `in ${span(-seconds)}`;
  }

  // A clock that is behind the server's must not make the past a future.
  return seconds < 0 ? undefined : seconds < 5 ? 'just now' : `${span(seconds)} ago`;
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
    time.title = titles.format(at);
    const said = words((now - at) / 1000, time.dataset.relative === 'due');
    if (said !== undefined && said !== time.textContent) {
      time.textContent = said;
    }
  }
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll('time[data-since]'))) {
    time.textContent = took(Math.max(0, now - Number(time.dataset.since)) / 1000);
  }
}

refresh();
setInterval(refresh, 1000);
