/**
 * <reload-fragment src="/ui/status" data-every="5">…rendered by the server…</reload-fragment>
 *
 * Fetches a part of a page anew every few seconds while the page is seen, and changes what differs. For what no event tells of.
 */
import { merge, remember } from './merge.js';

class ReloadFragment extends HTMLElement {
  /** @type {number | undefined} */
  #timer;

  /** @type {AbortController | undefined} */
  #reading;

  connectedCallback() {
    [...this.children].forEach(remember);
    document.addEventListener('visibilitychange', this.#plan);
    this.#plan();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#plan);
    clearTimeout(this.#timer);
    this.#reading?.abort();
  }

  #plan = () => {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      this.#timer = setTimeout(this.#read, Number(this.dataset.every ?? 10) * 1000);
    }
  };

  #read = async () => {
    this.#reading = new AbortController();
    try {
      const response = await fetch(this.getAttribute('src') ?? '', { signal: this.#reading.signal });
      if (response.ok) {
        const template = document.createElement('template');
        template.innerHTML = await response.text();
        merge(this, template.content);
      }

      // A server that does not answer shows nothing new; one whose log-in is over will not answer later either.
      this.toggleAttribute('data-lost', !response.ok);
      if (response.status !== 401) {
        this.#plan();
      }
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'AbortError') {
        this.toggleAttribute('data-lost', true);
        this.#plan();
      }
    }
  };
}

customElements.define('reload-fragment', ReloadFragment);
