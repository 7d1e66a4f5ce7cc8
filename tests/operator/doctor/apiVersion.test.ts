import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DeploymentContext } from "../../../operator/doctor/check";
import { apiVersion, keyVaultApiVersion } from "../../../operator/doctor/checks/apiVersion";

/** The check on a day, with what Azure lists; undefined: it lists no vaults. */
const on = (day: string, apiVersions: string[] | undefined) => {
  const resourceTypes = apiVersions === undefined ? [] : [{ resourceType: "vaults", apiVersions }];
  const context = { now: new Date(day), provider: () => Promise.resolve({ resourceTypes }) };
  return apiVersion.run(context as unknown as DeploymentContext);
};

describe("the doctor's look at the API version", () => {
  const listed = ["2026-02-01", keyVaultApiVersion];

  it("is about the version that the pinned provider calls", () => {
    const sdk = dirname(require.resolve("@pulumi/azure-native/package.json"));

    expect(readFileSync(join(sdk, "keyvault/vault.d.ts"), "utf8")).toContain(
      `Uses Azure REST API version ${keyVaultApiVersion}.`,
    );
  });

  it("tells the days left", async () => {
    expect(await on("2026-11-27T12:00:00Z", listed)).toMatchObject({
      result: "ready",
      found: "2024-11-01, which Azure lists; it retires on 2027-02-27 (92 days)",
    });
    expect((await on("2027-02-26T00:00:00Z", listed)).found).toContain("(1 days)");
  });

  it("is not turned by the clock alone", async () => {
    for (const day of ["2027-02-27T00:00:00Z", "2031-01-01T00:00:00Z"]) {
      expect(await on(day, listed)).toMatchObject({
        result: "ready",
        found:
          "2024-11-01, which Azure lists; it retired on 2027-02-27: follow the provider, with an update of this package",
      });
    }
  });

  it("is not ready where Azure does not list it, whatever the date", async () => {
    expect(await on("2026-11-27T12:00:00Z", ["2026-02-01"])).toMatchObject({
      result: "not-ready",
      found: "2024-11-01 is not among the 1 that Azure lists; it retires on 2027-02-27 (92 days)",
      how: expect.stringContaining("Update this package") as unknown,
    });
  });

  it("judges nothing where Azure lists none", async () => {
    for (const none of [undefined, []]) {
      expect(await on("2028-01-01T00:00:00Z", none)).toMatchObject({ result: "not-judged" });
    }
  });
});
