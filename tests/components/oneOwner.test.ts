import * as pulumi from "@pulumi/pulumi";
import { ByokKey, KoreByok, type ByokKeyArgs } from "../../components";
import { madeBy, privateArgs } from "../support/koreByokProgram";
import { keyOutputs, vaultIdOf, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const keyArgs: ByokKeyArgs = {
  resourceGroupName: "rg-kore-byok",
  vaultName: "kv-a",
  vaultUri: "https://kv-a.vault.azure.net/",
};
const live = { kty: "RSA-HSM", keySize: 4096, keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] };
const world: World = { keys: { "kore-byok": keyOutputs("kv-a", "kore-byok", live) } };

describe("B102 a vault or key that the program makes already is refused, with nothing of the second made:", () => {
  it.each<[string, () => unknown, string]>([
    ["two KoreByok with one vault", () => new KoreByok("two", privateArgs), "vaultName"],
    ["a ByokKey of the same name", () => new ByokKey("two", keyArgs), "keyName"],
    [
      "a ByokKey of the same name in another case",
      () => new ByokKey("two", { ...keyArgs, keyName: "Kore-BYOK" }),
      "keyName",
    ],
    [
      "a KoreByok for the key in the vault that is there by then",
      () => new KoreByok("two", { ...privateArgs, vaultName: undefined, existingVaultId: vaultIdOf("kv-a") }),
      "keyName",
    ],
  ])("%s", async (_, second, key) => {
    const { error, deployment } = await failure(() => [new KoreByok("one", privateArgs), second()].length);
    expect(error.message).toMatch(RegExp(`^\\w+ "two": 1 problem\\n {2}${key}: `));
    expect(error.message).toContain('KoreByok "one" already creates the ');
    expect(madeBy(deployment).join()).not.toMatch(/ two/);
  });
});

describe("no second owner is", () => {
  it.each<[string, () => unknown]>([
    ["another key in the vault", () => new ByokKey("two", { ...keyArgs, keyName: "kore-two" })],
    ["one that only reads the key", () => new ByokKey("two", { ...keyArgs, existingKey: true })],
    ["one whose vault's name is an output", () => new ByokKey("two", { ...keyArgs, vaultName: pulumi.output("kv-b") })],
  ])("%s", async (_, second) => {
    const deployment = await deploy(() => void [new KoreByok("one", privateArgs), second()], world);
    expect(deployment.resources.map(({ name }) => name)).toContain("two");
  });

  it("the next run of the same program, in the same process", async () => {
    const program = () => void new KoreByok("one", privateArgs);
    await deploy(program, { preview: true });
    await deploy(program);
  });
});
