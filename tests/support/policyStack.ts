import { TestResource, unknown } from "./policyArgs";
import { key, keyId, resourceGroupId, subscription, vault, vaultId } from "./policyFixtures";

/**
 * Resources as a stack rule sees them: by their outputs, without the names in their path, which azure-native does not
 * echo. In the preview of a new stack no ID is known; afterwards every ID is.
 */

/** The time at which a stack is judged. */
export type When = "in the preview of a new stack" | "after the update";

export const times: When[] = ["in the preview of a new stack", "after the update"];

/** The ID, where it is known by then. */
export function id(when: When, value: string): string {
  return when === "after the update" ? value : unknown;
}

export function groupOf(when: When): TestResource {
  return {
    type: "azure-native:resources:ResourceGroup",
    name: "group",
    props: { id: id(when, resourceGroupId), location: "westeurope", name: id(when, "rg-kore-byok") },
  };
}

/** The vault's outputs. */
export function vaultOf(when: When, name = "kv"): TestResource {
  const { type, props } = vault();
  const vaultsId = name === "kv" ? vaultId : vaultId.replace("kv-kore-test", name);
  return { type, name, props: { id: id(when, vaultsId), location: props.location, properties: props.properties } };
}

/** The key's outputs: its properties stand at the top. */
export function keyOf(when: When, name = "key", vaultName = "kv", from: string | null = vaultName): TestResource {
  const { type, props } = key();
  const inVault = vaultName === "kv" ? keyId : keyId.replace("kv-kore-test", vaultName);
  return {
    type,
    name,
    props: { id: id(when, inVault.replace(/kore-byok$/, name)), keyUri: unknown, ...props.properties },
    ...(from && { from: { vaultName: [from] } }),
  };
}

/** A resource of another service. */
export function storageOf(when: When): TestResource {
  return {
    type: "azure-native:storage:StorageAccount",
    name: "storage",
    props: { id: id(when, `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/logs`) },
  };
}

export { keyId, resourceGroupId, subscription, vaultId };
