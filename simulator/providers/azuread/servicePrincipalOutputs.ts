/** What the azuread provider says about a service principal. */
import type { ServicePrincipal } from "../../model";
import type { PropertyMap } from "../propertyValues";

/** The resource's ID: a Graph path since version 3 of the Terraform provider, not the bare object ID. */
export function servicePrincipalId({ objectId }: Pick<ServicePrincipal, "objectId">): string {
  return `/servicePrincipals/${objectId}`;
}

/**
 * All outputs of the real provider: what the simulated Entra does not keep has Azure's value for a new service
 * principal.
 */
export function servicePrincipalOutputs(principal: ServicePrincipal): PropertyMap {
  return {
    accountEnabled: principal.accountEnabled,
    alternativeNames: [],
    appRoleAssignmentRequired: false,
    appRoleIds: {},
    appRoles: [],
    applicationTenantId: principal.appOwnerTenantId,
    clientId: principal.appId,
    description: "",
    displayName: principal.displayName,
    featureTags: [{ customSingleSignOn: false, enterprise: false, gallery: false, hide: false }],
    features: [
      { customSingleSignOnApp: false, enterpriseApplication: false, galleryApplication: false, visibleToUsers: true },
    ],
    homepageUrl: "",
    loginUrl: "",
    logoutUrl: "",
    notes: "",
    notificationEmailAddresses: [],
    oauth2PermissionScopeIds: {},
    oauth2PermissionScopes: [],
    objectId: principal.objectId,
    owners: [],
    preferredSingleSignOnMode: "",
    redirectUris: [],
    samlMetadataUrl: "",
    samlSingleSignOns: [],
    servicePrincipalNames: [principal.appId],
    signInAudience: "AzureADMultipleOrgs",
    tags: [],
    type: "Application",
  };
}
