import { checkChoice } from "./choices";
import { checkGuid, checkKoreClientId, checkServicePrincipalObjectId } from "./guids";
import { given, type Problem } from "./problem";

/** What identifies Kore's service principal. Values that are not known yet are left out. */
export interface ServicePrincipalRequest {
  clientId?: string;
  mode?: string;
  objectId?: string;
  appOwnerTenantId?: string;
}

/** What the caller calls each argument. */
export type ServicePrincipalNames = Record<keyof ServicePrincipalRequest, string>;

/**
 * Checks the arguments that identify Kore's service principal: each ID on its own, then against the IDs often pasted in its
 * place, and that the publisher can be checked if that was asked for.
 *
 * @param names What the caller calls each argument.
 * @param pending Names, as the caller calls them, of arguments that are given but not known yet.
 * @param tenantId Tenant of the vault, if it is known.
 */
export function checkServicePrincipal(
  request: ServicePrincipalRequest,
  names: ServicePrincipalNames,
  pending: ReadonlySet<string>,
  tenantId?: string,
): Problem[] {
  const { clientId, mode, objectId, appOwnerTenantId } = request;
  return [
    ...given(clientId, (value) => checkKoreClientId(names.clientId, value, tenantId)),
    ...checkChoice("servicePrincipal", mode, names.mode),
    ...given(objectId, (value) => checkServicePrincipalObjectId(names.objectId, value, { clientId, tenantId })),
    ...given(appOwnerTenantId, (value) => checkPublisher(names.appOwnerTenantId, value, clientId)),
    ...checkPublisherReadable(request, names, pending),
  ];
}

function checkPublisher(key: string, value: string, clientId: string | undefined): Problem[] {
  const askKore = "ask Kore for the tenant that publishes its app, or leave it out";
  return value === clientId
    ? [{ key, value, rule: "this is the application ID of Kore's app, not the tenant that publishes it", fix: askKore }]
    : checkGuid(key, value, "a tenant ID", askKore);
}

/** With an object ID Entra is not asked, so a request to check the publisher would be silently ignored. */
function checkPublisherReadable(
  { objectId, appOwnerTenantId }: ServicePrincipalRequest,
  names: ServicePrincipalNames,
  pending: ReadonlySet<string>,
): Problem[] {
  const isGiven = (value: string | undefined, name: string) => value !== undefined || pending.has(name);
  return isGiven(objectId, names.objectId) && isGiven(appOwnerTenantId, names.appOwnerTenantId)
    ? [
        {
          key: names.appOwnerTenantId,
          value: appOwnerTenantId ?? "(not known yet)",
          rule: `with ${names.objectId} Entra is not touched, so the publisher cannot be checked`,
          fix: `leave ${names.appOwnerTenantId} out, and have the Entra administrator check it; or leave ${names.objectId} out and set ${names.mode} to lookup`,
        },
      ]
    : [];
}
