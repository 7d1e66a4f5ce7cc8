/**
 * The functions that the azure-native stand-in knows. `getClientToken` is not among them: a token of the simulation
 * would be worth nothing to whoever asked for it.
 */
import { getClientConfig } from "./getClientConfig";
import { getKey } from "./getKey";
import { getPrivateEndpoint } from "./getPrivateEndpoint";
import { getPrivateEndpointConnection } from "./getPrivateEndpointConnection";
import { getPrivateZone } from "./getPrivateZone";
import { getResourceGroup } from "./getResourceGroup";
import { getRoleAssignment } from "./getRoleAssignment";
import { getSubnet } from "./getSubnet";
import { getVault } from "./getVault";
import { getVirtualNetwork } from "./getVirtualNetwork";
import type { ProviderFunction } from "./providerFunction";

export const functions: readonly ProviderFunction[] = [
  getClientConfig,
  getKey,
  getPrivateEndpoint,
  getPrivateEndpointConnection,
  getPrivateZone,
  getResourceGroup,
  getRoleAssignment,
  getSubnet,
  getVault,
  getVirtualNetwork,
];
