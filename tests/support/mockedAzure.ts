/** What Azure, Entra and the random provider answer under `mocks.ts`. The IDs are made up. */

import { identity } from "./mockedIdentity";
import { networkAndMonitor } from "./mockedNetworkAndMonitor";

/** Who runs the program. */
export const login = {
  tenantId: "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11",
  subscriptionId: "8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60",
  clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  objectId: "b7a0c1d2-e3f4-4a5b-8c6d-7e8f9a0b1c2d",
};

/** Kore's application. */
export const kore = {
  clientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  objectId: "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d",
  publisherTenantId: "c0ffee00-1111-4222-8333-444455556666",
};

/** What is there before the program runs. */
export interface World {
  /** A preview of a stack that does not exist yet: nothing is known that Azure decides. Default: an `up`. */
  preview?: boolean;
  /** Vaults by name, as `getVault` returns them. */
  vaults?: Record<string, object>;
  /** Keys by name. One that is there stays as it is: Azure Resource Manager creates keys and never updates them. */
  keys?: Record<string, object>;
  /** Virtual networks by name, as `getVirtualNetwork` returns them. */
  networks?: Record<string, object>;
  /** Azure's spelling of the names in its answers. Default: as they were given. */
  spell?: (name: string) => string;
  /** Whether Entra has Kore's service principal. Default `true`. */
  hasServicePrincipal?: boolean;
  /** Whether Entra says who publishes the app of one that is looked up. Default `true`. */
  knowsPublisher?: boolean;
}

/** ARM ID of the resource group that the defaults name. */
export const groupId = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-kore-byok`;

/** ARM ID of a vault, in that group unless another is named. */
export function vaultIdOf(vaultName: string, resourceGroupName = "rg-kore-byok"): string {
  return `/subscriptions/${login.subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
}

/** A key as Azure returns it, with the provider's flattened outputs. */
export function keyOutputs(vaultName: string, keyName: string, properties: Record<string, any>): Record<string, any> {
  const keyUri = `https://${vaultName}.vault.azure.net/keys/${keyName}`;
  return {
    azureApiVersion: "2024-11-01",
    id: `${vaultIdOf(vaultName)}/keys/${keyName}`,
    name: keyName,
    type: "Microsoft.KeyVault/vaults/keys",
    location: "westeurope",
    keyUri,
    keyUriWithVersion: `${keyUri}/0123456789abcdef0123456789abcdef`,
    ...properties,
  };
}

/** Answers a call of a provider's function. Throws on one that is not known, and where Azure has no such resource. */
export function azureCall(token: string, inputs: Record<string, any>, world: World): Record<string, any> {
  switch (token) {
    case "azure-native:authorization:getClientConfig":
      return login;
    case "azure-native:keyvault:getVault":
      return found(world.vaults?.[inputs.vaultName], `Microsoft.KeyVault/vaults/${inputs.vaultName}`);
    case "azure-native:keyvault:getKey":
      return found(
        world.keys?.[inputs.keyName],
        `Microsoft.KeyVault/vaults/${inputs.vaultName}/keys/${inputs.keyName}`,
      );
    case "azure-native:network:getVirtualNetwork":
      return found(
        world.networks?.[inputs.virtualNetworkName],
        `Microsoft.Network/virtualNetworks/${inputs.virtualNetworkName}`,
      );
    case "azuread:index/getServicePrincipal:getServicePrincipal":
      if (world.hasServicePrincipal === false) {
        throw new Error(`No service principal found matching client ID: "${inputs.clientId}"`);
      }
      return {
        ...servicePrincipal(inputs.clientId),
        id: kore.objectId,
        ...(world.knowsPublisher === false && { applicationTenantId: undefined }),
      };
    default:
      throw new Error(`no answer is known to the call ${token}`);
  }
}

function found(resource: object | undefined, id: string): Record<string, any> {
  if (resource === undefined) {
    throw new Error(`Status=404 Code="ResourceNotFound" Message="The Resource '${id}' was not found."`);
  }
  return resource;
}

/** What a registration comes to: the resource's ID and outputs. Throws on a type that is not known. */
export function azureState(
  type: string,
  inputs: Record<string, any>,
  custom: boolean,
  world: World,
): { id: string | undefined; state: Record<string, any> } {
  if (!custom) {
    return { id: undefined, state: {} };
  }
  const answer = answers[type];
  if (answer === undefined) {
    throw new Error(`no answer is known to a resource of type ${type}`);
  }
  // Previewing a resource that is to be made, a provider knows its inputs and nothing else.
  return world.preview === true ? { id: undefined, state: inputs } : answer(inputs, world);
}

type Answer = (inputs: Record<string, any>, world: World) => { id: string; state: Record<string, any> };

const asGiven = (name: string) => name;

const answers: Record<string, Answer> = {
  ...networkAndMonitor,
  ...identity,
  "azure-native:resources:ResourceGroup": (
    { resourceGroupName, location = "westeurope", tags },
    { spell = asGiven },
  ) => ({
    id: `/subscriptions/${login.subscriptionId}/resourceGroups/${resourceGroupName}`,
    state: { name: spell(resourceGroupName), location, tags, type: "Microsoft.Resources/resourceGroups" },
  }),
  "azure-native:keyvault:Vault": (
    { resourceGroupName, vaultName, location = "westeurope", tags, properties },
    { spell = asGiven },
  ) => ({
    id: spell(vaultIdOf(vaultName, resourceGroupName)),
    state: {
      name: spell(vaultName),
      location,
      tags,
      type: "Microsoft.KeyVault/vaults",
      properties: {
        ...properties,
        vaultUri: `https://${vaultName}.vault.azure.net/`,
        provisioningState: "Succeeded",
        privateEndpointConnections: [],
      },
    },
  }),
  "azure-native:keyvault:Key": ({ resourceGroupName, vaultName, keyName, tags, properties }, world) => {
    const state = world.keys?.[keyName] ?? keyOutputs(vaultName, keyName, { ...properties, tags });
    return { id: `${vaultIdOf(vaultName, resourceGroupName)}/keys/${keyName}`, state };
  },
  "azure-native:authorization:RoleAssignment": (inputs) => ({
    id: `${inputs.scope}/providers/Microsoft.Authorization/roleAssignments/${inputs.roleAssignmentName}`,
    state: { ...inputs, name: inputs.roleAssignmentName, type: "Microsoft.Authorization/roleAssignments" },
  }),
  "azure-native:authorization:ManagementLockByScope": ({ scope, lockName, level, notes }) => ({
    id: `${scope}/providers/Microsoft.Authorization/locks/${lockName}`,
    state: { name: lockName, level, notes, type: "Microsoft.Authorization/locks" },
  }),
  "azuread:index/servicePrincipal:ServicePrincipal": ({ clientId }) => ({
    id: `/servicePrincipals/${kore.objectId}`,
    state: servicePrincipal(clientId),
  }),
  "random:index/randomString:RandomString": ({ length }) => ({
    id: "x7k2m9qp",
    state: { length, result: "x7k2m9qp".slice(0, length) },
  }),
};

function servicePrincipal(clientId: string): Record<string, any> {
  return {
    clientId,
    objectId: kore.objectId,
    applicationTenantId: kore.publisherTenantId,
    displayName: "Kore.ai BYOK",
    type: "Application",
  };
}
