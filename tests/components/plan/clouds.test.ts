import {
  adminConsentUrlOf,
  checkEnvironment,
  checkVaultUri,
  cloudOf,
  environments,
  findCloud,
  keyIdentifierOf,
  vaultUriOf,
} from "../../../components/plan/clouds";

describe("a cloud of Azure", () => {
  it.each([
    [undefined, "https://kv.vault.azure.net/", "https://login.microsoftonline.com/t/adminconsent?client_id=c"],
    ["", "https://kv.vault.azure.net/", "https://login.microsoftonline.com/t/adminconsent?client_id=c"],
    ["AzureCloud", "https://kv.vault.azure.net/", "https://login.microsoftonline.com/t/adminconsent?client_id=c"],
    [
      "usgovernment",
      "https://kv.vault.usgovcloudapi.net/",
      "https://login.microsoftonline.us/t/adminconsent?client_id=c",
    ],
    ["China", "https://kv.vault.azure.cn/", "https://login.partner.microsoftonline.cn/t/adminconsent?client_id=c"],
  ])("%s has hosts of its own", (environment, vaultUri, consentUrl) => {
    const cloud = cloudOf(environment);
    expect(vaultUriOf(cloud, "kv")).toBe(vaultUri);
    expect(adminConsentUrlOf(cloud, "t", "c")).toBe(consentUrl);
  });

  it("is known by every spelling that a message offers, and by no other", () => {
    expect(environments.filter((spelling) => findCloud(spelling) === undefined)).toEqual([]);
    expect(environments.flatMap((spelling) => checkEnvironment("environment", spelling))).toEqual([]);
    expect(checkEnvironment("environment", "german")).toMatchObject([{ key: "environment", value: "german" }]);
    expect(() => cloudOf("german")).toThrow('"german"');
  });
});

it("a key's identifier has neither version nor port", () => {
  for (const uri of ["https://kv.vault.azure.net/", "https://kv.vault.azure.net", "https://kv.vault.azure.net:443/"]) {
    expect(checkVaultUri("vaultUri", uri)).toEqual([]);
    expect(keyIdentifierOf(uri, "kore-byok")).toBe("https://kv.vault.azure.net/keys/kore-byok");
  }
});

it.each([
  "",
  "kv",
  "https://kv/",
  "ftp://kv.vault.azure.net/",
  "https://a@kv.vault.azure.net/",
  "https://kv.vault.azure.net/keys",
])("%j is no vault's URI", (uri) =>
  expect(checkVaultUri("vaultUri", uri)).toMatchObject([{ key: "vaultUri", value: uri }]),
);
