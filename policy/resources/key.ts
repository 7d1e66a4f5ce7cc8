/** The properties of a key that rules read: `Microsoft.KeyVault/vaults/keys`, `properties`. */
export interface KeyProperties {
  kty?: unknown;
  keySize?: unknown;
  keyOps?: unknown;
  attributes?: { expires?: unknown; notBefore?: unknown; exportable?: unknown } | null;
  rotationPolicy?: RotationPolicy | null;
  releasePolicy?: unknown;
}

/** When a key is rotated, and the life span of each version: `properties.rotationPolicy`. */
export interface RotationPolicy {
  attributes?: { expiryTime?: unknown } | null;
  lifetimeActions?: (LifetimeAction | null)[] | null;
}

interface LifetimeAction {
  action?: { type?: unknown } | null;
  trigger?: { timeAfterCreate?: unknown; timeBeforeExpiry?: unknown } | null;
}

/** A key's properties, from its inputs. In the outputs they stand at the top, without `properties`. */
export function keyProperties(inputs: Record<string, any>): KeyProperties {
  return inputs.properties ?? {};
}

/** Whether the rotation policy makes new versions by itself: a `rotate` action that something triggers. */
export function rotates(policy: RotationPolicy | null | undefined): boolean {
  return (policy?.lifetimeActions ?? []).some(
    (step) =>
      String(step?.action?.type ?? "").toLowerCase() === "rotate" &&
      Boolean(step?.trigger?.timeAfterCreate || step?.trigger?.timeBeforeExpiry),
  );
}
