/** Properties of vault and key that no rule judges by itself, and values of a type that is not Azure's. */
import type { Preview } from "../../../../operator/guard/preview";
import { judge, previewOf, stepOf, told } from "../judged";

type Inputs = Record<string, unknown> & { properties: Record<string, unknown> };
type Change = (inputs: Inputs) => void;

/** The update of a vault or key by that change alone. */
function toldOf(type: "Vault" | "Key", change: Change): string[] {
  const preview: Preview =
    type === "Vault" ? previewOf("kore/range-removed") : previewOf("kore/key-rename-ignore-protect");
  const step = stepOf(preview, `keyvault:${type}`);
  const { oldState } = step;
  if (oldState === undefined) throw new Error("no state");
  const newState = structuredClone(oldState);
  change(newState.inputs as Inputs);
  preview.steps = [{ op: "update", urn: step.urn, oldState, newState }];
  preview.changeSummary = { update: 1 };
  return told(judge(preview));
}

const changed = ["warning property-changed"];
const notJudged = "danger not-judged";

it.each<[string, Change, string[]]>([
  ["loses its SKU", ({ properties }) => delete properties["sku"], changed],
  ["loses its tenant", ({ properties }) => delete properties["tenantId"], changed],
  ["gets another mode of creation", ({ properties }) => (properties["createMode"] = "recover"), changed],
  ["gets a property that the guard does not know", ({ properties }) => (properties["new"] = { a: { b: 1 } }), changed],
  ["gets one in other letters", ({ properties }) => (properties["PublicNetworkAccess"] = "Disabled"), changed],
  ["has a retention as text", ({ properties }) => (properties["softDeleteRetentionInDays"] = "7"), [notJudged]],
  ["has a SKU as text", ({ properties }) => (properties["sku"] = "premium"), [notJudged]],
  ["has its access policies as no list", ({ properties }) => (properties["accessPolicies"] = {}), [notJudged]],
  ["is the same but for case", ({ properties }) => (properties["sku"] = { family: "a", name: "Premium" }), []],
  ["gets tags", (inputs) => (inputs["tags"] = { a: "b" }), []],
  ["gets a mark of the engine", ({ properties }) => (properties["__defaults"] = ["sku"]), []],
])("a vault that %s", (_title, change, findings) => {
  expect(toldOf("Vault", change)).toEqual(findings);
});

it.each<[string, Change, string[]]>([
  [
    "is disabled in words",
    ({ properties }) => (properties["attributes"] = { enabled: "false", exportable: false }),
    [notJudged],
  ],
  [
    "can be exported",
    ({ properties }) => {
      properties["attributes"] = { enabled: true, exportable: true };
      properties["releasePolicy"] = { data: "x" };
    },
    changed,
  ],
])("a key that %s", (_title, change, findings) => {
  expect(toldOf("Key", change)).toEqual(findings);
});

it.each(["0.0.0.0/0 ", " 0.0.0.0/1", "0.0.0/0", "0.0.0.0-255.255.255.255", "::/0", 7])(
  "the vault's firewall with the range %j, which cannot be read, is not judged",
  (range) => {
    const add: Change = ({ properties }) => {
      const { ipRules } = properties["networkAcls"] as { ipRules: unknown[] };
      ipRules.push({ value: range });
    };

    expect(toldOf("Vault", add)).toEqual([notJudged]);
  },
);

it("the vault's firewall with a range that could not be read before, either, is no matter", () => {
  const preview = previewOf("kore/range-removed");
  const step = stepOf(preview, "keyvault:Vault");
  const properties = step.oldState?.inputs?.["properties"] as { networkAcls: { ipRules: unknown[] } };
  properties.networkAcls.ipRules.push({ value: "::1" });
  step.newState = structuredClone(step.oldState);

  expect(told(judge(preview))).toEqual([]);
});
