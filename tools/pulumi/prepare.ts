/** Finds the engine, or builds it, and says where it is: the long wait at a moment of one's own choosing. */
import { EngineError, findEngine } from "./findEngine";

findEngine().then(
  ({ command, version, source, needsLanguageHost }) => {
    const origin = { path: "found on PATH", cache: "built before", build: "built now" }[source];
    console.log(`Pulumi ${version}, ${origin}: ${command}`);
    if (needsLanguageHost) console.log("Programs run under the language host of this repository.");
  },
  (error: unknown) => {
    console.error(error instanceof EngineError ? error.message : error);
    process.exitCode = 1;
  },
);
