import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { throwErrors } from "./checkedArgs";
import type { KoreByokArgs } from "./koreByokArgs";
import { checkKoreClientId, checkServicePrincipalObjectId } from "./plan/guids";
import { given, type Problem } from "./plan/problem";
import { parseResourceId } from "./plan/resourceIds";

/** Who runs the program. */
export interface Login {
  tenantId: pulumi.Output<string>;
  subscriptionId: pulumi.Output<string>;
}

/**
 * Reads the login of the azure-native provider and checks that the arguments belong to it: a vault takes the tenant of its
 * subscription, and an existing vault is read with the login's own subscription.
 */
export function checkedLogin(
  component: string,
  args: Pick<KoreByokArgs, "tenantId" | "koreClientId" | "koreServicePrincipalObjectId" | "existingVaultId">,
  parent: pulumi.Resource,
): Login {
  const { koreServicePrincipalObjectId: objectIdGiven } = args;
  const login = pulumi
    .all([authorization.getClientConfigOutput({ parent }), args.tenantId, args.koreClientId])
    .apply(([client, wantedTenantId, koreClientId]) => {
      // In lower case, as all other IDs here: Entra ignores case, and the login's may be in another.
      const tenantId = client.tenantId.toLowerCase();
      const { subscriptionId } = client;
      // An object ID that a preview does not know must not hide the login.
      const objectId = typeof objectIdGiven === "string" ? objectIdGiven : undefined;
      // Each ID has been checked by itself; here it is compared with the login's tenant.
      const problems: Problem[] = [
        ...checkKoreClientId("koreClientId", koreClientId, tenantId),
        ...given(objectId, (value) =>
          checkServicePrincipalObjectId("koreServicePrincipalObjectId", value, { tenantId }),
        ),
      ];
      if (wantedTenantId !== undefined && wantedTenantId !== tenantId) {
        problems.push({
          key: "tenantId",
          value: wantedTenantId,
          rule: `a vault's tenant is its subscription's, and the login is of tenant ${tenantId}`,
          fix: `log in to the other tenant (az login --tenant ${wantedTenantId}), or leave tenantId out`,
        });
      }
      const vault = parseResourceId("Microsoft.KeyVault/vaults", args.existingVaultId ?? "");
      if (vault !== undefined && vault.subscriptionId !== subscriptionId.toLowerCase()) {
        problems.push({
          key: "existingVaultId",
          value: args.existingVaultId,
          rule: `the login's subscription is ${subscriptionId}, and the vault is in another`,
          fix: `pulumi config set azure-native:subscriptionId ${vault.subscriptionId}`,
        });
      }
      throwErrors(component, problems);
      return { tenantId, subscriptionId };
    });
  return { tenantId: login.tenantId, subscriptionId: login.subscriptionId };
}
