/**
 * <run-player data-run="tsk_1" data-live>…rendered by the server…</run-player>   (data-live: the run has not ended)
 *
 * One player for the live picture, the recording and the screenshots of a run, on one scale of time: seconds since the run began. The steps
 * are those of the timeline on the page (`data-run-step` with `data-at`, `data-end`, `data-before`, `data-after`, `data-url`). A click on a step goes there; ← and → go from step to step, space plays, L shows the live picture.
 *
 * Set by the element: `data-mode` = live | recording | shots, `data-playing`; `aria-current` on the line of the step that is shown.
 *
 * @typedef {{line: HTMLElement, at: number, end: number, before?: string, after?: string, url?: string, label?: string}} Step
 */
import { Sight } from './sight.js';
import { marksOf } from './step-marks.js';
import { swap } from './swap.js';
import { clock } from './clock.js';

const SHOT_SECONDS = 1.2;
const WAITS = [1500, 3000, 6000, 12000, 24000];

class RunPlayer extends HTMLElement {
  #leave = new AbortController();
  /** @type {number | undefined} */
  #turning;
  /** @type {Step | undefined} */
  #step;
  #time = 0;
  #sight = new Sight();

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.addEventListener('click', event => this.#press(/** @type {Element} */ (event.target)), { signal });
    this.#part('scrubber')?.addEventListener('input', event => this.#seek(Number(/** @type {HTMLInputElement} */ (event.target).value)), { signal });
    this.#time = this.#length();
    for (const video of this.#videos()) {
      video.controls = false;
      video.addEventListener('timeupdate', () => !video.hidden && this.#show(video.currentTime + Number(video.dataset.offset)), { signal });
      video.addEventListener('play', () => this.toggleAttribute('data-playing', true), { signal });
      video.addEventListener('pause', () => this.toggleAttribute('data-playing', false), { signal });
    }

    document.addEventListener('click', event => this.#choose(/** @type {Element} */ (event.target)), { signal });
    document.addEventListener('keydown', event => this.#key(event), { signal });
    document.addEventListener('fragment-updated', () => this.#draw(), { signal });
    if (this.dataset.live !== undefined) {
      document.addEventListener('fragment-ended', () => this.#end(), { signal, once: true });
    }

    this.#switch(/** @type {HTMLElement} */ (this.querySelector('[data-mode][aria-pressed="true"]'))?.dataset.mode ?? 'shots');
    this.#draw();
  }

  disconnectedCallback() {
    this.#leave.abort();
    clearInterval(this.#turning);
  }

  /** @param {string} name @returns {any} */
  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** @returns {HTMLVideoElement[]} */
  #videos() {
    return [...this.querySelectorAll('video')];
  }

  /** @returns {Step[]} */
  #steps() {
    const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-run-step]'));
    return [...lines]
      .map(line => ({ line, at: Number(line.dataset.at), end: Number(line.dataset.end), before: line.dataset.before, after: line.dataset.after, url: line.dataset.url, label: line.dataset.label }))
      .sort((one, other) => one.at - other.at);
  }

  #length() {
    const whole = /** @type {HTMLElement | null} */ (document.querySelector('[data-run-length]'));
    return Math.max(Number(whole?.dataset.runLength ?? 0), ...this.#steps().map(step => step.end), 1);
  }

  /** The bar with a mark for each step. */
  #draw() {
    const steps = this.#steps();
    const length = this.#length();
    this.#part('bar').toggleAttribute('data-empty', steps.length === 0);
    const scrubber = this.#part('scrubber');
    scrubber.max = String(length);
    this.#part('marks').replaceChildren(...marksOf(steps, length));
    if (this.dataset.mode === 'live') {
      scrubber.value = String(length);
      this.#sight.show(steps.at(-1)?.line);
      this.#part('time').textContent = clock(length);
    } else {
      this.#show(this.#time);
    }
  }

  /** @param {Element} target */
  #press(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest('[data-mode], [data-go]'));
    if (button === this || !button) {
      return;
    }

    if (button.dataset.mode) {
      this.#switch(button.dataset.mode);
      return;
    }

    ({ previous: () => this.#go(-1), next: () => this.#go(1), play: () => this.#play() })[button.dataset.go ?? '']?.();
  }

  /** @param {string} mode */
  #switch(mode) {
    this.#pause();
    this.dataset.mode = mode;
    this.querySelectorAll('[data-mode]').forEach(button => button.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (button).dataset.mode === mode)));
    const live = this.#part('live');
    if (live) {
      live.hidden = mode !== 'live';
    }

    this.#part('shot').hidden = mode !== 'shots';
    this.#videos().forEach(video => (video.hidden = true));
    if (mode === 'live') {
      this.#mark(undefined);
      this.#draw();
    } else {
      this.#seek(this.#time);
    }
  }

  /** @param {Element} target */
  #choose(target) {
    const line = /** @type {HTMLElement | null} */ (target.closest('[data-run-step] summary')?.closest('[data-run-step]') ?? null);
    const step = line && this.#steps().find(one => one.line === line);
    if (step) {
      this.#to(step);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('live-view, input:not([type="range"]), textarea, select, dialog, [popover], [contenteditable], .table, pre')) {
      return;
    }

