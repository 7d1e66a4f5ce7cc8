/** Azure Policy at the subscription, as far as it is simulated: assignments that deny. */
import type { ArmBody } from "../azure";
import { type AzureState, AzureError, type DenyPolicy } from "../model";
import type { ResourceId } from "./resourceId";

/** A policy that denies a resource as it stands in a request. */
export interface Denial {
  policy: DenyPolicy;
  assignmentId: string;
  /** What the field holds. */
  value: unknown;
}

/** The policies that deny a resource with this body. */
export function denyingPolicies(state: Readonly<AzureState>, type: string, body: object): Denial[] {
  return (state.policies ?? [])
    .filter((policy) => policy.type.toLowerCase() === type.toLowerCase())
    .map((policy) => ({
      policy,
      assignmentId: `/subscriptions/${state.subscriptionId}/providers/Microsoft.Authorization/policyAssignments/${policy.name}`,
      value: policy.field
        .split(".")
        .reduce<unknown>((held, name) => (held as Record<string, unknown> | undefined)?.[name], body),
    }))
    .filter(({ policy, value }) => !policy.allowed.includes(String(value)));
}

/**
 * Source: `RequestDisallowedByPolicy` in learn.microsoft.com/azure/azure-resource-manager/troubleshooting/
 * error-policy-requestdisallowedbypolicy.
 *
 * @throws AzureError 403 where a policy denies the resource
 */
export function refuseDenied(state: Readonly<AzureState>, type: string, id: ResourceId, body: ArmBody): void {
  const denials = denyingPolicies(state, type, body);
  if (denials.length === 0) return;
  const identifiers = denials.map(({ policy, assignmentId }) => ({
    policyAssignment: { name: policy.name, id: assignmentId },
  }));
  throw new AzureError(
    403,
    "RequestDisallowedByPolicy",
    `Resource '${id.name}' was disallowed by policy. Policy identifiers: '${JSON.stringify(identifiers)}'.`,
  );
}
