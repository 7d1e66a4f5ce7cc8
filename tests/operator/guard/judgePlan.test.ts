import { coloursFor } from "../../../operator/colours";
import type { Preview } from "../../../operator/guard/preview";
import { printText } from "../../../operator/guard/print/text";
import { judge, previewOf, stateOf, stepOf, told, whole } from "./judged";

/** What the guard says of each preview; `[]` where it says nothing. */
const kore: Record<string, string[]> = {
  create: [],
  unchanged: [],
  tags: [],
  refresh: [],
  "key-rename-ignore-protect": ["danger key-renamed"],
  "key-rename-protected": ["danger key-renamed", "danger stopped-by-protection"],
  "replacement-steps": ["danger key-renamed"],
  "vault-rename-protected": ["danger stopped-by-protection", "danger stopped-by-protection"],
  "vault-rename-ignore-protect": ["danger stopped-by-hook"],
  destroy: ["danger stopped-by-hook"],
  "allow-key-replacement": ["danger protection-lifted", "danger protection-lifted"],
  "protect-again": ["note protection-restored", "note protection-restored"],
  "range-removed": ["danger range-removed"],
  "range-narrowed": ["danger range-removed", "note range-added"],
  "private-mode": ["danger range-removed", "warning bypass-changed", "warning public-access-off"],
  trusted: ["warning bypass-changed"],
  retention: ["danger retention-changed"],
  "sku-standard-rsa": ["danger sku-lowered", "danger preview-failed"],
  "lock-off": ["danger lock-deleted"],
  revoked: ["warning access-revoked", "note lock-lifted"],
  "role-changed": ["danger role-changed"],
  "scope-key": ["danger role-changed"],
  "sp-lookup": ["note service-principal-released"],
  "bad-config": ["danger preview-failed"],
};

/** A platform team's own vaults, without this package's components. */
const platform: Record<string, string[]> = {
  "none-show-sames": ["warning connection-approved"],
  "unrelated-role": [],
  "role-description": [],
  "vault-renamed": ["danger vault-renamed", "danger stopped-by-protection"],
  "vault-deleted": ["danger key-deleted", "danger vault-deleted"],
  "urn-renamed": ["danger vault-moved"],
  "key-deleted": ["danger key-deleted", "danger stopped-by-protection"],
  "key-gone": ["danger key-gone"],
  "group-deleted": ["danger resource-group-lost"],
  "group-renamed": ["danger resource-group-lost"],
  "other-group-deleted": ["danger resource-group-lost"],
  "no-retain-show-sames": [
    "danger retain-on-delete-lifted",
    "danger retain-on-delete-lifted",
    "warning connection-approved",
  ],
  "purge-off": ["danger purge-protection-off"],
  "soft-delete-off": ["danger soft-delete-off"],
  "rbac-off": ["danger rbac-off"],
  "rbac-on": ["danger rbac-on"],
  "policy-removed": ["danger access-policy-withdrawn"],
  "policy-narrowed": ["danger access-policy-withdrawn"],
  tenant: ["danger tenant-changed"],
  location: ["danger region-changed"],
  "sku-raised": ["note sku-raised"],
  "acls-gone": ["danger firewall-opened"],
  closed: ["warning firewall-closed"],
  "public-on": ["warning public-access-on"],
  "public-off": ["danger public-access-off"],
  "range-unknown": ["danger not-judged"],
  "role-deleted": ["danger role-deleted"],
  "role-changed": ["danger role-changed"],
  "role-scope": ["danger role-replaced"],
  "sp-client": ["danger role-replaced", "danger service-principal-replaced"],
  "sp-deleted": ["danger role-deleted", "danger service-principal-deleted"],
  "key-disabled": ["danger key-disabled"],
  "key-expiry": ["danger key-expiry"],
  "key-ops": ["danger key-operations-changed"],
  "key-size": ["danger key-size-changed"],
  rotation: ["warning key-rotation-changed"],
  "lock-deleted": ["danger lock-deleted"],
  "lock-level": ["warning lock-level-changed"],
  "endpoint-deleted": ["danger private-endpoint-lost", "warning private-dns-lost", "warning private-dns-lost"],
  "endpoint-renamed": ["danger private-endpoint-lost", "warning private-dns-lost"],
  "connection-deleted": ["danger connection-lost"],
  "connection-approved": ["warning connection-approved"],
  "logs-deleted": ["warning logs-lost"],
  "logs-changed": ["warning logs-changed"],
  "alert-deleted": ["warning alert-lost"],
  "alert-disabled": ["warning alert-disabled"],
};

describe.each([
  ["a stack of this package", "kore", kore],
  ["another stack with a vault", "platform", platform],
])("%s", (_title, folder, table) => {
  it.each(Object.entries(table))("%s", (name, findings) => {
    const verdict = judge(previewOf(`${folder}/${name}`));

    expect(told(verdict)).toEqual(findings);
    expect(verdict.outcome).toBe(findings.some((finding) => finding.startsWith("danger")) ? "dangerous" : "safe");
  });
});

