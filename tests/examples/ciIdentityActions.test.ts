import { rolesForKore } from "../../components/plan/roles";
import { accessCondition, rolesOf } from "../../examples/ci-identity/accessCondition";
import { accessActions, deployActions, grants, joinActions, previewActions } from "../../examples/ci-identity/actions";
import { resourceTypes } from "../../simulator/providers/azureNative/types";
import { everything, firewallArgs, up } from "../support/koreByokProgram";
import { kore } from "../support/mockedAzure";

describe("what the pipelines' identities may do", () => {
  const all = [...previewActions, ...deployActions, ...accessActions, ...joinActions];

  it("is written out, action by action", () => {
    expect(all.filter((action) => action.includes("*"))).toEqual([]);
    expect(all.filter((action) => !/^Microsoft\.\w+(\/\w+)+$/.test(action))).toEqual([]);
    for (const actions of [previewActions, deployActions, accessActions, joinActions]) {
      expect(new Set(actions).size).toBe(actions.length);
    }
    for (const { why } of grants) expect(why.length).toBeGreaterThan(20);
  });

  it("is for the deployment to ask how the making of a private DNS zone gets on", () => {
    const asked = deployActions.filter((action) => action.includes("/privateDnsOperation"));
    expect(asked).toEqual([
      "Microsoft.Network/privateDnsOperationResults/read",
      "Microsoft.Network/privateDnsOperationStatuses/read",
    ]);
    expect(previewActions).not.toEqual(expect.arrayContaining(asked));
  });

  it("is reading alone for the preview", () => {
    expect(previewActions.filter((action) => !action.endsWith("/read"))).toEqual([]);
  });

  it("never is to delete or purge a vault, a key, a group or a zone, or to become more", () => {
    expect(all.filter((action) => /\/delete$/.test(action)).sort()).toEqual([
      "Microsoft.Authorization/locks/delete",
      "Microsoft.Authorization/roleAssignments/delete",
      "Microsoft.Insights/actionGroups/delete",
      "Microsoft.Insights/activityLogAlerts/delete",
      "Microsoft.Insights/diagnosticSettings/delete",
      "Microsoft.Insights/metricAlerts/delete",
      "Microsoft.Insights/scheduledQueryRules/delete",
      "Microsoft.Network/privateDnsZones/virtualNetworkLinks/delete",
      "Microsoft.Network/privateEndpoints/delete",
      "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/delete",
    ]);
    expect(
      all.filter((action) => /purge|recover|accessPolicies|roleDefinitions|elevate|ManagedIdentity/i.test(action)),
    ).toEqual([]);
    // What gives access stands in the role with the condition alone.
    expect(
      [...previewActions, ...deployActions, ...joinActions].filter((action) =>
        /roleAssignments\/(write|delete)/.test(action),
      ),
    ).toEqual([]);
  });

  it("covers every type that the stack makes, with all that it can hold", async () => {
    const deployments = [
      await up({ ...everything, existingResourceGroup: true, koreServicePrincipalObjectId: kore.objectId }),
      await up({ ...firewallArgs, existingResourceGroup: true, koreServicePrincipalObjectId: kore.objectId }),
    ];
    const tokens = new Set(deployments.flatMap(({ made }) => made.map(({ type }) => type)));
    const armTypes = [...tokens].map((token) => {
      const path = resourceTypes.find((type) => type.token === token)?.path ?? "";
      const [provider, ...rest] = path.slice(path.lastIndexOf("/providers/") + "/providers/".length).split("/");
      return [provider, ...rest.filter((_, index) => index % 2 === 0)].join("/");
    });

    expect(armTypes.sort()).toEqual(grants.map(({ type }) => type).sort());
    for (const type of armTypes) {
      expect(previewActions).toContain(`${type}/read`);
      expect([...deployActions, ...accessActions]).toContain(`${type}/write`);
    }
  });
});

describe("the condition on giving access", () => {
  it("is the one that stands here", () => {
    const roles = "12338af0-0e69-4776-bea7-57ae8d297424, e147488a-f6f5-4113-8e2d-b22465e65bf6";
    const clause = (action: string, source: string) => `(
 (
  !(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})
 )
 OR
 (
  @${source}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}
  AND
  @${source}[Microsoft.Authorization/roleAssignments:PrincipalId] ForAnyOfAnyValues:GuidEquals {${kore.objectId}}
  AND
  @${source}[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}
 )
)`;

    expect(accessCondition(rolesOf("ai-for-service"), kore.objectId)).toBe(
      `${clause("write", "Request")}\nAND\n${clause("delete", "Resource")}`,
    );
  });

  it.each(["ai-for-service", "ai-for-work"] as const)("takes the roles that the stack gives Kore for %s", (product) => {
    const given = (["crypto-user", "crypto-service-encryption-user"] as const).flatMap((role) =>
      rolesForKore(product, role, "vault", "kore-byok").map(({ roleDefinitionGuid }) => roleDefinitionGuid),
    );

    expect(rolesOf(product).sort()).toEqual([...new Set(given)].sort());
  });

  it("takes nothing but GUIDs", () => {
    expect(() => accessCondition(rolesOf("ai-for-service"), "x} OR {y")).toThrow('not a GUID: "x} OR {y"');
  });
});
