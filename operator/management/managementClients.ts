/** Azure Resource Manager's clients, for the cloud and subscription of one vault. */
import type { TokenCredential } from "@azure/identity";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import type { PipelineRetryOptions } from "@azure/core-rest-pipeline";
import type { Cloud } from "../../components/plan/clouds";
import { parseResourceId } from "../../components/plan/resourceIds";
import { CommandError } from "../commandError";
import { timeLimit } from "./timeLimit";

/** Where a vault is, by its ARM ID. */
export interface VaultPlace {
  subscriptionId: string;
  resourceGroupName: string;
  vaultName: string;
}

/** @throws CommandError if the ID is not that of a vault */
export function placeOfVault(vaultId: string): VaultPlace {
  const id = parseResourceId("Microsoft.KeyVault/vaults", vaultId);
  if (id === undefined) {
    throw new CommandError(
      `The stack output vaultId is ${vaultId}, which is not the ARM ID of a vault.`,
      "Run `pulumi up` with this package's program, and name the right stack with --stack.",
    );
  }
  return { subscriptionId: id.subscriptionId, resourceGroupName: id.resourceGroupName, vaultName: id.names[0]! };
}

/** Options of every management client: the cloud's host, the scope of its tokens, retries and a time limit. */
export function clientOptions(cloud: Cloud): {
  endpoint: string;
  credentialScopes: string;
  credentials: { scopes: string[] };
  retryOptions: PipelineRetryOptions;
  additionalPolicies: (typeof timeLimit)[];
} {
  const endpoint = `https://${cloud.managementHost}`;
  const scope = `${endpoint}/.default`;
  // The two generations of clients name the option differently.
  // Three repetitions within some four seconds: a person waits for the answer.
  const retryOptions = { maxRetries: 3, retryDelayInMs: 500 };
  return {
    endpoint,
    credentialScopes: scope,
    credentials: { scopes: [scope] },
    retryOptions,
    additionalPolicies: [timeLimit],
  };
}

/** Key vaults and their private endpoint connections. */
export function keyVaultClient(
  credential: TokenCredential,
  cloud: Cloud,
  subscriptionId: string,
): KeyVaultManagementClient {
  return new KeyVaultManagementClient(credential, subscriptionId, clientOptions(cloud));
}

/** Resource providers and what they offer. */
export function resourceClient(
  credential: TokenCredential,
  cloud: Cloud,
  subscriptionId: string,
): ResourceManagementClient {
  return new ResourceManagementClient(credential, subscriptionId, clientOptions(cloud));
}

/** Role assignments and role definitions. */
export function authorizationClient(
  credential: TokenCredential,
  cloud: Cloud,
  subscriptionId: string,
): AuthorizationManagementClient {
  return new AuthorizationManagementClient(credential, subscriptionId, clientOptions(cloud));
}
