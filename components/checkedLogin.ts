import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { throwErrors } from "./checkedArgs";
import type { KoreByokArgs } from "./koreByokArgs";
import type { Problem } from "./plan/problem";
import { parseResourceId, subscriptionOf } from "./plan/resourceIds";

/** Who runs the program. */
export interface Login {
  tenantId: pulumi.Output<string>;
  subscriptionId: pulumi.Output<string>;
}

/**
 * Reads the login of the azure-native provider and checks that the arguments belong to it: a vault takes the tenant of its
 * subscription, and an existing vault and the endpoint's network are read with the login's own subscription.
 */
export function checkedLogin(
  component: string,
  args: Pick<KoreByokArgs, "tenantId" | "koreClientId" | "existingVaultId" | "endpointSubnetId">,
  parent: pulumi.Resource,
): Login {
  const login = pulumi
    .all([authorization.getClientConfigOutput({ parent }), args.tenantId, args.koreClientId])
    .apply(([{ tenantId, subscriptionId }, wantedTenantId, koreClientId]) => {
      const problems: Problem[] = [];
      if (wantedTenantId !== undefined && wantedTenantId !== tenantId) {
        problems.push({
          key: "tenantId",
          value: wantedTenantId,
          rule: `a vault's tenant is its subscription's, and the login is of tenant ${tenantId}`,
          fix: `log in to the other tenant (az login --tenant ${wantedTenantId}), or leave tenantId out`,
        });
      }
      if (koreClientId === tenantId) {
        problems.push({
          key: "koreClientId",
          value: koreClientId,
          rule: "this is the login's tenant ID, not an application ID",
          fix: "ask Kore's support for the application (client) ID of your instance",
        });
      }
      const vault = parseResourceId("Microsoft.KeyVault/vaults", args.existingVaultId ?? "");
      if (vault !== undefined && vault.subscriptionId !== subscriptionId.toLowerCase()) {
        problems.push({
          key: "existingVaultId",
          value: args.existingVaultId,
          rule: `the login's subscription is ${subscriptionId}, and the vault stands in another`,
          fix: `pulumi config set azure-native:subscriptionId ${vault.subscriptionId}`,
        });
      }
      // One that is not known yet must not hide the login: VaultPrivateEndpoint checks it too.
      const { endpointSubnetId } = args;
      if (
        typeof endpointSubnetId === "string" &&
        subscriptionOf(endpointSubnetId).toLowerCase() !== subscriptionId.toLowerCase()
      ) {
        problems.push({
          key: "endpointSubnetId",
          value: endpointSubnetId,
          rule: `the login's subscription is ${subscriptionId}, and a network in another cannot be read with it`,
          fix: "name a subnet of this subscription, or make the endpoint with the component VaultPrivateEndpoint, which takes its location",
        });
      }
      throwErrors(component, problems);
      return { tenantId, subscriptionId };
    });
  return { tenantId: login.tenantId, subscriptionId: login.subscriptionId };
}
