import type { KoreByokArgs } from "../../components";
import { everything, firewallArgs, privateArgs, up } from "../support/koreByokProgram";
import type { Deployment } from "../support/mocks";

/** What each resource waits for, its URN first. */
function dependenciesOf({ resources }: Deployment): Array<[string, string[]]> {
  return resources
    .map(({ urn, options }): [string, string[]] => [urn, [...new Set(options.dependencies)].sort()])
    .sort(([one], [other]) => one.localeCompare(other));
}

describe("What a preview knows early", () => {
  // The engine refuses `pulumi up --plan` otherwise: "violates plan: dependencies changed".
  it.each<[string, KoreByokArgs]>([
    ["in private mode", privateArgs],
    ["in firewall mode", firewallArgs],
    ["with endpoint, logs and alerts", everything],
    ["with a generated vault name", { ...privateArgs, vaultName: undefined }],
    ["with Kore's access on the key alone", { ...privateArgs, koreAccessScope: "key" }],
  ])("leaves every resource to wait for what it waits for in the update, %s", async (_, args) => {
    const [preview, update] = [await up(args, { preview: true }), await up(args)];

    expect(dependenciesOf(preview)).toEqual(dependenciesOf(update));
    // The group, which is made here, is what a preview hides.
    expect(update.find("ByokVault").options.dependencies).toContain(update.find("ResourceGroup").urn);
  });
});
