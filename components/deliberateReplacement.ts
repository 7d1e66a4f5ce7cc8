import * as pulumi from "@pulumi/pulumi";

/**
 * A component's options with a hook that makes a replacement a deliberate act of two updates.
 *
 * The engine lets one update lift the protection of a resource and replace it, so that one careless commit would be
 * enough. Here the update that sets `allowReplacement` may not change what the resource is known by; the next one may.
 * The component's arguments are in the state, and the engine updates it before the resources inside: a refusal leaves
 * the state as it was, so that running the same update again is refused again.
 *
 * @param name The component's name with what it protects, such as `kore-byok-key`: hooks have names of their own.
 * @param identity Arguments of the component whose change replaces the resource.
 */
export function withDeliberateReplacement(
  name: string,
  identity: readonly string[],
  opts: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
  const refuseHasty = new pulumi.ResourceHook(
    `${name}-refuse-hasty-replacement`,
    ({ oldInputs, newInputs }) => {
      const [before, after] = [oldInputs, newInputs] as Record<string, unknown>[];
      const changed = identity.filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
      if (after?.["allowReplacement"] === true && before?.["allowReplacement"] !== true && changed.length > 0) {
        throw new Error(
          `allowKeyReplacement is set in the same update that changes ${changed.join(", ")}. If that were a mistake, ` +
            "Kore would lose what it encrypted, so it takes two: run pulumi up with allowKeyReplacement alone, then make the change.",
        );
      }
    },
    { onDryRun: true },
  );
  return pulumi.mergeOptions(opts, { hooks: { beforeUpdate: [refuseHasty] } });
}
