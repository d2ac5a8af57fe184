/* What happens between two observations: messages that come and go, and elements that leave the document. */

const MESSAGES = '[role=alert],[role=status],[aria-live=assertive],[aria-live=polite],[class*=toast i],[class*=snackbar i],[class*=flash i]';
const MOST_MESSAGES = 10;

/** Messages since the last observation, in order, with whether they are alerts. @type {Map<string, boolean>} */
let messages = new Map();

/** @type {Map<string, boolean>} those that the last observation was about */
let takenMessages = new Map();
let isWatching = false;

/** Begins to watch the document, once. */
function watch() {
  if (isWatching) return;
  isWatching = true;
  new MutationObserver((records) => {
    let hasRemoved = false;
    for (const record of records) {
      hasRemoved ||= record.removedNodes.length > 0;
      if (record.type === 'childList') {
        for (const node of record.addedNodes) noteMessages(node.nodeType === Node.ELEMENT_NODE ? node : record.target, node.nodeType === Node.ELEMENT_NODE);
      } else {
        noteMessages(record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement, false);
      }
    }
    if (hasRemoved) retireGone();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class', 'hidden', 'style', 'open'] });
}

/** @param {?Element} element something that was added or changed @param {boolean} isAdded its content is new as well */
function noteMessages(element, isAdded) {
  if (!element?.isConnected || messages.size >= MOST_MESSAGES) return;
  const found = element.closest(MESSAGES);
  for (const message of found ? [found] : isAdded && element.firstElementChild ? element.querySelectorAll(MESSAGES) : []) {
    if (message.querySelector('input,select,textarea') || !message.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const text = line(message.textContent, 300);
    if (text.length > 2) messages.set(text, isAlert(message));
  }
}

/** Adds messages that were shown since the last observation and are no longer. @param {PageWalk} walk @param {boolean} again whether it is the same observation once more */
function addPassedMessages(walk, again) {
  if (!again) {
    takenMessages = messages;
    messages = new Map();
  }
  const squeezed = (text) => text.replace(/[\s"]/g, '');
  const shown = squeezed(walk.entries.map((entry) => entry.s).join(' '));
  const at = { group: 0, item: 0 };
  for (const [text, isError] of takenMessages) {
    if (shown.includes(squeezed(text))) continue;
    if (isError) walk.alerts.push(text);
    walk.push(isError ? 'a' : 't', `${isError ? 'ALERT ' : ''}${text} (shown for a moment, gone again)`, 0, at);
  }
}
