/** The document by which clients learn a cloud's endpoints, as the option `metadataHost` of the real providers asks for it. */
import { type Cloud, graphAudience, managementAudience } from "../https/clouds";

/** It is read without a token. */
export const metadataPath = "/metadata/endpoints";

/**
 * Source: the fields that pulumi/pulumi-azure-native reads (provider/pkg/azure/cloud/metadata) and its stub of the
 * document. Endpoints of services that are not simulated are left out.
 */
export function metadataDocument(cloud: Cloud): object {
  return {
    name: cloud.name,
    authentication: {
      loginEndpoint: `https://${cloud.loginHost}/`,
      audiences: [`https://${cloud.classicManagementHost}/`, `${managementAudience(cloud)}/`],
      tenant: "common",
      identityProvider: "AAD",
    },
    resourceManager: `${managementAudience(cloud)}/`,
    microsoftGraphResourceId: `${graphAudience(cloud)}/`,
    suffixes: { keyVaultDns: cloud.vaultSuffix },
  };
}
