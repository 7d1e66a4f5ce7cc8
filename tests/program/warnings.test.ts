import * as pulumi from "@pulumi/pulumi";
import { ByokVault, KoreByok } from "../../components";
import { privateArgs } from "../support/koreByokProgram";
import { login } from "../support/mockedAzure";
import { deploy } from "../support/mocks";
import { read } from "../support/stackConfiguration";

/** A name that Azure may refuse. */
const vaultName = "kv-azure-x";
/** A retention that is warned of. */
const late = pulumi.output(Promise.resolve(7));

describe("a warning is told once", () => {
  it.each<[string, () => unknown, string]>([
    ["by the settings", () => new KoreByok("kore-byok", read({ vaultName })), "Configuration:"],
    ["by KoreByok", () => new KoreByok("kore", { ...privateArgs, vaultName }), 'KoreByok "kore":'],
    [
      "by a component of one's own",
      () => new ByokVault("byok", { tenantId: login.tenantId, resourceGroupName: "rg", vaultName }),
      'ByokVault "byok":',
    ],
    [
      "of an argument that is known late",
      () =>
        new ByokVault("byok", {
          tenantId: login.tenantId,
          resourceGroupName: "rg",
          vaultName: "kv-a",
          softDeleteRetentionDays: late,
        }),
      'ByokVault "byok":',
    ],
  ])("%s", async (_, program, teller) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      await deploy(() => void program());
      expect(warn.mock.calls.map(([message]) => message.split("\n")[0])).toEqual([teller]);
    } finally {
      warn.mockRestore();
    }
  });
});
