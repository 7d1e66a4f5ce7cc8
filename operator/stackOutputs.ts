/** The stack's outputs, read with the user's own Pulumi. */
import { execFile } from "node:child_process";
import type { z } from "zod";
import { CommandError } from "./commandError";

/**
 * Runs `pulumi stack output --json` in the working folder.
 *
 * @param stack `stack`, `organization/stack` or `organization/project/stack`; default: the selected one
 * @param schema what of the outputs is needed
 * @throws CommandError where they cannot be read, or are not those of this package's program
 */
export async function readStackOutputs<Outputs>(
  stack: string | undefined,
  schema: z.ZodType<Outputs>,
): Promise<Outputs> {
  const args = ["stack", "output", "--json", "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])];
  const parsed = schema.safeParse(parse(await runPulumi(args)));
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "outputs"}: ${message}`);
  throw new CommandError(
    `The stack lacks outputs that this command needs (${missing.join("; ")}).`,
    "Run `pulumi up`, and name the right stack with --stack.",
  );
}

function runPulumi(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (error.code === "ENOENT") {
        return reject(
          new CommandError(
            "There is no `pulumi` on the PATH.",
            "Install the Pulumi CLI: https://www.pulumi.com/docs/install/",
          ),
        );
      }
      reject(
        new CommandError(
          `\`pulumi ${args.join(" ")}\` failed: ${stderr.trim() || error.message}`,
          "Run the command in the folder of the Pulumi project, logged in to its backend.",
        ),
      );
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      "`pulumi stack output --json` printed something else than JSON.",
      "Run it by hand to see what it says.",
    );
  }
}
