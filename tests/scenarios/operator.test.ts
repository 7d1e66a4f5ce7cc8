import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assignRoleToLogin, roles } from "../simulator/keyvault/koreVault";
import { koreByok, type Run } from "../operator/koreByok";
import { schemaOf } from "../operator/schemaOf";
import { type Stack, startStack } from "../support/stack";

const koresSubscription = "77777777-7777-4777-8777-777777777777";
const koresEndpoint = `/subscriptions/${koresSubscription}/resourceGroups/rg-kore/providers/Microsoft.Network/privateEndpoints/pe-contoso`;

/** The life of a stack in private mode, with the commands that an operator runs; the real engine, unmodified clients. */
describe("the operator's story", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ vaultName: "kv-kore-story", keySize: 2048 }, { inline: true });
  });
  afterAll(() => stack.close());

  /** The command as the deployment's login, or as Kore's app, from an address or over a private endpoint connection. */
  const run = (who: "login" | "kore", from: string | undefined, ...args: string[]): Promise<Run> =>
    runIn(stack.workspace.folder, who, from, ...args);
  const runIn = (folder: string, who: "login" | "kore", from: string | undefined, ...args: string[]): Promise<Run> =>
    koreByok([...args, "--stack", "dev"], {
      folder,
      environment: {
        ...stack.workspace.environment,
        HTTPS_PROXY: stack.simulation.https.proxyUrl(from),
        NODE_EXTRA_CA_CERTS: stack.simulation.https.caFile,
        ...(who === "login"
          ? stack.simulation.https.loginEnvironment
          : {
              AZURE_TENANT_ID: stack.azure.state.tenantId,
              AZURE_CLIENT_ID: stack.kore.clientId,
              AZURE_CLIENT_SECRET: stack.kore.clientSecret,
            }),
      },
    });
  const asLogin = (...args: string[]): Promise<Run> => run("login", undefined, ...args);
  /** Kore's Test Configuration, over Kore's private endpoint once there is one. */
  let connection: string | undefined;
  const verify = (): Promise<Run> => run("kore", connection, "verify");
  const reported = (path: string, { stdout }: Run): Record<string, unknown> => {
    const validate = schemaOf(path);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    return report;
  };

  it("finds all that is needed, sets up, hands off, and Kore cannot call yet", async () => {
    const ready = await asLogin("doctor", "--json");
    expect([ready.exitCode, reported("doctor/report.schema.json", ready)]).toMatchObject([0, { outcome: "ready" }]);

    await stack.succeed("up --yes --skip-preview");

    const handoff = await asLogin("handoff");
    const { vaultId } = stack.outputs();
    expect(handoff).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining(`Resource ID: ${String(vaultId)}`) as unknown,
      stderr: "",
    });

    const { exitCode, stdout } = await verify();

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^failed +connection +Public network access to the vault is disabled/m);
  });

  it("approves Kore's private endpoint, and the Test Configuration passes", async () => {
    const { vaultId } = stack.outputs();
    connection = await stack.azure.outside.requestPrivateEndpoint(vaultId as string, { endpointId: koresEndpoint });

    const approved = await asLogin("connections", "approve", connection, "--from", koresSubscription);

    expect([approved.exitCode, approved.stderr]).toEqual([0, expect.stringMatching(/^Asking Azure for [^\n]*\n$/)]);
    expect((await verify()).exitCode).toBe(0);
  });

  it("freezes with the enforcement date, and rotates on the data plane", async () => {
    stack.configure({ enforcementDate: "2030-01-01" });
    await stack.succeed("up --yes --skip-preview");
    const { vaultId } = stack.outputs();
    await assignRoleToLogin(stack.azure, vaultId as string, roles.cryptoOfficer);

    const unasked = await run("login", connection, "rotate");
    expect([unasked.exitCode, unasked.stderr]).toEqual([1, expect.stringContaining("there is no terminal to ask at")]);
    const rotated = await run("login", connection, "rotate", "--yes", "--json");

    expect(rotated.exitCode).toBe(0);
    expect(reported("rotate/report.schema.json", rotated)).toMatchObject({
      outcome: "rotated",
      versions: [
        { enabled: true, current: true },
        { enabled: true, current: false },
      ],
    });
    expect((await verify()).exitCode).toBe(0);
    await stack.succeed("preview --refresh --expect-no-changes");
  });

  it("revokes Kore's access and nothing else, and restores it", async () => {
    const before = stack.holdings();

    const revoked = await asLogin("revoke", "--yes", "--json");

    expect(revoked.exitCode).toBe(0);
    expect(reported("access/report.schema.json", revoked)).toMatchObject({
      outcome: "revoked",
      changes: expect.arrayContaining([
        expect.objectContaining({ effect: "deleted", type: "azure-native:authorization:RoleAssignment" }),
      ]) as unknown,
      proof: { judged: true },
    });
    const refused = await verify();
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toMatch(/^failed +authentication/m);
    expect(stack.holdings()).toEqual({ ...before, roleAssignments: expect.any(Array) as unknown });

    const again = await asLogin("revoke", "--yes");
    expect([again.exitCode, again.stderr]).toEqual([0, expect.stringContaining("nothing to change")]);

    const restored = await asLogin("restore", "--yes");
    expect(restored.exitCode).toBe(0);
    expect(restored.stdout).toContain("Proven: Kore's principal");
    expect(stack.holdings()).toEqual(before);
    expect((await verify()).exitCode).toBe(0);
  });

  it("leaves the configuration as it was where it is not confirmed, or the preview fails", async () => {
    const file = join(stack.workspace.folder, "Pulumi.dev.yaml");
    stack.configure({});
    const before = readFileSync(file, "utf8");

    // Pulumi finds the project from a folder in it, too.
    const unasked = await runIn(join(stack.workspace.folder, "components"), "login", undefined, "revoke");
    expect([unasked.exitCode, unasked.stderr]).toEqual([1, expect.stringContaining("Nothing was changed.")]);

    expect(readFileSync(file, "utf8")).toBe(before);

    stack.configure({ keySize: 3072 });
    const failing = await asLogin("revoke", "--yes");
    expect([failing.exitCode, failing.stderr]).toEqual([1, expect.stringContaining("keySize")]);
    expect(readFileSync(file, "utf8")).toBe(before.replace("keySize: 2048", "keySize: 3072"));
  });
});
