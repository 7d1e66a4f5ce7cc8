import { readdirSync, rmSync } from "node:fs";
import { compileCacheFolder } from "../../tools/pulumi/engineCache";
import { findEngine } from "../../tools/pulumi/findEngine";
import { isolate } from "../../tools/pulumi/isolation";
import { startKeyServer } from "./keyServer";

/** Some ten runs of all tests. */
const mostEntries = 20_000;

/** Before the first test: on a machine without an engine it is built once, not by each worker that wants it. */
export default async function prepareEngine(): Promise<void> {
  isolate(process.env);
  // A test may name colours; and jest forces them on its workers, where Node.js warns of a variable that forbids them.
  delete process.env["NO_COLOR"];
  await findEngine();
  await startKeyServer();
  startCompileCacheAnew(compileCacheFolder(process.env));
}

/** Each test has a copy of the program in a folder of its own, and leaves compiled code that no other reads. */
function startCompileCacheAnew(folder: string): void {
  try {
    if (readdirSync(folder, { recursive: true }).length > mostEntries) rmSync(folder, { recursive: true, force: true });
  } catch {
    // None yet, or somebody else is at it: the tests do without.
  }
}