describe("what a finding says", () => {
  const only = (name: string) => {
    const { findings } = judge(previewOf(name));
    if (findings[0] === undefined) throw new Error("no finding");
    return findings[0];
  };

  it("names the key, its new name, and what a rename is", () => {
    expect(only("kore/key-rename-ignore-protect")).toMatchObject({
      title: 'A rename to "kore-byok-2" would replace the key "kore-byok"',
      effect: expect.stringContaining("new key material") as string,
      resource: { name: "kore-byok-key", type: "azure-native:keyvault:Key" },
      values: [{ property: "keyName", before: "kore-byok", after: "kore-byok-2" }],
    });
  });

  it("names the addresses that are no longer let in", () => {
    expect(only("kore/range-narrowed").title).toContain("20.42.7.8–20.42.7.15");
    expect(only("kore/range-removed").title).toContain("20.50.2.8");
  });

  it("names the old and the new role", () => {
    const { title, values } = only("kore/role-changed");

    expect(title).toContain("Key Vault Crypto User");
    expect(values).toEqual([
      {
        property: "roleDefinitionId",
        before: expect.stringContaining("12338af0-0e69-4776-bea7-57ae8d297424") as string,
        after: expect.stringContaining("e147488a-f6f5-4113-8e2d-b22465e65bf6") as string,
      },
    ]);
  });

  it("proposes an alias where the vault comes back under another name in the program", () => {
    expect(only("platform/urn-renamed").fix).toContain("alias");
  });

  it("says that a retained key stays in Azure", () => {
    expect(only("platform/key-deleted")).toMatchObject({
      title: 'The key "saas" would leave the stack',
      effect: expect.stringContaining("stays in Azure") as string,
    });
  });

  it("says that a key which is not retained is deleted", () => {
    const preview = previewOf("platform/key-deleted");
    const { oldState } = stepOf(preview, "keyvault:Key");
    delete oldState?.retainOnDelete;

    expect(judge(preview).findings[0]?.title).toBe('The key "saas" would be deleted');
  });

  it("shows nothing of the engine's marks and secrets", () => {
    expect(JSON.stringify(judge(previewOf("platform/sp-client")))).not.toContain("04da6b54-80e4");
  });

  it("repeats no control character of a name or a message", () => {
    const preview = previewOf("kore/bad-config");
    preview.diagnostics = [{ severity: "error", message: "error: \u001b[2J\u001b]0;safe\u0007gone" }];

    expect(judge(preview).findings[0]?.effect).toMatch(/^[\P{Cc}]+$/u);
  });
});

describe("text that others wrote", () => {
  it("loses its control characters in names of properties and of the stack, and in values that are shown", () => {
    const preview = JSON.parse(
      JSON.stringify(previewOf("kore/key-rename-ignore-protect")).replaceAll(
        "urn:pulumi:dev::",
        "urn:pulumi:d\\u001b[2J::",
      ),
    ) as Preview;
    const vault = stepOf(preview, "keyvault:Key");
    if (vault.newState?.inputs) {
      vault.newState.inputs["keyName"] = "a\u009b\u202e";
      vault.newState.inputs["tags"] = { "x\u001b[2J\n::error::": "[secret]" };
    }

    const verdict = judge(preview);

    expect(verdict.stack).toBe("d [2J");
    expect(printText(verdict, coloursFor({}, {}))).toMatch(/^[\P{Cc}\n]+$/u);
    expect(printText(verdict, coloursFor({}, {}))).not.toMatch(/\u202e|^\s*::/m);
  });
});

describe("resources that do not change", () => {
  it("are missed where the preview leaves them out, with the state as well", () => {
    for (const state of [undefined, stateOf("kore/state")]) {
      const { findings, outcome } = judge(previewOf("kore/unchanged"), { state });

      expect(outcome).toBe("safe");
      expect(findings).toMatchObject([
        { level: "note", rule: "unchanged-not-shown", fix: expect.stringContaining("--show-sames") as string },
      ]);
    }
  });

  it("are not missed where it shows them all", () => {
    expect(judge(whole(previewOf("kore/unchanged"))).findings).toEqual([]);
  });
});

describe("order and counts", () => {
  it("tells the worst first", () => {
    const verdict = judge(whole(previewOf("platform/endpoint-deleted")));

    expect(verdict.findings.map(({ level }) => level)).toEqual(["danger", "warning", "warning"]);
    expect(verdict.counts).toEqual({ danger: 1, warning: 2, note: 0 });
  });

  it("names the stack and the project", () => {
    expect(judge(previewOf("platform/key-gone"))).toMatchObject({ stack: "dev", project: "platform" });
  });
});

describe("the state", () => {
  it("tells that no vault stands in a group", () => {
    const state = stateOf("platform/state");

    expect(told(judge(previewOf("platform/other-group-deleted"), { state }))).toEqual([]);
    expect(told(judge(previewOf("platform/group-deleted"), { state }))).toEqual(["danger resource-group-lost"]);
  });

  it("shows vaults and keys without protection", () => {
    const state = stateOf("kore/state-unprotected");

    expect(told(judge(previewOf("kore/unchanged"), { state: stateOf("kore/state") }))).toEqual([]);
    expect(told(judge(previewOf("kore/unchanged"), { state }))).toEqual([
      "danger unprotected-in-state",
      "danger unprotected-in-state",
    ]);
  });

  it.each(["protect", "retainOnDelete"] as const)("misses %s on the key alone", (option) => {
    const state = stateOf("kore/state");
    const key = state.deployment.resources?.find(({ type }) => type === "azure-native:keyvault:Key");
    delete key?.[option];

    const { findings } = judge(whole(previewOf("kore/unchanged")), { state });

    expect(findings.map(({ rule, values }) => [rule, values[0]?.property])).toEqual([["unprotected-in-state", option]]);
  });

  it("is content where the plan puts the protection back", () => {
    const state = stateOf("kore/state-unprotected");

    expect(told(judge(previewOf("kore/protect-again"), { state }))).toEqual([
      "note protection-restored",
      "note protection-restored",
    ]);
  });

  it("tells of an update that did not end", () => {
    const state = stateOf("kore/state");
    const [resource] = state.deployment.resources ?? [];
    if (resource === undefined) throw new Error("the fixture is empty");
    state.deployment.pending_operations = [{ resource, type: "creating" }];

    expect(told(judge(previewOf("kore/unchanged"), { state }))).toEqual(["warning pending-operation"]);
  });
});