    const isOnControl = target.closest('button, a, summary, video, input');
    const act = event.key === 'ArrowLeft' ? () => this.#go(-1)
      : event.key === 'ArrowRight' ? () => this.#go(1)
        : event.key === ' ' && !isOnControl ? () => this.#play()
          : event.key.toLowerCase() === 'l' && this.#part('live') ? () => this.#switch('live') : undefined;
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /** To the step before or after; among screenshots to the next picture. @param {1 | -1} way */
  #go(way) {
    const steps = this.#steps();
    const now = this.#step ? steps.findIndex(step => step.line === this.#step?.line) : way > 0 ? -1 : steps.length;
    const step = steps[Math.min(Math.max(now + way, 0), steps.length - 1)];
    if (step) {
      this.#to(step);
    }
  }

  /** @param {Step} step */
  #to(step) {
    if (this.dataset.mode === 'live') {
      this.#switch(this.#videos().length > 0 ? 'recording' : 'shots');
    }

    this.#seek(step.at);
  }

  /** @param {number} time */
  #seek(time) {
    if (this.dataset.mode === 'live') {
      this.#switch(this.#videos().length > 0 ? 'recording' : 'shots');
    }

    if (this.dataset.mode === 'recording') {
      const videos = this.#videos();
      const video = videos.findLast(one => Number(one.dataset.offset) <= time) ?? videos[0];
      videos.forEach(one => (one.hidden = one !== video));
      if (video) {
        const second = Math.max(0, time - Number(video.dataset.offset));
        const set = () => (video.currentTime = Math.min(second, video.duration));
        video.readyState > 0 ? set() : video.addEventListener('loadedmetadata', set, { once: true });
      }
    }

    this.#show(time);
  }

  /** Tells what is shown at a time, and among screenshots shows it. @param {number} time */
  #show(time) {
    this.#time = time;
    const step = this.#steps().findLast(one => one.at <= time + 0.001) ?? this.#steps()[0];
    this.#mark(step);
    this.#part('scrubber').value = String(time);
    this.#part('scrubber').setAttribute('aria-valuetext', `${clock(time)}${step ? `, ${step.label}` : ''}`);
    this.#part('time').textContent = `${clock(time)} / ${clock(this.#length())}`;
    this.#part('address').textContent = step?.url ?? this.#part('address').textContent;
    if (this.dataset.mode !== 'shots' || !step) {
      return;
    }

    const isAfter = time > (step.at + step.end) / 2 || !step.before;
    const source = (isAfter ? step.after : step.before) ?? step.before ?? step.after;
    const figure = this.#part('shot');
    const image = figure.querySelector('img') ?? figure.insertBefore(document.createElement('img'), figure.firstChild);
    if (!source) {
      image.remove();
    } else if (image.getAttribute('src') !== source) {
      image.src = source;
    }

    const words = `${step.label}, ${isAfter && step.after ? 'after' : 'before'}`;
    image.alt = `The page: ${words}`;
    figure.querySelector('figcaption').textContent = source ? words : `There is no picture of ${step.label?.toLowerCase()}.`;
  }

  /** @param {Step | undefined} step */
  #mark(step) {
    if (this.#step?.line !== step?.line || !step?.line.hasAttribute('aria-current')) {
      document.querySelectorAll('[data-run-step][aria-current]').forEach(line => line.removeAttribute('aria-current'));
      step?.line.setAttribute('aria-current', 'true');
      this.#sight.show(step?.line);
    }

    this.#step = step;
  }

  #play() {
    if (this.hasAttribute('data-playing')) {
      this.#pause();
      return;
    }

    if (this.dataset.mode === 'live' || this.#time >= this.#length() - 0.3) {
      this.#seek(0);
    }

    const video = this.#videos().find(one => !one.hidden);
    if (this.dataset.mode === 'recording' && video) {
      video.play();
      return;
    }

    this.toggleAttribute('data-playing', true);
    let time = this.#time;
    this.#turning = setInterval(() => {
      const stops = this.#steps().flatMap(step => [step.at, step.end]).filter(stop => stop > time + 0.01);
      if (stops.length === 0) {
        this.#pause();
        return;
      }

      time = stops[0];
      this.#seek(time);
    }, SHOT_SECONDS * 1000);
  }

  #pause() {
    clearInterval(this.#turning);
    this.#videos().forEach(video => video.pause());
    this.toggleAttribute('data-playing', false);
  }

  /** The run is over: the live picture gives way to screenshots, and these to the recording as soon as it is made. */
  async #end() {
    for (const wait of WAITS) {
      const answer = await fetch(`/ui/runs/${this.dataset.run}/player`, { signal: this.#leave.signal }).catch(() => undefined);
      const part = document.createElement('template');
      part.innerHTML = answer?.ok ? await answer.text() : '';
      const next = part.content.querySelector('run-player');
      if (this.#leave.signal.aborted) {
        return;
      }

      if (next?.querySelector('video')) {
        swap(this, next);
        return;
      }

      if (this.dataset.mode === 'live') {
        this.#switch('shots');
        this.querySelectorAll('[data-part="live"], [data-mode="live"]').forEach(part => part.remove());
      }

      await new Promise(go => setTimeout(go, wait));
    }
  }
}

customElements.define('run-player', RunPlayer);
