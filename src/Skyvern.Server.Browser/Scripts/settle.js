/*
 * Tells when a page has come to rest. Runs in the page's own world before its scripts, since only there pending requests and timers can
 * be seen; all that a page could gain by tampering with it is to be waited for longer or shorter, within limits.
 */
((key) => {
  if (window[key]) return;
  const now = performance.now.bind(performance);
  const later = window.setTimeout.bind(window);
  const call = Reflect.apply;
  const LONGEST_TIMER = 1500;
  const SHORTEST_TIMER = 20;
  const DEEPEST_CHAIN = 2;
  const NOISY_CHANGES_PER_SECOND = 4;
  const HABIT_WITHIN = 10000;
  const QUIET_AFTER_LOAD = 500;
  const LONGEST_STEP = 60;
  const MOST_HELD = 1500;
  const WATCHED = ['class', 'style', 'hidden', 'disabled', 'open', 'aria-expanded', 'aria-hidden', 'aria-busy', 'aria-selected', 'aria-checked', 'aria-invalid', 'src', 'href', 'value'];
  const SILENT = /^(SCRIPT|STYLE|LINK|META|NOSCRIPT)$/;

  const state = { changes: 0, changedAt: 0, requests: new Map(), requestEndedAt: 0, timers: new Map(), chain: 0, leavingSince: 0, marked: 0, markedAt: 0, wasMarked: false, acting: true, number: 0 };
  window.addEventListener('load', () => later(() => { if (!state.wasMarked) state.acting = false; }, QUIET_AFTER_LOAD), { once: true });

  /*
   * Habits: what a page does again and again while nobody acts on it (a clock, a ticker, polling). It goes on during an action and must
   * not be taken for the action's work.
   */
  const habitsOf = { text: new WeakMap(), content: new WeakMap(), scroll: new WeakMap(), timers: new Map(), requests: new Map() };
  const isHabit = (habits, of, least) => {
    const time = now();
    const times = (habits.get(of) || []).filter((at) => time - at < HABIT_WITHIN);
    if (!state.acting) habits.set(of, [...times.slice(-3), time]);
    return times.length >= least;
  };

  /* Changes of the document. An element that changes all the time (a spinner) does not count. */
  const rates = new WeakMap();
  const isNoisy = (node) => {
    const rate = rates.get(node);
    if (!rate || now() - rate.since > 1000) {
      const wasNoisy = rate !== undefined && now() - rate.since < 2000 && rate.count > NOISY_CHANGES_PER_SECOND;
      rates.set(node, { since: now(), count: wasNoisy ? NOISY_CHANGES_PER_SECOND + 1 : 1 });
      return wasNoisy;
    }
    return ++rate.count > NOISY_CHANGES_PER_SECOND;
  };
  /*
   * A property of an <object> is looked up in its plugin first, which Chromium then makes at once: in the midst of parsing, its document is
   * sometimes never loaded. The getters of Node ask the node alone.
   */
  const getterOf = (name) => { const get = Object.getOwnPropertyDescriptor(Node.prototype, name).get; return (node) => call(get, node, []); };
  const typeOf = getterOf('nodeType');
  const nameOf = getterOf('nodeName');
  const changed = () => { state.changes++; state.changedAt = now(); };
  const matters = (record) => record.type !== 'childList'
    || [...record.addedNodes, ...record.removedNodes].some((node) => typeOf(node) !== 8 && !SILENT.test(nameOf(node)));
  const isTextOnly = (record) => record.type === 'characterData'
    || (record.type === 'childList' && [...record.addedNodes, ...record.removedNodes].every((node) => typeOf(node) !== 1));
  const changesByItself = (record) => (isTextOnly(record)
    ? isHabit(habitsOf.text, record.type === 'characterData' ? record.target.parentNode || record.target : record.target, 2)
    : isHabit(habitsOf.content, record.target, 3));
  new MutationObserver((records) => {
    for (const record of records) if (matters(record) && !isNoisy(record.target) && !changesByItself(record)) changed();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true, attributeFilter: WATCHED });
  for (const type of ['input', 'change', 'toggle', 'focusin', 'fullscreenchange']) {
    document.addEventListener(type, changed, { capture: true, passive: true });
  }
  document.addEventListener('scroll', (event) => { if (!isHabit(habitsOf.scroll, event.target, 3)) changed(); }, { capture: true, passive: true });

  /* Requests of scripts. */
  const placeOf = (address) => { try { const url = new URL(address?.url ?? address, document.baseURI); return url.origin + url.pathname; } catch { return ''; } };
  const began = (address) => {
    const number = ++state.number;
    if (!isHabit(habitsOf.requests, placeOf(address), 2)) state.requests.set(number, now());
    return number;
  };
  const ended = (number) => { if (state.requests.delete(number)) state.requestEndedAt = now(); };
  if (window.fetch) {
    window.fetch = new Proxy(window.fetch, {
      apply(target, self, args) {
        const number = began(args[0]);
        const reply = call(target, self, args);
        reply.then(() => later(() => ended(number), 0), () => ended(number));
        return reply;
      },
    });
  }
  const addresses = new WeakMap();
  XMLHttpRequest.prototype.open = new Proxy(XMLHttpRequest.prototype.open, {
    apply(target, self, args) {
      addresses.set(self, args[1]);
      return call(target, self, args);
    },
  });
  XMLHttpRequest.prototype.send = new Proxy(XMLHttpRequest.prototype.send, {
    apply(target, self, args) {
      const number = began(addresses.get(self));
      self.addEventListener('loadend', () => ended(number), { once: true });
      return call(target, self, args);
    },
  });

  /* Short timers, as used for animations and debouncing; chains of timers are polling and do not count. */
  window.setTimeout = new Proxy(window.setTimeout, {
    apply(target, self, args) {
      const [work, delay = 0] = args;
      if (typeof work !== 'function') return call(target, self, args);
      const depth = state.chain + 1;
      let id = 0;
      const tracked = function (...given) {
        state.timers.delete(id);
        const before = state.chain;
        state.chain = depth;
        try { return call(work, this, given); } finally { state.chain = before; }
      };
      id = call(target, self, [tracked, ...args.slice(1)]);
      const isShort = delay >= SHORTEST_TIMER && delay <= LONGEST_TIMER;
      if (isShort && !isHabit(habitsOf.timers, Number(delay), 2) && depth <= DEEPEST_CHAIN) state.timers.set(id, { at: now(), due: now() + Number(delay) });
      return id;
    },
  });
  window.clearTimeout = new Proxy(window.clearTimeout, {
    apply(target, self, args) {
      state.timers.delete(args[0]);
      return call(target, self, args);
    },
  });

  /* Leaving for another document: the old one is at rest while the server thinks. */
  if (window.navigation) {
    navigation.addEventListener('navigate', (event) => {
      if (event.hashChange || event.downloadRequest !== null || event.destination.sameDocument) return;
      later(() => { if (!event.defaultPrevented) state.leavingSince = now(); }, 0);
    });
    navigation.addEventListener('navigateerror', () => { state.leavingSince = 0; });
  }

  /** A frame that was there before the action is not waited for to load: many never do. */
  const isLoading = (options, elapsed) => {
    if (options.inner && state.wasMarked) return false;
    return document.readyState === 'loading' || (document.readyState !== 'complete' && elapsed < options.most * 0.6);
  };

  /**
   * While the thread is held up (by long work, or by a busy machine) the page can do nothing: that is no rest. What it had to do meanwhile
   * comes with its next turns. @param {number} looked when it was looked last @returns {number} how long it was held up since
   */
  const discount = (looked) => {
    const time = now();
    const held = Math.max(0, time - looked - LONGEST_STEP);
    state.changedAt = Math.min(time, state.changedAt + held);
    if (state.requestEndedAt > state.markedAt) state.requestEndedAt = Math.min(time, state.requestEndedAt + held);
    return held;
  };

  /** @param {number} looked when it was looked last: a timer that was due then has run, others may wait for their turn @returns {string} why the page is not at rest; '' when it is */
  const restlessness = (options, started, looked) => {
    const time = now();
    if (time - started < options.least) return 'start';
    if (state.leavingSince) return 'leaving';
    if (isLoading(options, time - started)) return 'loading';
    if (state.changes !== state.marked && time - state.changedAt < options.quiet) return 'changes';
    for (const since of state.requests.values()) if (time - since < options.patience) return 'requests';
    if (state.requestEndedAt > state.markedAt && time - state.requestEndedAt < options.netQuiet) return 'requests';
    if (options.timers) {
      for (const timer of state.timers.values()) if (timer.at >= state.markedAt && timer.due > looked - 50) return 'timers';
    }
    return '';
  };

  const tracker = {
    /** An action begins: changes from here on are its own. */
    mark() {
      state.marked = state.changes;
      state.markedAt = now();
      state.leavingSince = 0;
      state.wasMarked = true;
      state.acting = true;
      return 'marked';
    },
    /** @returns {Promise<string>} JSON: why it ended (empty: at rest) and whether anything changed since the mark */
    settle(options) {
      const started = now();
      let looked = started, most = options.most;
      return new Promise((resolve) => {
        const look = () => {
          most = Math.min(most + discount(looked), options.most + MOST_HELD);
          const why = restlessness(options, started, looked);
          looked = now();
          if (!why || looked - started >= most) {
            state.acting = false;
            resolve(JSON.stringify({ why, changed: state.changes !== state.marked || state.leavingSince > 0 || state.requestEndedAt > state.markedAt }));
          } else {
            later(look, 15);
          }
        };
        later(look, 0);
      });
    },
  };
  Object.defineProperty(window, key, { value: tracker });
})
