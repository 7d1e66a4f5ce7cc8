#!/usr/bin/env node
"use strict";
/**
 * `npx kore-byok`. Translates the command's TypeScript as each file is loaded, so that a clone needs `npm ci` and nothing
 * else, and the help comes at once.
 */
const { join, sep } = require("node:path");
const { registerTS } = require("../tools/translate/register");

const root = join(__dirname, "..");
registerTS({
  matcher: (file) =>
    file === join(root, "settings.ts") ||
    ["operator", "components"].some((folder) => file.startsWith(join(root, folder) + sep)),
});

require("./cli");
