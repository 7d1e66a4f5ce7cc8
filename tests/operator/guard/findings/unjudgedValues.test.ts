import type { Preview, Step } from "../../../../operator/guard/preview";
import { judge, previewOf, stepOf, told, whole } from "../judged";

type Acls = Record<string, unknown>;

/** An update of the vault whose ranges are secret before and after, as the engine tells of it. */
function secretRanges(
  diff: Pick<Step, "detailedDiff" | "diffReasons">,
  after: unknown = [{ value: "[secret]" }],
): Preview {
  const preview = whole(previewOf("kore/range-removed"));
  const step = stepOf(preview, "keyvault:Vault");
  const acls = (side: "oldState" | "newState") =>
    (step[side]?.inputs?.["properties"] as { networkAcls: Acls }).networkAcls;
  acls("oldState")["ipRules"] = [{ value: "[secret]" }];
  acls("newState")["ipRules"] = after;
  Object.assign(step, { detailedDiff: undefined, diffReasons: undefined, ...diff });
  return preview;
}

const differing = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, { kind: "update" }]));

describe("a secret that becomes another", () => {
  it.each([
    ["the value itself", { detailedDiff: differing("properties.networkAcls.ipRules[0].value") }],
    ["what it stands in", { detailedDiff: differing("properties.networkAcls") }],
    ["what it stands in, in quotes", { detailedDiff: differing('properties["networkAcls"].ipRules[0]["value"]') }],
    ["the input, without details", { diffReasons: ["properties"] }],
    ["the input, with empty details", { detailedDiff: {}, diffReasons: ["properties"] }],
    ["nothing at all", {}],
  ])("cannot be judged where the engine names %s", (_title, diff) => {
    const { findings } = judge(secretRanges(diff));

    expect(findings).toMatchObject([
      { level: "danger", rule: "not-judged", values: [{ property: "properties.networkAcls.ipRules.0.value" }] },
    ]);
  });

  it.each([
    ["another value", { detailedDiff: differing("tags.environment") }],
    ["another range", { detailedDiff: differing("properties.networkAcls.ipRules[10].value") }],
    ["another input, without details", { diffReasons: ["tags"] }],
  ])("is none where the engine names %s", (_title, diff) => {
    expect(told(judge(secretRanges(diff)))).toEqual([]);
  });

  it("cannot be compared with a value in the open either", () => {
    const preview = secretRanges({ detailedDiff: differing("properties.networkAcls.ipRules[0].value") }, []);

    expect(told(judge(preview))).toEqual(["danger not-judged"]);
  });

  it.each([
    ["keyvault:Key", "key-ops", "properties.keyOps"],
    ["authorization:RoleAssignment", "role-description", "roleDefinitionId"],
  ])("may be of a resource of type %s", (type, fixture, path) => {
    const preview = previewOf(`platform/${fixture}`);
    const step = stepOf(preview, type);
    for (const side of [step.oldState, step.newState]) {
      const names = path.split(".");
      const last = names.pop() ?? "";
      const target = names.reduce((value, name) => value[name] as Record<string, unknown>, side?.inputs ?? {});
      target[last] = "[secret]";
    }
    step.detailedDiff = differing(path);

    expect(told(judge(preview))).toEqual(["danger not-judged"]);
  });

  it("is none where the resource does not change", () => {
    const preview = secretRanges({});
    const step = stepOf(preview, "keyvault:Vault");
    step.op = "same";
    preview.changeSummary = {};

    expect(told(judge(whole(preview)))).toEqual([]);
  });
});

describe("a step without the states that it is about", () => {
  it.each([
    ["keyvault:Vault", "platform/public-off"],
    ["authorization:RoleAssignment", "platform/role-changed"],
    ["keyvault:PrivateEndpointConnection", "platform/connection-rejected"],
  ])("%s", (type, fixture) => {
    const preview = previewOf(fixture);
    delete stepOf(preview, type).oldState;

    expect(told(judge(preview))).toContain("danger not-judged");
  });
});
