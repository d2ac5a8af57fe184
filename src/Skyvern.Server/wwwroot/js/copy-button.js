/** Copies the text of its attribute data-text, and shows for a moment that it has. */
class CopyButton extends HTMLElement {
  /** @type {number | undefined} */
  #timer;

  connectedCallback() {
    this.addEventListener('click', this.#copy);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.removeEventListener('click', this.#copy);
  }

  #copy = async () => {
    await copy(this.dataset.text ?? '');
    this.classList.add('copied');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.classList.remove('copied'), 1500);
  };
}

/**
 * Without https only this machine's own pages have the clipboard: others select the text and copy that.
 * @param {string} text
 */
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }

  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

customElements.define('copy-button', CopyButton);
