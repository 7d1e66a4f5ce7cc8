import * as pulumi from "@pulumi/pulumi";
import { throwErrors } from "./checkedArgs";
import { defaults } from "./plan/defaults";
import type { Problem } from "./plan/problem";
import { parseResourceId } from "./plan/resourceIds";

/** What each run of a program makes, with the component that makes it. A run has a stack of its own, so none sees another's. */
const ownersOf = new WeakMap<pulumi.Resource, Map<string, string>>();

/** What decides the vault that is made. */
interface VaultClaim {
  vaultName?: pulumi.Input<string>;
  existingVaultId?: string;
}

/** What decides the key that is made. */
interface KeyClaim extends VaultClaim {
  keyName?: string;
  existingKey?: boolean;
}

/**
 * Refuses a vault that the program makes already: each would be previewed as made, and the second refused by Azure half-way
 * through the update. Names that are outputs are not compared, nor what stands already, which may be used twice.
 *
 * @param component What the message calls the component.
 * @throws pulumi.RunError where another component of this run makes it.
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

/** Refuses a key that the program makes already, as `claimVault` does a vault. */
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
  // Azure's names know no case.
  const owner = owners.get(what.toLowerCase());
  if (owner !== undefined) {
    throwErrors(component, [{ ...problem, rule: `${owner} makes the ${what} in this program already` }]);
  }
  owners.set(what.toLowerCase(), component);
}
