// @ts-check
"use strict";
/**
 * Translates TypeScript to the JavaScript that Node.js loads, with Sucrase, which takes the types off and checks nothing.
 * What it made of a file is kept: most files have not changed since the last run, and Sucrase is then not even loaded.
 *
 * The cache lies among the packages, in `node_modules/.cache`. An entry is named after all that it depends on, so that
 * none is ever out of date; one that cannot be read or written costs the time of a translation and no more.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

/**
 * @typedef {object} Translation
 * @property {string} code a CommonJS module, line for line where it was
 * @property {object} sourceMap version 3
 */

const sucrase = require.resolve("sucrase/package.json");
const folder = join(dirname(sucrase), "../.cache/kore-byok-azure");
const { version } = /** @type {{ version: string }} */ (JSON.parse(readFileSync(sucrase, "utf8")));

/**
 * @param {string} source text of the file
 * @param {string} filePath its path, which errors name
 * @returns {Translation}
 * @throws SyntaxError with the place, where the source is not TypeScript
 */
exports.translate = (source, filePath) => {
  const file = join(folder, `${createHash("sha256").update(`${version}\n${source}`).digest("hex")}.json`);
  try {
    const { code, sourceMap } = JSON.parse(readFileSync(file, "utf8"));
    if (typeof code === "string" && typeof sourceMap === "object") return { code, sourceMap };
  } catch {
    // Not there, or half of it from when the disk was full.
  }
  /** @type {import("sucrase")} */
  const { transform } = require("sucrase");
  const { code, sourceMap } = transform(source, {
    transforms: ["typescript", "imports"],
    // Node.js has them all.
    disableESTransforms: true,
    sourceMapOptions: { compiledFilename: filePath },
    filePath,
  });
  const translation = { code, sourceMap: /** @type {object} */ (sourceMap) };
  try {
    mkdirSync(folder, { recursive: true });
    require("write-file-atomic").sync(file, JSON.stringify(translation), { fsync: false });
  } catch {
    // The packages lie where nobody may write, as in an image.
  }
  return translation;
};
