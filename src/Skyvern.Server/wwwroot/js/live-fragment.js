/**
 * <live-fragment src="/ui/runs/tsk_1/timeline" events="/ui/runs/tsk_1/events">…rendered by the server…</live-fragment>
 *
 * Keeps a part of a page as the server would render it now: at each event it fetches `src` (the same part as HTML) and changes what differs.
 *
 *   src      address of the part; answers the inner HTML alone
 *   events   address of an event stream; several fragments of a page share one connection when it is the same
 *
 * Set by the element: `data-connection` = live | lost | ended (for style sheets); while it is lost a line says so. It dispatches
 * `fragment-updated` after each change and `fragment-ended` after the last one; both bubble. Other parts of a page hear the events
 * themselves by `events-message` on `document` (detail: {address, data}).
 *
 * What a person has in hand stays: focus, selection, scroll, a <details> that was opened or closed, what was typed. Elements with the same `id`
 * or `data-key` are the same ones. Custom elements and elements with `data-keep` are left alone as long as the server sends the same for them.
 */
import { follow } from './event-source.js';
import { merge, remember } from './merge.js';

const GAP = 250;

class LiveFragment extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #leave;
  /** @type {number | undefined} */
  #timer;
  /** @type {AbortController | undefined} */
  #reading;
  #isWaiting = false;
  #isOver = false;
  #state = document.createElement('p');

  connectedCallback() {
    this.#state.className = 'live-fragment-state';
    this.#state.setAttribute('role', 'status');
    this.#state.dataset.keep = '';
    this.#isOver = false;
    [...this.children].forEach(remember);
    this.#leave = follow(this.getAttribute('events') ?? '', {
      onEvent: () => this.#refresh(),
      onEnd: () => {
        this.#isOver = true;
        this.#refresh();
      },
      onState: state => this.#show(state),
    });
  }

  disconnectedCallback() {
    this.#leave?.();
    this.#reading?.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Fetches now if nothing was fetched for a moment, and once more afterwards if something comes meanwhile. */
  #refresh() {
    if (this.#timer !== undefined) {
      this.#isWaiting = true;
      return;
    }

    this.#timer = setTimeout(async () => {
      await this.#fetch();
      this.#timer = undefined;
      if (this.#isWaiting) {
        this.#isWaiting = false;
        this.#refresh();
      }
    }, GAP);
  }

  async #fetch() {
    this.#reading = new AbortController();
    const isLast = this.#isOver;
    try {
      const answer = await fetch(this.getAttribute('src') ?? '', { headers: { accept: 'text/html' }, signal: this.#reading.signal });
      if (answer.status === 401 || answer.redirected) {
        location.reload();
        return;
      }

      if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
      }

      const part = document.createElement('template');
      part.innerHTML = await answer.text();
      this.#state.remove();
      merge(this, part.content);
      this.dispatchEvent(new CustomEvent('fragment-updated', { bubbles: true }));
      this.#show(isLast ? 'ended' : 'live');
      if (isLast) {
        this.dispatchEvent(new CustomEvent('fragment-ended', { bubbles: true }));
      }
    } catch (fault) {
      if (this.isConnected && !(fault instanceof DOMException && fault.name === 'AbortError')) {
        this.#show('lost');
        setTimeout(() => this.isConnected && this.#refresh(), 8 * GAP);
      }
    }
  }

  /** @param {'live' | 'lost' | 'ended'} state */
  #show(state) {
    if (this.dataset.connection === 'ended') {
      return;
    }

    this.dataset.connection = state;
    if (state === 'lost') {
      this.#state.textContent = 'Connection lost, trying again…';
      this.append(this.#state);
    } else {
      this.#state.remove();
    }
  }
}

customElements.define('live-fragment', LiveFragment);
