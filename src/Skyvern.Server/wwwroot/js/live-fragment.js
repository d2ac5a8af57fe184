/**
 * <live-fragment src="/ui/runs/tsk_1/timeline" events="/ui/runs/tsk_1/events">…rendered by the server…</live-fragment>
 *
 * Keeps a part of a page as the server would render it now: at each event it fetches `src` (the same part as HTML) and changes what differs.
 *
 *   src      address of the part; answers the inner HTML alone
 *   events   address of an event stream; several fragments of a page share one connection when it is the same
 *
 * As long as something in the part has the attribute `data-unsettled`, it will change without an event: it is fetched again by itself, at growing
 * waits.
 *
 * Set by the element: `data-connection` = live | lost | ended (for style sheets); while it is lost a line says so. It dispatches
 * `fragment-updated` after each change and `fragment-ended` after that of the last event; both bubble. Other parts of a page hear the events
 * themselves by `events-message` on `document` (detail: {address, data}).
 *
 * What a person has in hand stays: focus, selection, scroll, a <details> that was opened or closed, what was typed. Elements with the same `id`
 * or `data-key` are the same ones. Custom elements and elements with `data-keep` are left alone as long as the server sends the same for them.
 */
import { follow } from './event-source.js';
import { ServedPart } from './served-part.js';

const GAP = 250;
const FIRST_WAIT = 1500;
const LONGEST_WAIT = 60000;

class LiveFragment extends HTMLElement {
  #part = new ServedPart(this);
  /** @type {(() => void) | undefined} */
  #leave;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | undefined} */
  #again;
  #wait = FIRST_WAIT;
  #isWaiting = false;
  #isCut = false;
  #isOver = false;
  #isLastTold = false;

  connectedCallback() {
    this.#isOver = this.#isLastTold = false;
    this.#part.begin();
    this.#leave = follow(this.getAttribute('events') ?? '', {
      onEvent: () => {
        this.#wait = FIRST_WAIT;
        this.#refresh();
      },
      onEnd: () => {
        this.#isOver = true;
        this.#isCut = false;
        this.#refresh();
      },
      onState: state => {
        const wasCut = this.#isCut;
        this.#isCut = state === 'lost';
        this.#show(state);
        if (wasCut || this.#isCut) {
          this.#refresh(); // what was missed; or whether it is the log-in that is over
        }
      },
    });
    this.#settle();
  }

  disconnectedCallback() {
    this.#leave?.();
    this.#part.end();
    clearTimeout(this.#timer);
    clearTimeout(this.#again);
    this.#timer = undefined;
  }

  /** Fetches now if nothing was fetched for a moment, and once more afterwards if something comes meanwhile. */
  #refresh() {
    if (this.#timer !== undefined) {
      this.#isWaiting = true;
      return;
    }

    clearTimeout(this.#again);
    this.#timer = setTimeout(async () => {
      await this.#fetch();
      this.#timer = undefined;
      if (this.#isWaiting && this.isConnected) {
        this.#isWaiting = false;
        this.#refresh();
      }
    }, GAP);
  }

  async #fetch() {
    const isLast = this.#isOver;
    const isRenewed = await this.#part.renew();
    if (!this.isConnected) {
      return;
    }

    if (!isRenewed) {
      this.#show('lost');
      this.#later(8 * GAP);
      return;
    }

    this.dispatchEvent(new CustomEvent('fragment-updated', { bubbles: true }));
    this.#show(this.#isCut ? 'lost' : isLast && !this.#isUnsettled ? 'ended' : 'live');
    if (isLast && !this.#isLastTold) {
      this.#isLastTold = true;
      this.dispatchEvent(new CustomEvent('fragment-ended', { bubbles: true }));
    }

    this.#settle();
  }

  get #isUnsettled() {
    return this.querySelector('[data-unsettled]') !== null;
  }

  /** Comes back to what changes without an event. */
  #settle() {
    if (this.#isUnsettled) {
      this.#later(this.#wait);
      this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    }
  }

  /** @param {number} wait */
  #later(wait) {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#refresh(), wait);
  }

  /** @param {'live' | 'lost' | 'ended'} state */
  #show(state) {
    if (this.dataset.connection !== 'ended') {
      this.dataset.connection = state;
      this.#part.tellLost(state === 'lost');
    }
  }
}

customElements.define('live-fragment', LiveFragment);
