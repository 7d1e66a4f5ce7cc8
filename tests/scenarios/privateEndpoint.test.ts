import { koreAddress, startStack, type Stack } from "../support/stack";
import { everyKeyPrivate, hubOf, makeHub } from "./configurations";

/** Private mode with every key that goes with it: Kore asks for a connection of its own, and the customer approves it. */
describe("the stack in private mode, with every key set", () => {
  let stack: Stack;
  let outputs: Record<string, unknown>;
  const vaultId = () => outputs["vaultId"] as string;

  beforeAll(async () => {
    stack = await startStack({}, { inline: true });
    stack.configure(everyKeyPrivate(stack.azure.state, await makeHub(stack.azure)));
    await stack.succeed("up --yes --skip-preview");
    outputs = stack.outputs();
  });
  afterAll(() => stack.close());

  it("has nothing to change in a second run, refreshed or not", async () => {
    const before = stack.writes().length;
    await stack.succeed("up --yes --skip-preview --expect-no-changes");
    await stack.succeed("preview --refresh --expect-no-changes");
    expect(stack.writes().slice(before)).toEqual([]);
  });

  it("keeps the endpoint in its network's region while that cannot be read", async () => {
    const { resources } = stack.azure.state;
    const network = hubOf(stack.azure.state).network.toLowerCase();
    const hidden = resources[network]!;
    delete resources[network];
    const { text } = await stack.succeed("up --yes --skip-preview --expect-no-changes");
    resources[network] = hidden;
    expect(text).toContain("vnet-hub cannot be read");
  });

  it("grants Kore both roles of AI for Work, and tells them", () => {
    expect(outputs["networkMode"]).toBe("privateEndpoint");
    expect((outputs["roleAssignmentIds"] as string[]).map((id) => id.toLowerCase()).sort()).toEqual(
      stack.holdings().roleAssignments,
    );
    expect(stack.holdings().roleAssignments).toHaveLength(2);
    expect(outputs["keyIdentifier"]).toBe("https://kv-kore-private.vault.azure.net/keys/kore-byok-private");
  });

  it("fails Kore's Test Configuration over the public network", async () => {
    const refused = await stack.rehearse(koreAddress);
    expect(refused.passed).toBe(false);
    expect(refused.said).toMatch(/public (network )?access/i);
  });

  it("lets it pass once Kore's connection is approved, not before, and no longer once it is rejected", async () => {
    const connection = await stack.azure.outside.requestPrivateEndpoint(vaultId(), {
      endpointId:
        "/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/rg-kore/providers/Microsoft.Network/privateEndpoints/pe-customer",
      requestMessage: "Kore.ai BYOK",
    });
    expect((await stack.rehearse(connection)).passed).toBe(false);
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Approved");
    expect(await stack.rehearse(connection)).toEqual({ passed: true, said: "" });
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Rejected");
    expect((await stack.rehearse(connection)).passed).toBe(false);
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Approved");
  });

  it("leaves Kore's connection alone in later runs, and keeps all through a destroy", async () => {
    const before = stack.holdings();
    const connections = () =>
      stack.azure.state.resources[vaultId().toLowerCase()]?.properties["privateEndpointConnections"];
    const connected = structuredClone(connections());
    stack.configure({ tags: { team: "platform", costs: "42" } });
    await stack.succeed("up --yes --skip-preview");
    expect(connections()).toEqual(connected);
    expect((await stack.run("destroy --yes --skip-preview --run-program")).exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
    expect(connections()).toEqual(connected);
  });
});
