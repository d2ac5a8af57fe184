/** @typedef {{ faults: Record<string, string>, notes: Record<string, string | null>, snippets: Record<string, string> }} Answer */

const PAUSE = 250;

/**
 * Has the form in it checked by the server while it is written: faults stand at their fields, the request as code follows.
 * Nothing of it is needed to send the form.
 */
class TaskForm extends HTMLElement {
  /** Fields that were written into: others are not found fault with yet. */
  #touched = new Set();

  /** @type {number | undefined} */
  #timer;

  /** @type {AbortController | undefined} */
  #asking;

  connectedCallback() {
    this.addEventListener('input', this.#note);
    this.addEventListener('keydown', this.#send);
    this.querySelector('[aria-invalid="true"]')?.focus();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.removeEventListener('input', this.#note);
    this.removeEventListener('keydown', this.#send);
  }

  #note = (/** @type {Event} */ event) => {
    this.#touched.add(/** @type {HTMLInputElement} */ (event.target).name);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#check, PAUSE);
  };

  /** Ctrl and Enter send the form from wherever one writes. */
  #send = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.querySelector('form')?.requestSubmit();
    }
  };

  #check = async () => {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
    try {
      const response = await fetch(this.dataset.check ?? '', { method: 'POST', body: new URLSearchParams(/** @type {any} */ (new FormData(form))), signal: this.#asking.signal });
      if (response.ok) {
        this.#show(await response.json());
      }
    } catch (error) {
      // Without an answer the form is as good as without scripts: the server checks it when it is sent.
      if (!(error instanceof TypeError) && /** @type {Error} */ (error).name !== 'AbortError') {
        throw error;
      }
    }
  };

  #show(/** @type {Answer} */ answer) {
    for (const name of this.#touched) {
      this.#mark(name, answer.faults[name]);
    }

    for (const [name, words] of Object.entries(answer.notes)) {
      const note = this.querySelector(`[data-note="${name}"]`);
      if (note) {
        setText(note, words ?? '');
        note.toggleAttribute('hidden', !words);
      }
    }

    for (const [key, code] of Object.entries(answer.snippets)) {
      const place = document.querySelector(`[data-snippet="${key}"]`);
      const [text, copy] = [place?.querySelector('code'), /** @type {HTMLElement | null | undefined} */ (place?.querySelector('copy-button'))];
      if (text && copy) {
        setText(text, code);
        copy.dataset.text = code;
      }
    }
  }

  #mark(/** @type {string} */ name, /** @type {string | undefined} */ fault) {
    const field = this.querySelector(`[data-field="${name}"]`);
    const words = field?.querySelector('.fault');
    if (!field || !words) {
      return;
    }

    setText(words, fault ?? '');
    words.toggleAttribute('hidden', !fault);
    const control = field.querySelector('input, textarea, select');
    fault ? control?.setAttribute('aria-invalid', 'true') : control?.removeAttribute('aria-invalid');
  }
}

/** Readers of screens say what changes: so nothing is written that stands there already. */
function setText(/** @type {Element} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

customElements.define('task-form', TaskForm);
