/* What the server calls to see a frame. */

let observations = 0;

/**
 * @param {{last: number, margin: number}} request last ref number used in the run; how far around the viewport to look
 * @returns {object} lines, controls, counts and the new last ref number
 */
function observe(request) {
  lastRef = Math.max(lastRef, request.last);
  forgetCollected();
  const walk = new PageWalk({ whole: false, margin: request.margin, marksNew: observations++ > 0 }).page();
  const page = document.scrollingElement || document.documentElement;
  return {
    url: location.href,
    title: line(document.title, 200),
    lines: walk.entries,
    controls: walk.controls,
    contexts: walk.surroundings.contexts,
    forms: walk.surroundings.forms,
    frames: walk.frames,
    alerts: walk.alerts,
    above: walk.above,
    below: walk.below,
    unlisted: walk.unlisted,
    top: Math.round(scrollY),
    bottom: Math.round(scrollY + innerHeight),
    height: Math.round(page ? page.scrollHeight : 0),
    width: innerWidth,
    last: lastRef,
  };
}
