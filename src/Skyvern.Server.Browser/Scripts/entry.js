/* The last part of the bundle: what the server may call. Runs in a world of its own, which the page's script cannot reach. */

const calls = {
  observe,
  find,
  hasText,
  prepareClick,
  seesFrame,
  focusOn,
  readValue,
  fill,
  select,
  remember,
  prepareList,
  listState,
  leaveField,
  awaitOption,
  scanOptions,
  branches,
  otherTexts,
  tookOption,
  holdsState,
  sliderState,
  prepareTag,
  hasTag,
  prepareCalendar,
  awaitCalendar,
  calendarButton,
  calendarStep,
  confirmButton,
  holdsDates,
  scroll,
  rememberShown,
  appeared,
  appearedWith,
  prepareDrag,
  prepareDrop,
  dragState,
  findFileInput,
  fileState,
  otpBoxes,
  readBoxes,
  hasFocus,
  pasteInto,
  identifyAt,
  readContent,
  readMarkdown,
};

globalThis.skyvernPage = {
  /** @param {string} name @param {object} request @returns {Promise<string>} the answer as JSON */
  async call(name, request) {
    return JSON.stringify(await calls[name](request));
  },
  /** @param {number} number @returns {?Element} for calls of the browser itself that take an element */
  element: elementOf,

  /** @returns {Element[]} what the server is to ask the browser about */
  probes() {
    return probes;
  },
  ownerNumber,
  learnRoot,
  learnListener,
};
