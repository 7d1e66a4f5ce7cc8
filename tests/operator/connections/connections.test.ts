import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import type { Run } from "../koreByok";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("connections/report.schema.json");
const subscriptionOfKore = "77777777-7777-4777-8777-777777777777";
const asking = "Asking Azure for the private endpoint connections of vault kv-kore-test\n";
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
  /** The connection as the simulated Azure holds it; a test may change what is no call's to change. */
  const held = () => {
    const { properties } = vault.azure.state.resources[vault.vaultId.toLowerCase()]!;
    const [first] = properties.privateEndpointConnections as {
      properties: {
        privateLinkServiceConnectionState: { status: string; description: string };
        provisioningState: string;
      };
    }[];
    return first!.properties;
  };
  const writes = () =>
    vault.azure.log.entries.filter(({ action }) => action.startsWith("PUT ") && action.endsWith("Connections"));
  const statusNow = (): string => held().privateLinkServiceConnectionState.status;
  const reported = (run: Run): unknown => {
    const report = JSON.parse(run.stdout) as unknown;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    return report;
  };

  it("lists, and approves what comes from the expected subscription, again without a second write", async () => {
    const listed = await connections();
    expect([listed.exitCode, listed.stderr]).toEqual([0, asking]);
    for (const shown of [name, "Pending", subscriptionOfKore, "Kore.ai BYOK", "kore-byok connections approve"]) {
      expect(listed.stdout).toContain(shown);
    }
    expect(listed.stdout).not.toContain("\u001b");

    expect((await connections("list", "--stack", "dev")).stdout).toBe(listed.stdout);

    const approved = await connections("approve", name, "--from", subscriptionOfKore.toUpperCase(), "--json");
    expect(reported(approved)).toMatchObject({ outcome: "approved", connections: [{ name, status: "Approved" }] });
    expect([approved.exitCode, statusNow()]).toEqual([0, "Approved"]);

    const again = await connections("approve", name, "--from", subscriptionOfKore);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain("No change needed: already approved.");
    expect(writes()).toHaveLength(1);
  });

  it("writes no name of a person into what the other side sees, and needs none", async () => {
    // os.userInfo() throws where the user is not known, as in a container with a user ID of its own.
    const NODE_OPTIONS = `--require ${join(__dirname, "unknownUser.js")}`;

    const run = await vault.run(["connections", "approve", name, "--from", subscriptionOfKore], {
      ...vault.as("login"),
      NODE_OPTIONS,
    });

    expect([run.exitCode, run.stderr]).toEqual([0, asking]);
    expect(held().privateLinkServiceConnectionState.description).toBe("Approved with kore-byok");
  });

  it("says approved only once Azure has done it", async () => {
    held().provisioningState = "Updating";
    const running = connections("approve", name, "--from", subscriptionOfKore, "--json");
    let ended = false;
    void running.then(() => (ended = true));
    while (statusNow() !== "Approved") await sleep(20);
    await sleep(700);
    expect(ended).toBe(false);
    held().provisioningState = "Succeeded";

    const run = await running;

    expect([run.exitCode, reported(run)]).toMatchObject([
      0,
      { outcome: "approved", connections: [{ status: "Approved", provisioningState: "Succeeded" }] },
    ]);
  });

  it.each(["Pending", "Approved"])("fails where Azure fails at the approval of one that was %s", async (status) => {
    held().privateLinkServiceConnectionState.status = status;
    held().provisioningState = "Failed";

    const run = await connections("approve", name, "--from", subscriptionOfKore);

    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain(`Azure reported a failure: connection ${name} is Approved, its provisioning Failed.`);
    expect(writes()).toHaveLength(1);
  });

  it("neutralises what the requester writes, on a terminal of any width", async () => {
    held().privateLinkServiceConnectionState.description = "Kore\u001b[1A\u001b[2K\rApproved \u202e\u009b31m";

    const wide = await connections();
    expect(wide.stdout).toContain("│ Kore [1A [2K Approved  31m");
    expect(wide.stdout).not.toMatch(/[^\n\P{Cc}]|\p{Bidi_Control}/u);

    const narrow = await vault.run(["connections"], {
      ...vault.as("login"),
      NODE_OPTIONS: `--require ${join(__dirname, "../terminal.js")}`,
      TERMINAL_COLUMNS: "40",
      NO_COLOR: "1",
    });
    expect(narrow.stdout).toContain(
      `Status                       Pending\nRequested from subscription  ${subscriptionOfKore}\nMessage                      Kore [1A [2K Approved  31m`,
    );
    expect(reported(await connections("--json"))).toMatchObject({
      connections: [{ description: expect.stringContaining("\u001b[1A") as string }],
    });
  });

  it.each([
    [{}, true],
    [{ NO_COLOR: "1" }, false],
  ])("turns its spinner with %j in cyan: %s", async (environment, cyan) => {
    const { stderr } = await vault.run(["connections"], {
      ...vault.as("login"),
      NODE_OPTIONS: `--require ${join(__dirname, "../terminal.js")}`,
      TERMINAL_COLUMNS: "100",
      TERM: "xterm",
      FORCE_COLOR: "1",
      ...environment,
    });

    expect(stderr).toContain("Asking Azure for the private endpoint connections");
    expect(stderr.includes("\u001b[36m")).toBe(cyan);
  });

  it("takes Azure's statuses in any spelling", async () => {
    held().privateLinkServiceConnectionState.status = "approved";

    const refused = await connections("reject", name);

    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining("is approved: rejecting it")]);
    expect((await connections("approve", name, "--from", subscriptionOfKore)).stdout).toContain("No change needed");
  });

  it.each([
    ["approve", ["--from", subscriptionOfKore], "Approved", 201],
    ["approve", ["--from", subscriptionOfKore], "Approved", 202],
    ["reject", [], "Rejected", 202],
  ])(
    "does not take %s for refused where Azure does it and answers in another way: %j, %s, %i",
    async (command, args, status, answered) => {
      const action = "PUT Microsoft.KeyVault/vaults/privateEndpointConnections";
      vault.azure.faults.add({ action, kind: "loseAnswer", status: answered });

      const run = await connections(command, name, ...args);

      expect([run.exitCode, run.stdout, statusNow()]).toEqual([0, expect.stringContaining("Done:"), status]);
      expect(writes()).toHaveLength(1);
    },
  );

  it("says what is done where it cannot be read afterwards, and that an answer was lost", async () => {
    const list = "GET Microsoft.KeyVault/vaults/privateEndpointConnections";
    held().provisioningState = "Updating";
    const running = connections("approve", name, "--from", subscriptionOfKore);
    while (statusNow() !== "Approved") await sleep(20);
    vault.azure.faults.add({ action: list, kind: "refuse", status: 403, code: "AuthorizationFailed", times: 5 });

    const unread = await running;

    expect(unread.exitCode).toBe(1);
    expect(unread.stderr).toContain(`to set connection ${name} to Approved, but its status could not be read`);

    vault.azure.faults.clear();
    held().privateLinkServiceConnectionState.status = "Pending";
    const action = "PUT Microsoft.KeyVault/vaults/privateEndpointConnections";
    vault.azure.faults.add({ action, kind: "refuse", status: 503, code: "ServiceUnavailable", times: 5 });
    const lost = await connections("approve", name, "--from", subscriptionOfKore);
    expect(lost.exitCode).toBe(1);
    expect(lost.stderr).toContain("Whether it took effect is not known.");
    expect(lost.stderr).not.toContain("half done");
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
    expect((await connections("reject", name)).stdout).toContain("No change needed: already rejected.");
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
