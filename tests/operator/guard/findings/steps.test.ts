import { effectOf, isKnownOperation } from "../../../../operator/guard/steps";
import type { Step } from "../../../../operator/guard/preview";
import { judge, previewOf, stepOf, told, whole } from "../judged";

const urn = "urn:pulumi:dev::p::azure-native:keyvault:Vault::vault";
const state = { urn, type: "azure-native:keyvault:Vault" };
const step = (op: string, more: Partial<Step> = {}): Step => ({ op, urn, ...more });

describe("kinds of step", () => {
  it.each(["quarantine", "", "Same", "toString", "delete "])("%p is not known, and dangerous", (op) => {
    const preview = previewOf("kore/unchanged");
    preview.steps?.push({ op, urn: "urn:pulumi:dev::kore-byok-azure::random:index/randomId:RandomId::any" });

    const verdict = judge(preview);

    expect(isKnownOperation(op)).toBe(false);
    expect(verdict.outcome).toBe("dangerous");
    expect(told(verdict)).toEqual(["danger unknown-step"]);
    expect(verdict.findings[0]?.title).toContain(`"${op}"`);
  });

  it("are dangerous too where only the summary counts them", () => {
    const preview = previewOf("kore/unchanged");
    preview.changeSummary = { ...preview.changeSummary, quarantine: 1 };

    expect(told(judge(preview))).toEqual(["danger unknown-step"]);
  });

  // pulumi/pulumi, pkg/resource/deploy/step.go, at 3.259.0.
  it.each([
    ["same", "unchanged"],
    ["create", "created"],
    ["update", "updated"],
    ["delete", "deleted"],
    ["replace", "replaced"],
    ["create-replacement", "replaced"],
    ["delete-replaced", "deleted"],
    ["read", "unchanged"],
    ["read-replacement", "replaced"],
    ["refresh", "unchanged"],
    ["discard", "unchanged"],
    ["discard-replaced", "unchanged"],
    ["remove-pending-replace", "deleted"],
    ["import", "created"],
    ["import-replacement", "replaced"],
    ["diff", "unchanged"],
    ["extend-parameterize", "unchanged"],
  ])("%s: the resource is %s", (op, effect) => {
    expect(isKnownOperation(op)).toBe(true);
    expect(effectOf([step(op, { oldState: op === "create" ? undefined : state })])).toBe(effect);
  });

  it("leaves what the program only read alone", () => {
    expect(effectOf([step("read-replacement", { oldState: { ...state, external: true } })])).toBe("unchanged");
  });
});

describe("several steps of one resource", () => {
  it.each([
    [["delete-replaced", "replace", "create-replacement"], "replaced"],
    [["refresh", "update"], "updated"],
    [["refresh", "create"], "gone"],
    [["delete", "create"], "gone"],
    [["create", "delete"], "deleted"],
    [["update", "quarantine"], "unknown"],
  ])("%j: %s", (ops, effect) => {
    expect(effectOf(ops.map((op) => step(op, { oldState: op === "create" ? undefined : state })))).toBe(effect);
  });
});

describe("a vault or key by any other token", () => {
  it.each([
    "azure-native:keyvault/v20230701:Key",
    "azure-native:keyvault/v20250501preview:Key",
    "azure-native_keyvault_v20230701:keyvault:Key",
  ])("%s", (token) => {
    const preview = previewOf("kore/key-rename-ignore-protect");
    const text = JSON.stringify(preview).replaceAll("azure-native:keyvault:Key", token);

    expect(told(judge(JSON.parse(text) as typeof preview))).toEqual(["danger key-renamed"]);
  });

  it.each([
    ["azure-native:keyvault:Secret", "Microsoft.KeyVault/vaults/kv/secrets"],
    ["other:keyvault:Key", "Microsoft.Storage/storageAccounts/s/keys"],
    ["azure-native:storage:Key", "Microsoft.Storage/storageAccounts/s/keys"],
  ])("but not %s", (token, place) => {
    const preview = previewOf("kore/key-rename-ignore-protect");
    const text = JSON.stringify(preview)
      .replaceAll("azure-native:keyvault:Key", token)
      .replaceAll("Microsoft.KeyVault/vaults/kv-kore-sample-dev/keys", place)
      .replaceAll("Microsoft.KeyVault/vaults/kv-kore-sample-dev", "Microsoft.Storage/storageAccounts/s");

    expect(told(judge(JSON.parse(text) as typeof preview))).toEqual([]);
  });
});

