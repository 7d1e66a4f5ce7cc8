import { validate, version } from "uuid";
import { randomProvider } from "../../../../simulator/providers/random/randomProvider";
import { UNKNOWN } from "../../../../simulator/providers/propertyValues";
import type { ProviderClient } from "../providerClient";
import { connect } from "../providerClient";

const STRING = "random:index/randomString:RandomString";
const UUID = "random:index/randomUuid:RandomUuid";
const ID = "random:index/randomId:RandomId";

describe("the random package", () => {
  let provider: ProviderClient;
  beforeAll(async () => (provider = await connect(randomProvider())));
  afterAll(() => provider.close());

  it("draws a string from the classes that are on, with the defaults among the outputs", async () => {
    const { id, outputs } = await provider.make(STRING, "suffix", { length: 200, special: false, upper: false });
    expect(outputs["result"]).toMatch(/^[a-z0-9]{200}$/);
    expect(outputs["result"]).toMatch(/[a-z]/);
    expect(outputs["result"]).toMatch(/[0-9]/);
    expect(id).toBe(outputs["result"]);
    expect(outputs).toMatchObject({ length: 200, lower: true, numeric: true, special: false, minLower: 0 });
  });

  it("keeps the minima, and takes special characters of one's own", async () => {
    const inputs = { length: 6, minUpper: 2, minNumeric: 2, minSpecial: 2, overrideSpecial: "~" };
    const { outputs } = await provider.make(STRING, "suffix", inputs);
    const sorted = [...(outputs["result"] as string)].sort().join("");
    expect(sorted).toMatch(/^[0-9]{2}[A-Z]{2}~~$/);
  });

  it("draws another one each time", async () => {
    const results = await Promise.all([1, 2].map(() => provider.make(STRING, "suffix", { length: 32 })));
    expect(results[0]!.id).not.toBe(results[1]!.id);
  });

  it("draws UUIDs", async () => {
    const { id, outputs } = await provider.make(UUID, "uuid", {});
    expect(validate(outputs["result"])).toBe(true);
    expect(version(outputs["result"] as string)).toBe(4);
    expect(id).toBe(outputs["result"]);
  });

  it("draws bytes in four notations", async () => {
    const { id, outputs } = await provider.make(ID, "id", { byteLength: 9, prefix: "kv-" });
    const bytes = Buffer.from(id, "base64url");
    expect(bytes).toHaveLength(9);
    expect(outputs).toMatchObject({
      b64Std: `kv-${bytes.toString("base64")}`,
      b64Url: `kv-${id}`,
      dec: `kv-${BigInt(`0x${bytes.toString("hex")}`)}`,
      hex: `kv-${bytes.toString("hex")}`,
    });
  });

  it.each([
    [STRING, {}, "Missing required property 'length'"],
    [STRING, { length: 0 }, "Attribute length value must be at least 1, got: 0"],
    [
      STRING,
      { length: 3, minLower: 4 },
      "Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, got: 3 < 4",
    ],
    [
      STRING,
      { length: 3, lower: false, upper: false, numeric: false, special: false },
      "At least one attribute out of [special, upper, lower, numeric] must be specified as true",
    ],
    [STRING, { length: "8" }, "'length' should be of type 'number', got \"8\""],
    [STRING, { length: 8, keepers: { one: 1 } }, "'keepers' should be of type 'stringMap', got {\"one\":1}"],
    [ID, { byteLength: 0 }, "Attribute byte_length value must be at least 1, got: 0"],
    [UUID, { length: 8 }, `'length' is not a property of ${UUID} that the simulation models`],
  ])("refuses %s %j", async (type, inputs, reason) => {
    expect((await provider.check(type, "name", inputs)).failures).toEqual([reason]);
  });

  it("does not draw in a preview", async () => {
    const { id, outputs } = await provider.previewCreate(STRING, { length: 8 });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ length: 8, upper: true, result: UNKNOWN });
  });

  it("keeps its value while the inputs stay, also where a default is stated", async () => {
    const state = await provider.make(STRING, "suffix", { length: 8, keepers: { vault: "one" } });
    expect(await provider.diff(STRING, state, state.inputs)).toMatchObject({ changes: false });
    expect(await provider.diff(STRING, state, { ...state.inputs, upper: true })).toMatchObject({ changes: false });
    expect(await provider.refresh(STRING, state)).toEqual(state);
  });

  it.each([
    [{ length: 9 }, "length", "UPDATE_REPLACE"],
    [{ length: 8, special: false }, "special", "UPDATE_REPLACE"],
    [{ length: 8, keepers: { vault: "two" } }, "keepers", "ADD_REPLACE"],
  ])("is replaced for %j", async (inputs, property, kind) => {
    const state = await provider.make(STRING, "suffix", { length: 8 });
    expect(await provider.diff(STRING, state, inputs)).toEqual({
      changes: true,
      replaces: [property],
      deleteBeforeReplace: false,
      detailed: { [property]: kind },
    });
  });

  it("imports by the value", async () => {
    expect(await provider.import(STRING, "abc12345")).toMatchObject({
      inputs: { length: 8, special: true },
      outputs: { result: "abc12345" },
    });
    expect(await provider.import(ID, "kv-,AAAB")).toMatchObject({
      inputs: { byteLength: 3, prefix: "kv-" },
      outputs: { hex: "kv-000001" },
    });
    await expect(provider.import(UUID, "kore")).rejects.toThrow("'kore' is not a UUID");
  });

  it("has nothing to delete, and knows no other type or function", async () => {
    const state = await provider.make(STRING, "suffix", { length: 8 });
    await expect(provider.delete(STRING, state)).resolves.toBeUndefined();
    await expect(provider.check("random:index/randomPet:RandomPet", "pet", {})).rejects.toThrow(
      "unrecognized resource type",
    );
    await expect(provider.invoke("random:index/anything:anything")).rejects.toThrow("unrecognized data function");
  });
});
