import { isActionAllowed } from "../authorization";
import type { Arm, Azure } from "../azure";
import { AzureError } from "../model";
import { passOrLog } from "../state/operationLog";
import { canonicalType } from "./registry";

/** Who calls: an application and its service principal, as a token names them. */
export interface ArmCaller {
  appId: string;
  objectId: string;
}

const verbs = { GET: "read", PUT: "write", DELETE: "delete" } as const;

/**
 * Azure Resource Manager as one caller meets it, whatever face the call comes through: what the caller's roles do not
 * permit is refused and logged. `azure.arm` itself asks nobody: it is the way of hands from outside, such as the portal.
 */
export function armAs(azure: Azure, caller: ArmCaller): Arm {
  const admit = (method: keyof typeof verbs, id: string): void => {
    const type = canonicalType(id);
    const call = { face: "arm", action: `${method} ${type}`, target: id, caller: caller.objectId } as const;
    passOrLog(azure.log, call, () => requireAction(azure, caller, `${actionType(type)}/${verbs[method]}`, id));
  };
  return {
    async put(id, body, apiVersion) {
      admit("PUT", id);
      return azure.arm.put(id, body, apiVersion, caller);
    },
    async get(id, apiVersion) {
      admit("GET", id);
      return azure.arm.get(id, apiVersion, caller);
    },
    async delete(id, apiVersion) {
      admit("DELETE", id);
      return azure.arm.delete(id, apiVersion, caller);
    },
  };
}

/**
 * Refuses a caller that has no role for an action. The words as in
 * Azure/terraform-azurerm-avm-res-keyvault-vault#110.
 *
 * @throws AzureError 403 `AuthorizationFailed`.
 */
export function requireAction(
  azure: Pick<Azure, "state" | "now">,
  { appId, objectId }: ArmCaller,
  action: string,
  scope: string,
): void {
  if (isActionAllowed(azure, { principalId: objectId, action, scope })) return;
  throw new AzureError(
    403,
    "AuthorizationFailed",
    `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over ` +
      `scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

/** Azure's actions name a resource group's subscription as well. */
function actionType(type: string): string {
  return type === "Microsoft.Resources/resourceGroups" ? "Microsoft.Resources/subscriptions/resourceGroups" : type;
}
