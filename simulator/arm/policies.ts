/** Azure Policy at the subscription, as far as it is simulated: assignments that deny, and assignments that modify. */
import type { ArmBody } from "../azure";
import { type AzureState, AzureError, type PolicyAssignment } from "../model";
import type { ResourceId } from "./resourceId";

/** A policy that has something to say about a resource as it stands in a request. */
export interface PolicyHit {
  policy: PolicyAssignment;
  assignmentId: string;
  /** What the field holds. */
  value: unknown;
}

/** The policies that would deny or change a resource with this body. */
export function policyHits(state: Readonly<AzureState>, type: string, body: object): PolicyHit[] {
  return (state.policies ?? [])
    .filter((policy) => policy.type.toLowerCase() === type.toLowerCase())
    .map((policy) => ({
      policy,
      assignmentId: `/subscriptions/${state.subscriptionId}/providers/Microsoft.Authorization/policyAssignments/${policy.name}`,
      value: policy.field
        .split(".")
        .reduce<unknown>((held, name) => (held as Record<string, unknown> | undefined)?.[name], body),
    }))
    .filter(({ policy, value }) =>
      policy.effect === "deny" ? !policy.allowed.includes(String(value)) : policy.value !== value,
    );
}

/**
 * The body as policies make it. Source: learn.microsoft.com/azure/governance/policy/concepts/effect-modify: a request is
 * changed before the resource provider sees it, and whoever sent it is not told.
 */
export function modifiedByPolicies(state: Readonly<AzureState>, type: string, body: ArmBody): ArmBody {
  const modified = structuredClone(body);
  for (const { policy } of policyHits(state, type, body)) {
    if (policy.effect !== "modify") continue;
    const names = policy.field.split(".");
    const last = names.pop()!;
    const place = names.reduce<Record<string, unknown>>(
      (held, name) => (held[name] ??= {}) as Record<string, unknown>,
      modified as Record<string, unknown>,
    );
    place[last] = policy.value;
  }
  return modified;
}

/**
 * Source: `RequestDisallowedByPolicy` in learn.microsoft.com/azure/azure-resource-manager/troubleshooting/
 * error-policy-requestdisallowedbypolicy.
 *
 * @throws AzureError 403 where a policy denies the resource
 */
export function refuseDenied(state: Readonly<AzureState>, type: string, id: ResourceId, body: ArmBody): void {
  const denials = policyHits(state, type, body).filter(({ policy }) => policy.effect === "deny");
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
