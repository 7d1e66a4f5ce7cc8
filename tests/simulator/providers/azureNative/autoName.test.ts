import { validate, version } from "uuid";
import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import { ASSIGNMENT, KEY, startAzureNative, stop, VAULT } from "./fixture";
import type { Fixture } from "./fixture";

describe("names that azure-native makes up", () => {
  let fixture: Fixture;
  beforeAll(async () => (fixture = await startAzureNative()));
  afterAll(() => stop(fixture));

  const check = (type: string, options: Parameters<Fixture["provider"]["check"]>[3] = {}, inputs: PropertyMap = {}) =>
    fixture.provider.check(type, "kore", inputs, options).then(({ inputs: checked }) => checked);

  it("adds eight hexadecimal digits, and marks the resource as one to replace create-first", async () => {
    const inputs = await check(VAULT);
    expect(inputs["vaultName"]).toMatch(/^kore[0-9a-f]{8}$/);
    expect(inputs["__createBeforeDelete"]).toBe(true);
  });

  it("draws the same name from the same seed, and another from another", async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => (await check(VAULT, { randomSeed: new Uint8Array(32).fill(seed) }))["vaultName"]),
    );
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it("draws a name of its own where there is no seed", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => check(VAULT, { randomSeed: new Uint8Array() })));
    expect(other!["vaultName"]).not.toBe(one!["vaultName"]);
  });

  it("copies the logical name for a child, without the mark", async () => {
    const inputs = await check(KEY);
    expect(inputs["keyName"]).toBe("kore");
    expect(inputs).not.toHaveProperty("__createBeforeDelete");
  });

  it("makes a UUID for a role assignment", async () => {
    const inputs = await check(ASSIGNMENT);
    const name = inputs["roleAssignmentName"] as string;
    expect(validate(name)).toBe(true);
    expect(version(name)).toBe(4);
    expect(inputs["__createBeforeDelete"]).toBe(true);
  });

  it("keeps the old name and its mark", async () => {
    const oldInputs = { vaultName: "kore01234567", __createBeforeDelete: true };
    expect(await check(VAULT, { oldInputs })).toMatchObject(oldInputs);
    expect(await check(VAULT, { oldInputs: { vaultName: "mine" } })).not.toHaveProperty("__createBeforeDelete");
  });

  it("leaves a given name alone", async () => {
    const inputs = await check(VAULT, {}, { vaultName: "mine" });
    expect(inputs["vaultName"]).toBe("mine");
    expect(inputs).not.toHaveProperty("__createBeforeDelete");
  });

  describe("under pulumi:autonaming", () => {
    const named = async (type: string, mode: "PROPOSE" | "ENFORCE" | "DISABLE", property: string) => {
      const options = { autonaming: { mode, proposedName: "proposed" } };
      return (await fixture.provider.check(type, "kore", {}, options)).inputs[property];
    };

    it("takes the proposed name, but for a UUID", async () => {
      expect(await named(VAULT, "PROPOSE", "vaultName")).toBe("proposed");
      expect(await named(KEY, "PROPOSE", "keyName")).toBe("proposed");
      expect(validate(await named(ASSIGNMENT, "PROPOSE", "roleAssignmentName"))).toBe(true);
    });

    it("takes an enforced name for all", async () => {
      expect(await named(ASSIGNMENT, "ENFORCE", "roleAssignmentName")).toBe("proposed");
    });

    it("makes none up where that is disabled, and misses it", async () => {
      const options = { autonaming: { mode: "DISABLE" as const, proposedName: "" } };
      const { failures } = await fixture.provider.check(VAULT, "kore", { resourceGroupName: "rg" }, options);
      expect(failures).toContain("missing required property 'vaultName'");
    });
  });
});
