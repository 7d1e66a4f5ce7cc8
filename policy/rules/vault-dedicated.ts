import { PolicyResource } from "@pulumi/policy";
import { ifKnown, judgeEach, judgeNamed } from "../judgement";
import { nameIn, vaultIdIn } from "../resources/armId";
import { idOf, ofKind, refersTo } from "../resources/reference";
import { stackRule } from "../rule";

/** A role on the vault reaches every key in it, and the vault's request limit is shared by all. */
export const vaultDedicated = stackRule({
  name: "vault-dedicated",
  displayName: "Key Vault holds one key",
  description: "A vault holds one customer-managed key, since a role on the vault reaches every key that is in it.",
  enforcementLevel: "advisory",
  severity: "low",
  topics: ["vault"],
  references: {},
  remediationSteps: "Give each customer-managed key its own vault, for each application and environment.",
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  judges: ["Key"],
  judgeStack: (resources, _config, report) => {
    const keys = ofKind(resources, "Key");
    if (keys.length < 2) {
      return;
    }
    const vaults = ofKind(resources, "Vault");
    const keysByVault = new Map<PolicyResource | string, PolicyResource[]>();
    judgeEach([
      ...keys.map(
        (key) => () =>
          judgeNamed(`Key "${key.name}"`, () => {
            const vault = vaultOf(key, vaults);
            keysByVault.set(vault, [...(keysByVault.get(vault) ?? []), key]);
          }),
      ),
      () => {
        for (const [vault, held] of keysByVault) {
          if (held.length > 1) {
            const names = held.map((key) => `"${key.name}"`).join(", ");
            report(typeof vault === "string" ? held[1]! : vault, {
              found: `${held.length} keys are in the vault ${typeof vault === "string" ? nameIn(vault) : vault.name}: ${names}`,
              rule: "one customer-managed key in one vault",
              fix: "move the others to separate vaults, or set this rule to disabled if they belong together",
            });
          }
        }
      },
    ]);
  },
});

/**
 * The key's vault: the resource when the stack has it, else its ARM ID.
 *
 * @throws UnknownValueError when only the update can tell.
 */
function vaultOf(key: PolicyResource, vaults: PolicyResource[]): PolicyResource | string {
  const referred = vaults.find((vault) => refersTo(key, vault, "vaultName"));
  if (referred) {
    return referred;
  }
  const id = vaultIdIn(idOf(key)) ?? idOf(key);
  // A vault that has no ID yet is not the one that already holds a key.
  return vaults.find((vault) => ifKnown(() => vaultIdIn(idOf(vault))) === id) ?? id;
}
