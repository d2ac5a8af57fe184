/**
 * <live-view run="tsk_1"></live-view>   or   <live-view session="pbs_1"></live-view>
 *
 * Shows the browser of a run (a workflow run too) or of a browser session as it is now, and lets a person take its mouse and keyboard.
 * Needs the style sheet live-view.css. What stands inside is shown until the first picture comes: a screenshot, or a sentence for readers
 * without scripts. Not to be put into a <live-fragment>.
 *
 *   run | session   the id
 *   data-at-end     "reload": the page is loaded anew when there is nothing more to see
 *
 * Set by the element: `data-state` = connecting | waiting | open | lost | ended. It dispatches, bubbling: `live-state` (detail: {state}),
 * `live-control` (detail: {holder, yours}) and `live-ended` (detail: {status}).
 */
import { LiveInput } from './live-input.js';
import { build } from './live-parts.js';

const LONGEST_WAIT = 10000;
const LONGEST_NOTE = 10000;

/** The server sends a picture each second: so long without one, the connection is dead, though nobody has said so. */
const LONGEST_SILENCE = 15000;

const SENTENCES = {
  queued: 'The run waits in the queue. Its browser appears here as soon as it opens.',
  opening: 'The browser is opening…',
  picture: 'Waiting for the first picture…',
  not_found: 'There is nothing here to watch, or not any more.',
  session_expired: 'The browser session is over.',
  invalid_url: 'That is no address that can be opened.',
  blocked: 'This server may not open that address.',
  failed: 'That page did not come.',
  idle: 'Control went back by itself, since nothing was done with it.',
  'taken-over': 'Somebody else has taken control.',
};

class LiveView extends HTMLElement {
  #parts = build();
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {LiveInput | undefined} */
  #input;
  #wait = 500;
  #retry = 0;
  #tick = 0;
  #noted = 0;
  #isOver = false;
  #mayTake = false;
  #yours = false;
  /** @type {string | null} */
  #holder = null;
  #until = 0;
  /** @type {Blob | undefined} */
  #next;
  #isDrawing = false;
  /** @type {number[]} */
  #frames = [];
  #heard = 0;

  connectedCallback() {
    const { bar, stage, panel, canvas, keys, take, back, forward, reload, address, form } = this.#parts;
    this.append(bar, stage, panel);
    [...this.childNodes].filter(node => ![bar, stage, panel].includes(/** @type {any} */ (node))).forEach(node => stage.prepend(node));
    this.#input = new LiveInput(canvas, keys, message => this.#send(message), () => take.focus());
    take.onclick = () => this.#send({ kind: this.#yours ? 'cede-control' : 'take-control' });
    back.onclick = () => this.#send({ kind: 'goBackEvent' });
    forward.onclick = () => this.#send({ kind: 'goForwardEvent' });
    reload.onclick = () => this.#send({ kind: 'reloadEvent' });
    form.onsubmit = event => {
      event.preventDefault();
      this.#send({ kind: 'navigateEvent', url: address.value.trim() });
      this.#input?.focus();
    };
    this.#tick = setInterval(() => this.#showRate(), 500);
    this.#isOver = false;
    this.#connect();
  }

