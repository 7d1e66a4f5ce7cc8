import type { Preview } from "../../../../operator/guard/preview";
import { judge, previewOf, stepOf, told } from "../judged";

type Properties = Record<string, unknown> & { networkAcls: Record<string, unknown> };

/** A vault's update, with the properties before and after as the test wants them. */
function vaultUpdate(change: (before: Properties, after: Properties) => void): Preview {
  const preview = previewOf("kore/range-removed");
  const { oldState, newState } = stepOf(preview, "keyvault:Vault");
  const before = oldState?.inputs?.["properties"] as Properties;
  if (newState?.inputs) newState.inputs["properties"] = structuredClone(before);
  change(before, newState?.inputs?.["properties"] as Properties);
  return preview;
}

const ranges = (...values: string[]) => values.map((value) => ({ value }));

describe("the vault's ranges", () => {
  it("are the same where they are written otherwise", () => {
    const preview = vaultUpdate((before, after) => {
      before.networkAcls["ipRules"] = ranges("20.42.7.0/28", "20.50.2.8");
      after.networkAcls["ipRules"] = ranges("20.50.2.8/32", "20.42.7.8/29", "20.42.7.0/29");
    });

    expect(told(judge(preview))).toEqual([]);
  });

  it("may be merged into a wider one, which is told", () => {
    const preview = vaultUpdate(
      (_before, after) => (after.networkAcls["ipRules"] = ranges("20.42.7.0/24", "20.50.2.8", "40.74.1.9")),
    );

    expect(told(judge(preview))).toEqual(["note range-added"]);
  });

  it.each(["0.0.0.0/0", "20.0.0.0/8", "0.0.0.0/1"])("may not be as wide as %s", (range) => {
    const preview = vaultUpdate(
      (_before, after) => (after.networkAcls["ipRules"] = ranges("20.42.7.0/28", "20.50.2.8", "40.74.1.9", range)),
    );

    expect(told(judge(preview))).toEqual(["danger range-too-wide"]);
  });

  it("are not in use where public access is off", () => {
    const preview = vaultUpdate((before, after) => {
      before["publicNetworkAccess"] = after["publicNetworkAccess"] = "Disabled";
      after.networkAcls["ipRules"] = [];
    });

    expect(told(judge(preview))).toEqual(["warning range-removed"]);
  });

  it("are all gone where the list is", () => {
    const preview = vaultUpdate((_before, after) => delete after.networkAcls["ipRules"]);

    expect(told(judge(preview))).toEqual(["danger range-removed"]);
  });

  it("cannot be judged where one of them is not known", () => {
    const preview = vaultUpdate(
      (_before, after) => (after.networkAcls["ipRules"] = ranges("04da6b54-80e4-46f7-96ec-b56ff0331ba9")),
    );

    const { findings } = judge(preview);

    expect(findings.map(({ rule, values }) => [rule, values.map(({ property }) => property)])).toEqual([
      ["not-judged", ["properties.networkAcls.ipRules.0.value"]],
    ]);
  });

  it("go beside a subnet", () => {
    const preview = vaultUpdate((before, after) => {
      before.networkAcls["virtualNetworkRules"] = [{ id: "/subscriptions/s/x/subnets/one" }];
      after.networkAcls["virtualNetworkRules"] = [];
    });

    expect(told(judge(preview))).toEqual(["warning subnet-removed"]);
  });

  it("are not read apart from Azure's words by their case, nor from its defaults", () => {
    const preview = vaultUpdate((before, after) => {
      before.networkAcls["defaultAction"] = "deny";
      before.networkAcls["bypass"] = "azureservices";
      delete after.networkAcls["bypass"];
      before["publicNetworkAccess"] = "enabled";
    });

    expect(told(judge(preview))).toEqual([]);
  });
});

describe("public access", () => {
  const switched = (to: "Enabled" | "Disabled", mode: string | undefined, defaultAction = "Deny"): Preview => {
    const preview = vaultUpdate((before, after) => {
      before["publicNetworkAccess"] = to === "Enabled" ? "Disabled" : "Enabled";
      after["publicNetworkAccess"] = to;
      before.networkAcls["defaultAction"] = after.networkAcls["defaultAction"] = defaultAction;
    });
    const config: Record<string, string> = { ...preview.config };
    delete config["kore-byok-azure:networkMode"];
    preview.config = mode === undefined ? config : { ...config, "kore-byok-azure:networkMode": mode };
    return preview;
  };

  it.each([
    ["Disabled", "firewall", "Deny", "danger public-access-off"],
    ["Disabled", undefined, "Deny", "danger public-access-off"],
    ["Disabled", "privateEndpoint", "Deny", "warning public-access-off"],
    ["Enabled", "privateEndpoint", "Deny", "danger public-access-on"],
    ["Enabled", "firewall", "Deny", "warning public-access-on"],
    ["Enabled", undefined, "Deny", "warning public-access-on"],
    ["Enabled", undefined, "Allow", "danger public-access-on"],
    ["Enabled", "firewall", "Allow", "danger public-access-on"],
  ] as const)("to %s in mode %s with default %s: %s", (to, mode, defaultAction, finding) => {
    expect(told(judge(switched(to, mode, defaultAction)))).toEqual([finding]);
  });
});

describe("private endpoint connections", () => {
  const connection = (from: string, to: string): Preview => {
    const preview = previewOf("platform/connection-rejected");
    const { oldState, newState } = stepOf(preview, "PrivateEndpointConnection");
    for (const [state, status] of [
      [oldState, from],
      [newState, to],
    ] as const) {
      (state?.inputs?.["privateLinkServiceConnectionState"] as { status: string }).status = status;
    }
    return preview;
  };

  it.each([
    ["Approved", "Rejected", ["danger connection-closed"]],
    ["Approved", "Pending", ["danger connection-closed"]],
    ["Pending", "Approved", ["warning connection-approved"]],
    ["Pending", "Rejected", []],
    ["Approved", "approved", []],
  ])("from %s to %s: %j", (from, to, findings) => {
    expect(told(judge(connection(from, to)))).toEqual(findings);
  });
});

describe("what is not the vault's", () => {
  it("is left alone: a private endpoint of a storage account", () => {
    const text = JSON.stringify(previewOf("platform/endpoint-deleted"))
      .replaceAll("Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts")
      .replaceAll("vaultcore.azure.net", "blob.core.windows.net");

    expect(told(judge(JSON.parse(text) as Preview))).toEqual([]);
  });

  it("is left alone: a diagnostic setting of a storage account", () => {
    const text = JSON.stringify(previewOf("platform/logs-deleted")).replaceAll(
      "Microsoft.KeyVault",
      "Microsoft.Storage",
    );

    expect(told(judge(JSON.parse(text) as Preview))).toEqual([]);
  });
});
