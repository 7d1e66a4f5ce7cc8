import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Simulation, startSimulation } from "../../simulator/simulation";
import { RunResult } from "../../tools/pulumi/pulumi";
import { createEngineProgram, EngineProgram } from "../simulator/providers/engineProgram";
import { Stack, startStack } from "../support/stack";

const folder = path.join(__dirname, "../../policy");
const pack = ["--policy-pack", folder];
const profile = (name: string): string[] => [
  ...pack,
  "--policy-pack-config",
  path.join(folder, "profiles", `${name}.json`),
];

/** The rules that were violated or not judged, with the level that the engine gives them. */
function verdicts({ stdout }: Pick<RunResult, "stdout">): string[] {
  const found = stdout.matchAll(/- \[(mandatory|advisory)\] \[severity: \w+\] {2}([a-z-]+) {2}\([^)]*\)\n\s+(.*)/g);
  return [...found]
    .map(([, level, rule, first]) => `${first!.startsWith("can't run") ? "not judged" : level} ${rule}`)
    .sort();
}

// Each run of the engine takes seconds; the first may have to build it.
jest.setTimeout(15 * 60 * 1000);

describe("the pack on our own stack, run by the real engine", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ vaultName: "kv-kore-policy", keySize: 2048 }, { inline: true });
  });
  afterAll(() => stack.close());

  it("passes in private mode, in every profile, and judges all that is named in the first preview", async () => {
    for (const name of ["baseline", "private", "hsm"]) {
      const preview = await stack.run("preview", ...profile(name));
      expect(preview.exitCode).toBe(0);
      expect(verdicts(preview)).toEqual(["advisory key-rotation", "advisory vault-audit-logs"]);
    }
  });

  it("passes in firewall mode, and says what the preview cannot judge: the generated vault name is part of a scope", async () => {
    stack.configure({ vaultName: undefined, networkMode: "firewall", koreIpRanges: ["20.42.7.0/28"] });
    const preview = await stack.run("preview", ...pack);
    expect(preview.exitCode).toBe(0);
    expect(verdicts(preview)).toEqual([
      "advisory key-rotation",
      "advisory vault-audit-logs",
      "advisory vault-public-access",
      "not judged role-least-privilege",
      "not judged role-scope",
    ]);
  });

  it("stops a standard vault under the profile hsm, with the rule, the value and the fix", async () => {
    stack.configure({ vaultSku: "standard" });
    const preview = await stack.run("preview", ...profile("hsm"));
    stack.configure({ vaultSku: undefined });
    expect(preview.exitCode).not.toBe(0);
    expect(verdicts(preview)).toEqual(
      expect.arrayContaining(["mandatory key-hsm", "mandatory vault-premium-sku", "mandatory vault-public-access"]),
    );
    expect(preview.stdout).toContain(
      'properties.sku.name is "standard". Rule: the vault must be premium, or its keys are held in software. ' +
        'Fix: set properties.sku.name to "premium".',
    );
    expect(stack.writes()).toEqual([]);
  });

  it.each([
    [
      "unknown names",
      { "vault-softdelete": "mandatory", "key-rsa-size": { minimumBit: 4096 } },
      [
        'not a rule of this pack; did you mean "vault-soft-delete"?',
        'no property "minimumBit"; did you mean "minimumBits"?',
      ],
    ],
    [
      "a wrong type, a value beyond its limits, one that is not offered, a role that is no GUID",
      {
        "vault-soft-delete": { minimumDays: "ninety" },
        "vault-firewall-ranges": { maximumAddresses: 0 },
        "key-rsa-size": { minimumBits: 1024 },
        "role-least-privilege": { allowedRoles: ["Owner"] },
      },
      [
        "minimumDays: Invalid type. Expected: integer",
        "maximumAddresses: Must be greater than or equal to 1",
        "minimumBits must be one of",
        "allowedRoles.0",
      ],
    ],
    ["an unknown level", { "vault-rbac": "obligatory" }, ['"obligatory" is not a valid enforcement level']],
  ])("refuses %s in its configuration", async (_title, configuration, says) => {
    const scratch = mkdtempSync(path.join(tmpdir(), "policy-config-"));
    const file = path.join(scratch, "config.json");
    writeFileSync(file, JSON.stringify(configuration));
    const preview = await stack.run("preview", ...pack, "--policy-pack-config", file);
    rmSync(scratch, { recursive: true });
    expect(preview.exitCode).not.toBe(0);
    for (const text of says) expect(preview.text).toContain(text);
  });

  it("judges during the update what the preview could not, and passes", async () => {
    await stack.succeed("up --yes --skip-preview", ...pack);
    const preview = await stack.succeed("preview --expect-no-changes", ...pack);
    expect(verdicts(preview)).toEqual([
      "advisory key-rotation",
      "advisory vault-audit-logs",
      "advisory vault-public-access",
    ]);
  });

  it("refuses the expiry that the data plane has given the key, of which the program knows nothing", async () => {
    const { keys, state } = stack.azure;
    const { id } = Object.values(state.resources).find(({ type }) => type === "Microsoft.KeyVault/vaults")!;
    await keys.update(id, "kore-byok", undefined, { exp: Math.floor(Date.now() / 1000) + 30 * 24 * 60 * 60 });
    const preview = await stack.run("preview", "--refresh", ...pack);
    expect(preview.exitCode).not.toBe(0);
    expect(verdicts(preview).filter((verdict) => verdict.startsWith("mandatory"))).toEqual(["mandatory key-expiry"]);
    expect(preview.stdout).toContain("in Azure's answer, and its rotation policy has no rotate action with a trigger.");
  });
});

