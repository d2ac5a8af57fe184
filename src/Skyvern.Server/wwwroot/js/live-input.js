/**
 * A person's mouse, wheel, touch and keyboard over a picture, as messages of the live socket (docs/live.md).
 */

const BUTTONS = ['left', 'middle', 'right'];
const SECOND_CLICK = { time: 400, distance: 6 };
const SECOND_ESCAPE = 600;

export class LiveInput {
  #canvas;
  #keys;
  #send;
  #leave;
  #isOn = false;
  #stop = new AbortController();
  /** @type {{x: number, y: number, time: number, count: number} | undefined} */
  #lastClick;
  #lastEscape = -Infinity;
  /** @type {object | undefined} */
  #move;
  /** @type {{x: number, y: number, deltaX: number, deltaY: number, modifiers: number} | undefined} */
  #wheel;
  #frame = 0;

  /**
   * @param {HTMLCanvasElement} canvas  the picture, in pixels of the frames
   * @param {HTMLTextAreaElement} keys  has the focus while keys go to the page: input methods and pasting need a field
   * @param {(message: object) => void} send
   * @param {() => void} leave  the person wants to leave the picture with the keyboard
   */
  constructor(canvas, keys, send, leave) {
    this.#canvas = canvas;
    this.#keys = keys;
    this.#send = send;
    this.#leave = leave;
    const options = { signal: this.#stop.signal };
    canvas.addEventListener('pointerdown', this.#press, options);
    canvas.addEventListener('pointermove', this.#point, options);
    canvas.addEventListener('pointerup', this.#release, options);
    canvas.addEventListener('pointercancel', this.#release, options);
    canvas.addEventListener('contextmenu', event => this.#isOn && event.preventDefault(), options);
    canvas.addEventListener('wheel', this.#turn, { ...options, passive: false });
    keys.addEventListener('keydown', this.#keyDown, options);
    keys.addEventListener('keyup', this.#keyUp, options);
    keys.addEventListener('paste', this.#paste, options);
    keys.addEventListener('input', this.#composed, options);
    keys.addEventListener('compositionend', this.#composed, options);
  }

  /** Whether input goes to the page. @param {boolean} isOn */
  set isOn(isOn) {
    this.#isOn = isOn;
    this.#keys.disabled = !isOn;
    this.#canvas.classList.toggle('is-yours', isOn);
  }

  /** Keys go to the page from now on. */
  focus() {
    this.#keys.focus({ preventScroll: true });
  }

  dispose() {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
  }

  /** @param {PointerEvent} event */
  #press = event => {
    if (!this.#isOn || !BUTTONS[event.button]) {
      return;
    }

    event.preventDefault();
    this.focus();
    this.#canvas.setPointerCapture(event.pointerId);
    const last = this.#lastClick;
    const isAgain = last && event.timeStamp - last.time < SECOND_CLICK.time
      && Math.hypot(event.clientX - last.x, event.clientY - last.y) < SECOND_CLICK.distance;
    this.#lastClick = { x: event.clientX, y: event.clientY, time: event.timeStamp, count: isAgain ? Math.min(last.count + 1, 3) : 1 };
    this.#flush();
    this.#mouse('mousePressed', event);
  };

  /** @param {PointerEvent} event */
  #point = event => {
    if (this.#isOn) {
      this.#move = this.#at(event, { kind: 'mouseEvent', eventType: 'mouseMoved', button: heldButton(event.buttons) });
      this.#soon();
    }
  };

  /** @param {PointerEvent} event */
  #release = event => {
    if (this.#isOn && BUTTONS[event.button]) {
      this.#flush();
      this.#mouse('mouseReleased', event);
    }
  };

  /** @param {WheelEvent} event */
  #turn = event => {
    if (!this.#isOn) {
      return;
    }

    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 600 : 1;
    const before = this.#wheel;
    this.#wheel = {
      ...this.#at(event, { kind: 'wheelEvent' }),
      deltaX: (before?.deltaX ?? 0) + event.deltaX * lines,
      deltaY: (before?.deltaY ?? 0) + event.deltaY * lines,
    };
    this.#soon();
  };

  /** @param {KeyboardEvent} event */
  #keyDown = event => {
    if (event.isComposing || event.keyCode === 229 || event.key === 'Unidentified') {
      return;
    }

    if (event.key === 'Escape') {
      const isSecond = event.timeStamp - this.#lastEscape < SECOND_ESCAPE;
      this.#lastEscape = event.timeStamp;
      if (isSecond) {
        event.preventDefault();
        this.#leave();
        return;
      }
    }

    const isShortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
    if (isShortcut && event.key.toLowerCase() === 'v') {
      return; // comes as paste
    }

    event.preventDefault();
    const text = !isShortcut && [...event.key].length === 1 ? event.key : undefined;
    this.#key(text || !isShortcut ? 'keyDown' : 'rawKeyDown', event, text);
  };

  /** @param {KeyboardEvent} event */
  #keyUp = event => {
    if (!event.isComposing && event.key !== 'Unidentified') {
      this.#key('keyUp', event);
    }
  };

  /** @param {ClipboardEvent} event */
  #paste = event => {
    event.preventDefault();
    this.#text(event.clipboardData?.getData('text/plain') ?? '');
  };

  /** What an input method or a screen keyboard has written. @param {Event} event */
  #composed = event => {
    if (!(event instanceof InputEvent && event.isComposing)) {
      this.#text(this.#keys.value);
      this.#keys.value = '';
    }
  };

  /** @param {string} text */
  #text(text) {
    for (let from = 0; from < text.length; from += 2000) {
      this.#send({ kind: 'textEvent', text: text.slice(from, from + 2000) });
    }
  }

  /** @param {string} eventType @param {KeyboardEvent} event @param {string} [text] */
  #key(eventType, event, text) {
    if (event.key.length <= 32) {
      this.#send({ kind: 'keyEvent', eventType, key: event.key, code: event.code, text, windowsVirtualKeyCode: Math.min(event.keyCode, 254), modifiers: modifiers(event) });
    }
  }

  /** @param {string} eventType @param {PointerEvent} event */
  #mouse(eventType, event) {
    this.#send({ ...this.#at(event, { kind: 'mouseEvent', eventType, button: BUTTONS[event.button] }), clickCount: this.#lastClick?.count ?? 1 });
  }

  /** @template T @param {MouseEvent} event @param {T} message */
  #at(event, message) {
    const shown = this.#canvas.getBoundingClientRect();
    const x = clamp(((event.clientX - shown.left) * this.#canvas.width) / shown.width, this.#canvas.width);
    const y = clamp(((event.clientY - shown.top) * this.#canvas.height) / shown.height, this.#canvas.height);
    return { ...message, x, y, modifiers: modifiers(event) };
  }

  /** Moves and turns of the wheel come faster than pictures: they go together. */
  #soon() {
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const message of [this.#move, this.#wheel]) {
      if (message) {
        this.#send(message);
      }
    }

    this.#move = this.#wheel = undefined;
  }
}

/** @param {MouseEvent | KeyboardEvent} event */
function modifiers(event) {
  return (event.altKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.metaKey ? 4 : 0) | (event.shiftKey ? 8 : 0);
}

/** @param {number} buttons */
function heldButton(buttons) {
  return buttons & 1 ? 'left' : buttons & 2 ? 'right' : buttons & 4 ? 'middle' : 'none';
}

/** @param {number} value @param {number} most */
function clamp(value, most) {
  return Math.round(Math.min(Math.max(value, 0), most - 1) * 10) / 10;
}
