import { v5 as uuidv5 } from "uuid";
import { isWithin } from "../../arm/resourceId";
import { rolesOfLogin } from "../../authorization";
import { AzureError, type ArmResource } from "../../model";
import { type ManagementRoute, shown } from "../managementRoute";

const filters =
  /^(?<here>atScope\(\))?(?: and )?(?:(?<how>assignedTo\(|principalId eq )'(?<principal>[0-9a-f-]{36})'\)?)?$/i;

/**
 * The role assignments at a scope and above, and, without `atScope()`, below it. Groups are not simulated, so that
 * `assignedTo` and `principalId` come to the same.
 *
 * Source: Azure/azure-rest-api-specs, operation `RoleAssignments_ListForScope`; learn.microsoft.com/azure/
 * role-based-access-control/role-assignments-list-rest (the filters).
 */
export const roleAssignments: ManagementRoute = {
  method: "GET",
  path: /^(?<scope>\/subscriptions\/(?<subscription>[^/]+)(?:\/.+)?)\/providers\/Microsoft\.Authorization\/roleAssignments$/i,
  action: "GET Microsoft.Authorization/roleAssignments",
  need: "Microsoft.Authorization/roleAssignments/read",
  scope: ({ scope = "" }) => scope,
  apiVersions: ["2020-10-01-preview", "2022-04-01"],
  run({ azure, parts, query }) {
    const asked = query.get("$filter") ?? "";
    const filter = filters.exec(asked)?.groups;
    if (filter === undefined) {
      throw new AzureError(400, "UnsupportedQuery", `The filter '${asked}' is not simulated.`);
    }
    const scope = parts["scope"]!.toLowerCase();
    const principal = filter["principal"]?.toLowerCase();
    const matches = ({ type, id, properties }: ArmResource): boolean => {
      if (type !== "Microsoft.Authorization/roleAssignments") return false;
      if (principal !== undefined && String(properties.principalId).toLowerCase() !== principal) return false;
      const at = id.toLowerCase().slice(0, id.toLowerCase().lastIndexOf("/providers/microsoft.authorization/"));
      return isWithin(scope, at) || (filter["here"] === undefined && isWithin(at, scope));
    };
    return {
      value: [...Object.values(azure.state.resources).filter(matches).map(shown), ...ofTheLogin(azure, principal)],
    };
  },
};

/** The login's rights at the subscription are no resources of the simulation; they are told as Azure would tell them. */
function ofTheLogin(azure: Parameters<ManagementRoute["run"]>[0]["azure"], principal: string | undefined): object[] {
  const { state } = azure;
  if (principal !== undefined && principal !== state.login.objectId.toLowerCase()) return [];
  const subscription = `/subscriptions/${state.subscriptionId}`;
  return rolesOfLogin(state).map(({ id }) => ({
    id: `${subscription}/providers/Microsoft.Authorization/roleAssignments/${loginAssignmentName(id)}`,
    name: loginAssignmentName(id),
    type: "Microsoft.Authorization/roleAssignments",
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
      principalId: state.login.objectId,
      principalType: "ServicePrincipal",
      scope: subscription,
    },
  }));
}

/** A name of its own for each role: any GUID that stays the same. */
function loginAssignmentName(roleId: string): string {
  return uuidv5(roleId, uuidv5.URL);
}
