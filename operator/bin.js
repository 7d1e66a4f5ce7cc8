#!/usr/bin/env node
"use strict";
/**
 * `npx kore-byok`. Translates the command's TypeScript as each file is loaded, so that a clone needs `npm ci` and nothing
 * else, and the help comes at once.
 */
const { join, sep } = require("node:path");
const { addHook } = require("pirates");
const { translate } = require("../tools/translate/translate");

const root = join(__dirname, "..");
addHook((source, file) => translate(source, file).code, {
  exts: [".ts"],
  // Installed as a package it lies in node_modules, which the hook leaves out by default.
  ignoreNodeModules: false,
  matcher: (file) =>
    file === join(root, "settings.ts") ||
    ["operator", "components"].some((folder) => file.startsWith(join(root, folder) + sep)),
});

require("./cli");
