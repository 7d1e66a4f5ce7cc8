import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { programAt } from "../support/languageHostProgram";
import { kore, login } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";
import { nameOf } from "../support/stackConfiguration";

/** The program with a stack's configuration. */
function program(configuration: Record<string, unknown>) {
  const named = Object.entries(configuration).map(([key, value]) => [nameOf(key), value]);
  return programAt(require.resolve("../../index"), Object.fromEntries(named) as Record<string, unknown>);
}

const outputs = [
  "adminConsentUrl",
  "handoff",
  "keyIdentifier",
  "keyName",
  "koreServicePrincipalObjectId",
  "location",
  "networkMode",
  "roleAssignmentIds",
  "tenantId",
  "vaultId",
  "vaultName",
  "vaultUri",
];

describe("the program", () => {
  it("runs on the smallest configuration, in private mode, and hands out its outputs and no other", async () => {
    const deployment = await deploy(program({ "azure-native:location": "westeurope", koreClientId: kore.clientId }));
    expect(Object.keys(deployment.outputs).sort()).toEqual(outputs);
    expect(deployment.outputs).toMatchObject({
      tenantId: login.tenantId,
      networkMode: "privateEndpoint",
      vaultUri: "https://kv-kore-x7k2m9qp.vault.azure.net/",
      keyName: "kore-byok",
      handoff: { product: "AI for Service", networkAccess: { "Target sub-resource": "vault" } },
    });
    expect(deployment.find("keyvault:Vault", "kore-byok-vault").options.protect).toBe(true);
  });

  it("runs on the sample stack, in firewall mode", async () => {
    const sample = parse(readFileSync(join(__dirname, "../../Pulumi.dev.yaml"), "utf8")) as {
      config: Record<string, unknown>;
    };
    const deployment = await deploy(program(sample.config));
    expect(Object.keys(deployment.outputs).sort()).toEqual(outputs);
    expect(deployment.find("keyvault:Vault").inputs).toMatchObject({
      vaultName: "kv-kore-sample-dev",
      properties: { publicNetworkAccess: "Enabled", networkAcls: { ipRules: [{ value: "20.42.7.0/28" }] } },
    });
  });

  it("registers nothing with a bad configuration, and tells all that is wrong in one error", async () => {
    const { error, deployment } = await failure(program({ vaultName: "kore--kv", keySize: 3072 }));
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(error.message).toMatch(/^4 problems in the stack's configuration; nothing was registered:/);
    expect(deployment.resources.map(({ type }) => type)).toEqual(["pulumi:pulumi:Stack"]);
    expect(deployment.calls).toEqual([]);
  });
});
