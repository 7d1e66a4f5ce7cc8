/** The kill switch and its way back: one configuration key, its plan, and the update. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KoreAccess } from "../../components/plan/roles";
import { CommandError } from "../commandError";
import type { Preview } from "../guard/preview";
import { parsePreview, UnreadableError } from "../guard/readDocument";
import { type Interruption, interrupted } from "../interruption";
import { failedRun, readFromPulumi, runPulumi, showPulumi, stackArgument } from "../pulumi";
import { configurationFile } from "./configurationFile";
import { type PlannedChange, plannedChanges } from "./plannedChange";

const key = "koreAccess";
/** What Kore's access is if the key is not set. */
const byDefault: KoreAccess = "active";

/** Milliseconds before an update is repeated: Azure takes a moment to apply that a lock is gone. */
const lockPause = 10_000;

/** A planned change of `koreAccess`, to be applied or withdrawn. */
export interface KoreAccessChange {
  /** What the update would do. */
  changes: PlannedChange[];
  /** Whether the configuration had the wanted value before. */
  isConfigured: boolean;
  /** Updates the stack, as planned. @throws CommandError that says what was done and how to go on */
  apply(): Promise<void>;
  /** Puts the configuration back as it was. Does nothing after `apply`. */
  withdraw(): Promise<void>;
}

/**
 * Sets `koreAccess` in the stack's configuration and previews what that does. The caller ends it with `apply` or
 * `withdraw`: until then nothing has changed but the configuration file.
 *
 * @param interruption Ctrl-C, which the caller holds back
 * @throws CommandError if the preview fails or is interrupted; the configuration is then as before
 */
export async function planKoreAccess(
  stack: string | undefined,
  wanted: KoreAccess,
  interruption: Interruption,
): Promise<KoreAccessChange> {
  const value = await configuredValue(stack);
  const putBack = await rememberConfiguration(stack, wanted, value);
  await readFromPulumi(["config", "set", key, wanted, ...stackArgument(stack)]);
  const folder = mkdtempSync(join(tmpdir(), "kore-byok-"));
  const planFile = join(folder, "plan.json");
  let open = true;
  const withdraw = async (): Promise<void> => {
    if (!open) return;
    open = false;
    rmSync(folder, { recursive: true, force: true });
    await putBack();
  };
  try {
    const changes = plannedChanges(await previewed(planFile, stack, interruption));
    return { changes, isConfigured: (value ?? byDefault) === wanted, apply, withdraw };
  } catch (error) {
    await withdraw();
    throw error;
  }

  async function apply(): Promise<void> {
    open = false;
    const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--suppress-outputs", "--plan", planFile];
    const update = () => showPulumi([...args, ...stackArgument(stack)]);
    const { exitCode: first, output } = await update();
    let exitCode = first;
    // The update has lifted the delete lock, which Azure may not have applied everywhere when the role assignment went.
    if (exitCode !== 0 && output.includes("ScopeLocked") && !interruption.happened()) {
      process.stderr.write(
        `Azure still refused under the delete lock (ScopeLocked). Running the update once more in ${lockPause / 1000} s.\n`,
      );
      await sleep(lockPause);
      if (!interruption.happened()) ({ exitCode } = await update());
    }
    rmSync(folder, { recursive: true, force: true });
    if (exitCode === 0) return;
    throw new CommandError(
      `\`pulumi up\` ended with ${exitCode}. The configuration now has ${key} ${wanted}; Azure may have part of the change.`,
      `Read what it says above, then run \`pulumi up\` to go on, or \`kore-byok ${wanted === "revoked" ? "restore" : "revoke"}\` to go back.`,
    );
  }
}

/** @throws CommandError if the preview fails, is interrupted, or cannot be read */
async function previewed(planFile: string, stack: string | undefined, interruption: Interruption): Promise<Preview> {
  const args = ["preview", "--json", "--save-plan", planFile, "--non-interactive", ...stackArgument(stack)];
  const { exitCode, stdout, stderr } = await runPulumi(args);
  // The terminal has interrupted the preview too, which then fails.
  if (interruption.happened()) throw interrupted();
  let preview: Preview;
  try {
    preview = parsePreview(stdout, "pulumi preview --json");
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    // One that fails before it begins, such as without the passphrase, prints no JSON.
    if (exitCode !== 0) throw failedPreview({ steps: [] }, stderr);
    throw new CommandError(
      `The preview cannot be read: ${error.problem.message}. Nothing was changed.`,
      "Run `pulumi preview` to see what it says.",
    );
  }
  if (exitCode !== 0) throw failedPreview(preview, stderr);
  return preview;
}

/** A preview that fails says why in its diagnostics. */
function failedPreview({ diagnostics = [] }: Preview, stderr: string): CommandError {
  const said = diagnostics.filter(({ severity }) => severity === "error").map(({ message = "" }) => message.trim());
  return new CommandError(
    `The preview failed. Nothing was changed.\n${[...said, stderr.trim()].filter((text) => text !== "").join("\n")}`,
    "Correct what it names, then run the command again.",
  );
}

/**
 * Reads the configuration as it is.
 *
 * @param wanted what the key is about to be set to
 * @param value the key's value; undefined if it is not set
 * @returns what puts it back: byte by byte if Pulumi has written the expected file, since `pulumi config set` would leave a
 * key that was not there; else, such as for a configuration that the service keeps, by the key's value
 */
async function rememberConfiguration(
  stack: string | undefined,
  wanted: KoreAccess,
  value: string | undefined,
): Promise<() => Promise<void>> {
  const name = stack ?? (await readFromPulumi(["stack", "--show-name", "--non-interactive"])).trim();
  const file = configurationFile(process.cwd(), name);
  const content = file !== undefined && existsSync(file) ? readFileSync(file) : undefined;
  return async () => {
    if (file !== undefined && content !== undefined && !content.equals(readFileSync(file))) {
      return writeFileSync(file, content);
    }
    if (value === wanted) return;
    const args = value === undefined ? ["rm", key] : ["set", key, value];
    await readFromPulumi(["config", ...args, ...stackArgument(stack)]);
  };
}

/** The key's value; undefined if it is not set. @throws CommandError if `pulumi` does not say */
async function configuredValue(stack: string | undefined): Promise<string | undefined> {
  const args = ["config", "get", key, ...stackArgument(stack)];
  const { exitCode, stdout, stderr } = await runPulumi(args);
  if (exitCode === 0) return stdout.trim();
  if (/configuration key .* not found/.test(stderr)) return undefined;
  throw failedRun(args, exitCode, stderr);
}
