import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../settings";

const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
const tenantId = "8a7b6c5d-1111-4222-8333-444455556666";
const vaultId =
  "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-there";
const now = new Date("2026-11-23T12:00:00Z");

function read(values: Record<string, unknown>, secrets: string[] = []) {
  const given = { koreClientId: clientId, ...values };
  const configuration = Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [`kore-byok-azure:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  return readSettings(
    {
      values: { "azure-native:location": "westeurope", ...configuration },
      isSecret: (key) => secrets.includes(key.replace("kore-byok-azure:", "")),
    },
    now,
  );
}

function refusal(values: Record<string, unknown>, secrets?: string[]): string {
  try {
    read(values, secrets);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return (error as Error).message;
  }
  throw new Error(`accepted: ${JSON.stringify(values)}`);
}

const firewall = { networkMode: "firewall" };
const ranges = (...koreIpRanges: unknown[]) => ({ ...firewall, koreIpRanges });

describe("readSettings refuses", () => {
  it.each<[string, string, Record<string, unknown>]>([
    ["an empty tenant", "tenantId", { tenantId: "" }],
    ["a tenant that is no GUID", "tenantId", { tenantId: "contoso.onmicrosoft.com" }],
    ["a tenant in braces", "tenantId", { tenantId: `{${tenantId}}` }],
    ["a tenant in upper case", "tenantId", { tenantId: tenantId.toUpperCase() }],
    ["the nil tenant", "tenantId", { tenantId: "00000000-0000-0000-0000-000000000000" }],
    ["no client ID", "koreClientId", { koreClientId: undefined }],
    ["a short client ID", "koreClientId", { koreClientId: clientId.slice(1) }],
    ["the client ID in the tenant's place", "koreClientId", { koreClientId: tenantId, tenantId }],
    ["the guide's placeholder", "koreClientId", { koreClientId: "<KORE-CLIENT-ID>" }],
    ["Microsoft Graph's client ID", "koreClientId", { koreClientId: "00000003-0000-0000-c000-000000000000" }],
    ["full-width digits", "koreClientId", { koreClientId: clientId.replace("5", "５") }],
    ["a vault name of 2", "vaultName", { vaultName: "kv" }],
    ["a vault name of 25", "vaultName", { vaultName: "k".repeat(25) }],
    ["a vault name with a digit first", "vaultName", { vaultName: "1kore-kv" }],
    ["a vault name with a hyphen last", "vaultName", { vaultName: "kore-kv-" }],
    ["two hyphens in a row", "vaultName", { vaultName: "kore--kv" }],
    ["an upper-case vault name", "vaultName", { vaultName: "Kore-KV" }],
    ["an underscore in a vault name", "vaultName", { vaultName: "kore_kv" }],
    ["a look-alike letter in a vault name", "vaultName", { vaultName: "kore-кv" }],
    ["an empty key name", "keyName", { keyName: "" }],
    ["a key name of 128", "keyName", { keyName: "k".repeat(128) }],
    ["an underscore in a key name", "keyName", { keyName: "kore_key" }],
    ["a key identifier for a name", "keyName", { keyName: "kore-key/abc123" }],
    ["1024 bits", "keySize", { keySize: 1024 }],
    ["3072 bits, which Kore does not name", "keySize", { keySize: 3072 }],
    ["bits that are no number", "keySize", { keySize: "4096x" }],
    ["bits that are not whole", "keySize", { keySize: "4096.5" }],
    ["an elliptic curve", "keyType", { keyType: "EC" }],
    ["RSA in lower case", "keyType", { keyType: "rsa" }],
    ["an HSM key on standard", "keyType", { keyType: "RSA-HSM", vaultSku: "standard" }],
    ["a SKU in upper case", "vaultSku", { vaultSku: "Premium" }],
    ["6 days", "softDeleteRetentionDays", { softDeleteRetentionDays: 6 }],
    ["91 days", "softDeleteRetentionDays", { softDeleteRetentionDays: 91 }],
    ["rotation after 6 days", "keyRotation.rotateAfter", { keyRotation: { rotateAfter: "P6D" } }],
    ["rotation in words", "keyRotation.rotateAfter", { keyRotation: { rotateAfter: "90 days" } }],
    ["rotation after three years", "keyRotation.rotateAfter", { keyRotation: { rotateAfter: "P3Y" } }],
    ["expiry after 27 days", "keyRotation.expireAfter", { keyRotation: { rotateAfter: "P7D", expireAfter: "P27D" } }],
    [
      "expiry before rotation",
      "keyRotation.expireAfter",
      { keyRotation: { rotateAfter: "P90D", expireAfter: "P60D" } },
    ],
    ["expiry without rotation", "keyRotation", { keyRotation: { expireAfter: "P1Y" } }],
    ["a date that is none", "enforcementDate", { enforcementDate: "2026-02-30" }],
    [
      "a replacement on the enforcement date",
      "allowKeyReplacement",
      { enforcementDate: "2026-11-23", allowKeyReplacement: true },
    ],
    ["no range in firewall mode", "koreIpRanges", firewall],
    ["the whole internet", "koreIpRanges[0]", ranges("0.0.0.0/0")],
    ["the whole internet in halves", "koreIpRanges[1]", ranges("0.0.0.0/1", "128.0.0.0/1")],
    ["a provider's block", "koreIpRanges[0]", ranges("20.0.0.0/7")],
    ["a private range", "koreIpRanges[0]", ranges("10.1.2.3")],
    ["a range around a private one", "koreIpRanges[0]", ranges("172.0.0.0/8")],
    ["host bits", "koreIpRanges[0]", ranges("8.8.8.8/24")],
    ["IPv6", "koreIpRanges[0]", ranges("2a01:111::/32")],
    ["an octal address", "koreIpRanges[0]", ranges("010.8.8.8")],
    ["a host name", "koreIpRanges[0]", ranges("platform.kore.ai")],
    ["carrier-grade NAT", "koreIpRanges[0]", ranges("100.64.0.0/24")],
    ["a documentation range", "koreIpRanges[0]", ranges("203.0.113.0/24")],
    ["the same address twice", "koreIpRanges[1]", ranges("8.8.8.8", "8.8.8.8/32")],
    ["an address inside a range", "koreIpRanges[1]", ranges("8.8.8.0/24", "8.8.8.8")],
    ["a space before an address", "koreIpRanges[0]", ranges(" 8.8.8.8")],
    ["1,001 ranges", "koreIpRanges", ranges(...Array.from({ length: 1001 }, (_, i) => `20.${i >> 8}.${i & 255}.1`))],
    ["ranges in private mode", "koreIpRanges", { koreIpRanges: ["8.8.8.8"] }],
    ["a role in Azure's words", "koreRole", { koreRole: "Key Vault Crypto Officer" }],
    ["a resource group as scope", "koreAccessScope", { koreAccessScope: "resourceGroup" }],
    ["the client ID for an object ID", "koreServicePrincipalObjectId", { koreServicePrincipalObjectId: clientId }],
    ["a malformed subnet", "endpointSubnetId", { endpointSubnetId: "subnet" }],
    ["a resource group ending in a full stop", "resourceGroupName", { resourceGroupName: "rg." }],
    ["16 tags", "tags", { tags: Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`t${i}`, "x"])) }],
    ["an existing key without its vault", "existingKey", { existingKey: true }],
    ["a name for an existing vault", "vaultName", { existingVaultId: vaultId, vaultName: "kv-other" }],
    ["an unknown key", "purgeProtecton", { purgeProtecton: "true" }],
    ["a list for a name", "alertEmails", { alertEmails: "ops" }],
    ["a key called __proto__", "__proto__", JSON.parse('{"__proto__": "x"}') as Record<string, unknown>],
  ])("%s", (_, key, values) => {
    const message = refusal(values);
    expect(message).toContain(`kore-byok-azure:${key}`);
    expect(message).toMatch(/rule: \S/);
    expect(message).toMatch(/fix: {2}\S/);
  });

  it("a region that Azure does not have, and none at all", () => {
    for (const location of ["Moon", "eastus-2", ""]) {
      expect(() =>
        readSettings(
          {
            values: { "azure-native:location": location, "kore-byok-azure:koreClientId": clientId },
            isSecret: () => false,
          },
          now,
        ),
      ).toThrow("azure-native:location");
    }
  });

  it("a secret, without showing it", () => {
    const message = refusal({ vaultName: "kv-hidden" }, ["vaultName"]);
    expect(message).toContain("kore-byok-azure:vaultName");
    expect(message).not.toContain("kv-hidden");
  });

  it("everything at once, and suggests the nearest key", () => {
    const message = refusal({ keySize: 3072, vaultName: "kore--kv", keySiez: 4096 });
    for (const part of ["keySize: 3072", 'vaultName: "kore--kv"', "did you mean keySize?", "3 problems"]) {
      expect(message).toContain(part);
    }
  });
});

describe("readSettings accepts", () => {
  it.each<[string, Record<string, unknown>]>([
    ["nothing but the client ID", {}],
    ["a vault name of 3", { vaultName: "kvk" }],
    ["a vault name of 24", { vaultName: "k".repeat(24) }],
    ["a key name of 1 and one of 127", { keyName: "k" }],
    ["a key name of 127", { keyName: "k".repeat(127) }],
    ["90 days", { softDeleteRetentionDays: 90 }],
    ["one address", ranges("8.8.8.8")],
    ["neighbours of private ranges", ranges("172.15.255.255", "172.32.0.0/16", "11.0.0.0/24", "192.167.0.0/24")],
    ["1,000 ranges", ranges(...Array.from({ length: 1000 }, (_, i) => `20.${i >> 8}.${i & 255}.1`))],
    ["the shortest rotation", { keyRotation: { rotateAfter: "P7D", expireAfter: "P28D" } }],
    ["2048 bits", { keySize: 2048 }],
    ["an HSM key on premium", { keyType: "RSA-HSM", vaultSku: "premium" }],
    ["a replacement the day before the enforcement date", { enforcementDate: "2026-11-24", allowKeyReplacement: true }],
    ["private mode without a subnet", { networkMode: "privateEndpoint" }],
    ["what Pulumi.yaml writes for none", { tenantId: "(unset)", keyRotation: {}, koreIpRanges: [] }],
  ])("%s", (_, values) => {
    expect(read(values).koreClientId).toBe(clientId);
  });
});
