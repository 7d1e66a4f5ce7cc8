import { planHandoff, type HandoffFacts } from "../../../components/plan/handoff";

const facts: HandoffFacts<string> = {
  koreProduct: "ai-for-service",
  networkMode: "privateEndpoint",
  tenantId: "the tenant",
  vaultUri: "the URI",
  keyName: "the key",
  keyIdentifier: "the identifier",
  vaultId: "the vault's ID",
  location: "the region",
  koreClientId: "the client ID",
  koreServicePrincipalObjectId: "the object ID",
  adminConsentUrl: "the consent URL",
  koreIpRanges: "the ranges",
};
const plan = (change: Partial<HandoffFacts<string>> = {}) =>
  planHandoff<string>({ ...facts, ...change }, (template, value) => template.replace("{}", value));

describe("the hand-off", () => {
  it("names both ways to consent and what goes into the support ticket, for either product", () => {
    for (const koreProduct of ["ai-for-service", "ai-for-work"] as const) {
      expect(plan({ koreProduct })).toMatchObject({
        authorize: {
          "Application (client) ID": "the client ID",
          "Service principal object ID": "the object ID",
          "Admin Consent URL": "the consent URL",
          "Azure CLI": "az ad sp create --id 'the client ID'",
        },
        shareWithKore: {
          "Tenant ID": "the tenant",
          "Key Vault URI": "the URI",
          "Key Name": "the key",
          "Key Identifier": "the identifier",
        },
      });
    }
  });

  it("fills AI for Service's form by its own labels, the enforcement date included", () => {
    const { product, console } = plan({ enforcementDate: "2027-01-31" });
    expect(product).toBe("AI for Service");
    expect(console.test).toBe("Test Configuration");
    expect(console.fields).toEqual({
      "Cloud Provider": "Azure",
      "Key identifier": "the URI",
      "Authentication credentials": "the tenant",
      "Enforcement Date": "2027-01-31",
    });
    expect(plan().console.fields["Enforcement Date"]).toMatch(/choose the date/);
  });

  it("fills AI for Work's form by its own labels; it asks for no enforcement date", () => {
    const { product, console } = plan({ koreProduct: "ai-for-work", enforcementDate: "2027-01-31" });
    expect(product).toBe("AI for Work");
    expect(console.test).toBe("Test Connection");
    expect(console.fields).toEqual({
      "Cloud Provider": "Azure",
      "Key Vault URL": "the URI",
      "Tenant ID": "the tenant",
    });
    expect(console.lastSteps.join()).toContain("cannot be reverted");
  });

  it("tells in private mode what Kore makes its endpoint with, and that it waits for approval", () => {
    const { networkAccess } = plan();
    expect(networkAccess).toMatchObject({
      "Resource ID": "the vault's ID",
      Region: "the region",
      "Target sub-resource": "vault",
    });
    expect(networkAccess.note).toMatch(/approve the pending connection/i);
    expect(networkAccess).not.toHaveProperty("Kore IP ranges");
  });

  it("states as a fact that Kore makes the endpoint only where Kore says so", () => {
    expect(plan({ koreProduct: "ai-for-work" }).networkAccess.note).toMatch(/^Kore creates the private endpoint/);
    expect(plan({ koreProduct: "ai-for-service" }).networkAccess.note).toMatch(/^Expected, .*ask Kore's support/);
  });

  it("tells in firewall mode which ranges are let in, and that trusted Microsoft services are not Kore", () => {
    const { networkAccess } = plan({ networkMode: "firewall" });
    expect(networkAccess).toMatchObject({ "Kore IP ranges": "the ranges" });
    expect(networkAccess.note).toContain("do not let Kore in");
    expect(networkAccess).not.toHaveProperty("Resource ID");
  });
});
