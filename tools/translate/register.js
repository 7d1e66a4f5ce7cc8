// @ts-check
"use strict";
/** Loads TypeScript by `require`, as Sucrase's own `registerTS` does, with the translations that are kept. */
const { addHook } = require("pirates");
const { translate } = require("./translate");

/**
 * @param {{ matcher: (file: string) => boolean }} files which files are loaded so, by their paths; also in node_modules
 */
exports.registerTS = ({ matcher }) => {
  // By default the hook leaves node_modules out, where an installed package lies.
  addHook((source, file) => translate(source, file).code, { exts: [".ts"], ignoreNodeModules: false, matcher });
};
