import type { Azure } from "../../azure";
import type { PropertyMap } from "../propertyValues";

/** `azuread:index/getClientConfig:getClientConfig`: who the provider acts as. */
export function invokeGetClientConfig(azure: Azure, _args: PropertyMap): PropertyMap {
  const { tenantId, login } = azure.state;
  return {
    clientId: login.clientId,
    id: `${tenantId}-${login.clientId}-${login.objectId}`,
    objectId: login.objectId,
    tenantId,
  };
}
