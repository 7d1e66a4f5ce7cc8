import { isOurs } from "../../../operator/guard/change";
import type { Preview } from "../../../operator/guard/preview";
import { judge, previewOf, told } from "./judged";

const key = "azure-native:keyvault:Key";

describe("a resource of this package's components", () => {
  it.each([
    ["of the component itself", `urn:pulumi:dev::p::kore-byok-azure:index:ByokKey$${key}::k`, true],
    [
      "of the component in a component of the user's",
      `urn:pulumi:dev::p::acme:index:Platform$kore-byok-azure:index:KoreByok$kore-byok-azure:index:ByokKey$${key}::k`,
      true,
    ],
    ["of none", `urn:pulumi:dev::p::${key}::k`, false],
    ["of a package with a longer name", `urn:pulumi:dev::p::not-kore-byok-azure:index:Any$${key}::k`, false],
    ["of none, by a name that says otherwise", `urn:pulumi:dev::p::${key}::x::kore-byok-azure:index:ByokKey$y`, false],
  ])("%s: %s", (_title, urn, expected) => {
    expect(isOurs({ urn })).toBe(expected);
  });

  it("is judged the same in a component of the user's", () => {
    const nested = (name: string): Preview =>
      JSON.parse(
        JSON.stringify(previewOf(name)).replaceAll(
          "::kore-byok-azure:index:",
          "::acme:index:Platform$kore-byok-azure:index:",
        ),
      ) as Preview;

    for (const name of ["kore/revoked", "kore/role-changed", "kore/scope-key", "kore/lock-off", "kore/sp-lookup"]) {
      expect(judge(nested(name)).findings.map(({ title }) => title)).toEqual(
        judge(previewOf(name)).findings.map(({ title }) => title),
      );
    }
    expect(told(judge(nested("kore/revoked")))).toEqual(["warning access-revoked", "note lock-lifted"]);
  });
});
