// @ts-check
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { transformSync, version } = require("esbuild");

const self = readFileSync(__filename);

/**
 * A jest transformer: takes the types off with esbuild, which tsx uses too. It checks none: `npm run check` does.
 *
 * @param {string} source
 * @param {string} file
 */
function process(source, file) {
  const { code, map } = transformSync(source, {
    sourcefile: file,
    loader: file.endsWith("ts") ? "ts" : "js",
    format: "cjs",
    target: "node22",
    // jest cannot import at run time; it requires instead.
    supported: { "dynamic-import": false },
    sourcemap: true,
  });
  return { code, map };
}

/**
 * What a cached result depends on: without it a change of this very file would go unnoticed.
 *
 * @param {string} source
 * @param {string} file
 */
function getCacheKey(source, file) {
  return createHash("sha256").update(self).update(version).update(file).update("\0").update(source).digest("hex");
}

module.exports = { process, getCacheKey };
