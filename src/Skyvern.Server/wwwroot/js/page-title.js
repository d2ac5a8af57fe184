/** Gives the tab the title of its attribute data-text: parts that follow a run send a new one. */
class PageTitle extends HTMLElement {
  connectedCallback() {
    document.title = `${this.dataset.text} · Skyvern.Server`;
  }
}

customElements.define('page-title', PageTitle);
