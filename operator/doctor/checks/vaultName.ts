import type { DeletedVault, KeyVaultManagementClient } from "@azure/arm-keyvault";
import { isRestError } from "@azure/core-rest-pipeline";
import { keyVaultClient, placeOfVault } from "../../management/managementClients";
import type { Check, CheckResult, DeploymentContext } from "../check";

/** The vault's name is free, or its vault is in the stack's state; a soft-deleted one is reported with the way to recover it. */
export const vaultName: Check = {
  name: "vault-name",
  doing: "asking whether the vault's name is free",
  async run(context) {
    const { credential, cloud, subscriptionId, settings } = context;
    const line = { check: this.name, needed: "a name that no vault of any tenant has, soft-deleted ones included" };
    if (settings.existingVaultId !== undefined) {
      return { ...line, needed: "the existing vault", ...(await existingVault(context, settings.existingVaultId)) };
    }
    const name = settings.vaultName;
    if (name === undefined) {
      return {
        ...line,
        result: "ready",
        found: "no vaultName is set: a name with 8 random characters will be generated",
      };
    }
    const client = keyVaultClient(credential, cloud, subscriptionId);
    const { nameAvailable, message = "" } = await client.vaults.checkNameAvailability({
      name,
      type: "Microsoft.KeyVault/vaults",
    });
    if (nameAvailable) {
      // A soft-deleted vault keeps its name, whatever the answer above says. Not everyone who can deploy may list them.
      const deleted = await deletedVault(client, name).catch((error: unknown) => {
        if (!isRestError(error)) throw error;
        return "not read" as const;
      });
      if (deleted === undefined) return { ...line, result: "ready", found: `${name} is free` };
      if (deleted === "not read") {
        const found = `${name} is free; whether a soft-deleted vault has it could not be read`;
        return { ...line, result: "ready", found };
      }
      return { ...line, ...softDeleted(name, deleted) };
    }
    for await (const vault of client.vaults.listBySubscription()) {
      if (vault.name?.toLowerCase() !== name.toLowerCase()) continue;
      // Being in the right resource group is not enough: `up` does not touch what its state does not hold.
      if (vault.id !== undefined && (await context.isInState(vault.id))) {
        return { ...line, result: "ready", found: `${name} exists already: it is the stack's own` };
      }
      return {
        ...line,
        result: "not-ready",
        found: `${name} is a vault of this subscription, but not in the stack's state: ${vault.id}`,
        how: `Use it as it is: \`pulumi config set existingVaultId ${vault.id}\`; or take it into the stack with \`pulumi import\` (docs/recovery.md); or choose another vaultName.`,
      };
    }
    const deleted = await deletedVault(client, name);
    if (deleted !== undefined) return { ...line, ...softDeleted(name, deleted) };
    return { ...line, result: "not-ready", found: `${name} is taken: ${message}`, how: "Choose another vaultName." };
  },
};

/** The subscription's soft-deleted vault of this name. */
async function deletedVault(client: KeyVaultManagementClient, name: string): Promise<DeletedVault | undefined> {
  for await (const vault of client.vaults.listDeleted()) {
    if (vault.name?.toLowerCase() === name.toLowerCase()) return vault;
  }
  return undefined;
}

function softDeleted(name: string, { properties }: DeletedVault): Pick<CheckResult, "result" | "found" | "how"> {
  return {
    result: "not-ready",
    found: `${name} is soft-deleted until ${properties?.scheduledPurgeDate?.toISOString().slice(0, 10) ?? "its purge"}`,
    how: `Recover it with \`az keyvault recover --name ${name}\` and import it (docs/recovery.md), or choose another vaultName.`,
  };
}

async function existingVault(
  { credential, cloud }: DeploymentContext,
  vaultId: string,
): Promise<Pick<CheckResult, "result" | "found" | "how">> {
  const { subscriptionId, resourceGroupName, vaultName: name } = placeOfVault(vaultId);
  const { location } = await keyVaultClient(credential, cloud, subscriptionId).vaults.get(resourceGroupName, name);
  return { result: "ready", found: `${name} in ${location}; \`pulumi preview\` checks it against the settings` };
}
