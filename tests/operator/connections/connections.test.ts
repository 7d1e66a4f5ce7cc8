import { type OperatedVault, startOperatedVault } from "../operatedVault";
import type { Run } from "../koreByok";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("connections/report.schema.json");
const subscriptionOfKore = "77777777-7777-4777-8777-777777777777";
const endpointOfKore = `/subscriptions/${subscriptionOfKore}/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe`;

describe("kore-byok connections", () => {
  let vault: OperatedVault;
  let name: string;
  beforeEach(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(vault.stackOutputs());
    name = await vault.azure.outside.requestPrivateEndpoint(vault.vaultId, {
      endpointId: endpointOfKore,
      requestMessage: "Kore.ai BYOK",
    });
  });
  afterEach(() => vault.close());

  const connections = (...args: string[]): Promise<Run> => vault.run(["connections", ...args], vault.as("login"));
  const statusNow = (): unknown => {
    const held = vault.azure.state.resources[vault.vaultId.toLowerCase()]!.properties.privateEndpointConnections;
    return (held as { properties: { privateLinkServiceConnectionState: { status: string } } }[])[0]!.properties
      .privateLinkServiceConnectionState.status;
  };
  const reported = (run: Run): unknown => {
    const report = JSON.parse(run.stdout) as unknown;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    return report;
  };

  it("lists, and approves what comes from the expected subscription, again without a second write", async () => {
    const listed = await connections();
    expect([listed.exitCode, listed.stderr]).toEqual([0, ""]);
    for (const shown of [name, "Pending", subscriptionOfKore, "Kore.ai BYOK", "kore-byok connections approve"]) {
      expect(listed.stdout).toContain(shown);
    }
    expect(listed.stdout).not.toContain("\u001b");

    const approved = await connections("approve", name, "--from", subscriptionOfKore.toUpperCase(), "--json");
    expect(reported(approved)).toMatchObject({ outcome: "approved", connections: [{ name, status: "Approved" }] });
    expect([approved.exitCode, statusNow()]).toEqual([0, "Approved"]);

    const again = await connections("approve", name, "--from", subscriptionOfKore);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain("Was so already: approved.");
    const writes = vault.azure.log.entries.filter(
      ({ action }) => action.startsWith("PUT ") && action.endsWith("Connections"),
    );
    expect(writes).toHaveLength(1);
  });

  it("approves nothing of an unknown requester", async () => {
    const run = await connections("approve", name, "--from", "88888888-8888-4888-8888-888888888888", "--json");

    expect([run.exitCode, statusNow()]).toEqual([1, "Pending"]);
    expect(reported(run)).toMatchObject({ outcome: "failed" });
    expect(run.stderr).toContain(`was requested from subscription ${subscriptionOfKore}, not from 88888888-`);
    expect(run.stderr).toContain("fix: Approve nothing that you do not expect");
  });

  it("rejects an approved connection only with --yes, and approves it no more", async () => {
    await vault.azure.outside.setPrivateEndpointConnection(vault.vaultId, name, "Approved");

    const refused = await connections("reject", name);
    expect([refused.exitCode, statusNow()]).toEqual([1, "Approved"]);
    expect(refused.stderr).toContain("cuts off whoever calls through it");

    expect((await connections("reject", name, "--yes")).exitCode).toBe(0);
    expect(statusNow()).toBe("Rejected");
    expect((await connections("reject", name)).stdout).toContain("Was so already: rejected.");
    const late = await connections("approve", name, "--from", subscriptionOfKore);
    expect([late.exitCode, late.stderr]).toEqual([1, expect.stringContaining("Azure approves only what is Pending")]);
  });

  it("says which action is missing, and changes nothing", async () => {
    vault.azure.outside.setLoginRights({ roles: ["Reader"], graphPermissions: [] });

    const run = await connections("approve", name, "--from", subscriptionOfKore);

    expect([run.exitCode, statusNow()]).toEqual([1, "Pending"]);
    expect(run.stderr).toContain(
      "lacks the action Microsoft.KeyVault/vaults/privateEndpointConnections/write at /subscriptions/",
    );
    expect(run.stderr).toContain("fix: Ask the owner of the subscription");
  });

  it("repeats what Azure throttled", async () => {
    const action = "PUT Microsoft.KeyVault/vaults/privateEndpointConnections";
    vault.azure.faults.add({ action, kind: "refuse", status: 429, code: "TooManyRequests" });

    expect((await connections("approve", name, "--from", subscriptionOfKore)).exitCode).toBe(0);
    expect(statusNow()).toBe("Approved");
  });

  it("names what there is where the name is unknown", async () => {
    const run = await connections("approve", "other", "--from", subscriptionOfKore);

    expect([run.exitCode, run.stderr]).toEqual([
      1,
      expect.stringContaining(`no private endpoint connection other. It has: ${name}.`),
    ]);
  });
});
