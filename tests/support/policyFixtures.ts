import { TestResource } from "./policyArgs";

/** Compliant resources, which a test breaks one property at a time. The IDs are made up. */

export const subscription = "/subscriptions/11111111-2222-4333-8444-555555555555";
export const resourceGroupId = `${subscription}/resourceGroups/rg-kore-byok`;
export const vaultId = `${resourceGroupId}/providers/Microsoft.KeyVault/vaults/kv-kore-test`;
export const keyId = `${vaultId}/keys/kore-byok`;

/** The ID of a built-in role's definition. */
export function roleDefinitionId(guid: string): string {
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

export const cryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";

/** Inputs of a vault in firewall mode that every rule accepts but the one on public access. */
export function vault(): TestResource {
  return {
    type: "azure-native:keyvault:Vault",
    name: "kv",
    opts: { protect: true },
    props: {
      resourceGroupName: "rg-kore-byok",
      vaultName: "kv-kore-test",
      location: "westeurope",
      properties: {
        tenantId: "99999999-8888-4777-8666-555555555555",
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        publicNetworkAccess: "Enabled",
        networkAcls: {
          defaultAction: "Deny",
          bypass: "AzureServices",
          ipRules: [{ value: "20.42.0.0/24" }, { value: "8.8.8.8" }],
          virtualNetworkRules: [],
        },
      },
    },
  };
}

/** Inputs of a key that every rule accepts but the one on rotation. */
export function key(): TestResource {
  return {
    type: "azure-native:keyvault:Key",
    name: "key",
    opts: { protect: true },
    props: {
      resourceGroupName: "rg-kore-byok",
      vaultName: "kv-kore-test",
      keyName: "kore-byok",
      properties: {
        kty: "RSA-HSM",
        keySize: 4096,
        keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
      },
    },
  };
}

/** Inputs of Kore's role assignment on the vault. */
export function roleAssignment(): TestResource {
  return {
    type: "azure-native:authorization:RoleAssignment",
    name: "kore",
    props: {
      principalId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(cryptoUser),
      scope: vaultId,
    },
  };
}

/**
 * The resource with properties changed, each given by its path from the inputs. `undefined` removes a property;
 * what stands between is made where it is missing.
 */
export function changed(resource: TestResource, changes: Record<string, unknown>): TestResource {
  // Not structuredClone: under jest its objects are of another realm, and the runtime's proxy lets those through.
  const copy: TestResource = JSON.parse(JSON.stringify(resource));
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split(".");
    const last = names.pop()!;
    let place = copy.props;
    for (const name of names) {
      place = place[name] ??= {};
    }
    if (value === undefined) {
      delete place[last];
    } else {
      place[last] = value;
    }
  }
  return copy;
}
