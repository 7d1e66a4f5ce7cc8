/** The rules of a network security perimeter that a vault is in. */
import type { ResourceState, Step } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stateOf, told } from "../judged";

const perimeterId =
  "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-net/providers/Microsoft.Network/networkSecurityPerimeters/nsp";
const vault =
  "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev";
const names = { networkSecurityPerimeterName: "nsp", profileName: "p", resourceGroupName: "rg-net" };

function resource(type: string, name: string, inputs: object, id: string): ResourceState {
  const token = `azure-native:network:NetworkSecurityPerimeter${type}`;
  const urn = `urn:pulumi:dev::kore-byok-azure::${token}::${name}`;
  return { urn, type: token, id: `${perimeterId}${id}`, inputs: { ...names, ...inputs } };
}

function association(accessMode = "Enforced", profile = "p", target = vault): ResourceState {
  const inputs = {
    accessMode,
    privateLinkResource: { id: target },
    profile: { id: `${perimeterId}/profiles/${profile}` },
  };
  return resource("Association", "vault", inputs, "/resourceAssociations/a");
}

function rule(addressPrefixes: string[], inputs: object = {}, name = "kore-in"): ResourceState {
  const own = { accessRuleName: name, direction: "Inbound", addressPrefixes, ...inputs };
  return resource("AccessRule", name, own, `/profiles/p/accessRules/${name}`);
}

const step = (op: string, oldState: ResourceState | undefined, newState?: ResourceState): Step => ({
  op,
  urn: (oldState ?? newState)?.urn ?? "",
  oldState,
  newState,
});
const same = (state: ResourceState) => step("same", state, state);

function toldOf(steps: Step[], networkMode?: string): string[] {
  const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
  if (networkMode !== undefined) preview.config = { ...preview.config, "kore-byok-azure:networkMode": networkMode };
  preview.steps?.push(...steps);
  return told(judge(preview, { state: stateOf("kore/state") }));
}

const kores = ["20.42.7.0/28"];
const narrowed = "danger perimeter-rule-narrowed";

describe("a rule of a perimeter that decides who gets to the vault", () => {
  it.each<[string, Step, string[]]>([
    ["goes", step("delete", rule(kores)), [narrowed]],
    ["gets another range", step("update", rule(kores), rule(["1.1.1.1/32"])), [narrowed, "note perimeter-range-added"]],
    ["loses a part of a range", step("update", rule(kores), rule(["20.42.7.0/29"])), [narrowed]],
    ["becomes one for the way out", step("update", rule(kores), rule(kores, { direction: "Outbound" })), [narrowed]],
    ["moves to another profile", step("replace", rule(kores), rule(kores, { profileName: "q" })), [narrowed]],
    [
      "loses a subscription",
      step("update", rule([], { subscriptions: [{ id: "/subscriptions/s" }] }), rule([])),
      [narrowed],
    ],
    ["is opened to all", step("update", rule(kores), rule(["0.0.0.0/0"])), ["danger perimeter-range-too-wide"]],
    ["is made for all", step("create", undefined, rule(["0.0.0.0/1"])), ["danger perimeter-range-too-wide"]],
    ["gets what cannot be read", step("create", undefined, rule(["::/0"])), ["danger not-judged"]],
    ["gets a range not shown", step("create", undefined, rule(["[secret]"])), ["danger not-judged"]],
    ["is widened", step("update", rule(kores), rule([...kores, "1.1.1.1/32"])), ["note perimeter-range-added"]],
    ["gets another name for its range", step("update", rule(kores), rule(["20.42.7.0/29", "20.42.7.8/29"])), []],
    ["is another profile's", step("delete", rule(kores, { profileName: "q" })), []],
    ["lets callers out", step("delete", rule(kores, { direction: "Outbound" })), []],
    ["stays in Azure", step("delete", { ...rule(kores), retainOnDelete: true }), []],
    ["stays as it is", same(rule(kores)), []],
  ])("%s", (_title, change, findings) => {
    expect(toldOf([same(association()), change])).toEqual(findings);
    expect(toldOf([same(association("Learning")), change])).toEqual([]);
    expect(toldOf([same(association("Enforced", "p", "/subscriptions/s")), change])).toEqual([]);
  });

  it("may go where another rule lets the same range in", () => {
    expect(
      toldOf([same(association()), same(rule(["20.42.0.0/16"], {}, "wider")), step("delete", rule(kores))]),
    ).toEqual([]);
  });

  it("is a warning where Kore comes through a private endpoint", () => {
    expect(toldOf([same(association()), step("delete", rule(kores))], "privateEndpoint")).toEqual([
      "warning perimeter-rule-narrowed",
    ]);
  });
});

describe("a perimeter that decides who gets to the vault", () => {
  it("is dangerous to lose, and so is its profile", () => {
    const perimeter = resource("", "nsp", {}, "");
    const profile = resource("Profile", "p", {}, "/profiles/p");

    expect(toldOf([same(association()), step("delete", perimeter)])).toEqual(["danger perimeter-lost"]);
    expect(toldOf([same(association()), step("delete", profile)])).toEqual(["danger perimeter-lost"]);
    expect(toldOf([same(association("Learning")), step("delete", perimeter)])).toEqual([]);
  });

  it("decides by another profile's rules where the association takes them from there", () => {
    const moved = step("update", association(), association("Enforced", "q"));

    expect(toldOf([moved])).toEqual(["danger perimeter-profile-changed"]);
    expect(toldOf([moved], "privateEndpoint")).toEqual(["warning perimeter-profile-changed"]);
    expect(toldOf([step("update", association("Learning"), association("Learning", "q"))])).toEqual([]);
  });
});
