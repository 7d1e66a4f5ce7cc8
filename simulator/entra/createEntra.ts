import { v4 as newGuid, validate as isGuid } from "uuid";
import type { Caller, Entra } from "../azure";
import { AzureError } from "../model";
import type { ServicePrincipal } from "../model";
import type { Perform } from "../state/performer";
import type { Store } from "../state/store";

/**
 * Microsoft Entra ID, as Microsoft Graph v1.0 shows it.
 *
 * Source: learn.microsoft.com/graph/api/resources/serviceprincipal, and public reports for the refusals.
 */
export function createEntra(store: Store, perform: Perform): Entra {
  const { state } = store;
  const call = <T>(
    method: string,
    target: string,
    caller: Caller | undefined,
    effect: () => { status: number; value: T },
  ): Promise<T> =>
    perform(
      {
        face: "entra",
        action: `${method} Graph/servicePrincipals`,
        target,
        caller: caller?.objectId ?? state.login.objectId,
      },
      effect,
    );

  const require = (objectId: string): ServicePrincipal => {
    const found = state.servicePrincipals.find((principal) => sameGuid(principal.objectId, objectId));
    if (found !== undefined) return found;
    throw new AzureError(
      404,
      "Request_ResourceNotFound",
      `Resource '${objectId}' does not exist or one of its queried reference-property objects are not present.`,
    );
  };

  return {
    createServicePrincipal: (appId, caller) =>
      call("POST", appId, caller, () => {
        const application = state.applications.find((each) => sameGuid(each.appId, appId));
        // Source: microsoftgraph/msgraph-sdk-powershell#846; the inner code as in public reports.
        if (!isGuid(appId) || application === undefined) {
          throw new AzureError(
            400,
            "Request_BadRequest",
            `The appId '${appId}' of the service principal does not reference a valid application object.`,
            "NoBackingApplicationObject",
          );
        }
        // Source: Azure/reliable-web-app-pattern-java#185.
        if (state.servicePrincipals.some((each) => sameGuid(each.appId, appId))) {
          throw new AzureError(
            409,
            "Request_MultipleObjectsWithSameKeyValue",
            `The service principal cannot be created, updated, or restored because the service principal name ` +
              `${appId} is already in use.`,
          );
        }
        const principal: ServicePrincipal = {
          objectId: newGuid(),
          appId: application.appId,
          displayName: application.displayName,
          appOwnerTenantId: application.ownerTenantId,
          accountEnabled: true,
          createdAt: store.now(),
        };
        state.servicePrincipals.push(principal);
        store.save();
        return { status: 201, value: { ...principal } };
      }),

    findServicePrincipal: (by, caller) =>
      call("GET", "appId" in by ? by.appId : by.objectId, caller, () => {
        const found = state.servicePrincipals.find((each) =>
          "appId" in by ? sameGuid(each.appId, by.appId) : sameGuid(each.objectId, by.objectId),
        );
        return { status: found === undefined ? 404 : 200, value: found && { ...found } };
      }),

    findServicePrincipalsNamed: (displayName, caller) =>
      call("GET", displayName, caller, () => {
        const named = state.servicePrincipals.filter((each) => each.displayName === displayName);
        return { status: 200, value: named.map((each) => ({ ...each })) };
      }),

    updateServicePrincipal: (objectId, change, caller) =>
      call("PATCH", objectId, caller, () => {
        const principal = require(objectId);
        if (change.accountEnabled !== undefined) principal.accountEnabled = change.accountEnabled;
        store.save();
        return { status: 204, value: { ...principal } };
      }),

    deleteServicePrincipal: (objectId, caller) =>
      call("DELETE", objectId, caller, () => {
        const principal = require(objectId);
        // Its role assignments stay behind, as in Azure: learn.microsoft.com/azure/role-based-access-control/troubleshooting
        // ("Role assignments with identity not found").
        state.servicePrincipals.splice(state.servicePrincipals.indexOf(principal), 1);
        store.save();
        return { status: 204, value: undefined };
      }),

    findApplication(appId) {
      const found = state.applications.find((each) => sameGuid(each.appId, appId));
      return found && { ...found };
    },
  };
}

function sameGuid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
