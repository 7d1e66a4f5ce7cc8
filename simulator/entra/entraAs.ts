import type { Azure, Entra } from "../azure";
import { AzureError } from "../model";
import { passOrLog } from "../state/operationLog";

/** Who calls Microsoft Graph, with the application permissions that it has been given. */
export interface GraphCaller {
  readonly objectId: string;
  readonly permissions: readonly string[];
}

// Source: learn.microsoft.com/graph/api/serviceprincipal-get and serviceprincipal-post-serviceprincipals, "Permissions", and the
// documentation of azuread.ServicePrincipal: Application.ReadWrite.OwnedBy is for apps of the login's own, and none is here.
const mayWrite = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];
const mayRead = [...mayWrite, "Application.ReadWrite.OwnedBy", "Application.Read.All", "Directory.Read.All"];

/**
 * Microsoft Entra ID as one caller meets it, whatever face the call comes through: what its permissions do not allow is
 * refused and logged. `azure.entra` itself asks nobody: it is the way of hands from outside.
 *
 * @throws AzureError 403 `Authorization_RequestDenied`, in the words of many public reports (Azure/azure-cli#27870).
 */
export function entraAs(azure: Azure, caller: GraphCaller): Entra {
  const { entra } = azure;
  const admit = (method: "GET" | "POST" | "PATCH" | "DELETE", target: string): void => {
    const call = {
      face: "entra",
      action: `${method} Graph/servicePrincipals`,
      target,
      caller: caller.objectId,
    } as const;
    const needed = method === "GET" ? mayRead : mayWrite;
    passOrLog(azure.log, call, () => {
      if (caller.permissions.some((permission) => needed.includes(permission))) return;
      const message = "Insufficient privileges to complete the operation.";
      throw new AzureError(403, "Authorization_RequestDenied", message);
    });
  };
  return {
    async createServicePrincipal(appId) {
      admit("POST", appId);
      return entra.createServicePrincipal(appId, caller);
    },
    async findServicePrincipal(by) {
      admit("GET", "appId" in by ? by.appId : by.objectId);
      return entra.findServicePrincipal(by, caller);
    },
    async findServicePrincipalsNamed(displayName) {
      admit("GET", displayName);
      return entra.findServicePrincipalsNamed(displayName, caller);
    },
    async updateServicePrincipal(objectId, change) {
      admit("PATCH", objectId);
      return entra.updateServicePrincipal(objectId, change, caller);
    },
    async deleteServicePrincipal(objectId) {
      admit("DELETE", objectId);
      return entra.deleteServicePrincipal(objectId, caller);
    },
    findApplication: (appId) => entra.findApplication(appId),
  };
}
