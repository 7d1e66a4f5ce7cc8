import { firewallMode, startStack, type Stack } from "../support/stack";

/** Entra's answer takes a while to reach Azure Resource Manager. */
describe("a service principal that Azure Resource Manager does not know yet", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(firewallMode, { inline: true });
  });
  afterAll(() => stack.close());

  it("gets its role in the same update", async () => {
    const action = "PUT Microsoft.Authorization/roleAssignments";
    const message = "Principal 9a8b7c6d5e4f4a3b8c2d1e0f9a8b7c6d does not exist in the directory";
    stack.azure.faults.add({ action, kind: "refuse", status: 400, code: "PrincipalNotFound", message });
    const { text } = await stack.succeed("up --yes --skip-preview");
    expect(text).toContain("trying again in 2 seconds, attempt 2 of 8");
    const attempts = stack.writes().filter((write) => write.action === action);
    expect(attempts.map(({ status }) => status)).toEqual([400, 201]);
    await stack.succeed("preview --refresh --expect-no-changes");
  });
});
