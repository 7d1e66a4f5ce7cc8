import {
  adminConsentUrlOf,
  checkEnvironment,
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
  expect(keyIdentifierOf("https://kv.vault.azure.net/", "kore-byok")).toBe("https://kv.vault.azure.net/keys/kore-byok");
});
