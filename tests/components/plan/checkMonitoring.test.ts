import { checkAlertReach, checkMonitoring } from "../../../components/plan/checkMonitoring";

const workspace =
  "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-central";

describe("checkMonitoring", () => {
  it.each([
    {},
    { alertEmails: [] },
    { logAnalyticsWorkspaceId: workspace, alertEmails: ["platform@example.com", "duty+night@sub.example.com"] },
  ])("accepts %j", (request) => {
    expect(checkMonitoring(request)).toEqual([]);
  });

  it.each(["log-central", "c0ffee00-1111-4222-8333-444455556666", `${workspace}/tables/AzureDiagnostics`])(
    "refuses the workspace %s",
    (logAnalyticsWorkspaceId) => {
      expect(checkMonitoring({ logAnalyticsWorkspaceId })).toMatchObject([
        { key: "logAnalyticsWorkspaceId", value: logAnalyticsWorkspaceId },
      ]);
    },
  );

  it("names each address that is none, and one that is given twice", () => {
    const alertEmails = ["platform", "a@example.com", "a b@example.com", "A@example.com", ""];
    expect(checkMonitoring({ alertEmails }).map(({ key, value }) => [key, value])).toEqual([
      ["alertEmails[0]", "platform"],
      ["alertEmails[2]", "a b@example.com"],
      ["alertEmails[3]", "A@example.com"],
      ["alertEmails[4]", ""],
    ]);
  });
});

describe("checkAlertReach", () => {
  const none: ReadonlySet<string> = new Set();
  const alertEmails = ["platform@example.com"];

  it("warns, and does not refuse, where people are told but no log is kept", () => {
    expect(checkAlertReach({ alertEmails }, none)).toMatchObject([
      { key: "logAnalyticsWorkspaceId", severity: "warning" },
    ]);
  });

  it("warns of what is not told alone: a metric tells of denied calls", () => {
    const rule = checkAlertReach({ alertEmails }, none)[0]?.rule;
    expect(rule).toMatch(
      /whose calls are denied.*deleted, changed, backed up, used by others or near its expiry.*silent/,
    );
    expect(rule).not.toMatch(/of denied calls|disabled/);
  });

  it("is content with a workspace, with one that is not known yet, and with nobody to tell", () => {
    expect(checkAlertReach({ alertEmails, logAnalyticsWorkspaceId: workspace }, none)).toEqual([]);
    expect(checkAlertReach({ alertEmails }, new Set(["logAnalyticsWorkspaceId"]))).toEqual([]);
    expect(checkAlertReach({ alertEmails: [] }, none)).toEqual([]);
    expect(checkAlertReach({}, none)).toEqual([]);
  });
});
