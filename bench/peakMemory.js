// @ts-check
"use strict";
/**
 * Loaded into every Node.js process of a preview by `NODE_OPTIONS=--require`: the one that runs the program writes the
 * peak of its resident memory, in KiB as the kernel counts it, when it ends. The language host and the engine are left
 * out: they are the same for both programs.
 */
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

const file = process.env["KORE_BYOK_PEAK_MEMORY"];
if (file !== undefined && process.argv[1]?.includes(join("@pulumi", "pulumi", "cmd", "run"))) {
  process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