/** A stack of somebody else's, with about everything wrong. */
const careless = `
  const pulumi = require("@pulumi/pulumi");
  const authorization = require("@pulumi/azure-native/authorization");
  const keyvault = require("@pulumi/azure-native/keyvault");
  const resources = require("@pulumi/azure-native/resources");
  const azuread = require("@pulumi/azuread");

  const login = authorization.getClientConfigOutput();
  const group = new resources.ResourceGroup("group", { resourceGroupName: "rg" });
  const vault = new keyvault.Vault("vault", {
    resourceGroupName: group.name,
    vaultName: "kv-careless",
    properties: {
      tenantId: login.tenantId,
      sku: { family: "A", name: "standard" },
      softDeleteRetentionInDays: 7,
      networkAcls: { defaultAction: "Allow", ipRules: [{ value: "20.0.0.0/7" }] },
    },
  });
  for (const keyName of ["one", "two"]) {
    new keyvault.Key(keyName, {
      resourceGroupName: group.name,
      vaultName: vault.name,
      keyName,
      properties: { kty: "RSA", keySize: 2048, attributes: { expires: 1900000000 } },
    });
  }
  const app = new azuread.ServicePrincipal("app", { clientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a", useExisting: true });
  new authorization.RoleAssignment("app", {
    scope: group.id,
    principalId: app.objectId,
    roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/12338af0-0e69-4776-bea7-57ae8d297424",
  });
`;

describe("the pack on a careless stack, run by the real engine", () => {
  let simulation: Simulation;
  let engine: EngineProgram;

  beforeAll(async () => {
    simulation = await startSimulation();
    engine = await createEngineProgram(simulation);
    engine.write(careless);
    await engine.pulumi("config", "set", "azure-native:location", "westeurope");
  });
  afterAll(async () => {
    await engine.remove();
    await simulation.close();
  });

  it("finds every fault of resources and stack in the first preview, before anything is made", async () => {
    const preview = await engine.pulumi("preview", ...pack);
    expect(preview.exitCode).not.toBe(0);
    expect([...new Set(verdicts(preview))]).toEqual(
      [
        "advisory key-hsm",
        "advisory key-rotation",
        "advisory vault-audit-logs",
        "advisory vault-dedicated",
        "advisory vault-delete-lock",
        "advisory vault-premium-sku",
        "advisory vault-public-access",
        "mandatory key-expiry",
        "mandatory key-operations",
        "mandatory key-protected",
        // The program leaves principalType out, and the SDK sends "User" for a service principal.
        "mandatory role-principal-type",
        "mandatory vault-firewall-ranges",
        "mandatory vault-network-default-deny",
        "mandatory vault-protected",
        "mandatory vault-purge-protection",
        "mandatory vault-rbac",
        "mandatory vault-soft-delete",
        "not judged role-scope",
      ].sort(),
    );
    expect(preview.stdout).toContain('principalId comes from the service principal "app"');
    expect(Object.keys(simulation.azure.state.resources)).toEqual([]);
  });
});
