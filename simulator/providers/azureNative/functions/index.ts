import { key } from "../types/key";
import { privateEndpoint } from "../types/privateEndpoint";
import { privateEndpointConnection } from "../types/privateEndpointConnection";
import { privateZone } from "../types/privateZone";
import { resourceGroup } from "../types/resourceGroup";
import { roleAssignment } from "../types/roleAssignment";
import { subnet } from "../types/subnet";
import { vault } from "../types/vault";
import { virtualNetwork } from "../types/virtualNetwork";
import { getClientConfig } from "./getClientConfig";
import type { ProviderFunction } from "./providerFunction";
import { resourceGetter } from "./resourceGetter";

/**
 * The functions that the azure-native stand-in knows. `getClientToken` is not among them: a token of the simulation
 * would be worth nothing to whoever asked for it.
 */
export const functions: readonly ProviderFunction[] = [
  getClientConfig,
  resourceGetter("azure-native:authorization:getRoleAssignment", roleAssignment),
  resourceGetter("azure-native:keyvault:getKey", key),
  resourceGetter("azure-native:keyvault:getPrivateEndpointConnection", privateEndpointConnection),
  resourceGetter("azure-native:keyvault:getVault", vault),
  resourceGetter("azure-native:network:getPrivateEndpoint", privateEndpoint),
  resourceGetter("azure-native:network:getSubnet", subnet),
  resourceGetter("azure-native:network:getVirtualNetwork", virtualNetwork),
  resourceGetter("azure-native:privatedns:getPrivateZone", privateZone),
  resourceGetter("azure-native:resources:getResourceGroup", resourceGroup),
];
