import { koreAddress, startStack, type Stack } from "../support/stack";
import { everyKeyInFirewallMode } from "./configurations";

/** The main job in firewall mode, with every key that goes with it, the real engine and the real Key Vault client. */
describe("the stack in firewall mode", () => {
  let stack: Stack;
  let outputs: Record<string, unknown>;
  const vaultId = () => outputs["vaultId"] as string;
  const assignmentId = () => (outputs["roleAssignmentIds"] as string[])[0]!;

  beforeAll(async () => {
    stack = await startStack({}, { inline: true });
    stack.configure(everyKeyInFirewallMode(stack.azure.state));
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

  it("gives exactly the outputs that others rely on", () => {
    const { tenantId, subscriptionId } = stack.azure.state;
    const { handoff, koreServicePrincipalObjectId, roleAssignmentIds, ...others } = outputs;
    expect(others).toEqual({
      tenantId,
      vaultUri: "https://kv-kore-scenario.vault.azure.net/",
      keyName: "kore-byok",
      keyIdentifier: "https://kv-kore-scenario.vault.azure.net/keys/kore-byok",
      vaultId: `/subscriptions/${subscriptionId}/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-scenario`,
      vaultName: "kv-kore-scenario",
      location: "westeurope",
      adminConsentUrl: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${stack.kore.clientId}`,
      networkMode: "firewall",
    });
    const [servicePrincipal, ...rest] = stack.azure.state.servicePrincipals;
    expect(rest).toEqual([]);
    expect(koreServicePrincipalObjectId).toBe(servicePrincipal?.objectId);
    expect((roleAssignmentIds as string[]).map((id) => id.toLowerCase())).toEqual(stack.holdings().roleAssignments);
    expect(stack.azure.state.resources[assignmentId().toLowerCase()]?.properties).toMatchObject({
      principalId: servicePrincipal?.objectId,
      principalType: "ServicePrincipal",
    });
    expect(handoff).toMatchObject({
      shareWithKore: { "Key Name": "kore-byok" },
      console: { test: "Test Configuration" },
    });
  });

  it("keeps no secret and no key material in its state", async () => {
    const { stdout } = await stack.succeed("stack export");
    // How Pulumi marks a secret in the state (sdk/go/common/resource/sig).
    expect(stdout).not.toContain("4dabf18193072939515e22adb298388d");
    expect(stdout).not.toContain(stack.kore.clientSecret);
    expect(stdout).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|"(d|dp|dq|p|q|qi)":/);
  });

  it("lets Kore's Test Configuration pass from Kore's range, and from nowhere else", async () => {
    expect(await stack.rehearse(koreAddress)).toEqual({ passed: true, said: "" });
    const elsewhere = await stack.rehearse("20.42.8.9");
    expect(elsewhere.passed).toBe(false);
    expect(elsewhere.said).toMatch(/firewall/i);
  });

  it("fails it with the cause in words while the key is disabled", async () => {
    await stack.azure.keys.update(vaultId(), "kore-byok", undefined, { enabled: false });
    const disabled = await stack.rehearse(koreAddress);
    expect(disabled.passed).toBe(false);
    expect(disabled.said).toMatch(/disabled/i);
    await stack.azure.keys.update(vaultId(), "kore-byok", undefined, { enabled: true });
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("fails it when Kore's range is gone; the next run finds that out and brings the range back", async () => {
    const vault = await stack.azure.arm.get(vaultId(), "2024-11-01");
    const networkAcls = { ...(vault.properties["networkAcls"] as object), ipRules: [] };
    // Answered by Azure only: a PUT does not take it.
    const properties = { ...vault.properties };
    delete properties["privateEndpointConnections"];
    await stack.azure.arm.put(
      vaultId(),
      { location: vault.location, properties: { ...properties, networkAcls } },
      "2024-11-01",
    );
    const lockedOut = await stack.rehearse(koreAddress);
    expect(lockedOut.passed).toBe(false);
    expect(lockedOut.said).toMatch(/firewall/i);

    expect((await stack.run("preview --refresh --expect-no-changes")).exitCode).not.toBe(0);
    await stack.succeed("up --yes --skip-preview --refresh");
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("fails it when the role assignment is gone; the next run brings back the same one", async () => {
    const lock = Object.values(stack.azure.state.resources).find(
      ({ type }) => type === "Microsoft.Authorization/locks",
    );
    await stack.azure.arm.delete(lock!.id, "2020-05-01");
    await stack.azure.arm.delete(assignmentId(), "2022-04-01");
    const refused = await stack.rehearse(koreAddress);
    expect(refused.passed).toBe(false);
    expect(refused.said).toMatch(/no role assignment that allows/);

    await stack.succeed("up --yes --skip-preview --refresh");
    expect(stack.outputs()["roleAssignmentIds"]).toEqual(outputs["roleAssignmentIds"]);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("is whole again after the vault was deleted and recovered, which does not bring back role and lock", async () => {
    const { arm, keys, state } = stack.azure;
    const versions = () => keys.get(vaultId(), "kore-byok").versions.map(({ version }) => version);
    const before = versions();
    const { tenantId } = state;
    const lock = Object.values(state.resources).find(({ type }) => type === "Microsoft.Authorization/locks");
    await arm.delete(lock!.id, "2020-05-01");
    await arm.delete(vaultId(), "2024-11-01");
    await arm.put(
      vaultId(),
      {
        location: "westeurope",
        properties: { createMode: "recover", tenantId, sku: { family: "A", name: "premium" } },
      },
      "2024-11-01",
    );
    expect((await stack.rehearse(koreAddress)).passed).toBe(false);

    await stack.succeed("up --yes --skip-preview --refresh");
    expect(versions()).toEqual(before);
    expect(stack.outputs()["roleAssignmentIds"]).toEqual(outputs["roleAssignmentIds"]);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
    await stack.succeed("preview --expect-no-changes");
  });

  it("gives its role to a service principal that was deleted and made anew, by revoking and restoring", async () => {
    const { entra, state } = stack.azure;
    await entra.deleteServicePrincipal(state.servicePrincipals[0]!.objectId);
    const { objectId } = await entra.createServicePrincipal(stack.kore.clientId);
    expect((await stack.rehearse(koreAddress)).passed).toBe(false);
    const refused = await stack.run("preview --refresh");
    expect([refused.exitCode, refused.text]).toEqual([1, expect.stringContaining("deleted and created again")]);

    await stack.succeed("refresh --yes --skip-preview");
    for (const koreAccess of ["revoked", undefined]) {
      stack.configure({ koreAccess });
      await stack.succeed("up --yes --skip-preview");
    }

    expect(stack.outputs()["koreServicePrincipalObjectId"]).toBe(objectId);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
    await stack.succeed("preview --refresh --expect-no-changes");
  });

  it("takes a change, and keeps all through a destroy", async () => {
    const before = stack.holdings();
    stack.configure({ tags: { team: "platform", costs: "42" } });
    await stack.succeed("up --yes --skip-preview");
    expect((await stack.azure.arm.get(vaultId(), "2024-11-01")).tags).toEqual({ team: "platform", costs: "42" });
    expect((await stack.run("destroy --yes --skip-preview --run-program")).exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });
});
