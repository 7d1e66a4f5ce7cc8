import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, reportProblems } from "./checkedArgs";
import { checkServicePrincipal, type ServicePrincipalNames } from "./plan/checkServicePrincipal";
import { checkChoice } from "./plan/choices";
import { koreServicePrincipalArguments } from "./plan/componentArguments";
import { defaults } from "./plan/defaults";
import { KoreAccess } from "./plan/roles";
import { ServicePrincipalMode } from "./plan/servicePrincipalMode";

/** Arguments of `KoreServicePrincipal`. */
export interface KoreServicePrincipalArgs {
  /** Required. Application (client) ID of Kore's multi-tenant app, as Kore gave it in writing. */
  clientId: pulumi.Input<string>;
  /**
   * Optional. `create` makes the service principal or adopts the one that exists; `lookup` only reads it and fails if
   * there is none. Default `create`.
   */
  mode?: ServicePrincipalMode;
  /**
   * Optional. Object ID of the service principal, when an Entra administrator made it elsewhere: Entra is then not
   * touched at all, and `mode` has no effect.
   */
  objectId?: pulumi.Input<string>;
  /**
   * Optional. Tenant that must publish the app. Multi-tenant apps are easily imitated: with another publisher the
   * update fails before anything is granted. Not together with `objectId`: then Entra is not asked for the publisher.
   */
  appOwnerTenantId?: pulumi.Input<string>;
  /**
   * Optional. `active`, or `revoked`: nothing is granted then, so another publisher, or a service principal that cannot
   * be read, is a warning, not an error. The object ID of one that cannot be read is empty. Default `active`.
   */
  koreAccess?: KoreAccess;
}

/** Here the arguments have the check's own names. */
const names: ServicePrincipalNames = {
  clientId: "clientId",
  mode: "mode",
  objectId: "objectId",
  appOwnerTenantId: "appOwnerTenantId",
};

/**
 * Kore's application in the customer's tenant: the service principal that the key's role is assigned to. It has the effect
 * of `az ad sp create` (the guide, step 1, option 2) and grants the app no permission in the tenant.
 *
 * It is never deleted: the azuread provider would delete it even if it only adopted it
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
    const checked = checkedArgs(component, args, koreServicePrincipalArguments, (plain, pending) => [
      ...checkServicePrincipal(plain, names, pending),
      ...checkChoice("koreAccess", plain.koreAccess),
    ]);

    this.clientId = pulumi.output(checked.clientId);
    this.objectId =
      checked.objectId === undefined
        ? objectIdOfPublisher(component, findOrCreate(name, component, checked, this), checked)
        : pulumi.output(checked.objectId);
    this.registerOutputs({ objectId: this.objectId, clientId: this.clientId });
  }
}

/** What Entra says of the service principal. */
interface Found {
  objectId: pulumi.Output<string>;
  /** Tenant that publishes the app; undefined if Entra does not say. */
  applicationTenantId: pulumi.Output<string | undefined>;
}

function findOrCreate(name: string, component: string, args: KoreServicePrincipalArgs, parent: pulumi.Resource): Found {
  if ((args.mode ?? defaults.servicePrincipal) === ServicePrincipalMode.Lookup) {
    return lookUp(component, args, parent);
  }
  // No argument beyond these two: whatever else is stated would be written over what an adopted one has.
  return new azuread.ServicePrincipal(
    `${name}-app`,
    { clientId: args.clientId, useExisting: true },
    { parent, retainOnDelete: true },
  );
}

function lookUp(component: string, { clientId, koreAccess }: KoreServicePrincipalArgs, parent: pulumi.Resource): Found {
  const read = async (id: string): Promise<{ objectId: string; applicationTenantId?: string }> => {
    try {
      return await azuread.getServicePrincipal({ clientId: id }, { parent });
    } catch (error) {
      if (koreAccess !== KoreAccess.Revoked) {
        throw error;
      }
      const problem = {
        key: "clientId",
        value: id,
        rule: `its service principal cannot be read: ${(error as Error).message}`,
        fix: "none is needed while koreAccess is revoked; before it is active again the service principal must exist",
      };
      reportProblems(component, [problem], koreAccess);
      return { objectId: "" };
    }
  };
  const found = pulumi.output(clientId).apply(read);
  return {
    objectId: found.apply(({ objectId }) => objectId),
    applicationTenantId: found.apply(({ applicationTenantId }) => applicationTenantId),
  };
}

function objectIdOfPublisher(
  component: string,
  found: Found,
  { appOwnerTenantId, koreAccess }: KoreServicePrincipalArgs,
): pulumi.Output<string> {
  return pulumi
    .all([found.objectId, found.applicationTenantId, appOwnerTenantId])
    .apply(([objectId, publisher, expected]) => {
      // One that could not be read has been reported. An app whose publisher Entra does not say is not the expected one.
      if (expected !== undefined && objectId !== "" && publisher?.toLowerCase() !== expected) {
        const problem = {
          key: "appOwnerTenantId",
          value: expected,
          rule: `the app's publisher is ${publisher === undefined ? "not known to Entra" : `tenant ${publisher}`}: this is not the expected app, and nothing is granted to it`,
          fix: "ask Kore, over a channel that you know, for its client ID and publisher tenant",
        };
        reportProblems(component, [problem], koreAccess);
      }
      return objectId;
    });
}
