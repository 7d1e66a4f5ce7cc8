import * as pulumi from "@pulumi/pulumi";
import { throwErrors } from "./checkedArgs";
import { defaults } from "./plan/defaults";
import type { Problem } from "./plan/problem";
import { parseResourceId } from "./plan/resourceIds";

/** What each run of a program creates, by the component that creates it. Each run has its own stack resource. */
const ownersOf = new WeakMap<pulumi.Resource, Map<string, string>>();

/** What decides which vault is created. */
interface VaultClaim {
  vaultName?: pulumi.Input<string>;
  existingVaultId?: string;
}

/** What decides which key is created. */
interface KeyClaim extends VaultClaim {
  keyName?: string;
  existingKey?: boolean;
}

/**
 * Refuses a vault that the program already creates: both would pass the preview, and Azure would refuse the second half-way
 * through the update. Names that are outputs are not compared, nor are existing vaults, which may be used twice.
 *
 * @param component What the message calls the component.
 * @throws pulumi.RunError if another component of this run creates it.
 */
export function claimVault(component: string, { vaultName, existingVaultId }: VaultClaim): void {
  if (typeof vaultName === "string" && existingVaultId === undefined) {
    claim(component, `vault ${vaultName}`, {
      key: "vaultName",
      value: vaultName,
      fix: "give it another vaultName; or, for a second key in the vault, use ByokKey",
    });
  }
}

/** Refuses a key that the program already creates, as `claimVault` does a vault. */
export function claimKey(component: string, request: KeyClaim): void {
  const { vaultName, existingVaultId, keyName = defaults.keyName, existingKey } = request;
  const existing = parseResourceId("Microsoft.KeyVault/vaults", existingVaultId ?? "")?.names[0];
  const vault = existing ?? vaultName;
  if (typeof vault === "string" && existingKey !== true) {
    claim(component, `key ${keyName} of vault ${vault}`, {
      key: "keyName",
      value: keyName,
      fix: "give it another keyName, or use the first one's",
    });
  }
}

function claim(component: string, what: string, problem: Omit<Problem, "rule">): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) {
    // A plugin's host and a bare mock have none: there Azure refuses it.
    return;
  }
  const owners = ownersOf.get(stack) ?? new Map<string, string>();
  ownersOf.set(stack, owners);
  // Azure's names are case-insensitive.
  const owner = owners.get(what.toLowerCase());
  if (owner !== undefined) {
    throwErrors(component, [{ ...problem, rule: `${owner} already creates the ${what} in this program` }]);
  }
  owners.set(what.toLowerCase(), component);
}
