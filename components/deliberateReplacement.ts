import * as pulumi from "@pulumi/pulumi";
import { refusedUpdate } from "./hooks";
import type { ComponentUpdate } from "./plan/deliberateChange";
import type { Problem } from "./plan/problem";

/**
 * A component's options with a hook that refuses changes to its arguments that would cost Kore its key.
 *
 * The component's arguments are in the state, and the engine updates it before the resources inside: a refusal leaves
 * the state as it was, so that running the same update again is refused again. It compares the arguments alone, so
 * that it also covers what the component only reads, and a refresh never sets it off.
 *
 * @param name The component's name with what it protects, such as `kore-byok-key`: a hook's name is unique in the program.
 * @param component What the message calls the component.
 * @param check Finds what is wrong with the change.
 * @param opts The component's own options.
 */
export function withDeliberateChange(
  name: string,
  component: string,
  check: (update: ComponentUpdate) => Problem[],
  opts: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
  const beforeUpdate = refusedUpdate(`${name}-refuse-change`, component, ({ oldInputs, newInputs, oldOutputs }) => {
    const [before = {}, after = {}, outputs = {}] = [oldInputs, newInputs, oldOutputs] as Record<string, unknown>[];
    return check({ before, after, outputs });
  });
  return pulumi.mergeOptions(opts, { hooks: { beforeUpdate } });
}
