/** The stack's outputs, read with the user's own Pulumi. */
import type { z } from "zod";
import { CommandError } from "./commandError";
import { readFromPulumi, stackArgument } from "./pulumi";

/**
 * Runs `pulumi stack output --json` in the working folder.
 *
 * @param stack `stack`, `organization/stack` or `organization/project/stack`; default: the selected one
 * @param schema the outputs that are needed
 * @throws CommandError if they cannot be read, or are not those of this package's program
 */
export async function readStackOutputs<Outputs>(
  stack: string | undefined,
  schema: z.ZodType<Outputs>,
): Promise<Outputs> {
  return parseStackOutputs(await askStackOutputs(stack), schema);
}

/** The first half of it: what the CLI prints. It takes a while, in which a command can load what it needs. */
export function askStackOutputs(stack: string | undefined): Promise<string> {
  return readFromPulumi(["stack", "output", "--json", "--non-interactive", ...stackArgument(stack)]);
}

/** The second half. */
export function parseStackOutputs<Outputs>(text: string, schema: z.ZodType<Outputs>): Outputs {
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "outputs"}: ${message}`);
  throw new CommandError(
    `The stack lacks outputs that this command needs: ${missing.join("; ")}.`,
    "Run `pulumi up`, and name the right stack with --stack. A program of your own must export the outputs of KoreByok under their own names.",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      "`pulumi stack output --json` printed something other than JSON.",
      "Run it by hand to see what it says.",
    );
  }
}
