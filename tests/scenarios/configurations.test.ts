import { resolve } from "node:path";
import { startStack, type Stack } from "../support/stack";
import { hardened, makeHub, smallest } from "./configurations";

const pack = resolve(__dirname, "../../policy");
const hsmProfile = ["--policy-pack", pack, "--policy-pack-config", resolve(pack, "profiles/hsm.json")];
const endpointId =
  "/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/rg-kore/providers/Microsoft.Network/privateEndpoints/pe-customer";

interface Row {
  configurationOf: (stack: Stack) => Promise<Record<string, unknown>>;
  /** What the first run is given besides, and what it then prints of it. */
  policies: string[];
  judged: RegExp;
  vaultName: RegExp;
  /** What Kore's Test Configuration says. */
  said: RegExp;
}

/** Rows of the configuration's table that no other scenario lives through; each goes through a stack's whole life. */
describe.each<[string, Row]>([
  [
    "smallest",
    {
      configurationOf: () => Promise.resolve(smallest),
      policies: [],
      judged: /^(?!.*\[mandatory\])/s,
      vaultName: /^kv-kore-[a-z0-9]{8}$/,
      said: /^$/,
    },
  ],
  [
    "hardened",
    {
      configurationOf: async ({ azure }) => hardened(await makeHub(azure)),
      policies: hsmProfile,
      judged: /\[advisory\].*key-rotation/,
      vaultName: /^kv-kore-hardened$/,
      // Why the narrow role is for Kore to confirm first: it wraps and unwraps alone.
      said: /encrypt/,
    },
  ],
])("a stack of the configuration %s", (_, { configurationOf, policies, judged, vaultName, said }) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({}, { inline: true });
    stack.configure(await configurationOf(stack));
  });
  afterAll(() => stack.close());

  it("comes up, under the matching profile of the policy pack where there is one", async () => {
    const { text } = await stack.succeed("up --yes --skip-preview", ...policies);
    expect(text).toMatch(judged);
    const { vaults, keys, roleAssignments, servicePrincipals } = stack.holdings();
    expect([vaults, keys, roleAssignments, servicePrincipals].map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    expect(stack.outputs()["vaultName"]).toMatch(vaultName);
  });

  it("lets Kore do what its role allows, over the connection that is approved", async () => {
    const vaultId = stack.outputs()["vaultId"] as string;
    const connection = await stack.azure.outside.requestPrivateEndpoint(vaultId, { endpointId });
    await stack.azure.outside.setPrivateEndpointConnection(vaultId, connection, "Approved");
    expect((await stack.rehearse(connection)).said).toMatch(said);
  });

  it("has nothing to change in a second, refreshed run", async () => {
    const writes = stack.writes().length;
    await stack.succeed("up --yes --skip-preview --refresh --expect-no-changes");
    expect(stack.writes().slice(writes)).toEqual([]);
  });

  it("takes a change, and keeps all through a destroy", async () => {
    const before = stack.holdings();
    stack.configure({ tags: { team: "platform" } });
    await stack.succeed("up --yes --skip-preview");
    const vaultId = stack.outputs()["vaultId"] as string;
    expect((await stack.azure.arm.get(vaultId, "2024-11-01")).tags).toEqual({ team: "platform" });
    expect((await stack.run("destroy --yes --skip-preview --run-program")).exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
  });
});
