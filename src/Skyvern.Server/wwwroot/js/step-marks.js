/**
 * The marks of steps on a scale that is 1000 units long.
 * @param {{line: HTMLElement, at: number, end: number}[]} steps
 * @param {number} length  seconds
 */
export function marksOf(steps, length) {
  return steps.map(step => {
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    mark.setAttribute('class', step.line.className);
    mark.setAttribute('x', String((step.at / length) * 1000));
    mark.setAttribute('width', String(Math.max(((step.end - step.at) / length) * 1000 - 2, 2)));
    mark.setAttribute('height', '6');
    return mark;
  });
}
