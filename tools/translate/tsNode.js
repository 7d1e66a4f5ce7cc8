// @ts-check
"use strict";
/** The plugin by which ts-node, which the Pulumi SDK loads programs with, has them translated here (tsconfig.run.json). */
const { translate } = require("./translate");

/** @type {import("ts-node").TranspilerFactory} */
exports.create = () => ({
  transpile(source, { fileName }) {
    const { code, sourceMap } = translate(source, fileName);
    // ts-node puts the file's own name into the map.
    return { outputText: code, sourceMapText: JSON.stringify(sourceMap) };
  },
});
