#!/usr/bin/env node
"use strict";
/**
 * `npx kore-byok`. Translates the command's TypeScript with Sucrase as each file is loaded, so that a clone needs `npm ci`
 * and nothing else, and the help comes at once.
 */
const { join, sep } = require("node:path");
const { registerTS } = require("sucrase/dist/register");

const root = join(__dirname, "..");
registerTS({
  // Installed as a package it lies in node_modules, which the hook leaves out by default.
  ignoreNodeModules: false,
  matcher: (file) =>
    file === join(root, "settings.ts") ||
    ["operator", "components"].some((folder) => file.startsWith(join(root, folder) + sep)),
});

require("./cli");
