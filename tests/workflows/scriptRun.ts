/** Runs the pipelines' scripts one by one, each in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./jobRunner";
import { repository } from "./workflow";

const scripts = join(repository, ".github/scripts");

export interface ScriptFolder {
  path: string;
  /** Runs a script, named with its arguments, with this environment and nothing else of the process's but PATH and HOME. */
  run(command: string, environment?: Record<string, string>): ReturnType<typeof runScript>;
  /** Runs any command of a shell. */
  shell(command: string, environment?: Record<string, string>): ReturnType<typeof runScript>;
  /** Writes a file into the folder `review`. */
  review(file: string, content: string): void;
  /** Puts a program first on PATH, as a script for `sh`; gives that PATH. */
  program(name: string, script: string): { PATH: string };
  remove(): void;
}

export function createScriptFolder(): ScriptFolder {
  const path = mkdtempSync(join(tmpdir(), "scripts-"));
  const inherited = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };
  const shell: ScriptFolder["shell"] = (command, environment) =>
    runScript(command, path, { ...inherited, ...environment });
  return {
    path,
    shell,
    run: (command, environment) =>
      shell(`${command.includes(".mjs") ? "node " : ""}${scripts}/${command}`, environment),
    review(file, content) {
      mkdirSync(join(path, "review"), { recursive: true });
      writeFileSync(join(path, "review", file), content);
    },
    program(name, script) {
      mkdirSync(join(path, "bin"), { recursive: true });
      writeFileSync(join(path, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return { PATH: `${path}/bin:${inherited.PATH}` };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
