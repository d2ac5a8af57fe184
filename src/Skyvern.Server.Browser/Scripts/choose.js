/* Choosing options: of native selects at once, of ARIA lists by looking which options show up. */

const OPTION_SELECTOR = '[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem],li';
let optionsBefore = new WeakSet();

/** @returns {Element[]} candidates that are visible now */
const visibleOptions = () => [...document.querySelectorAll(OPTION_SELECTOR)].filter((option) => isShown(option));

/** Native select: sets its options. Others: {need: 'choose'}. @param {{ref: number, options: string[]}} request */
async function select({ ref, options }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const identity = identify(element);
  if (isDisabled(element)) return { code: 'disabled', message: 'It is disabled.', ...identity };
  touch(element);
  if (element.localName !== 'select') {
    optionsBefore = new WeakSet(visibleOptions());
    return { need: 'choose', inline: element.querySelector('[role=option]') !== null && isShown(element.querySelector('[role=option]')), ...identity };
  }
  const labels = [...element.options].map(optionLabel);
  const result = chooseOptions(element, labels, [...element.options].map((option) => option.value), options);
  if (result.code) return { ...result, ...identity };
  await nextFrame();
  const problem = verify({ element, expected: result.expected });
  return { code: 'ok', value: shownValue(element) ?? '', ...problem, ...identity };
}

/** Options that belong to a control now. @param {Element} element @returns {Element[]} */
function optionsFor(element) {
  const ids = element.getAttribute('aria-controls') || element.getAttribute('aria-owns');
  const root = element.getRootNode();
  const owned = (ids || '').split(/\s+/).map((id) => (id && root.getElementById ? root.getElementById(id) : null)).filter(Boolean);
  for (const list of [element, ...owned]) {
    const inside = [...list.querySelectorAll('[role=option],[role=menuitem],[role=menuitemradio],[role=treeitem]')].filter((option) => isShown(option));
    if (inside.length) return inside;
  }
  const fresh = visibleOptions().filter((option) => !optionsBefore.has(option));
  const withRole = fresh.filter((option) => option.hasAttribute('role'));
  return withRole.length ? withRole : fresh;
}

/** @returns {object} the ref of the option that is meant, or the nearest ones; count 0 while none is shown */
function findOption({ ref, wanted }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const options = optionsFor(element);
  const labels = options.map((option) => visibleText(option, 120));
  const index = matchOption(labels, options.map((option) => option.getAttribute('data-value') || ''), wanted);
  if (index < 0) return { count: options.length, ...noMatch(labels, wanted) };
  return { code: 'ok', count: options.length, option: refOf(options[index]), value: labels[index] };
}

/** @returns {object} ok when the control, or what stands around it, shows the option */
function showsOption({ ref, option, label }) {
  const { element, gone } = resolve(ref);
  if (gone) return gone;
  const chosen = elementOf(option);
  if (chosen && (chosen.getAttribute('aria-selected') === 'true' || chosen.getAttribute('aria-checked') === 'true')) return { code: 'ok', value: label };
  const held = element.localName === 'input' ? element.value : visibleText(element, 400);
  const around = element.parentElement ? visibleText(element.parentElement, 400, (child) => child === element || child.matches('[role=listbox],[role=menu],ul')) : '';
  const shows = folded(held).includes(folded(label)) || folded(around).includes(folded(label)) || (held !== '' && folded(label).startsWith(folded(held)));
  return shows ? { code: 'ok', value: label } : { code: 'not_committed', message: `It shows "${quoted(held, 60)}" after "${quoted(label, 60)}" was chosen.` };
}
