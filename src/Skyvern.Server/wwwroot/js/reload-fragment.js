/**
 * <reload-fragment src="/ui/status" data-every="5">…rendered by the server…</reload-fragment>
 *
 * Fetches a part of a page anew every few seconds while the page is seen, and changes what differs. For what no event tells of.
 */
import { ServedPart } from './served-part.js';

class ReloadFragment extends HTMLElement {
  #part = new ServedPart(this);
  /** @type {number | undefined} */
  #timer;

  connectedCallback() {
    this.#part.begin();
    document.addEventListener('visibilitychange', this.#plan);
    this.#plan();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#plan);
    clearTimeout(this.#timer);
    this.#part.end();
  }

  #plan = () => {
    clearTimeout(this.#timer);
    if (this.isConnected && !document.hidden) {
      this.#timer = setTimeout(this.#read, Number(this.dataset.every ?? 10) * 1000);
    }
  };

  #read = async () => {
    this.#part.tellLost(!(await this.#part.renew()));
    this.#plan();
  };
}

customElements.define('reload-fragment', ReloadFragment);
