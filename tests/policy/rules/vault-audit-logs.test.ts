import { vaultAuditLogs } from "../../../policy/rules/vault-audit-logs";
import { judgeStack, TestResource, unknown, urnOf } from "../../support/policyArgs";
import { otherTokens } from "../../support/resourceRuleCases";
import { groupOf, id, resourceGroupId, storageOf, times, vaultId, vaultOf, When } from "../../support/policyStack";

const monitor = "azure-native:monitor:DiagnosticSetting";
const workspaceId = `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/logs`;
const audit = { category: "AuditEvent", enabled: true };

function setting(when: When, props: object = {}, from: TestResource["from"] = { resourceUri: ["kv"] }): TestResource {
  return {
    type: monitor,
    name: "logs",
    props: {
      id: id(when, `${vaultId}/providers/Microsoft.Insights/diagnosticSettings/logs`),
      workspaceId,
      logs: [audit],
      ...props,
    },
    from,
  };
}

describe("vault-audit-logs", () => {
  describe.each(times)("%s", (when) => {
    it.each<[string, TestResource]>([
      ["the audit category", setting(when)],
      ["the audit group", setting(when, { logs: [{ categoryGroup: "audit", enabled: true }] })],
      ["all logs", setting(when, { logs: [{ categoryGroup: "allLogs", enabled: true }] })],
      [
        "another category besides",
        setting(when, { logs: [{ category: "AzurePolicyEvaluationDetails", enabled: true }, audit] }),
      ],
      ["a storage account", setting(when, { workspaceId: undefined, storageAccountId: "/subscriptions/1" })],
      ["a workspace that is yet to be made", setting(when, { workspaceId: unknown })],
      ["an unknown category beside the right one", setting(when, { logs: [unknown, audit] })],
      ["the module's older name", { ...setting(when), type: "azure-native:insights:DiagnosticSetting" }],
      ...otherTokens(monitor).map((type): [string, TestResource] => [type, { ...setting(when), type }]),
    ])("passes: %s", async (_title, logs) => {
      expect(await judgeStack(vaultAuditLogs, [vaultOf(when), logs])).toEqual({ violations: [] });
    });

    it.each<[string, TestResource[]]>([
      ["no setting", []],
      ["metrics alone", [setting(when, { logs: undefined, metrics: [{ category: "AllMetrics", enabled: true }] })]],
      ["the category switched off", [setting(when, { logs: [{ ...audit, enabled: false }] })]],
      [
        "a near miss: another category",
        [setting(when, { logs: [{ category: "AzurePolicyEvaluationDetails", enabled: true }] })],
      ],
      ["nowhere to send to", [setting(when, { workspaceId: undefined })]],
      ["an empty destination", [setting(when, { workspaceId: "" })]],
      [
        "the logs of another resource",
        [
          setting(
            when,
            { id: id(when, `${storageOf(when).props.id}/providers/Microsoft.Insights/diagnosticSettings/logs`) },
            { resourceUri: ["storage"] },
          ),
        ],
      ],
      [
        "a directory's log, which is another type",
        [{ ...setting(when), type: "azure-native:aadiam:DiagnosticSetting" }],
      ],
    ])("fails: %s", async (_title, settings) => {
      const resources = [vaultOf(when), storageOf(when), ...settings];
      const { violations, notJudged } = await judgeStack(vaultAuditLogs, resources);
      expect(notJudged).toBeUndefined();
      expect(violations.map(({ urn }) => urn)).toEqual([urnOf(vaultOf(when))]);
      expect(violations[0]!.message).toMatch(/no diagnostic setting of this stack.+AuditEvent/);
    });

    it("does not judge when the categories are unknown", async () => {
      for (const logs of [unknown, [unknown], [{ category: unknown, enabled: true }]]) {
        const judgement = await judgeStack(vaultAuditLogs, [vaultOf(when), setting(when, { logs })]);
        expect(judgement.violations).toEqual([]);
        expect(judgement.notJudged).toContain('Vault "kv": string value at .logs');
      }
    });

    it("judges each of several vaults", async () => {
      const resources = [vaultOf(when), vaultOf(when, "kv-b"), setting(when)];
      const { violations } = await judgeStack(vaultAuditLogs, resources);
      expect(violations.map(({ urn }) => urn)).toEqual([urnOf(resources[1]!)]);
    });
  });

  it("finds a setting by its ID, in other letters", async () => {
    const logs = setting("after the update", {
      id: `${vaultId.toUpperCase()}/providers/microsoft.insights/diagnosticSettings/logs`,
    });
    const resources = [vaultOf("after the update"), { ...logs, from: undefined }];
    expect(await judgeStack(vaultAuditLogs, resources)).toEqual({ violations: [] });
  });

  it("takes a setting on the resource group for what it is: no log of the vault", async () => {
    const logs = setting("after the update", {
      id: `${resourceGroupId}/providers/microsoft.insights/diagnosticSettings/logs`,
    });
    const resources = [vaultOf("after the update"), { ...logs, from: undefined }];
    expect((await judgeStack(vaultAuditLogs, resources)).violations).toHaveLength(1);
  });

  it("fails for a setting on a resource whose ID is put together from the vault's", async () => {
    const when = "after the update";
    const elsewhere = `${vaultId}-b/providers/Microsoft.Insights/diagnosticSettings/logs`;
    const resources = [vaultOf(when), setting(when, { id: elsewhere })];
    expect((await judgeStack(vaultAuditLogs, resources)).violations).toHaveLength(1);
  });

  it.each<[string, TestResource["from"]]>([
    ["is plain text", {}],
    ["is put together from the resource group's ID", { resourceUri: ["group"] }],
  ])("does not judge in a preview when the setting's resource %s", async (_title, from) => {
    const preview = "in the preview of a new stack";
    const resources = [groupOf(preview), vaultOf(preview), setting(preview, {}, from)];
    expect(await judgeStack(vaultAuditLogs, resources)).toEqual({
      violations: [],
      notJudged: `Vault "kv": string value at .id can't be known during preview`,
    });
  });
});