  disconnectedCallback() {
    clearInterval(this.#tick);
    clearTimeout(this.#retry);
    clearTimeout(this.#noted);
    this.#input?.dispose();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #connect() {
    const run = this.getAttribute('run');
    const path = run ? `runs/${encodeURIComponent(run)}` : `sessions/${encodeURIComponent(this.getAttribute('session') ?? '')}`;
    this.#show('connecting', 'Connecting…');
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ui/live/${path}`);
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#heard = performance.now();
      typeof data === 'string' ? this.#take(JSON.parse(data)) : this.#draw(data);
    };
    socket.onclose = () => socket === this.#socket && this.#lost();
  }

  #lost() {
    this.#setControl({ holder: null, yours: false });
    this.#mayTake = false;
    this.#parts.viewers.textContent = '';
    this.#showControl();
    if (this.#isOver) {
      return;
    }

    const seconds = Math.round(this.#wait / 1000);
    this.#show('lost', seconds > 4
      ? `The server cannot be reached. Trying again in ${seconds} s; if this stays, reload the page and log in.`
      : 'Connection lost, trying again…');
    this.#retry = setTimeout(() => this.#connect(), this.#wait * (0.8 + 0.4 * Math.random()));
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
  }

  /** @param {any} message */
  #take(message) {
    switch (message.kind) {
      case 'waiting':
        this.#mayTake = false;
        this.#showControl();
        this.#show('waiting', ['created', 'queued'].includes(message.status) && this.hasAttribute('run') ? SENTENCES.queued : SENTENCES.opening);
        break;
      case 'open':
        this.#wait = 500;
        this.#mayTake = message.intervention;
        this.#show('open', SENTENCES.picture);
        this.#showControl();
        break;
      case 'page':
        this.#showPage(message);
        break;
      case 'viewers':
        this.#parts.viewers.textContent = message.count === 1 ? '1 person watches' : `${message.count} people watch`;
        break;
      case 'control':
        this.#setControl(message);
        break;
      case 'control-ended':
      case 'navigate-error':
        this.#note(SENTENCES[/** @type {keyof typeof SENTENCES} */ (message.reason)] ?? '');
        break;
      case 'ended':
        this.#isOver = true;
        this.#mayTake = false;
        this.#show('ended', SENTENCES[/** @type {keyof typeof SENTENCES} */ (message.status)] ?? `It has ended: ${message.status.replace('_', ' ')}.`);
        this.#showControl();
        this.dispatchEvent(new CustomEvent('live-ended', { bubbles: true, detail: { status: message.status } }));
        if (this.dataset.atEnd === 'reload') {
          location.reload();
        }

        break;
    }
  }

  /** Draws the newest picture; those that came while one was being decoded are left out. @param {Blob} picture */
  async #draw(picture) {
    this.#frames.push(performance.now());
    this.#next = picture;
    if (this.#isDrawing) {
      return;
    }

    this.#isDrawing = true;
    const { canvas, words } = this.#parts;
    while (this.#next) {
      const now = this.#next;
      this.#next = undefined;
      const image = await createImageBitmap(now).catch(() => undefined);
      if (image) {
        if (canvas.width !== image.width || canvas.height !== image.height) {
          [canvas.width, canvas.height] = [image.width, image.height];
        }

        canvas.getContext('2d')?.drawImage(image, 0, 0);
        image.close();
      }
    }

    this.#isDrawing = false;
    if (this.dataset.state === 'open') {
      this.classList.add('has-picture');
      words.textContent = '';
    }
  }

  #showRate() {
    const now = performance.now();
    this.#frames = this.#frames.filter(at => now - at < 2000);
    const isOpen = this.dataset.state === 'open';
    if (isOpen && now - this.#heard > LONGEST_SILENCE) {
      const silent = this.#socket;
      this.#socket = undefined;
      silent?.close();
      this.#lost();
      return;
    }

    const rate = this.#frames.length / 2;
    this.#parts.rate.textContent = !isOpen ? '' : rate > 1 ? `${Math.round(rate)} pictures/s` : 'page is still';
    if (this.#holder !== null) {
      this.#parts.left.textContent = clock(this.#until - now);
    }
  }

  /** @param {{url: string, title: string, tab: number, tabs: number}} page */
  #showPage(page) {
    const { address, title } = this.#parts;
    if (document.activeElement !== address) {
      address.value = page.url;
    }

    title.textContent = page.title + (page.tabs > 1 ? ` · tab ${page.tab} of ${page.tabs}` : '');
    title.title = page.title;
  }

  /** @param {{holder?: string | null, yours: boolean, seconds_left?: number}} control */
  #setControl(control) {
    const gained = control.yours && !this.#yours;
    const lost = this.#yours && !control.yours;
    this.#yours = control.yours;
    this.#holder = control.holder ?? null;
    this.#until = performance.now() + 1000 * (control.seconds_left ?? 0);
    if (this.#input) {
      this.#input.isOn = control.yours;
    }

    this.#showControl();
    if (gained) {
      this.#note('');
      this.#input?.focus();
    } else if (lost && this.contains(document.activeElement)) {
      this.#parts.take.focus();
    }

    this.dispatchEvent(new CustomEvent('live-control', { bubbles: true, detail: { holder: control.holder, yours: control.yours } }));
  }

  #showControl() {
    const { take, verb, who, left, limit, hint, back, forward, reload, address } = this.#parts;
    const isTaken = this.#holder !== null;
    this.classList.toggle('is-yours', this.#yours);
    this.classList.toggle('is-taken', isTaken);
    who.textContent = this.#yours
      ? this.hasAttribute('run') ? 'You have control; the run waits.' : 'You have control; tasks in this browser wait.'
      : isTaken
        ? `${this.#holder || 'Somebody'} has control.`
        : this.#mayTake
          ? 'Stuck? Take mouse and keyboard, and hand them back when you are done.'
          : '';
    left.textContent = isTaken ? clock(this.#until - performance.now()) : '';
    limit.hidden = !isTaken;
    hint.hidden = !this.#yours;
    take.hidden = !this.#mayTake;
    take.classList.toggle('take', this.#yours);
    verb.textContent = this.#yours ? 'Hand back' : isTaken ? 'Take over' : 'Take control';
    [back, forward, reload].forEach(button => (button.disabled = !this.#yours));
    address.readOnly = !this.#yours;
  }

  /** @param {string} state @param {string} words */
  #show(state, words) {
    this.dataset.state = state;
    this.#parts.words.textContent = state === 'open' && this.classList.contains('has-picture') ? '' : words;
    this.#parts.chip.textContent = { open: 'LIVE', ended: 'ENDED', lost: 'OFFLINE' }[state] ?? 'WAITING';
    this.#showRate();
    this.dispatchEvent(new CustomEvent('live-state', { bubbles: true, detail: { state } }));
  }

  /** Says what has just happened, for a while. @param {string} words */
  #note(words) {
    clearTimeout(this.#noted);
    this.#parts.note.textContent = words;
    this.#noted = setTimeout(() => (this.#parts.note.textContent = ''), LONGEST_NOTE);
  }

  /** @param {object} message */
  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}

/** What is left of a time, as 4:05. @param {number} milliseconds */
function clock(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

customElements.define('live-view', LiveView);
