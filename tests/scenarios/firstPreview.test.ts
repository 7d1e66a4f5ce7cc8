import { firewallMode, startStack, type Stack } from "../support/stack";

/** What a person sees before anything exists. */
describe("the first preview of a stack", () => {
  const objectId = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(firewallMode);
  });
  afterAll(() => stack.close());

  /** The outputs that the preview shows with a value. */
  function shown(text: string): Record<string, string> {
    const [, outputs = ""] = text.split(/^Outputs:$/m);
    return Object.fromEntries([...outputs.matchAll(/^ {4}(\w+) *: "(.*)"$/gm)].map(([, name, value]) => [name, value]));
  }

  it("shows every output that can be known", async () => {
    const { text } = await stack.succeed("preview");
    const { tenantId, subscriptionId } = stack.azure.state;
    expect(shown(text)).toEqual({
      tenantId,
      vaultId: `/subscriptions/${subscriptionId}/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-scenario`,
      vaultName: "kv-kore-scenario",
      vaultUri: "https://kv-kore-scenario.vault.azure.net/",
      keyName: "kore-byok",
      keyIdentifier: "https://kv-kore-scenario.vault.azure.net/keys/kore-byok",
      location: "westeurope",
      adminConsentUrl: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${stack.kore.clientId}`,
      networkMode: "firewall",
    });
  });

  it("shows the role assignments too where the object ID is given, and does not ask Entra", async () => {
    stack.configure({ koreServicePrincipalObjectId: objectId });
    const { text } = await stack.succeed("preview");
    stack.configure({ koreServicePrincipalObjectId: undefined });
    expect(shown(text)["koreServicePrincipalObjectId"]).toBe(objectId);
    // The engine shortens what it prints of a long text.
    expect(text).toMatch(
      /roleAssignmentIds +: \[\n +\[0\]: "\/subscriptions\/.*\/vaults\/kv-kore-scenario\/providers\/Micro/,
    );
    expect(stack.azure.log.entries.filter(({ face }) => face === "entra")).toEqual([]);
  });

  it("tells every problem at once, before anything is registered", async () => {
    const before = stack.azure.log.entries.length;
    stack.configure({
      keySize: 3072,
      vaultName: "kore--kv",
      koreIpRanges: ["0.0.0.0/0"],
      koreAccess: "Active",
      keyname: "x",
    });
    const { exitCode, stdout } = await stack.run("preview --json");
    expect(exitCode).not.toBe(0);
    const { steps, diagnostics } = JSON.parse(stdout) as {
      steps: { newState: { type: string } }[];
      diagnostics: { message: string; severity: string }[];
    };
    expect(steps.map(({ newState }) => newState.type)).toEqual(["pulumi:pulumi:Stack"]);
    const errors = diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message)
      .join("\n");
    expect(errors).toContain("5 problems");
    for (const key of [
      "keySize: 3072",
      'vaultName: "kore--kv"',
      "koreIpRanges[0]",
      'koreAccess: "Active"',
      "keyname",
    ]) {
      expect(errors).toContain(`kore-byok-azure:${key}`);
    }
    expect(stack.azure.log.entries.slice(before)).toEqual([]);
  });

  it("found nothing to write", () => {
    expect(stack.writes()).toEqual([]);
    expect(stack.holdings()).toEqual({ groups: [], vaults: [], keys: [], roleAssignments: [], servicePrincipals: [] });
  });
});
