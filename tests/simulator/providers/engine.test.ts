/** The stand-ins under the real engine: it decides what is created, replaced and refused. */
import type { Simulation } from "../../../simulator/simulation";
import { startSimulation } from "../../../simulator/simulation";
import type { EngineProgram } from "./engineProgram";
import { createEngineProgram } from "./engineProgram";

const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
const CRYPTO_USER = "12338af0-0e69-4776-bea7-57ae8d297424";
const CRYPTO_OFFICER = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";

/** Resource group, vault, key, Kore's service principal and its role. The deployer may delete the key. */
const program = (keyName: string, more = "") => `
  const pulumi = require("@pulumi/pulumi");
  const authorization = require("@pulumi/azure-native/authorization");
  const keyvault = require("@pulumi/azure-native/keyvault");
  const resources = require("@pulumi/azure-native/resources");
  const azuread = require("@pulumi/azuread");
  const random = require("@pulumi/random");

  const login = authorization.getClientConfigOutput();
  const group = new resources.ResourceGroup("group");
  const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false });
  const vault = new keyvault.Vault("vault", {
    resourceGroupName: group.name,
    vaultName: pulumi.interpolate\`kv-\${suffix.result}\`,
    properties: {
      tenantId: login.tenantId,
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
    },
  });
  const assign = (name, principalId, role) =>
    new authorization.RoleAssignment(name, {
      scope: vault.id,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: pulumi.interpolate\`/subscriptions/\${login.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/\${role}\`,
    });
  const deployer = assign("deployer", login.objectId, "${CRYPTO_OFFICER}");
  const key = new keyvault.Key(
    "key",
    {
      resourceGroupName: group.name,
      vaultName: vault.name,
      keyName: "${keyName}",
      properties: { kty: "RSA", keySize: 2048, keyOps: ["wrapKey", "unwrapKey"] },
    },
    { dependsOn: deployer },
  );
  const kore = new azuread.ServicePrincipal("kore", { clientId: "${clientId}", useExisting: true });
  assign("kore", kore.objectId, "${CRYPTO_USER}");
  ${more}
  exports.keyUri = key.keyUri;
`;

// Each run of the engine takes seconds; the first may have to build it.
jest.setTimeout(15 * 60 * 1000);

describe("the real engine on the stand-ins", () => {
  let simulation: Simulation;
  let engine: EngineProgram;

  beforeAll(async () => {
    simulation = await startSimulation();
    simulation.azure.outside.registerApplication({ appId: clientId, displayName: "Kore.ai", ownerTenantId: clientId });
    engine = await createEngineProgram(simulation);
    engine.write(program("kore"));
    await engine.pulumi("config", "set", "azure-native:location", "westeurope");
  });
  afterAll(async () => {
    await engine.remove();
    await simulation.close();
  });

  const resourceTypes = () => Object.values(simulation.azure.state.resources).map(({ type }) => type);

  it("previews without touching Azure", async () => {
    const { exitCode, stdout } = await engine.pulumi("preview");
    expect(stdout).toContain("+ 8 to create");
    expect(exitCode).toBe(0);
    expect(resourceTypes()).toEqual([]);
  });

  it("sets all of it up", async () => {
    const { exitCode, stdout } = await engine.pulumi("up", "--yes", "--skip-preview");
    expect(stdout).toMatch(/keyUri: "https:\/\/kv-[a-z0-9]{8}\.vault\.azure\.net:443\/keys\/kore"/);
    expect(exitCode).toBe(0);
    expect(resourceTypes().sort()).toEqual([
      "Microsoft.Authorization/roleAssignments",
      "Microsoft.Authorization/roleAssignments",
      "Microsoft.KeyVault/vaults",
      "Microsoft.Resources/resourceGroups",
    ]);
    expect(Object.keys(simulation.azure.state.keys)).toHaveLength(1);
  });

  it("changes nothing the second time", async () => {
    const { exitCode, stdout } = await engine.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(stdout).toContain("8 unchanged");
    expect(exitCode).toBe(0);
  });

  it("finds nothing to change after a refresh", async () => {
    const { exitCode, stdout } = await engine.pulumi("preview", "--refresh", "--expect-no-changes");
    expect(stdout).toContain("8 unchanged");
    expect(exitCode).toBe(0);
  });

  it("shows that a renamed key is replaced", async () => {
    engine.write(program("kore-2"));
    const { stdout } = await engine.pulumi("preview", "--diff");
    expect(stdout).toContain('~ keyName: "kore" => "kore-2"');
    expect(stdout).toContain("+-1 to replace");
  });

  it("refuses a type that the simulated Azure does not know, and leaves the rest alone", async () => {
    engine.write(
      program(
        "kore",
        'new keyvault.Secret("secret", { resourceGroupName: group.name, vaultName: vault.name, properties: {} });',
      ),
    );
    const { exitCode, stdout } = await engine.pulumi("up", "--yes", "--skip-preview");
    expect(stdout).toContain("Resource type azure-native:keyvault:Secret not found");
    expect(exitCode).not.toBe(0);
    expect(resourceTypes()).toHaveLength(4);
  });

  it("imports what was made outside, and adopts it", async () => {
    const { subscriptionId } = simulation.azure.state;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/by-hand`;
    await simulation.azure.arm.put(id, { location: "westeurope", tags: { by: "hand" } }, "2024-03-01");
    engine.write(
      program(
        "kore",
        `new resources.ResourceGroup(
          "by-hand",
          { resourceGroupName: "by-hand", tags: { by: "hand" } },
          { import: "${id}", retainOnDelete: true },
        );`,
      ),
    );
    const { exitCode, stdout } = await engine.pulumi("up", "--yes", "--skip-preview");
    expect(stdout).toMatch(/by-hand imported/);
    expect(exitCode).toBe(0);
  });

  it("takes all of it down, the key before its vault", async () => {
    const { exitCode } = await engine.pulumi("destroy", "--yes", "--skip-preview");
    expect(exitCode).toBe(0);
    expect(Object.values(simulation.azure.state.resources).map(({ name }) => name)).toEqual(["by-hand"]);
    const deletions = simulation.azure.log.entries.filter(
      ({ action, status }) => action.startsWith("DELETE") && status < 300,
    );
    const order = deletions.map(({ action }) => action);
    expect(order.indexOf("DELETE keys")).toBeLessThan(order.indexOf("DELETE Microsoft.KeyVault/vaults"));
    expect(simulation.azure.state.servicePrincipals).toEqual([]);
  });
});
