import type { ProviderFunction } from "./providerFunction";

/** Who the provider acts as, and where. */
export const getClientConfig: ProviderFunction = {
  token: "azure-native:authorization:getClientConfig",
  invoke: (_args, { azure, subscriptionId }) => ({
    clientId: azure.state.login.clientId,
    objectId: azure.state.login.objectId,
    subscriptionId,
    tenantId: azure.state.tenantId,
  }),
};
