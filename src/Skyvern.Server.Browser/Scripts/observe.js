/* What the server calls to see a frame. */

let observations = 0;

/**
 * @param {{last: number, margin: number, again: boolean}} request last ref number used in the run; how far around the viewport to look;
 * whether this is the last observation once more, after the server has told what the probes gave
 * @returns {object} lines, controls, counts and the new last ref number
 */
function observe(request) {
  lastRef = Math.max(lastRef, request.last);
  watch();
  if (!request.again) observations++;
  const walk = new PageWalk({ whole: false, margin: request.margin, marksNew: observations > 1 }).page();
  addPassedMessages(walk, request.again);
  const page = document.scrollingElement || document.documentElement;
  return {
    url: location.href,
    title: line(document.title, 200),
    lines: walk.entries,
    controls: walk.controls,
    contexts: walk.surroundings.contexts,
    forms: walk.surroundings.forms,
    frames: walk.frames,
    frameCount: window.length,
    alerts: walk.alerts,
    above: walk.above,
    aboveControls: walk.aboveControls,
    below: walk.below,
    belowControls: walk.belowControls,
    unlisted: walk.unlisted,
    hasPicture: walk.hasPicture,
    probes: collectProbes([...walk.hosts, ...walk.leads.worthAsking(walk.shownControls)]),
    top: Math.round(scrollY),
    bottom: Math.round(scrollY + innerHeight),
    height: Math.round(page ? page.scrollHeight : 0),
    width: innerWidth,
    last: lastRef,
  };
}
