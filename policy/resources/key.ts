/** The properties of a key that rules read: `Microsoft.KeyVault/vaults/keys`, `properties`. */
export interface KeyProperties {
  kty?: unknown;
  keySize?: unknown;
  keyOps?: unknown;
  /** `created` is Azure's answer. */
  attributes?: { created?: unknown; expires?: unknown; notBefore?: unknown; exportable?: unknown } | null;
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

/** A key's properties, from its inputs. In the outputs they are at the top, without `properties`. */
export function keyProperties(inputs: Record<string, any>): KeyProperties {
  return inputs.properties ?? {};
}

/** Whether the rotation policy makes new versions by itself: a `rotate` action that something triggers. */
export function rotates(policy: RotationPolicy | null | undefined): boolean {
  return rotateActions(policy).some(({ trigger }) => Boolean(trigger?.timeAfterCreate || trigger?.timeBeforeExpiry));
}

/** The steps of a rotation policy that make a new version. */
export function rotateActions(policy: RotationPolicy | null | undefined): LifetimeAction[] {
  return (policy?.lifetimeActions ?? []).filter(
    (step): step is LifetimeAction => String(step?.action?.type ?? "").toLowerCase() === "rotate",
  );
}
