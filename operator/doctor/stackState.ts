/** What the stack's state holds: `pulumi stack export` prints it without asking for the passphrase of its secrets. */
import { z } from "zod";
import { CommandError } from "../commandError";
import { readFromPulumi, stackArgument } from "../pulumi";

const state = z.object({
  deployment: z.object({ resources: z.array(z.object({ id: z.string().optional() })).optional() }).nullish(),
});

/**
 * Whether the state holds a resource with this ARM ID. Not the outputs: a first `up` that ended halfway has none.
 *
 * @throws CommandError if the state cannot be read
 */
export async function isInState(stack: string | undefined, id: string): Promise<boolean> {
  const parsed = state.safeParse(parse(await readFromPulumi(["stack", "export", ...stackArgument(stack)])));
  if (!parsed.success) {
    throw new CommandError("`pulumi stack export` printed something other than a state.", "Run it by hand to see it.");
  }
  const resources = parsed.data.deployment?.resources ?? [];
  return resources.some((each) => each.id?.toLowerCase() === id.toLowerCase());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
