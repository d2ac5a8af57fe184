/**
 * What a <live-view> is made of.
 */

const HAND = 'M8 12V6.5a1.5 1.5 0 0 1 3 0V11M11 10.5V5a1.5 1.5 0 0 1 3 0v6M14 11V6.5a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-6 6c-2.5 0-4-1.2-5-3l-2.2-4a1.5 1.5 0 0 1 2.5-1.5L8 14';

/** The element's own parts; texts are set later, never as HTML. */
export function build() {
  const template = document.createElement('template');
  template.innerHTML = `
    <div class="live-bar">
      <button type="button" class="live-button" data-part="back" aria-label="Back" title="Back" disabled>‹</button>
      <button type="button" class="live-button" data-part="forward" aria-label="Forward" title="Forward" disabled>›</button>
      <button type="button" class="live-button" data-part="reload" aria-label="Reload" title="Reload" disabled>↻</button>
      <form data-part="form"><input data-part="address" aria-label="Address" inputmode="url" autocomplete="off" spellcheck="false" readonly></form>
      <span class="live-chip" data-part="chip"></span><span class="live-rate" data-part="rate"></span>
      <button type="button" class="button live-take" data-part="take" hidden>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${HAND}"/></svg>
        <span data-part="verb"></span></button>
    </div>
    <div class="live-stage">
      <canvas data-part="canvas" width="1280" height="720" role="img" aria-label="Live picture of the browser"></canvas>
      <textarea class="live-keys" data-part="keys" aria-label="Keyboard of the browser; press Escape twice to leave" autocapitalize="off" autocomplete="off" spellcheck="false" disabled></textarea>
      <p class="live-words" data-part="words" role="status"></p>
    </div>
    <div class="live-panel">
      <div class="live-about"><span class="live-title" data-part="title"></span><span class="live-viewers" data-part="viewers"></span></div>
      <div class="live-control"><span data-part="who" role="status"></span>
        <span class="live-limit" data-part="limit" hidden>Back in <span data-part="left"></span> without input.</span>
        <span class="live-hint" data-part="hint" hidden>Keys go to the page: press Escape twice to leave it.</span>
        <span class="live-note" data-part="note" role="alert"></span></div>
    </div>`;
  const content = template.content;
  /** @param {string} name @returns {any} */
  const part = name => content.querySelector(`[data-part="${name}"]`);
  const names = ['back', 'forward', 'reload', 'form', 'address', 'chip', 'rate', 'canvas', 'keys', 'words', 'title', 'viewers', 'who', 'limit', 'left', 'hint', 'note', 'take', 'verb'];
  return /** @type {Record<string, any>} */ ({
    bar: content.children[0], stage: content.children[1], panel: content.children[2], ...Object.fromEntries(names.map(name => [name, part(name)])),
  });
}
