import { Duration } from "luxon";
import { logAlerts, type LogAlert } from "../../../components/plan/logAlerts";
import {
  activityLogAlerts,
  endStatuses,
  metricAlerts,
  metricAlertsWithoutLog,
} from "../../../components/plan/monitoring";

const vault = {
  vaultId:
    "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-a",
  vaultName: "kv-a",
  location: "westeurope",
};
const key = { keyName: "kore-byok", koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a" };
const alerts = [...metricAlerts, ...metricAlertsWithoutLog, ...activityLogAlerts, ...logAlerts];

function logAlert(name: string): LogAlert {
  return logAlerts.find((alert) => alert.name === name)!;
}

/** Longest time between a call and its log (learn.microsoft.com, "Azure Key Vault logging"). In minutes. */
const auditLogDelay = 10;

describe("every alert", () => {
  it("has a name of its own, which an alert and a resource can bear", () => {
    const names = alerts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    // An alert's name has up to 260 characters, none of * # & + : < > ? @ % { } \ /.
    names.forEach((name) => expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/));
  });

  it.each(alerts.map((alert) => [alert.name, alert] as const))(
    "%s tells what happened and where that stands",
    (_, alert) => {
      expect(alert.description).toMatch(/^[A-Z].*\.$/);
      expect(alert.source).toMatch(/learn\.microsoft\.com, "|Azure\/azure-monitor-baseline-alerts/);
    },
  );
});

describe("metric alerts", () => {
  // learn.microsoft.com, "Configure Azure Key Vault alerts".
  it.each([
    ["Availability", "LessThan", 100],
    ["SaturationShoebox", "GreaterThan", 75],
    ["ServiceApiLatency", "GreaterThan", 1000],
  ])("%s %s %d as Microsoft recommends", (metricName, operator, threshold) => {
    const found = metricAlerts.filter((alert) => alert.metricName === metricName);
    expect(found).toMatchObject([{ operator, threshold, timeAggregation: "Average" }]);
    expect(found[0]).not.toHaveProperty("dimension");
  });

  it("looks at no shorter time than passes between looks", () => {
    metricAlerts.forEach((alert) =>
      expect(minutes(alert.windowSize)).toBeGreaterThanOrEqual(minutes(alert.evaluationFrequency)),
    );
  });

  // 403 alone: a client that has no token yet is answered 401 before its first call.
  it("counts each refused call where no log tells of it, and no call for a token", () => {
    expect(metricAlertsWithoutLog).toMatchObject([
      {
        name: "calls-refused",
        metricName: "ServiceApiResult",
        timeAggregation: "Count",
        dimension: { name: "StatusCode", values: ["403"] },
        operator: "GreaterThan",
        threshold: 0,
      },
    ]);
  });

  it("looks more often than the window is long at what is seldom there, so that the first is not missed", () => {
    metricAlertsWithoutLog.forEach((alert) =>
      expect(minutes(alert.windowSize)).toBeGreaterThan(minutes(alert.evaluationFrequency)),
    );
  });
});

describe("activity log alerts", () => {
  it.each([
    ["Microsoft.KeyVault/vaults/delete", vault.vaultId],
    ["Microsoft.KeyVault/vaults/write", vault.vaultId],
    ["Microsoft.Authorization/roleAssignments/delete", vault.vaultId],
    ["Microsoft.Authorization/roleAssignments/write", vault.vaultId],
    ["Microsoft.Authorization/locks/delete", vault.vaultId],
    ["Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action", vault.vaultId],
    ["Microsoft.KeyVault/vaults/privateEndpointConnections/delete", vault.vaultId],
    [
      "Microsoft.Resources/subscriptions/resourceGroups/delete",
      "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg-kore-byok",
    ],
    ["Microsoft.KeyVault/locations/deletedVaults/purge/action", "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60"],
  ])("%s is watched on %s", (operationName, scope) => {
    const found = activityLogAlerts.filter((alert) => alert.operationName === operationName);
    expect(found.map((alert) => alert.scope(vault))).toEqual([scope]);
  });

  it("tells of the purge of this vault, not of every vault of the subscription", () => {
    const withResource = activityLogAlerts.filter(({ resourceId }) => resourceId !== undefined);
    expect(withResource.map(({ name, resourceId }) => [name, resourceId?.(vault)])).toEqual([
      [
        "vault-purge",
        "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-a",
      ],
    ]);
  });

  it("tells of an operation once it has ended, well or not", () => {
    expect(endStatuses).toEqual(["Succeeded", "Failed"]);
  });
});

describe("log alerts", () => {
  it.each(logAlerts.map((alert) => [alert.name, alert] as const))(
    "%s asks what Azure lets a log alert ask",
    (_, alert) => {
      const query = alert.query(key);
      expect(query.startsWith("AzureDiagnostics\n| where ")).toBe(true);
      // learn.microsoft.com, "Create or edit a log search alert rule" and "Optimize log search alert queries".
      expect(query).not.toMatch(/\b(union|search|take|limit|bag_unpack|pivot|narrow|AggregatedValue|ago)\b/);
      // A column with a type's suffix is there only once some log has brought it.
      const suffixed = query.match(/\b\w+_[a-z]\b/g) ?? [];
      suffixed.forEach((column) => expect(query).toContain(`column_ifexists("${column}"`));
    },
  );

  it.each(logAlerts.map((alert) => [alert.name, alert] as const))("%s sees an entry that arrives late", (_, alert) => {
    const overlap = minutes(alert.windowSize) - minutes(alert.evaluationFrequency);
    expect(overlap).toBeGreaterThanOrEqual(auditLogDelay);
    // One minute would not allow every query; the others are those that Azure takes.
    expect(["PT5M", "PT15M", "PT1H", "PT6H"]).toContain(alert.evaluationFrequency);
    expect(["PT30M", "P1D"]).toContain(alert.windowSize);
  });

  it("counts rows above none, but for Kore's silence, which is a row missing", () => {
    const conditions = new Map(logAlerts.map(({ name, operator, threshold }) => [name, `${operator} ${threshold}`]));
    expect(conditions.get("kore-silent")).toBe("LessThan 1");
    conditions.delete("kore-silent");
    expect(new Set(conditions.values())).toEqual(new Set(["GreaterThan 0"]));
  });

  it("knows Kore by its application, and others by not being it", () => {
    expect(logAlert("kore-refused").query(key)).toContain(`| where CallerAppId =~ "${key.koreClientId}"`);
    expect(logAlert("kore-refused").query(key)).toContain("| where HttpStatus in (403, 404)");
    expect(logAlert("kore-silent").query(key)).toContain(`| where CallerAppId =~ "${key.koreClientId}"`);
    expect(logAlert("key-used-by-other").query(key)).toContain(`| where CallerAppId !~ "${key.koreClientId}"`);
  });

  it.each([
    ["key-deleted", ["KeyDelete", "KeyPurge"]],
    ["key-changed", ["KeyUpdate", "KeyRotationPolicySet"]],
    ["key-renewed", ["KeyCreate", "KeyImport", "KeyRotate", "KeyRotateIfDue", "KeyRestore", "KeyRecover"]],
    ["key-backed-up", ["KeyBackup"]],
    ["key-used-by-other", ["KeyDecrypt", "KeyUnwrap"]],
    ["key-near-expiry", ["KeyNearExpiryEventGridNotification", "KeyExpiredEventGridNotification"]],
  ])("%s looks for %j", (name, operations) => {
    const query = logAlert(name).query(key);
    const named = [...new Set(query.match(/"Key[A-Z]\w+"/g))].map((quoted) => quoted.slice(1, -1));
    expect(named.sort()).toEqual([...operations].sort());
    // The published event names no key.
    expect(query.includes('KeyName =~ "kore-byok"')).toBe(name !== "key-near-expiry");
  });
});

function minutes(iso: string): number {
  return Duration.fromISO(iso).as("minutes");
}
