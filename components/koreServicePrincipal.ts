import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, throwErrors } from "./checkedArgs";
import { defaults, ServicePrincipalMode } from "./plan/defaults";
import { checkGuid, checkKoreClientId } from "./plan/guids";

/** Arguments of `KoreServicePrincipal`. */
export interface KoreServicePrincipalArgs {
  /** Required. Application (client) ID of Kore's multi-tenant app, as Kore gave it in writing. */
  clientId: pulumi.Input<string>;
  /**
   * Optional. `create` makes the service principal or adopts the one that exists; `lookup` only reads it and fails where
   * there is none. Default `create`.
   */
  mode?: ServicePrincipalMode;
  /**
   * Optional. Object ID of the service principal, when an Entra administrator made it elsewhere: Entra is then not
   * touched at all, and `mode` has no meaning.
   */
  objectId?: pulumi.Input<string>;
  /**
   * Optional. Tenant that must publish the app. Multi-tenant apps are easily imitated: with another publisher no object
   * ID comes out, so nothing can be granted.
   */
  appOwnerTenantId?: pulumi.Input<string>;
}

/**
 * Kore's application in the customer's tenant: the service principal that the key's role is assigned to. It has the effect
 * of `az ad sp create` (the guide, step 1, option 2) and grants the app no permission in the tenant.
 *
 * It is never deleted: the azuread provider would delete it even where it only adopted it
 * (pulumi/pulumi-azuread#2045), and everything else that the customer gave Kore's app with it.
 *
 * @example
 * const kore = new KoreServicePrincipal("kore", { clientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a" });
 */
export class KoreServicePrincipal extends pulumi.ComponentResource {
  /** Object ID of the service principal in the customer's tenant: what roles are assigned to. */
  public readonly objectId: pulumi.Output<string>;
  /** Application (client) ID of Kore's app. */
  public readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: KoreServicePrincipalArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:KoreServicePrincipal", name, args, opts);
    const component = `KoreServicePrincipal "${name}"`;
    const checked = checkedArgs(component, args, ({ clientId, objectId, appOwnerTenantId }) => [
      ...(clientId === undefined ? [] : checkKoreClientId("clientId", clientId)),
      ...(objectId === undefined ? [] : checkGuid("objectId", objectId, "an object ID", "ask the Entra administrator")),
      ...(appOwnerTenantId === undefined
        ? []
        : checkGuid("appOwnerTenantId", appOwnerTenantId, "a tenant ID", "ask Kore which tenant publishes its app")),
    ]);

    this.clientId = pulumi.output(checked.clientId);
    this.objectId =
      checked.objectId === undefined
        ? objectIdOfPublisher(component, findOrCreate(name, checked, this), checked.appOwnerTenantId)
        : pulumi.output(checked.objectId);
    this.registerOutputs({ objectId: this.objectId, clientId: this.clientId });
  }
}

/** What Entra says of the service principal. */
interface Found {
  objectId: pulumi.Output<string>;
  applicationTenantId: pulumi.Output<string>;
}

function findOrCreate(name: string, args: KoreServicePrincipalArgs, parent: pulumi.Resource): Found {
  if ((args.mode ?? defaults.servicePrincipal) === ServicePrincipalMode.Lookup) {
    const found = azuread.getServicePrincipalOutput({ clientId: args.clientId }, { parent });
    return { objectId: found.objectId, applicationTenantId: found.applicationTenantId };
  }
  // No argument beyond these two: whatever else is stated would be written over what an adopted one has.
  return new azuread.ServicePrincipal(
    `${name}-app`,
    { clientId: args.clientId, useExisting: true },
    { parent, retainOnDelete: true },
  );
}

function objectIdOfPublisher(
  component: string,
  found: Found,
  appOwnerTenantId: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
  return pulumi
    .all([found.objectId, found.applicationTenantId, appOwnerTenantId])
    .apply(([objectId, publisher, expected]) => {
      if (expected !== undefined && publisher.toLowerCase() !== expected) {
        throwErrors(component, [
          {
            key: "koreAppOwnerTenantId",
            value: expected,
            rule: `the app's publisher is tenant ${publisher}: this is not the app that was expected, and it is given nothing`,
            fix: "ask Kore, over a channel that you know, for its client ID and publisher tenant",
          },
        ]);
      }
      return objectId;
    });
}
