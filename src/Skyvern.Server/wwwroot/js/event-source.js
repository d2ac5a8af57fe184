/**
 * One connection for each address, however many parts of the page follow it: browsers open only a few to a server.
 *
 * @typedef {object} Follower
 * @property {(data: any) => void} onEvent  something has happened
 * @property {() => void} onEnd  nothing more will
 * @property {(state: 'live' | 'lost') => void} onState  the connection came or went
 */

/** @type {Map<string, {source: EventSource, followers: Set<Follower>}>} */
const open = new Map();

/**
 * Follows the events of an address until the answered function is called.
 * @param {string} address
 * @param {Follower} follower
 * @returns {() => void}
 */
export function follow(address, follower) {
  const stream = open.get(address) ?? connect(address);
  stream.followers.add(follower);
  if (stream.source.readyState === EventSource.OPEN) {
    follower.onState('live');
  }

  return () => {
    stream.followers.delete(follower);
    if (stream.followers.size === 0) {
      stream.source.close();
      open.delete(address);
    }
  };
}

/** @param {string} address */
function connect(address) {
  const stream = { source: new EventSource(address), followers: /** @type {Set<Follower>} */ (new Set()) };
  open.set(address, stream);
  let isOver = false;
  let wait = 1000;
  /** @type {(message: MessageEvent) => void} */
  const take = message => {
    const data = JSON.parse(message.data);
    document.dispatchEvent(new CustomEvent('events-message', { detail: { address, data } }));
    stream.followers.forEach(follower => follower.onEvent(data));
  };
  const listen = () => {
    const { source } = stream;
    source.addEventListener('message', take);
    source.addEventListener('change', take);
    source.addEventListener('end', () => {
      isOver = true;
      source.close();
      stream.followers.forEach(follower => follower.onEnd());
    });
    source.addEventListener('open', () => {
      wait = 1000;
      stream.followers.forEach(follower => follower.onState('live'));
    });
    source.addEventListener('error', () => {
      if (isOver) {
        return;
      }

      stream.followers.forEach(follower => follower.onState('lost'));
      if (source.readyState === EventSource.CLOSED) {
        // Answered with an error: the browser does not try again by itself.
        setTimeout(() => {
          if (stream.followers.size > 0) {
            stream.source = new EventSource(address);
            listen();
          }
        }, wait);
        wait = Math.min(2 * wait, 30000);
      }
    });
  };
  listen();
  return stream;
}
