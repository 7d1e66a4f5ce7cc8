/**
 * `pulumi` for people: finds the engine, or builds it, and runs it with the arguments given. Everything is Pulumi's own,
 * help and exit codes included.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { EngineError, findEngine } from "./findEngine";
import { pulumiEnvironment } from "./pulumi";

async function main(): Promise<void> {
  const engine = await findEngine();
  const child = spawn(engine.command, process.argv.slice(2), { env: pulumiEnvironment(engine), stdio: "inherit" });
  // On a terminal, Ctrl-C reaches the engine by itself; a second one would make it drop what it is doing.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.once("close", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
  });
  child.once("error", fail);
}

function fail(error: unknown): void {
  console.error(error instanceof EngineError ? error.message : error);
  process.exitCode = 1;
}

main().catch(fail);
