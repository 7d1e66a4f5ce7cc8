"use strict";
/**
 * What the policy runner loads. It has the pack's TypeScript translated by Sucrase: the runner's own way, ts-node with the
 * whole compiler and its type checker, costs a second more at every preview (docs/performance.md), and no option of a pack
 * turns it off (pulumi/pulumi, sdk/nodejs/cmd/run-policy-pack/run.ts).
 */
const { existsSync } = require("node:fs");
const { join, sep } = require("node:path");

// A clone of the repository keeps the translations from one preview to the next; the package from npm has Sucrase alone.
const inClone = join(__dirname, "../tools/translate/register.js");
const { registerTS } = require(existsSync(inClone) ? inClone : "sucrase/dist/register");

// ts-node's name for itself, its REGISTER_INSTANCE: switched off, it leaves files to the hook below.
process[Symbol.for("ts-node.register.instance")]?.enabled(false);
registerTS({
  // An installed pack lies in node_modules, which the hook leaves out by default.
  ignoreNodeModules: false,
  matcher: (file) => file.startsWith(__dirname + sep),
});

require("./pack");
