import fc from "fast-check";
import {
  checkGuid,
  checkKoreClientId,
  checkServicePrincipalObjectId,
  checkTenantId,
} from "../../../components/plan/guids";

const guids = fc.uuid({ version: 4 });
const problemsOf = (value: string) => checkGuid("id", value, "an ID", "ask");

describe("an ID of Entra", () => {
  it("is a GUID in lower case", () => {
    fc.assert(fc.property(guids, (guid) => expect(problemsOf(guid)).toEqual([])));
  });

  it.each<[string, (guid: string) => string]>([
    ["upper case", (guid) => guid.toUpperCase().replace(/^./, "A")],
    ["braces", (guid) => `{${guid}}`],
    ["a space after it", (guid) => `${guid} `],
  ])("is refused with %s, and the right spelling is told", (_, mutate) => {
    fc.assert(
      fc.property(guids, (guid) => {
        const [problem] = problemsOf(mutate(guid));
        expect(problem?.fix).toBe(`write ${mutate(guid).replace(/[{} ]/g, "").toLowerCase()}`);
      }),
    );
  });

  it.each<[string, (guid: string) => string]>([
    ["a digit short", (guid) => guid.slice(1)],
    ["without hyphens", (guid) => guid.replaceAll("-", "")],
    ["with a full-width digit", (guid) => guid.replace(/.$/, "５")],
    ["with a Cyrillic letter", (guid) => guid.replace(/.$/, "а")],
    ["with a letter beyond f", (guid) => guid.replace(/.$/, "g")],
  ])("is refused %s, and it is told where to find it", (_, mutate) => {
    fc.assert(fc.property(guids, (guid) => expect(problemsOf(mutate(guid))).toMatchObject([{ fix: "ask" }])));
  });

  it.each(["00000000-0000-0000-0000-000000000000", "<KORE-CLIENT-ID>"])("is no placeholder: %s", (value) => {
    expect(problemsOf(value)).toHaveLength(1);
  });

  it.each(["common", "organizations", "contoso.onmicrosoft.com", ""])("of a tenant is not its name: %j", (value) => {
    expect(checkTenantId("tenantId", value)).toHaveLength(1);
  });
});

describe("the client ID of Kore's app", () => {
  const kore = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
  it.each([
    ["the tenant's", kore, kore],
    ["Microsoft Graph's", "00000003-0000-0000-c000-000000000000", undefined],
    ["Azure Key Vault's", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", undefined],
    ["the Azure CLI's", "04b07795-8ddb-461a-bbee-02f9e1bf7b46", undefined],
  ])("is not %s", (_, value, tenantId) => {
    expect(checkKoreClientId("koreClientId", value, tenantId)).toMatchObject([
      { fix: expect.stringContaining("ask Kore's support") },
    ]);
    expect(checkKoreClientId("koreClientId", kore)).toEqual([]);
  });
});

describe("the object ID of Kore's service principal", () => {
  const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
  const tenantId = "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11";
  it.each([
    ["the client ID", clientId, /not to the client ID/],
    ["the tenant's", tenantId, /not to the tenant/],
    ["no GUID", "kore", /a GUID in lower case/],
  ])("is not %s", (_, value, rule) => {
    expect(checkServicePrincipalObjectId("objectId", value, { clientId, tenantId })).toMatchObject([
      { key: "objectId", value, rule: expect.stringMatching(rule) },
    ]);
    expect(checkServicePrincipalObjectId("objectId", "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d", { clientId })).toEqual([]);
  });
});
