import { z } from "zod";
import { denyingPolicies } from "../../arm/policies";
import { AzureError } from "../../model";
import { type ManagementRoute, subscriptionPath } from "../managementRoute";

const request = z.object({
  resourceDetails: z.object({
    resourceContent: z.looseObject({ type: z.string() }),
    apiVersion: z.string().optional(),
  }),
});

/**
 * What Azure Policy would make of a resource, without making it. Source: Azure/azure-rest-api-specs, operations
 * `PolicyRestrictions_CheckAtSubscriptionScope` and `PolicyRestrictions_CheckAtResourceGroupScope`.
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
    return {
      fieldRestrictions: [],
      contentEvaluationResult: {
        policyEvaluations: denyingPolicies(azure.state, content.type, content).map(
          ({ assignmentId, policy, value }) => ({
            policyInfo: { policyAssignmentId: assignmentId },
            evaluationResult: "NonCompliant",
            evaluationDetails: {
              evaluatedExpressions: [
                {
                  result: "True",
                  expressionKind: "Field",
                  expression: policy.field,
                  path: policy.field,
                  expressionValue: value,
                  targetValue: policy.allowed,
                  operator: "NotIn",
                },
              ],
            },
            effectDetails: { policyEffect: "Deny" },
          }),
        ),
      },
    };
  },
}));
