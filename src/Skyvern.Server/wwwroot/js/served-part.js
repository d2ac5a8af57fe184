/**
 * A part of a page that the server renders: fetched anew when asked, with a line below it while the server does not answer, so that nobody takes
 * what was for what is. Where the log-in is over, the page is loaded anew, which leads to the log-in.
 */
import { merge, remember } from './merge.js';

export class ServedPart {
  #element;
  #line = document.createElement('p');
  #reading = new AbortController();

  /** @param {HTMLElement} element  its attribute `src` is the part's address, which answers the inner HTML alone */
  constructor(element) {
    this.#element = element;
    this.#line.className = 'part-lost';
    this.#line.setAttribute('role', 'status');
    this.#line.textContent = 'Connection lost, trying again…';
  }

  /** What stands in it now is what the server has sent. */
  begin() {
    this.#reading = new AbortController();
    [...this.#element.children].forEach(remember);
  }

  end() {
    this.#reading.abort();
  }

  /** Fetches it and changes what differs. @returns {Promise<boolean>} whether the server has answered with it */
  async renew() {
    const html = await this.#fetch();
    if (html === undefined) {
      return false;
    }

    const part = document.createElement('template');
    part.innerHTML = html;
    this.tellLost(false);
    merge(this.#element, part.content);
    return true;
  }

  /** @param {boolean} isLost */
  tellLost(isLost) {
    if (!isLost) {
      this.#line.remove();
    } else if (!this.#line.isConnected) {
      this.#element.append(this.#line);
    }
  }

  /** @returns {Promise<string | undefined>} what the server answers with; undefined: it is not reached, does not have it, or nobody waits for it */
  async #fetch() {
    try {
      const answer = await fetch(this.#element.getAttribute('src') ?? '', { headers: { accept: 'text/html' }, signal: this.#reading.signal });
      if (answer.status === 401 || answer.redirected) {
        location.reload();
        return await new Promise(() => {});
      }

      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  }
}
