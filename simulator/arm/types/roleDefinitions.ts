import { findRoleDefinition } from "../roleDefinitions";
import type { ResourceType } from "../resourceType";

/** The built-in roles, to be read at any scope. Custom roles are not simulated. */
export const roleDefinitionType: ResourceType = {
  type: "Microsoft.Authorization/roleDefinitions",
  apiVersions: ["2018-01-01-preview", "2022-04-01", "2022-05-01-preview"],
  placement: "scope",
  deletable: false,

  find(store, id) {
    const role = findRoleDefinition(id.name);
    if (role === undefined) return undefined;
    const { actions, notActions, dataActions } = role;
    return {
      id: `/subscriptions/${store.state.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
      name: role.id,
      type: this.type,
      properties: {
        roleName: role.name,
        type: "BuiltInRole",
        assignableScopes: ["/"],
        permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
      },
      createdAt: 0,
    };
  },
};
