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
  findOption,
  showsOption,
  scroll,
  readContent,
  readMarkdown,
};

globalThis.skyvernPage = {
  /** @param {string} name @param {object} request @returns {Promise<string>} the answer as JSON */
  async call(name, request) {
    return JSON.stringify(await calls[name](request));
  },

  /** @returns {Element[]} what the server is to ask the browser about */
  probes() {
    return probes;
  },
  ownerNumber,
  learnRoot,
  learnListener,
};