describe("a preview that is not the whole plan", () => {
  it.each(["create", "update", "replace", "delete"])("has fewer steps to %s than its summary counts", (op) => {
    const preview = previewOf("kore/unchanged");
    preview.changeSummary = { ...preview.changeSummary, [op]: 1 };

    expect(told(judge(preview))).toEqual(["danger preview-incomplete"]);
  });

  it("has no summary", () => {
    const preview = previewOf("kore/tags");
    delete preview.changeSummary;

    expect(told(judge(preview))).toEqual(["danger preview-incomplete"]);
  });

  it("may be corrupt", () => {
    expect(told(judge({ ...previewOf("kore/tags"), maybeCorrupt: true }))).toEqual(["danger preview-incomplete"]);
  });

  it("has a step without the states that it is about", () => {
    const preview = previewOf("kore/range-removed");
    delete stepOf(preview, "keyvault:Vault").oldState;

    expect(told(judge(preview))).toEqual(["danger not-judged"]);
  });

  it("is whole in spite of warnings", () => {
    const preview = previewOf("kore/tags");
    preview.diagnostics = [
      { severity: "warning", message: "warning: something" },
      { severity: "info", message: "x" },
    ];

    expect(told(judge(preview))).toEqual([]);
  });

  it("tells what the program said, without a stack trace", () => {
    const preview = previewOf("kore/bad-config");
    preview.diagnostics = [
      { severity: "error", message: "error: vaultSku: gold\n    rule: premium\n    at check (index.ts:1:1)\n" },
      { severity: "error", message: "error: preview failed\n" },
    ];

    const { findings } = judge(preview);

    expect(findings.map(({ rule, effect }) => [rule, effect])).toEqual([
      ["preview-failed", "vaultSku: gold rule: premium"],
    ]);
  });

  it("tells it without colours too, which Node.js gives to exceptions", () => {
    const preview = previewOf("kore/bad-config");
    const frames = "    at check (index.ts:1:1)\n\u001b[90m    at node:internal/main:1:2\u001b[39m\n";
    preview.diagnostics = [
      { severity: "error", message: `error: \u001b[31mboom\u001b[39m\n${frames}\u001b[90m    at x (node:y)\u001b[39m` },
      { severity: "error", message: "\u001b[31merror: \u001b[0mpreview failed\n" },
    ];

    expect(judge(preview).findings.map(({ rule, effect }) => [rule, effect])).toEqual([["preview-failed", "boom"]]);
  });

  it("is dangerous where it failed and does not say why, as after a policy's violation", () => {
    const preview = previewOf("kore/unchanged");
    preview.diagnostics = [{ severity: "error", message: "error: preview failed\n" }];

    const verdict = judge(preview);

    expect(told(verdict)).toEqual(["danger preview-failed"]);
    expect(verdict.findings[0]?.effect).toContain("policy pack");
  });

  it("names the resource whose hook stopped it, whatever the hook is for", () => {
    const preview = previewOf("kore/unchanged");
    const urn = "urn:pulumi:dev::kore-byok-azure::azure-native:keyvault:Vault::vault";
    preview.diagnostics = [
      { severity: "error", urn, message: 'error: Preview failed: before hook "refuse" failed: tier is fixed\n' },
      { severity: "error", message: "error: preview failed\n" },
    ];

    expect(judge(whole(preview)).findings.map(({ rule, title }) => [rule, title])).toEqual([
      ["stopped-by-hook", expect.stringContaining("A hook of the program stops this plan at the vault")],
    ]);
  });
});
