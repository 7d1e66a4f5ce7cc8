/** Resources of other shapes, brought into the shape that the rules read: that of azure-native's present API versions. */
import { isHidden } from "./change";
import { normalisedId } from "./armId";
import { isClassic, kindOfResource } from "./kinds";
import type { ResourceState } from "./preview";
import { roleIdOf } from "./roles";

type Inputs = Record<string, unknown>;

/** Kinds whose early API versions had their inputs under `properties` (Microsoft.Authorization 2015-07-01). */
const flattened: Record<string, string[]> = {
  roleAssignment: ["principalId", "roleDefinitionId"],
  roleEligibility: ["principalId", "roleDefinitionId"],
  lock: ["level"],
};

/** The resource with the names of inputs that the rules read; the resource itself if it has them already. */
export function inOwnShape(state: ResourceState): ResourceState {
  const kind = kindOfResource(state.type, state.id);
  const { inputs } = state;
  if (kind === undefined || inputs === undefined) return state;
  if (isClassic(state.type)) return { ...state, inputs: fromClassic(kind, inputs) };
  const decisive = flattened[kind];
  const { properties } = inputs;
  if (decisive === undefined || properties === undefined || properties === null) return state;
  if (isHidden(properties)) {
    return { ...state, inputs: { ...Object.fromEntries(decisive.map((name) => [name, properties])), ...inputs } };
  }
  return typeof properties === "object" ? { ...state, inputs: { ...properties, ...inputs } } : state;
}

/** Source: pulumi.com/registry/packages/azure (authorization.Assignment, management.Lock, keyvault.AccessPolicy). */
function fromClassic(kind: string, inputs: Inputs): Inputs {
  switch (kind) {
    case "roleAssignment": {
      const { roleDefinitionId = roleIdOf(inputs["roleDefinitionName"]) } = inputs;
      return { ...inputs, roleDefinitionId };
    }
    case "lock":
      return { ...inputs, level: inputs["lockLevel"] };
    case "accessPolicy": {
      const { keyVaultId, objectId, keyPermissions } = inputs;
      const vaultName = typeof keyVaultId === "string" && !isHidden(keyVaultId) ? normalisedId(keyVaultId) : undefined;
      return {
        ...inputs,
        vaultName: vaultName?.split("/").at(-1),
        policy: { objectId, permissions: { keys: keyPermissions } },
      };
    }
    default:
      return inputs;
  }
}
