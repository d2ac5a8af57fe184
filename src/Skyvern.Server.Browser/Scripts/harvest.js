/*
 * Lists that hold more than the document does: some add to themselves at their end, others draw only the rows in view. They are scrolled
 * through, what comes up is put together, and the page is left where it was.
 */

const MOST_SCREENS = 200;
const MOST_SCROLLERS = 3;
const IDLE_SCREENS = 5;

/** @returns {Element[]} the page and the larger boxes in it that scroll */
function harvestScrollers() {
  const page = document.scrollingElement || document.documentElement;
  const area = (element) => element.clientWidth * element.clientHeight;
  const boxes = [...document.querySelectorAll('body *')].filter((element) => isScroller(element) && area(element) > 20_000 && isShown(element));
  const found = boxes.sort((a, b) => area(b) - area(a)).slice(0, MOST_SCROLLERS);
  return page.scrollHeight > innerHeight * 1.05 ? [...found, page] : found;
}

/** Counts how the document changes below an element. */
class Changes {
  /** @param {Element} root */
  constructor(root) {
    this.clock = pageClock();
    this.at = 0;
    this.added = 0;
    this.replaced = 0;
    this.observer = new MutationObserver((records) => {
      this.at = this.clock();
      for (const record of records) {
        if (record.type === 'characterData' || record.removedNodes.length) this.replaced++;
        if (record.addedNodes.length) this.added++;
      }
    });
    this.observer.observe(root, { subtree: true, childList: true, characterData: true });
  }

  /** Waits until the list has drawn: at least two frames, and a moment without a change. @param {number} first how long to wait for a first change */
  async calm(first) {
    const started = this.clock();
    const before = this.added + this.replaced;
    const waited = () => this.clock() - started;
    await nextFrame();
    await nextFrame();
    while (waited() < first && this.added + this.replaced === before) await nextFrame(FRAME_WITHIN);
    while (this.clock() - this.at < 80 && waited() < 1200) await pause(20);
    while (isLoading() && waited() < 3000) await pause(50);
  }

  end() {
    this.observer.disconnect();
  }
}

/** @returns {boolean} the page says that it is loading */
function isLoading() {
  return [...document.querySelectorAll('[aria-busy=true],.loading,.loader,.spinner')].some((sign) => isShown(sign) && sign.getBoundingClientRect().top < innerHeight);
}

/**
 * @param {object} first the page as it stands; all that scrolling brings up is added @param {function(): object} read reads it anew
 * @param {number} milliseconds at most @returns {Promise<boolean>} whether there is more
 */
async function harvest(first, read, milliseconds) {
  const until = performance.now() + milliseconds;
  const lists = [];
  for (const scroller of harvestScrollers()) lists.push(await startOf(scroller));
  const drawn = lists.filter(({ changes }) => changes.replaced);
  if (drawn.some(({ start }) => start > 0)) Object.assign(first, read());
  let cut = false;
  for (const { scroller, changes } of drawn) cut = await harvestDrawn(scroller, changes, until, () => mergeContent(first, read())) || cut;
  for (const { scroller, changes } of lists) {
    if (changes.replaced || !changes.added) continue;
    cut = await harvestAdded(scroller, changes, until) || cut;
    mergeContent(first, read());
  }
  for (const { scroller, start, changes } of lists) {
    changes.end();
    scroller.scrollTo({ top: start, behavior: 'instant' });
  }
  return cut;
}

/** Tries what the end of a list brings up. One that draws its rows anew is left at its start. @param {Element} scroller */
async function startOf(scroller) {
  const start = scroller.scrollTop;
  const changes = new Changes(scroller === document.scrollingElement ? document.body : scroller);
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' });
  await changes.calm(500);
  scroller.scrollTo({ top: changes.replaced ? 0 : start, behavior: 'instant' });
  if (changes.replaced) await changes.calm(100);
  return { scroller, start, changes };
}

/** Rows that are drawn as they come into view: screen after screen. @param {function(): boolean} take takes what is there; whether it is new @returns {Promise<boolean>} whether there is more */
async function harvestDrawn(scroller, changes, until, take) {
  let idle = 0;
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    idle = take() ? 0 : idle + 1;
    if (performance.now() > until) return true;
    const before = scroller.scrollTop;
    scroller.scrollBy({ top: Math.max(40, scroller.clientHeight * 0.8), behavior: 'instant' });
    await changes.calm(400);
    if (scroller.scrollTop - before < 1) {
      await changes.calm(500);
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) {
        take();
        return false;
      }
    }
    if (idle >= IDLE_SCREENS) return false;
  }
  return true;
}

/** Rows that are added at the end as it comes into view. @returns {Promise<boolean>} whether there is more */
async function harvestAdded(scroller, changes, until) {
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    if (performance.now() > until) return true;
    const before = changes.added;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' });
    await changes.calm(700);
    if (changes.added === before) return false;
  }
  return true;
}
