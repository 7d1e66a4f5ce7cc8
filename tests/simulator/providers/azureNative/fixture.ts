/** A configured azure-native stand-in on an empty simulated Azure. */
import type { Azure } from "../../../../simulator/azure";
import { createAzure } from "../../../../simulator/createAzure";
import { azureNativeProvider } from "../../../../simulator/providers/azureNative/azureNativeProvider";
import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import type { ProviderClient, State } from "../providerClient";
import { connect } from "../providerClient";

export const GROUP = "azure-native:resources:ResourceGroup";
export const VAULT = "azure-native:keyvault:Vault";
export const KEY = "azure-native:keyvault:Key";
export const ASSIGNMENT = "azure-native:authorization:RoleAssignment";

export const CRYPTO_USER = "12338af0-0e69-4776-bea7-57ae8d297424";
export const CRYPTO_OFFICER = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";

export interface Fixture {
  azure: Azure;
  provider: ProviderClient;
}

export async function startAzureNative(configuration: Record<string, string> = {}): Promise<Fixture> {
  const azure = await createAzure();
  const provider = await connect(azureNativeProvider(azure), configuration);
  return { azure, provider };
}

export async function stop({ azure, provider }: Fixture): Promise<void> {
  await provider.close();
  await azure.close();
}

export function makeGroup({ provider }: Fixture, resourceGroupName = "rg"): Promise<State> {
  return provider.make(GROUP, "group", { resourceGroupName, location: "westeurope" });
}

export function vaultInputs({ azure }: Fixture, properties: PropertyMap = {}): PropertyMap {
  return {
    resourceGroupName: "rg",
    vaultName: "kv-kore",
    location: "westeurope",
    properties: {
      tenantId: azure.state.tenantId,
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      ...properties,
    },
  };
}

export const keyInputs: PropertyMap = {
  resourceGroupName: "rg",
  vaultName: "kv-kore",
  keyName: "kore",
  properties: { kty: "RSA", keySize: 2048, keyOps: ["wrapKey", "unwrapKey"] },
};

export function roleDefinitionId({ azure }: Fixture, role: string): string {
  const { subscriptionId } = azure.state;
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}
