// @ts-check
const { transformSync } = require("esbuild");

/**
 * A jest transformer: takes the types off with esbuild, which tsx uses too. It checks none: `npm run check` does.
 *
 * @param {string} source
 * @param {string} file
 */
function process(source, file) {
  const { code, map } = transformSync(source, {
    sourcefile: file,
    loader: /\.tsx?$/.test(file) ? "ts" : "js",
    format: "cjs",
    target: "node22",
    // jest cannot import at run time; it requires instead.
    supported: { "dynamic-import": false },
    sourcemap: true,
  });
  return { code, map };
}

module.exports = { process };
