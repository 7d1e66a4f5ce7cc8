import type { KoreByokArgs } from "../../../components/koreByokArgs";
import { defaults } from "../../../components/plan/defaults";
import type { Permission } from "@azure/arm-authorization";
import { authorizationClient } from "../../management/managementClients";
import { covers } from "../../management/roleActions";
import type { Check } from "../check";

/** The actions of the control plane that `pulumi up` takes with these settings. */
export function neededActions(settings: KoreByokArgs): string[] {
  const monitored = settings.logAnalyticsWorkspaceId !== undefined || (settings.alertEmails ?? []).length > 0;
  return [
    ...(settings.existingResourceGroup === true || settings.existingVaultId !== undefined
      ? []
      : ["Microsoft.Resources/subscriptions/resourceGroups/write"]),
    ...(settings.existingVaultId === undefined
      ? ["Microsoft.KeyVault/vaults/write"]
      : ["Microsoft.KeyVault/vaults/read"]),
    ...(settings.existingKey === true
      ? ["Microsoft.KeyVault/vaults/keys/read"]
      : ["Microsoft.KeyVault/vaults/keys/write"]),
    "Microsoft.Authorization/roleAssignments/write",
    ...((settings.deleteLock ?? defaults.deleteLock) ? ["Microsoft.Authorization/locks/write"] : []),
    ...(settings.endpointSubnetId === undefined ? [] : ["Microsoft.Network/privateEndpoints/write"]),
    ...(monitored ? ["Microsoft.Insights/diagnosticSettings/write"] : []),
  ];
}

/**
 * Whoever is logged in may do what `pulumi up` does. Asked of Azure: the role assignments at the subscription, those of
 * groups included, and what their roles permit. Deny assignments and roles that must be activated first do not show.
 */
export const permissions: Check = {
  name: "permissions",
  doing: "reading the role assignments of whoever is logged in",
  async run({ credential, cloud, subscriptionId, login, settings }) {
    const client = authorizationClient(credential, cloud, subscriptionId);
    const granted: { roleName: string; permissions: Permission[] }[] = [];
    const filter = `atScope() and assignedTo('${login.objectId}')`;
    for await (const { roleDefinitionId } of client.roleAssignments.listForScope(`/subscriptions/${subscriptionId}`, {
      filter,
    })) {
      const { roleName = "", permissions = [] } = await client.roleDefinitions.getById(roleDefinitionId!);
      granted.push({ roleName, permissions });
    }
    const needed = neededActions(settings);
    const missing = needed.filter(
      (action) =>
        !granted.some((role) =>
          role.permissions.some(
            ({ actions = [], notActions = [] }) =>
              actions.some((pattern) => covers(pattern, action)) &&
              !notActions.some((pattern) => covers(pattern, action)),
          ),
        ),
    );
    const roles = granted.map(({ roleName }) => roleName).join(", ") || "no role";
    return {
      check: this.name,
      result: missing.length === 0 ? "ready" : "not-ready",
      found: `${roles} at the subscription${missing.length === 0 ? "" : `, which lacks ${missing.join(", ")}`}`,
      needed: needed.join(", "),
      ...(missing.length === 0
        ? {}
        : {
            how: "Ask the owner of the subscription for roles with these actions: examples/ci-identity holds a custom role with just them. A role at the resource group alone suffices too, and does not show here.",
          }),
    };
  },
};
