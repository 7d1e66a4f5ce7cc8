/** Whoever deploys can also use and rotate the key on a new simulated Azure, where no one else could give them the role. */
import type { Azure } from "./azure";
import { roleDefinitions } from "./arm/roleDefinitions";

// Made up, and the same in each simulated Azure: planting it twice changes nothing.
const ASSIGNMENT = "77777777-7777-4777-8777-777777777777";

/** Assigns Key Vault Crypto Officer at the subscription to the login, if it is not there yet. */
export function assignOperatorRole({ state, outside }: Azure): void {
  const subscription = `/subscriptions/${state.subscriptionId}`;
  const id = `${subscription}/providers/Microsoft.Authorization/roleAssignments/${ASSIGNMENT}`;
  if (id.toLowerCase() in state.resources) return;
  const { id: roleId } = roleDefinitions.find(({ name }) => name === "Key Vault Crypto Officer")!;
  outside.plant({
    id,
    name: ASSIGNMENT,
    type: "Microsoft.Authorization/roleAssignments",
    properties: {
      principalId: state.login.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
      scope: subscription,
    },
  });
}
