import { checkRegion, checkRegionName, normaliseRegion } from "../../../components/plan/regions";
import { regionNames } from "../../../simulator/arm/regions";

describe("the region", () => {
  it.each(["westeurope", "West Europe", "usgovvirginia", "chinanorth3"])("may be %s", (region) => {
    expect(checkRegion("location", region)).toEqual([]);
  });

  it("may be any that the simulated Azure offers", () => {
    expect(regionNames.flatMap((region) => checkRegionName("location", region))).toEqual([]);
  });

  it.each([
    ["eastus-2", "did you mean eastus2?"],
    ["west-europe", "did you mean westeurope?"],
    ["Moon", "az account list-locations"],
  ])("may not be %s, and one near it is told", (region, fix) => {
    expect(checkRegion("location", region)).toMatchObject([{ value: region, fix: expect.stringContaining(fix) }]);
  });

  it.each([undefined, ""])("is required: %j", (region) => {
    expect(checkRegion("location", region)[0]?.fix).toContain("azure-native:location");
  });

  it.each(["brazilsouth", "Brazil Southeast", "westus3"])("is warned of where nothing is replicated: %s", (region) => {
    expect(checkRegion("location", region)).toMatchObject([{ severity: "warning" }]);
  });

  it("is the same in both of Azure's spellings", () => {
    expect(normaliseRegion("West Europe")).toBe("westeurope");
  });
});
