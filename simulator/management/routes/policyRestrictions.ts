import { z } from "zod";
import { policyHits } from "../../arm/policies";
import { AzureError, type PolicyAssignment } from "../../model";
import { type ManagementRoute, subscriptionPath } from "../managementRoute";

const request = z.object({
  resourceDetails: z.object({
    resourceContent: z.looseObject({ type: z.string() }),
    apiVersion: z.string().optional(),
  }),
});

/**
 * What Azure Policy would make of a resource, without making it. Source: Azure/azure-rest-api-specs, operations
 * `PolicyRestrictions_CheckAtSubscriptionScope` and `PolicyRestrictions_CheckAtResourceGroupScope`. The words of the refusal are unverified.
 */
export const policyRestrictions: ManagementRoute[] = ["", "/resourceGroups/[^/]+"].map((group) => ({
  method: "POST",
  path: new RegExp(
    `^(?<scope>${subscriptionPath}${group})/providers/Microsoft\\.PolicyInsights/checkPolicyRestrictions$`,
    "i",
  ),
  action: "POST Microsoft.PolicyInsights/checkPolicyRestrictions",
  need: "Microsoft.PolicyInsights/checkPolicyRestrictions/read",
  scope: ({ scope = "" }) => scope,
  apiVersions: ["2022-03-01", "2023-03-01", "2024-10-01"],
  run({ azure, body }) {
    const asked = request.safeParse(body);
    if (!asked.success) throw new AzureError(400, "InvalidCheckRestrictionsRequest", z.prettifyError(asked.error));
    const content = asked.data.resourceDetails.resourceContent;
    const hits = policyHits(azure.state, content.type, content);
    return {
      fieldRestrictions: hits.flatMap(({ policy, assignmentId }) =>
        policy.effect === "modify" ? [required(policy, assignmentId)] : [],
      ),
      contentEvaluationResult: {
        policyEvaluations: hits.flatMap(({ policy, assignmentId, value }) =>
          policy.effect === "deny" ? [denied(policy, assignmentId, value)] : [],
        ),
      },
    };
  },
}));

/** A value that a policy sets, whatever the request holds. */
function required({ field, value }: PolicyAssignment & { effect: "modify" }, policyAssignmentId: string): object {
  const restriction = { result: "Required", defaultValue: value, values: [value], policyEffect: "Modify" };
  return { field, restrictions: [{ ...restriction, policy: { policyAssignmentId } }] };
}

/** A value that a policy does not let through. */
function denied(
  { field, allowed }: PolicyAssignment & { effect: "deny" },
  policyAssignmentId: string,
  value: unknown,
): object {
  const expression = { expressionKind: "Field", expression: field, path: field, operator: "NotIn" };
  return {
    policyInfo: { policyAssignmentId },
    evaluationResult: "NonCompliant",
    evaluationDetails: {
      evaluatedExpressions: [{ ...expression, result: "True", expressionValue: value, targetValue: allowed }],
    },
    effectDetails: { policyEffect: "Deny" },
  };
}
