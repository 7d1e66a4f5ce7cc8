import type { Preview } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stepOf, told, whole } from "../judged";

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

    const { findings } = judge(whole(preview));

    expect(findings.map(({ rule, values }) => [rule, values.map(({ property }) => property)])).toEqual([
      ["not-judged", ["properties.networkAcls.ipRules.0.value"]],
    ]);
  });

  it("may not be as many as the internet in pieces", () => {
    const pieces = ["20.1.0.0/16", "20.2.0.0/16", "20.3.0.0/16"];
    const preview = vaultUpdate(
      (_before, after) => (after.networkAcls["ipRules"] = ranges("20.42.7.0/28", "20.50.2.8", "40.74.1.9", ...pieces)),
    );

    expect(told(judge(preview))).toEqual(["danger range-too-wide"]);
  });

  it("go beside a subnet", () => {
    const preview = vaultUpdate((before, after) => {
      before.networkAcls["virtualNetworkRules"] = [{ id: "/subscriptions/s/x/subnets/one" }];
      after.networkAcls["virtualNetworkRules"] = [];
    });

    expect(told(judge(preview))).toEqual(["warning subnet-removed"]);
  });

  describe("and its subnets", () => {
    const subnet = (name: string) =>
      `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub/subnets/${name}`;
    const subnets = (...names: string[]) => names.map((name) => ({ id: subnet(name) }));
    const changed = (before: object[] | undefined, after: object[] | undefined, defaultAction = "Deny"): Preview =>
      vaultUpdate((old, next) => {
        old.networkAcls["defaultAction"] = next.networkAcls["defaultAction"] = defaultAction;
        old.networkAcls["virtualNetworkRules"] = before;
        next.networkAcls["virtualNetworkRules"] = after;
      });

    it.each([
      ["added", changed(subnets("ops"), subnets("ops", "apps")), ["note subnet-added"]],
      ["added as the first", changed(undefined, subnets("apps")), ["note subnet-added"]],
      ["removed with the list", changed(subnets("apps"), undefined), ["warning subnet-removed"]],
      ["exchanged", changed(subnets("ops"), subnets("apps")), ["warning subnet-removed", "note subnet-added"]],
      ["the same in another case", changed(subnets("apps"), subnets("APPS")), []],
      ["added where everyone is let in", changed([], subnets("apps"), "Allow"), []],
    ])("%s", (_title, preview, findings) => {
      expect(told(judge(preview))).toEqual(findings);
    });

    it("are named", () => {
      const [finding] = judge(changed(undefined, [...subnets("apps", "ops"), { id: "odd" }])).findings;

      expect(finding?.title).toMatch(/would also let in the subnets apps of network hub, ops of network hub, odd$/);
      expect(finding?.values).toHaveLength(3);
      expect(finding?.values[0]).toEqual({
        property: "properties.networkAcls.virtualNetworkRules",
        after: subnet("apps"),
      });
    });
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

describe("ranges that the hand-off tells apart", () => {
  const kores = "20.42.7.0/28, 20.50.2.8";
  const without = (...removed: string[]): Preview =>
    vaultUpdate((_before, after) => {
      const left = ["20.42.7.0/28", "20.50.2.8/32", "40.74.1.9/32"].filter((range) => !removed.includes(range));
      after.networkAcls["ipRules"] = ranges(...left);
    });
  /** The plan of a stack that has handed these out, without the configuration, which is judged below. */
  const planned = (preview: Preview, koreIpRanges: string | undefined): Preview => {
    delete preview.config;
    return handedOut(preview, outputsWith({ koreIpRanges }));
  };

  it.each([
    [["40.74.1.9/32"], kores, ["warning operator-range-removed"]],
    [["20.50.2.8/32"], kores, ["danger range-removed"]],
    [["20.50.2.8/32", "40.74.1.9/32"], kores, ["danger range-removed", "warning operator-range-removed"]],
    [["40.74.1.9/32"], "40.74.0.0/23", ["danger range-removed"]],
    [["40.74.1.9/32"], "20.42.7.0/28, soon", ["danger range-removed"]],
    [["40.74.1.9/32"], undefined, ["danger range-removed"]],
  ])("without %j, of %p handed out: %j", (removed, koreIpRanges, findings) => {
    expect(told(judge(planned(without(...removed), koreIpRanges)))).toEqual(findings);
  });

  it("says nothing of another vault", () => {
    const preview = planned(without("40.74.1.9/32"), kores);
    handedOut(preview, { ...outputsWith({ koreIpRanges: kores }), vaultId: "/subscriptions/s/other" });

    expect(told(judge(preview))).toEqual(["danger range-removed"]);
  });

  it("stays a warning once the enforcement date has come: Kore goes on as before", () => {
    const verdict = judge(planned(without("40.74.1.9/32"), kores), { enforcementDate: "2026-01-01" });

    expect(told(verdict)).toEqual(["warning operator-range-removed"]);
  });

  describe("may not be passed off as the operators' own", () => {
    const configured = (preview: Preview, koreIpRanges: string[]): Preview => {
      preview.config = { ...preview.config, "kore-byok-azure:koreIpRanges": JSON.stringify(koreIpRanges) };
      return handedOut(preview, outputsWith({ koreIpRanges: kores }));
    };

    it("where the firewall does not change", () => {
      expect(told(judge(configured(previewOf("kore/unchanged"), ["20.42.7.0/28"])))).toEqual([
        "warning kore-range-disowned",
      ]);
      expect(told(judge(configured(previewOf("kore/unchanged"), ["20.42.7.0/28", "20.50.2.0/24"])))).toEqual([]);
    });

    it("and are told of once where the firewall loses them too", () => {
      expect(told(judge(configured(without("20.50.2.8/32"), ["20.42.7.0/28"])))).toEqual(["danger range-removed"]);
    });
  });
});

describe("a network security perimeter", () => {
  const urn = "urn:pulumi:dev::kore-byok-azure::azure-native:network:NetworkSecurityPerimeterAssociation::vault";
  const association = (accessMode: string | undefined, target = "Microsoft.KeyVault/vaults/kv") => ({
    urn,
    type: "azure-native:network:NetworkSecurityPerimeterAssociation",
    inputs: { accessMode, privateLinkResource: { id: `/subscriptions/s/resourceGroups/g/providers/${target}` } },
  });
  const plan = (op: string, oldState?: object, newState?: object, networkMode = "firewall") =>
    ({
      config: { "kore-byok-azure:networkMode": networkMode },
      steps: [{ op, urn, oldState, newState }],
      changeSummary: { [op]: 1 },
    }) as Preview;

  it.each([
    ["enforced", plan("create", undefined, association("Enforced")), ["danger perimeter-enforced"]],
    [
      "enforced in private mode",
      plan("create", undefined, association("Enforced"), "privateEndpoint"),
      ["warning perimeter-enforced"],
    ],
    ["learning", plan("create", undefined, association("Learning")), []],
    ["by default learning", plan("create", undefined, association(undefined)), []],
    ["enforced later", plan("update", association("Learning"), association("enforced")), ["danger perimeter-enforced"]],
    ["enforced as before", plan("update", association("Enforced"), association("Enforced")), []],
    [
      "of a kind to come",
      plan("update", association("Learning"), association("Strict")),
      ["danger perimeter-enforced"],
    ],
    ["left", plan("delete", association("Enforced")), ["warning perimeter-left"]],
    ["of a storage account", plan("create", undefined, association("Enforced", "Microsoft.Storage/a/b")), []],
  ])("%s", (_title, preview, findings) => {
    expect(told(judge(preview))).toEqual(findings);
  });
});

describe("public access", () => {
  const switched = (to: string, mode: string | undefined, defaultAction = "Deny"): Preview => {
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
    ["SecuredByPerimeter", "firewall", "Deny", "danger public-access-by-perimeter"],
    ["securedByPerimeter", "privateEndpoint", "Deny", "warning public-access-by-perimeter"],
    ["Suspended", "firewall", "Deny", "danger public-access-off"],
    ["Enabled", "privateEndpoint", "Deny", "danger public-access-on"],
    ["Enabled", "firewall", "Deny", "warning public-access-on"],
    ["Enabled", undefined, "Deny", "warning public-access-on"],
    ["Enabled", undefined, "Allow", "danger public-access-on"],
    ["Enabled", "firewall", "Allow", "danger public-access-on"],
  ] as const)("to %s in mode %s with default %s: %s", (to, mode, defaultAction, finding) => {
    expect(told(judge(switched(to, mode, defaultAction)))).toEqual([finding]);
  });

  it.each([
    ["Disabled", "SecuredByPerimeter", "danger public-access-by-perimeter"],
    ["SecuredByPerimeter", "Disabled", "danger public-access-off"],
    ["SecuredByPerimeter", "Enabled", "warning public-access-on"],
  ])("from %s to %s: %s", (from, to, finding) => {
    const preview = vaultUpdate((before, after) => {
      before["publicNetworkAccess"] = from;
      after["publicNetworkAccess"] = to;
    });

    expect(told(judge(preview))).toEqual([finding]);
  });

  it("says that the perimeter decides, and not that the vault would be reachable", () => {
    const { title, effect } = judge(switched("SecuredByPerimeter", "firewall")).findings[0] ?? {};

    expect(title).toContain("network security perimeter");
    expect(effect).toContain("the perimeter's rules let it in");
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

describe("the vault's logs", () => {
  it("may not go elsewhere unseen", () => {
    const preview = previewOf("platform/logs-changed");
    const { oldState, newState } = stepOf(preview, "DiagnosticSetting");
    if (newState) newState.inputs = { ...oldState?.inputs, workspaceId: "/subscriptions/s/elsewhere" };

    expect(told(judge(preview))).toEqual(["warning logs-changed"]);
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
