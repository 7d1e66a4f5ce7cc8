/** What Azure answers for identities and roles of one's own under `mocks.ts`. */
import { login } from "./mockedAzure";

type Answer = (inputs: Record<string, string>) => { id: string; state: Record<string, unknown> };

/** A GUID that stays the same for the same text. */
function guidOf(text: string): string {
  const digits = Buffer.from(text).toString("hex").padStart(32, "0").slice(-32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Answers by the resource's type. */
export const identity: Record<string, Answer> = {
  "azure-native:managedidentity:UserAssignedIdentity": ({ resourceGroupName, resourceName, location }) => ({
    id: `/subscriptions/${login.subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${resourceName}`,
    state: {
      name: resourceName,
      location,
      tenantId: login.tenantId,
      clientId: guidOf(`c ${resourceName}`),
      principalId: guidOf(`p ${resourceName}`),
    },
  }),
  "azure-native:managedidentity:FederatedIdentityCredential": (inputs) => ({
    id: `/federatedIdentityCredentials/${inputs.federatedIdentityCredentialResourceName}`,
    state: { ...inputs, name: inputs.federatedIdentityCredentialResourceName },
  }),
  "azure-native:authorization:RoleDefinition": (inputs) => ({
    id: `/subscriptions/${login.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${inputs.roleDefinitionId}`,
    state: inputs,
  }),
  "random:index/randomUuid:RandomUuid": () => ({
    id: "0f0e0d0c-0b0a-4908-8706-050403020100",
    state: { result: "0f0e0d0c-0b0a-4908-8706-050403020100" },
  }),
};
