/** `kore-byok`: the operator's command. Each subcommand is loaded only when it is called, so that help comes at once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";

/** A file in `commands/`. */
interface Subcommand {
  /** Adds description, arguments, options and action. */
  configure(command: Command): void;
  /** Exit code of a usage error, and of an unexpected one. Default: 1. */
  usageExitCode?: number;
}

/* eslint-disable @typescript-eslint/no-require-imports -- import() would need a file extension that only some loaders map. */
const subcommands: Record<string, { summary: string; load: () => Subcommand }> = {
  connections: {
    summary: "list, approve or reject the vault's private endpoint connections",
    load: () => require("./commands/connections") as typeof import("./commands/connections.js"),
  },
  doctor: {
    summary: "check, before the first pulumi up, that it will go through",
    load: () => require("./commands/doctor") as typeof import("./commands/doctor.js"),
  },
  guard: {
    summary: "say what a plan would do to the key and to Kore",
    load: () => require("./commands/guard") as typeof import("./commands/guard.js"),
  },
  handoff: {
    summary: "write the support ticket, the console's values and a checklist",
    load: () => require("./commands/handoff") as typeof import("./commands/handoff.js"),
  },
  restore: {
    summary: "give Kore its access back",
    load: () => require("./commands/restore") as typeof import("./commands/restore.js"),
  },
  revoke: {
    summary: "take Kore's access to the key away: the kill switch",
    load: () => require("./commands/revoke") as typeof import("./commands/revoke.js"),
  },
  rotate: {
    summary: "make a new version of the key",
    load: () => require("./commands/rotate") as typeof import("./commands/rotate.js"),
  },
  verify: {
    summary: "rehearse Kore's Test Configuration",
    load: () => require("./commands/verify") as typeof import("./commands/verify.js"),
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as { version: string }).version;
}

/**
 * The parser of every command's `--stack`. Pulumi takes an empty name for the selected stack, which may not be the one that
 * a script's empty variable was meant to name.
 */
function parseStackName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must name a stack.");
  return text;
}

/** Of the command that runs. Each has its own, so that a crash is never mistaken for an answer. */
let usageExitCode = 1;

async function main(args: string[]): Promise<void> {
  const program = new Command("kore-byok")
    .description("Tasks around Kore.ai BYOK on Azure that no Pulumi resource covers.")
    .version(version())
    .showHelpAfterError("(see --help)")
    .exitOverride();
  for (const [name, { summary, load }] of Object.entries(subcommands)) {
    const command = program.command(name).summary(summary);
    if (!args.includes(name)) continue;
    const subcommand = load();
    subcommand.configure(command);
    command.options.find(({ long }) => long === "--stack")?.argParser(parseStackName);
    if (args.find((argument) => !argument.startsWith("-")) === name) usageExitCode = subcommand.usageExitCode ?? 1;
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has already reported what is wrong, or printed the help or the version that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : usageExitCode;
  }
}

/** An error that no command expects. Standard output stays empty: what is printed there is complete or absent. */
function crash(error: unknown): void {
  console.error("kore-byok: this should not have happened. Please report the details below.", error);
  process.exit(usageExitCode);
}

/** What a full disk or a failing device is called. */
const writeErrors: Record<string, string> = {
  ENOSPC: "no space left",
  EDQUOT: "no space left",
  EIO: "input/output error",
};

// Whoever reads the output may have seen enough: `kore-byok guard preview.json | head`. The command goes on all the same:
// it may be in the middle of a change, and its exit code is its answer.
let isLost = false;
process.stdout.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE" || isLost) return;
  isLost = true;
  process.stderr.write(`kore-byok: standard output cannot be written: ${writeErrors[code] ?? message}\n`);
  // The answer is lost, so that it must not look like one.
  process.once("exit", () => (process.exitCode = usageExitCode));
});
// What cannot be written there cannot be reported either.
process.stderr.on("error", () => undefined);
process.on("uncaughtException", crash);

main(process.argv.slice(2)).catch(crash);
